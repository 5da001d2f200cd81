import { SEPARATOR } from "@std/path";
import { compileGlob, type Glob } from "./glob.ts";
import { extensionOf } from "./media_kinds.ts";
import type { SeenFiles } from "./seen_files.ts";

/** What the user wants of what is found; sidecars come with their video, whatever they are. */
export interface WishOptions {
  /**
   * Patterns as in `.gitignore`: what they name is left out, folders with all that lies in them.
   * @default []
   */
  readonly exclude?: readonly string[];
  /**
   * Patterns as in `.gitignore`: only videos and discs that they name, or that lie in folders that they name.
   * @default []
   */
  readonly include?: readonly string[];
  /** Only videos with these extensions, without dots. @default [] */
  readonly extensions?: readonly string[];
  /** Only videos and discs of at least so many bytes. */
  readonly minSize?: number | undefined;
  /** Folders to go down: 1 gives only what lies in a root itself. */
  readonly maxDepth?: number | undefined;
  /** Also hidden files and folders; junk stays out. @default false */
  readonly hidden?: boolean;
  /** Do not enter folders on another device than their root. @default false */
  readonly oneFileSystem?: boolean;
  /** Follow symbolic links that lead out of what is scanned. @default false */
  readonly follow?: boolean;
  /** Leave out videos that changed in the last so many seconds: they may still grow. */
  readonly settle?: number | undefined;
  /** Only videos that came or changed since then, or a sidecar of theirs; milliseconds since 1970. */
  readonly since?: number | undefined;
  /** Only videos that an earlier scan did not find as they are now. */
  readonly seen?: SeenFiles | undefined;
}

/** {@linkcode WishOptions}, ready to be asked. */
export interface Wishes extends Required<Omit<WishOptions, "include" | "extensions">> {
  /** Whether the user wants video or disc `name` in folder `path`, by its name. */
  isWanted(name: string, place: { readonly path: string; readonly root: string }): boolean;
}

/** Makes `options` ready to be asked. */
export function readWishes(options: WishOptions): Wishes {
  const { include = [], exclude = [], minSize, maxDepth, settle, since, seen } = options;
  const { hidden = false, oneFileSystem = false, follow = false } = options;
  const globs = include.map((line) => compileGlob(line)).filter((glob) => glob !== undefined);
  const extensions = new Set(
    options.extensions?.map((one) => one.replace(/^\./, "").toLowerCase()),
  );
  return {
    ...{ exclude, minSize, maxDepth, hidden, oneFileSystem, follow, settle, since, seen },
    isWanted(name, { path, root }) {
      if (extensions.size > 0 && !extensions.has(extensionOf(name))) return false;
      if (globs.length === 0) return true;
      const way = path.slice(root.length).split(SEPARATOR);
      return isIncluded([...way, ...name.split(SEPARATOR)].filter(Boolean), globs);
    },
  };
}

/** Whether patterns name the file, or a folder that it lies in. The last pattern that says something decides. */
function isIncluded(parts: readonly string[], globs: readonly Glob[]): boolean {
  let included = false;
  for (const glob of globs) {
    const isNamed = parts.some((_, index) =>
      glob.matches(parts.slice(0, index + 1), index < parts.length - 1)
    );
    if (isNamed) included = !glob.isNegated;
  }
  return included;
}
