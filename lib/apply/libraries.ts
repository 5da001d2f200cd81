import { dirname, join, normalize } from "@std/path";
import { StageError } from "../record/mod.ts";
import { type FileSystem, lookAt } from "./file_system.ts";

/** Folders that may be written to, by their real paths. Records are data and may be forged. */
export class Libraries {
  readonly #fs: FileSystem;
  /** Real paths, by the path that was named; unknown until one is needed. */
  readonly #roots = new Map<string, string | undefined>();

  constructor(fs: FileSystem, named: readonly string[] = []) {
    this.#fs = fs;
    for (const path of named) this.#roots.set(path, undefined);
  }

  /** Lets targets lie under `path`, which need not be there yet. Says whether it is new. */
  add(path: string): boolean {
    if (this.#roots.has(path)) return false;
    this.#roots.set(path, undefined);
    return true;
  }

  /**
   * Where `folder` really is, though it may not be there yet, and the library that it lies in.
   *
   * @throws {StageError} `outside_library`
   */
  checkFolder(folder: string): { readonly real: string; readonly root: string } {
    const real = this.#realPathOf(folder);
    const root = real === undefined
      ? undefined
      : this.#realRoots().find((root) => isUnder(real, root));
    if (real !== undefined && root !== undefined) return { real, root };
    const where = real === undefined ? "through a link that leads nowhere" : `in "${real}"`;
    throw new StageError(
      "outside_library",
      `Cannot write to "${folder}": it is ${where}, under no library that was named`,
    );
  }

  #realRoots(): readonly string[] {
    return [...this.#roots].map(([path, known]) => {
      const root = normalize(path).replace(/(?<=.)\/+$/, "");
      const real = known ?? this.#realPathOf(root) ?? root;
      this.#roots.set(path, real);
      return real;
    });
  }

  /** The real path of what is there of `path`, and the rest of it; `undefined` through a link that leads nowhere. */
  #realPathOf(path: string): string | undefined {
    if (lookAt(this.#fs, path) === undefined) {
      const above = dirname(path);
      if (above === path) return path;
      const real = this.#realPathOf(above);
      return real === undefined ? undefined : join(real, path.slice(above.length));
    }
    try {
      return this.#fs.realPathSync(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }
}

function isUnder(path: string, root: string): boolean {
  return path === root || path.startsWith(root === "/" ? root : `${root}/`);
}

/**
 * Why `path` cannot be taken for the absolute path of a file: it is relative, has empty, `.` or `..` parts, or holds what
 * no name can hold. Nothing where it can.
 */
export function findFlaw(path: string): string | undefined {
  if (!path.startsWith("/")) return "it is not absolute";
  if (path.includes("\0")) return "it holds a NUL";
  // The disk would get another name than the one that was asked for.
  if (!path.isWellFormed()) return "it holds half of a character";
  if (/\/(?:\.{0,2})(?=\/|$)/.test(path)) return 'it has a part that is empty, "." or ".."';
}
