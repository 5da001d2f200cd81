import type { ParsedName } from "../record/mod.ts";
import { foldTitle } from "../text/mod.ts";
import { isObfuscated } from "./is_obfuscated.ts";
import type { ParseOptions } from "./parse_name.ts";
import { type FolderReading, readFolders } from "./read_folders.ts";
import { type NameReading, readName } from "./read_name.ts";
import { splitExtension } from "./split_extension.ts";
import type { Draft } from "./values.ts";

/** Reads a path: the file's name, and its folders as evidence for what the name leaves out. */
export function parsePath(path: string, options: ParseOptions = {}): ParsedName {
  const parts = path.split(/[/\\]+/).filter((part) => part !== "");
  const name = parts.pop() ?? "";
  const file = readName(name, options);
  if (parts.length === 0) return file.parsed;
  const folders = readFolders(parts);
  return join(file, folders, name);
}

/** Fields that belong to the one file, and are not taken from a folder. */
const OWN: ReadonlySet<string> = new Set([
  "kind",
  "title",
  "alternativeTitle",
  "episodes",
  "absoluteEpisodes",
  "episodeTitle",
  "season",
  "seasons",
  "confidence",
  "explain",
  "container",
  "part",
  "extra",
  "checksum",
  "date",
  "year",
]);

function join(file: NameReading, folders: FolderReading, name: string): ParsedName {
  const { named } = folders;
  const draft: Draft = { ...file.parsed };
  if (folders.extra !== undefined) draft.extra ??= folders.extra;
  if (folders.part !== undefined) draft.part ??= folders.part;
  if (draft.season === undefined && draft.seasons === undefined) {
    const season = folders.season ?? (folders.isNear ? named?.season : undefined);
    const isNumbered = draft.episodes !== undefined || folders.season !== undefined;
    if (season !== undefined && isNumbered) draft.season = season;
  }
  if (named !== undefined) {
    const takesTitle = isFolderBetter(file, folders, name);
    if (takesTitle) {
      if (file.parsed.title !== undefined && draft.episodes !== undefined && file.isTitleBehind) {
        draft.episodeTitle = file.parsed.title;
      }
      draft.title = named.title!;
      if (named.alternativeTitle !== undefined) draft.alternativeTitle = named.alternativeTitle;
      else delete draft.alternativeTitle;
      if (named.year !== undefined) draft.year = named.year;
      if (isObfuscated(splitExtension(name).stem)) {
        for (const key of ["season", "episodes", "episodeTitle", "date"] as const) {
          if (named[key] !== undefined) Object.assign(draft, { [key]: named[key] });
        }
      }
    }
    const isSame = takesTitle || isAlike(draft.title, named.title);
    if (isSame) {
      if (draft.year === undefined && named.year !== undefined) draft.year = named.year;
      const target = draft as Record<string, unknown>;
      for (const [key, value] of Object.entries(named)) {
        if (!OWN.has(key) && target[key] === undefined) target[key] = value;
      }
      draft.confidence = Math.max(draft.confidence, named.confidence);
    }
  }
  if (
    draft.season !== undefined || draft.seasons !== undefined || draft.episodes !== undefined ||
    draft.absoluteEpisodes !== undefined || draft.date !== undefined
  ) draft.kind = "episode";
  else if (named?.kind === "episode" && folders.isNear) draft.kind = "episode";
  else if (draft.title !== undefined) draft.kind = "movie";
  return draft;
}

/** Whether the folder's title is to be believed, not the file's. */
function isFolderBetter(file: NameReading, folders: FolderReading, name: string): boolean {
  const { parsed } = file;
  const named = folders.named!;
  if (parsed.title === undefined || file.isTitleBehind) return true;
  if (isObfuscated(splitExtension(name).stem)) return true;
  if (isAlike(parsed.title, named.title)) return false;
  const hasOwn = parsed.year !== undefined || parsed.episodes !== undefined ||
    parsed.date !== undefined || parsed.seasons !== undefined || parsed.season !== undefined;
  if (!hasOwn && folders.season !== undefined) return true;
  if (!hasOwn && parsed.resolution === undefined && parsed.source === undefined) {
    return named.year !== undefined || named.resolution !== undefined || named.season !== undefined;
  }
  return false;
}

function isAlike(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const first = foldTitle(a).replaceAll(" ", "");
  const second = foldTitle(b).replaceAll(" ", "");
  return first === second || first.startsWith(second) || second.startsWith(first);
}
