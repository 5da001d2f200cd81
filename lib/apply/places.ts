import { StageError } from "../record/mod.ts";
import { type FileSystem, folderOf, lookAt, lookForFree } from "./file_system.ts";
import { followPath, type FoundFolder, type Libraries } from "./libraries.ts";
import type { RecentPaths } from "./recent_paths.ts";

/** A folder that targets of a group lie in. */
export interface Place {
  readonly real: string;
  /** Real path of its library. */
  readonly root: string;
  /** Folders that this run has to make, or has made, for it to be there; the upper ones first. */
  readonly missing: readonly string[];
  readonly isMissing: boolean;
}

/** The folders that a group of records is about: each is looked at once. */
export interface Places {
  /**
   * The folder, which need not be there yet.
   *
   * @throws {StageError} where it is in no library, or a file stands in its way
   */
  readonly find: (folder: string) => Place;
  /** What stands at `source`. */
  readonly lookAtSource: (source: string) => Deno.FileInfo | undefined;
  /** What stands at `target`, which lies in `place`. */
  readonly lookAtTarget: (target: string, place: Place) => Deno.FileInfo | undefined;
  /** The real path of an entry: of its folder, not of what it leads to. */
  readonly toRealName: (path: string) => string;
}

/** What {@linkcode createPlaces} needs. */
export interface PlacesOptions {
  readonly fs: FileSystem;
  readonly libraries: Libraries;
  /** Folders that this run has made. */
  readonly made: Pick<RecentPaths, "has">;
  /** Whether links that lead nowhere are seen at targets, too, before anything is tried. */
  readonly isExact: boolean;
}

/** No folder is known yet. */
export function createPlaces({ fs, libraries, made, isExact }: PlacesOptions): Places {
  const places = new Map<string, Place>();
  const known = new Map<string, FoundFolder>();
  let isAnyGone = false;

  function find(folder: string): Place {
    const before = places.get(folder);
    if (before !== undefined) return before;
    const { real, root, isFolder, missing: lacking } = libraries.findFolder(folder, known);
    const isMissing = lacking.length > 0;
    const base = isMissing ? folderOf(lacking[0]!) : folder;
    if (!isFolder) {
      throw new StageError("target_exists", `Cannot write below "${base}": it is a file`);
    }
    // What an earlier group has made goes with its last file too.
    const missing = [...lacking];
    for (let above = base; made.has(above); above = folderOf(above)) missing.unshift(above);
    const place: Place = { real, root, missing, isMissing };
    places.set(folder, place);
    return place;
  }

  /** Where one source is gone others most likely are, too. */
  function lookAtSource(source: string): Deno.FileInfo | undefined {
    const info = isAnyGone ? lookForFree(fs, source) : lookAt(fs, source);
    isAnyGone ||= info === undefined;
    return info;
  }

  function lookAtTarget(target: string, { isMissing }: Place): Deno.FileInfo | undefined {
    if (isMissing) return undefined;
    return isExact ? lookAt(fs, target) : lookForFree(fs, target);
  }

  function toRealName(path: string): string {
    const folder = folderOf(path);
    const real = places.get(folder)?.real ?? followPath(fs, folder, known).real ?? folder;
    return `${real === "/" ? "" : real}${path.slice(path.lastIndexOf("/"))}`;
  }

  return { find, lookAtSource, lookAtTarget, toRealName };
}
