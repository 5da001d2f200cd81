import type { ParsedName } from "../record/mod.ts";
import { applyFolders } from "./apply_folders.ts";
import { explainFolders } from "./explain.ts";
import { type FolderReading, NO_FOLDERS, readFolders } from "./read_folders.ts";
import { isClip } from "./is_obfuscated.ts";
import { type NameReading, type ParseOptions, readName } from "./read_name.ts";
import { DISC_FOLDER, INNER_FOLDERS } from "./rules/folder.ts";
import { toParsedName } from "./values.ts";

/** Reads a path: the file's name, and its folders as evidence for what the name leaves out. */
export function parsePath(path: string, options: ParseOptions = {}): ParsedName {
  const slash = lastSlash(path, path.length);
  let name = path.slice(slash + 1);
  let folder = slash < 0 ? "" : path.slice(0, slash);
  if (slash >= 0 || name === "") {
    if (name === "" || (name.length <= LONGEST_INNER && isInner(name.toLowerCase()))) {
      // A disc is a folder: its name stands above "VIDEO_TS", and above "Disc 2".
      const parts = splitPath(path);
      while (parts.length > 0 && INNER_FOLDERS.has(parts.at(-1)!.toLowerCase())) parts.pop();
      const isDisc = parts.length > 1 && DISC_FOLDER.test(parts.at(-1)!.toLowerCase());
      name = isDisc ? "" : parts.pop() ?? "";
      folder = parts.join("/");
    }
  }
  let file = readName(name, options);
  const folders = folder === "" || (file.draft.kind === "unknown" && isClip(file.stem))
    ? NO_FOLDERS
    : readFolder(folder, file);
  if (isOfFilms(file, folders) && (file.hasPlaced || LISTED.test(name))) {
    // "Movies/Apollo 13", "Movies/X Collection/1 - Alien": no episode
    file = readName(name.replace(LISTED, ""), { ...options, isFolder: true });
  }
  const before = options.explain === true ? { ...file.draft } : undefined;
  const draft = folders === NO_FOLDERS ? file.draft : applyFolders(file, folders);
  if (before !== undefined) draft.explain = explainFolders(before, draft, folder);
  if (file.isMiniSeries && draft.episodes !== undefined && draft.seasons === undefined) {
    draft.season ??= 1;
  }
  return toParsedName(draft);
}

/** Whether a folder holds films, many of them: in one that is named for a single one, "Chernobyl (2019)", a number may count. */
function isOfFilms({ draft }: NameReading, { holds, season, named }: FolderReading): boolean {
  return holds === "films" && season === undefined && draft.year === undefined &&
    (named === undefined || (named.kind !== "episode" && named.year === undefined));
}

/** A number by which films of one folder are sorted: "1 - Alien", "03. Alien 3". */
const LISTED = /^\d{1,2}(?: - |[.)] )(?=.*[^\W\d])/;

/** Characters of the longest name that is a piece of a disc: longer ones need not be looked up. */
const LONGEST_INNER = Math.max(...[...INNER_FOLDERS, "disc - 12"].map(({ length }) => length));

function isInner(lower: string): boolean {
  return INNER_FOLDERS.has(lower) || DISC_FOLDER.test(lower);
}

/** What the folders read last say: those of a library hold many files each, and not always in a row. */
const READ = new Map<string, FolderReading>();

/** How many folders are kept, and the longest path of one. */
const MOST = 64;
const LONGEST = 1024;

function readFolder(folder: string, file: NameReading): FolderReading {
  const known = READ.get(folder);
  if (known !== undefined) return known;
  const reading = readFolders(splitPath(folder), file);
  if (folder.length > LONGEST) return reading;
  if (READ.size === MOST) READ.clear();
  READ.set(folder, reading);
  return reading;
}

/** Where the last slash before `end` stands, -1 without one. */
function lastSlash(path: string, end: number): number {
  for (let at = end - 1; at >= 0; at--) {
    const code = path.charCodeAt(at);
    if (code === 47 /* / */ || code === 92 /* \ */) return at;
  }
  return -1;
}

function splitPath(path: string): string[] {
  const parts: string[] = [];
  for (let end = path.length; end >= 0;) {
    const slash = lastSlash(path, end);
    const part = path.slice(slash + 1, end);
    if (part !== "" && part !== "." && part !== "..") parts.push(part);
    end = slash;
  }
  return parts.reverse();
}
