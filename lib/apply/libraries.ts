import { join, normalize } from "@std/path";
import { StageError } from "../record/mod.ts";
import { type FileSystem, folderOf, lookAt } from "./file_system.ts";

/** Folders that may be written to, by their real paths. Records are data and may be forged. */
export interface Libraries {
  /** Lets targets lie under `path`, which need not be there yet. Says whether it is new. */
  readonly add: (path: string) => boolean;
  /**
   * Where `folder` really is, though it may not be there yet, and the library that it lies in. Takes from `known` what
   * was found before, and adds to it.
   *
   * @throws {StageError} `outside_library`
   */
  readonly findFolder: (folder: string, known: Map<string, FoundFolder>) => LibraryFolder;
  /**
   * Looks once more at a folder that is there.
   *
   * @throws {StageError} `outside_library`
   */
  readonly checkFolder: (folder: string) => void;
}

/** A path, followed as far as it is there. */
export interface FoundFolder {
  /** Its real path; `undefined` through a link that leads nowhere. */
  readonly real: string | undefined;
  /** Folders from the one that it lacks first down to itself. */
  readonly missing: readonly string[];
  /** Whether what is there of it is a folder. */
  readonly isFolder: boolean;
}

/** A folder of a library. */
export interface LibraryFolder extends FoundFolder {
  readonly real: string;
  /** Real path of the library. */
  readonly root: string;
}

interface Root {
  readonly real: string;
  /** What it was at first; `undefined` where it was not there. */
  readonly info: Deno.FileInfo | undefined;
}

/** The libraries that were `named`. */
export function createLibraries(fs: FileSystem, named: readonly string[]): Libraries {
  /** By the path that was named; unknown until one is needed. */
  const roots = new Map<string, Root | undefined>(named.map((path) => [path, undefined]));

  function findRoot(real: string): Root | undefined {
    for (const [path, known] of roots) {
      const root = known ?? toRoot(path);
      if (known === undefined) roots.set(path, root);
      if (isUnder(real, root.real)) return root;
    }
  }

  function toRoot(path: string): Root {
    const root = normalize(path).replace(/(?<=.)\/+$/, "");
    const real = followPath(fs, root, new Map()).real ?? root;
    return { real, info: lookAt(fs, real) };
  }

  function rootOf(folder: string, real: string | undefined): string {
    const root = real === undefined ? undefined : findRoot(real);
    if (root === undefined) {
      const where = real === undefined
        ? "through a link that leads nowhere, "
        : real === folder
        ? ""
        : `in "${real}", `;
      const why = `it is ${where}under no library that was named`;
      throw new StageError("outside_library", `Cannot write to "${folder}": ${why}`);
    }
    const info = root.info && lookAt(fs, root.real);
    // Where a disk has gone, the folder that it was mounted on is still there. Inodes tell nothing: FUSE may give new ones.
    if (root.info !== undefined && info?.dev !== root.info.dev) {
      const why = `"${root.real}" is not on the disk that it was on: is that still mounted?`;
      throw new StageError("outside_library", `Cannot write to "${folder}": ${why}`);
    }
    return root.real;
  }

  return {
    add(path) {
      if (roots.has(path)) return false;
      roots.set(path, undefined);
      return true;
    },
    findFolder(folder, known) {
      const found = followPath(fs, folder, known);
      const root = rootOf(folder, found.real);
      return { ...found, real: found.real!, root };
    },
    checkFolder: (folder) => void rootOf(folder, realPathOf(fs, folder)),
  };
}

/** One look a folder, where what is above it is known: to follow the whole path takes the system one for each part. */
export function followPath(
  fs: FileSystem,
  path: string,
  known: Map<string, FoundFolder>,
): FoundFolder {
  const before = known.get(path);
  if (before !== undefined) return before;
  const found = lookAtFolder(fs, path, known);
  known.set(path, found);
  return found;
}

function lookAtFolder(
  fs: FileSystem,
  path: string,
  known: Map<string, FoundFolder>,
): FoundFolder {
  const info = lookAt(fs, path);
  const above = folderOf(path);
  if (info?.isSymlink || above === path) {
    const real = realPathOf(fs, path);
    const isFolder = real !== undefined && fs.lstatSync(real).isDirectory;
    return { real, missing: [], isFolder };
  }
  const upper = followPath(fs, above, known);
  const real = upper.real === undefined ? undefined : join(upper.real, path.slice(above.length));
  if (info !== undefined) return { real, missing: [], isFolder: info.isDirectory };
  return { real, missing: [...upper.missing, path], isFolder: upper.isFolder };
}

function realPathOf(fs: FileSystem, path: string): string | undefined {
  try {
    return fs.realPathSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The folder of a library that replaced files go to. */
export const TRASH = ".shelve-trash";

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
