import type { ExtraKind } from "../record/mod.ts";
import { type NameReading, readName } from "./read_name.ts";
import {
  COLLECTION,
  DISC_FOLDER,
  EXTRA_FOLDERS,
  INNER_FOLDERS,
  OF_FILMS,
  OF_SHOWS,
  SORTING_FOLDERS,
  SPECIALS_FOLDERS,
} from "./rules/folder.ts";
import { splitExtension } from "./split_extension.ts";
import type { Draft } from "./values.ts";

/** What the folders above a file say. */
export interface FolderReading {
  /** The nearest folder that is named for something; `undefined` where none is. */
  readonly named: Readonly<Draft> | undefined;
  /** Season of a folder that is only that: "Season 02", "Specials". */
  readonly season: number | undefined;
  readonly extra: ExtraKind | undefined;
  /** Which disc: "CD1", "Disc 2". */
  readonly part: number | undefined;
  /** The named folder is the one that the file lies in, or only pieces are in between. */
  readonly isNear: boolean;
  /** What the nearest folder that is made for one of the two holds. */
  readonly holds: "shows" | "films" | undefined;
}

/** Folders that say nothing. */
export const NO_FOLDERS: FolderReading = {
  named: undefined,
  season: undefined,
  extra: undefined,
  part: undefined,
  isNear: false,
  holds: undefined,
};

/** Folders of which each one inside is a person's. */
const OF_USERS: ReadonlySet<string> = new Set(["home", "users"]);

/** Folders of extras as well as of films. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  "other",
  "shorts",
  "clips",
  "scenes",
  "interviews",
]);

/** How many folders up a name may stand: show, season, extras, disc, VIDEO_TS. */
const DEPTH = 5;

/** Whether `name` is of a folder that is named for something. */
function isNamed(name: string | undefined): boolean {
  const lower = name?.toLowerCase().trim() ?? "";
  return /\p{L}/u.test(lower) && !SORTING_FOLDERS.has(lower) && !SPECIALS_FOLDERS.has(lower);
}

/** Reads the folders in `parts`, from the nearest up, above `file`. */
export function readFolders(parts: readonly string[], file: NameReading): FolderReading {
  let season: number | undefined;
  let extra: ExtraKind | undefined;
  let part: number | undefined;
  let isSorting = false;
  const end = Math.max(0, parts.length - DEPTH);
  for (let index = parts.length - 1; index >= end; index--) {
    const name = parts[index]!;
    const lower = name.toLowerCase().trim();
    if (INNER_FOLDERS.has(lower)) continue;
    // "/home/me", "/Users/me"
    if (index === 1 && OF_USERS.has(parts[0]!.toLowerCase())) break;
    // "tv/Extras/Season 1": the show is called so
    const isShow = season !== undefined && season > 0 && index > 0 && !isNamed(parts[index - 1]);
    const kind = EXTRA_FOLDERS.get(lower);
    if (kind !== undefined && !isShow) {
      // "Other" and "Shorts" may be a sorting folder as well: only the one nearest to the file is of extras.
      if (extra === undefined && index === parts.length - 1 && index > 0) {
        extra = kind;
        isSorting = AMBIGUOUS.has(lower);
      }
      continue;
    }
    if (SPECIALS_FOLDERS.has(lower)) {
      season ??= 0;
      continue;
    }
    if (SORTING_FOLDERS.has(lower)) {
      // "/tank/Movies": nothing above names what lies in it
      if (season === undefined && (OF_FILMS.has(lower) || OF_SHOWS.has(lower))) break;
      continue;
    }
    const disc = DISC_FOLDER.exec(lower);
    if (disc !== null) {
      part ??= Number(disc[1]);
      continue;
    }
    if (/^\d{1,4}$/.test(name) && isNamed(parts[index - 1])) {
      // "Show/2018", "Show/2": a season, or all of a year
      if (name.length < 3) season ??= Number(name);
      continue;
    }
    const { draft: named, isTitleBehind } = readFolderName(name, file);
    // "Show/Season 2 - Some Name"
    const isSeason = isTitleBehind && named.season !== undefined && isNamed(parts[index - 1]);
    if (named.title === undefined || isSeason) {
      season ??= named.season;
      continue;
    }
    const holds = whatHolds(parts, index) ??
      (season === undefined && COLLECTION.test(lower) ? "films" : undefined);
    // "Movies/Title (1999)/Specials"
    if (holds === "films" && season === 0 && named.year !== undefined) {
      return { named, season: undefined, extra: extra ?? "other", part, isNear: true, holds };
    }
    return { named, season, extra, part, isNear: season === undefined, holds };
  }
  // With nothing above that it could belong to, "Shorts" holds films.
  if (isSorting) extra = undefined;
  const holds = whatHolds(parts, parts.length);
  if ((season ?? extra ?? part) === undefined && holds !== "films") return NO_FOLDERS;
  return { ...NO_FOLDERS, season, extra, part, holds };
}

/** What the folders above that at `index` are made for. */
function whatHolds(parts: readonly string[], index: number): FolderReading["holds"] {
  for (let at = index - 1; at >= 0; at--) {
    const lower = parts[at]!.toLowerCase().trim();
    if (OF_SHOWS.has(lower)) return "shows";
    if (OF_FILMS.has(lower)) return "films";
  }
  return undefined;
}

/** A release's folder is mostly called as the file in it, and then need not be read again. */
function readFolderName(name: string, file: NameReading): NameReading {
  if (name !== file.stem || file.hasPlaced || splitExtension(name).container !== undefined) {
    return readName(name, { isFolder: true });
  }
  return { ...file, draft: { ...file.draft, container: undefined, explain: undefined } };
}
