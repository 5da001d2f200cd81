import { basename, dirname } from "@std/path";
import { StageError } from "../record/mod.ts";
import { type FileSystem, lookAt } from "./file_system.ts";
import { missingFolders } from "./folders.ts";
import type { Libraries } from "./libraries.ts";
import type { PathSet } from "../text/mod.ts";

/** A folder that targets of a group lie in. */
export interface Place {
  readonly real: string;
  /** Real path of its library. */
  readonly root: string;
  /** Folders that this run has to make, or has made, for it to be there; the upper ones first. */
  readonly missing: readonly string[];
}

/** The folders that a group of records is about: each is looked at once. */
export interface Places {
  /**
   * The folder, which need not be there yet.
   *
   * @throws {StageError} where it is in no library, or a file stands in its way
   */
  readonly find: (folder: string) => Place;
  /** What stands at `target`, in a folder that was found. */
  readonly lookAtTarget: (target: string) => Deno.FileInfo | undefined;
  /** The real path of an entry: of its folder, not of what it leads to. */
  readonly toRealName: (path: string) => string;
}

/** What {@linkcode createPlaces} needs. */
export interface PlacesOptions {
  readonly fs: FileSystem;
  readonly libraries: Libraries;
  /** Folders that this run has made. */
  readonly made: PathSet;
}

interface KnownPlace extends Place {
  readonly isMissing: boolean;
  /** Targets looked for. */
  seen: number;
  names: ReadonlySet<string> | undefined;
}

/** No folder is known yet. */
export function createPlaces({ fs, libraries, made }: PlacesOptions): Places {
  const places = new Map<string, KnownPlace>();
  const realFolders = new Map<string, string>();

  function find(folder: string): KnownPlace {
    const known = places.get(folder);
    if (known !== undefined) return known;
    const { real, root } = libraries.checkFolder(folder);
    const missing = missingFolders(fs, folder);
    const isMissing = missing.length > 0;
    const base = isMissing ? dirname(missing[0]!) : folder;
    if (!fs.lstatSync(fs.realPathSync(base)).isDirectory) {
      throw new StageError("target_exists", `Cannot write below "${base}": it is a file`);
    }
    // What an earlier group has made goes with its last file too.
    for (let above = base; made.has(above); above = dirname(above)) missing.unshift(above);
    const place: KnownPlace = { real, root, missing, isMissing, seen: 0, names: undefined };
    places.set(folder, place);
    return place;
  }

  /** Most targets are absent, and to look for what is not there is dear: so a folder's second one lists it. */
  function lookAtTarget(target: string): Deno.FileInfo | undefined {
    const folder = dirname(target);
    const place = places.get(folder)!;
    if (place.isMissing) return undefined;
    const names = place.names ??= place.seen++ > 0 ? listNames(fs, folder) : undefined;
    // Another spelling of a name may be there, where the disk does not tell them apart.
    if (names?.has(toSpelling(basename(target))) === false) return undefined;
    return lookAt(fs, target);
  }

  function toRealName(path: string): string {
    const folder = dirname(path);
    let real = places.get(folder)?.real ?? realFolders.get(folder);
    if (real === undefined) {
      real = fs.realPathSync(folder);
      realFolders.set(folder, real);
    }
    // Not `join`, which takes both to pieces: this is asked for every file.
    return `${real === "/" ? "" : real}${path.slice(path.lastIndexOf("/"))}`;
  }

  return { find, lookAtTarget, toRealName };
}

function listNames(fs: FileSystem, folder: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of fs.readDirSync(folder)) names.add(toSpelling(name));
  return names;
}

function toSpelling(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase();
}
