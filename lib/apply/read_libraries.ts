import { resolve } from "@std/path";
import { UsageError } from "../record/mod.ts";
import type { FileSystem } from "./file_system.ts";
import { followPath } from "./libraries.ts";

/** Folders that a user names, absolute. */
export interface NamedLibraries {
  /** All that may be written to; empty where none is named. */
  readonly libraries: readonly string[];
  /** What plans are made for. */
  readonly library: string | undefined;
  readonly movies: string | undefined;
  readonly shows: string | undefined;
}

/** As the command line has them. */
export interface LibraryFlags {
  readonly library: readonly string[];
  readonly movies?: string | undefined;
  readonly shows?: string | undefined;
}

/**
 * The libraries that the flags name, or else `fallback`. A disk that is not mounted leaves no folder, or an empty one on
 * the disk of the system: what is missing is not made.
 *
 * @throws {UsageError} where one is not there, or no folder
 */
export function readLibraries(
  flags: LibraryFlags,
  { fs, cwd, fallback }: {
    readonly fs: FileSystem;
    readonly cwd: string;
    readonly fallback: string | undefined;
  },
): NamedLibraries {
  const toAbsolute = (path: string | undefined) => path === undefined ? path : resolve(cwd, path);
  const isThere = (path: string | undefined) => path !== undefined;
  const [movies, shows] = [toAbsolute(flags.movies), toAbsolute(flags.shows)];
  const named = [...flags.library.map(toAbsolute), movies, shows].filter(isThere);
  const libraries = named.length > 0 ? named : [toAbsolute(fallback)].filter(isThere);
  for (const path of libraries) {
    const { real, missing, isFolder } = followPath(fs, path, new Map());
    if (missing.length > 0 || real === undefined) {
      const advice = "mount it, or make the folder first";
      throw new UsageError(`The library "${path}" is not there: ${advice}`);
    }
    if (!isFolder) throw new UsageError(`The library "${path}" is no folder`);
  }
  return { libraries, library: toAbsolute(flags.library[0] ?? fallback), movies, shows };
}
