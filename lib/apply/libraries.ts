import { dirname, join, normalize } from "@std/path";
import { StageError } from "../record/mod.ts";
import { type FileSystem, lookAt } from "./file_system.ts";

/** Folders that may be written to, by their real paths. Records are data and may be forged. */
export interface Libraries {
  /** Lets targets lie under `path`, which need not be there yet. Says whether it is new. */
  readonly add: (path: string) => boolean;
  /**
   * Where `folder` really is, though it may not be there yet, and the library that it lies in.
   *
   * @throws {StageError} `outside_library`
   */
  readonly checkFolder: (folder: string) => { readonly real: string; readonly root: string };
}

/** The libraries that were `named`. */
export function createLibraries(fs: FileSystem, named: readonly string[]): Libraries {
  /** Real paths, by the path that was named; unknown until one is needed. */
  const roots = new Map<string, string | undefined>(named.map((path) => [path, undefined]));

  function findRoot(real: string): string | undefined {
    for (const [path, known] of roots) {
      const root = known ?? toRealRoot(path);
      if (known === undefined) roots.set(path, root);
      if (isUnder(real, root)) return root;
    }
  }

  function toRealRoot(path: string): string {
    const root = normalize(path).replace(/(?<=.)\/+$/, "");
    return realPathOf(fs, root) ?? root;
  }

  return {
    add(path) {
      if (roots.has(path)) return false;
      roots.set(path, undefined);
      return true;
    },
    checkFolder(folder) {
      const real = realPathOf(fs, folder);
      const root = real === undefined ? undefined : findRoot(real);
      if (real !== undefined && root !== undefined) return { real, root };
      const where = real === undefined ? "through a link that leads nowhere" : `in "${real}"`;
      throw new StageError(
        "outside_library",
        `Cannot write to "${folder}": it is ${where}, under no library that was named`,
      );
    },
  };
}

/** The real path of what is there of `path`, and the rest of it; `undefined` through a link that leads nowhere. */
function realPathOf(fs: FileSystem, path: string): string | undefined {
  if (lookAt(fs, path) === undefined) {
    const above = dirname(path);
    if (above === path) return path;
    const real = realPathOf(fs, above);
    return real === undefined ? undefined : join(real, path.slice(above.length));
  }
  try {
    return fs.realPathSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Whether `path` is `root` or lies below it. */
export function isUnder(path: string, root: string): boolean {
  return path === root || path.startsWith(root === "/" ? root : `${root}/`);
}

/**
 * Why `path` cannot be taken for the absolute path of a file, to follow "the source" or "the target": it is relative, has
 * empty, `.` or `..` parts, or holds what no name can hold. Nothing where it can.
 */
export function findFlaw(path: string): string | undefined {
  if (!path.startsWith("/")) return "is not absolute";
  if (path.includes("\0")) return "holds a NUL";
  // The disk would get another name than the one that was asked for.
  if (!path.isWellFormed()) return "holds half of a character";
  if (/\/(?=\/|$)/.test(path)) return "has an empty part between or after its slashes";
  if (/\/\.{1,2}(?=\/|$)/.test(path)) return 'has "." or ".." in it';
}
