import type { ParsedName } from "../record/mod.ts";
import { foldTitle } from "../text/mod.ts";
import { isObfuscated } from "./is_obfuscated.ts";
import { parseName, type ParseOptions } from "./parse_name.ts";
import { type FolderReading, NO_FOLDERS, readFolders } from "./read_folders.ts";
import { type NameReading, readName } from "./read_name.ts";
import { DISC_FOLDER, INNER_FOLDERS } from "./rules/folder.ts";
import { splitExtension } from "./split_extension.ts";

/** A parsed name that may still change. */
type Draft = { -readonly [Key in keyof ParsedName]: ParsedName[Key] };

/** Reads a path: the file's name, and its folders as evidence for what the name leaves out. */
export function parsePath(path: string, options: ParseOptions = {}): ParsedName {
  const slash = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  let name = path.slice(slash + 1);
  if (slash < 0 && name !== "") return parseName(name, options);
  let folder = path.slice(0, Math.max(0, slash));
  if (name === "" || (name.length <= LONGEST_INNER && isInner(name.toLowerCase()))) {
    // A disc is a folder: its name stands above "VIDEO_TS", and above "Disc 2".
    const parts = splitPath(path);
    while (parts.length > 0 && INNER_FOLDERS.has(parts.at(-1)!.toLowerCase())) parts.pop();
    const isDisc = parts.length > 1 && DISC_FOLDER.test(parts.at(-1)!.toLowerCase());
    name = isDisc ? "" : parts.pop() ?? "";
    folder = parts.join("/");
  }
  const file = readName(name, options);
  const folders = readFolder(folder);
  const parsed = folders === NO_FOLDERS
    ? file.parsed
    : join(file, folders, splitExtension(name).stem);
  const hasSeason = parsed.season !== undefined || parsed.seasons !== undefined;
  return file.isMiniSeries && !hasSeason ? { ...parsed, season: 1 } : parsed;
}

/** Characters of the longest name that is a piece of a disc: longer ones need not be looked up. */
const LONGEST_INNER = Math.max(...[...INNER_FOLDERS, "disc - 12"].map(({ length }) => length));

function isInner(lower: string): boolean {
  return INNER_FOLDERS.has(lower) || DISC_FOLDER.test(lower);
}

/** The folder that was read last: the files of one come in a row. */
let last: { readonly folder: string; readonly reading: FolderReading } | undefined;

function readFolder(folder: string): FolderReading {
  if (last?.folder === folder) return last.reading;
  const reading = readFolders(splitPath(folder));
  last = { folder, reading };
  return reading;
}

function splitPath(path: string): string[] {
  return path.split(/[/\\]/).filter((part) => part !== "" && part !== "." && part !== "..");
}

/** Fields that belong to the one file, and are not taken from a folder of a like name. */
const OWN: ReadonlySet<string> = new Set([
  "kind",
  "title",
  "alternativeTitle",
  "country",
  "season",
  "seasons",
  "episodes",
  "absoluteEpisodes",
  "episodeTitle",
  "date",
  "year",
  "part",
  "extra",
  "version",
  "checksum",
  "container",
  "confidence",
  "explain",
]);

/** Fields that say which episode it is. */
const NUMBERS = ["season", "seasons", "episodes", "absoluteEpisodes", "date"] as const;

function join(file: NameReading, folders: FolderReading, stem: string): ParsedName {
  const { named } = folders;
  let draft: Draft = { ...file.parsed };
  if (named !== undefined && isCryptic(file, folders, stem)) {
    const { container, checksum, part, explain } = file.parsed;
    draft = { ...pick(file.parsed), ...named };
    if (container === undefined) delete draft.container;
    else draft.container = container;
    if (checksum !== undefined) draft.checksum = checksum;
    if (part !== undefined) draft.part = part;
    if (explain !== undefined) draft.explain = explain;
  } else readNumbers(draft, folders, file, stem);
  if (folders.extra !== undefined) draft.extra ??= folders.extra;
  if (folders.part !== undefined) draft.part ??= folders.part;
  if (named !== undefined) takeFromFolder(draft, named, folders, file);
  if (NUMBERS.some((key) => draft[key] !== undefined)) draft.kind = "episode";
  else if (named?.kind === "episode" && isAlike(draft.title, named.title)) draft.kind = "episode";
  else if (draft.title !== undefined) {
    draft.kind = file.parsed.kind === "episode" ? "episode" : "movie";
  }
  return draft;
}

/** The technical tags of `parsed` alone. */
function pick(parsed: ParsedName): Draft {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parsed)) if (!OWN.has(key)) out[key] = value;
  delete out["releaseGroup"];
  return out as unknown as Draft;
}

/** Whether the file's name says less than the folder of the release: "ano-cosmo.720p", a hash, "170424_26". */
function isCryptic(file: NameReading, { named, isNear }: FolderReading, stem: string): boolean {
  if (isObfuscated(stem)) return true;
  if (!isNear) return false;
  const { parsed } = file;
  const folder = named!;
  const isLike = isAlike(parsed.title, folder.title);
  if (isLike && parsed.episodes !== undefined) return false;
  const tags = Number(folder.resolution !== undefined) + Number(folder.source !== undefined) +
    Number(folder.videoCodec !== undefined) + Number(folder.releaseGroup !== undefined);
  if (folder.episodes !== undefined && (folder.season !== undefined || folder.date !== undefined)) {
    const hasBoth = parsed.season !== undefined && parsed.episodes !== undefined;
    return !hasBoth && parsed.date === undefined && (parsed.title === undefined || tags > 0);
  }
  if (isLike || tags < 2 || folder.kind !== "movie") return false;
  return folder.year !== undefined && parsed.year === undefined && parsed.episodes === undefined &&
    parsed.season === undefined && parsed.date === undefined;
}

/** Season from a folder, and what that makes of the numbers in the file's name. */
function readNumbers(draft: Draft, folders: FolderReading, file: NameReading, stem: string): void {
  const season = folders.season ?? (folders.isNear ? folders.named?.season : undefined);
  const hasSeason = draft.season !== undefined || draft.seasons !== undefined;
  if (
    draft.episodes === undefined && draft.absoluteEpisodes === undefined &&
    /^\d{1,4}$/.test(stem) &&
    (season !== undefined || folders.named?.kind === "episode")
  ) {
    // "Title 921-928/921.mkv"
    draft.episodes = [Number(stem)];
    delete draft.title;
    delete draft.year;
  }
  if (season === undefined || draft.date !== undefined) return;
  if (draft.episodes === undefined && !hasSeason && folders.season !== undefined) {
    // "Season 01/1 Pilot.mkv"
    const leading = /^(\d{1,3})(?:[ ._-]+(?=\D)| (?=\d+ )|$)/.exec(stem);
    if (leading !== null) {
      draft.episodes = [Number(leading[1])];
      if (file.parsed.title !== undefined) {
        draft.episodeTitle = file.parsed.title.replace(/^\d+[\s.-]*/, "");
        delete draft.title;
      }
    }
  }
  if (draft.episodes === undefined && !hasSeason && season > 0) {
    // "tpz-sn203" in season 2
    const glued = /[a-z](\d{1,2})(\d\d)$/i.exec(stem);
    if (glued !== null && Number(glued[1]) === season) draft.episodes = [Number(glued[2])];
  }
  const episode = draft.episodes?.[0];
  if (
    episode !== undefined && draft.episodes!.length === 1 && !hasSeason && season > 0 &&
    Math.floor(episode / 100) === season && episode % 100 > 0
  ) {
    // "Season 4/Title [401].avi"
    draft.episodes = [episode % 100];
  }
  if (!hasSeason && (draft.episodes !== undefined || folders.season !== undefined)) {
    draft.season = season;
  }
}

/** Takes the folder's title where it is better, and what it says besides where the titles agree. */
function takeFromFolder(
  draft: Draft,
  named: ParsedName,
  folders: FolderReading,
  file: NameReading,
): void {
  const { parsed } = file;
  if (draft.title !== named.title && isFolderBetter(draft, file, folders)) {
    if (draft.title !== undefined && file.isTitleBehind && draft.episodes !== undefined) {
      draft.episodeTitle = parsed.episodeTitle === undefined
        ? draft.title
        : `${draft.title} - ${parsed.episodeTitle}`;
    }
    draft.title = named.title!;
    if (named.year !== undefined) draft.year = named.year;
    if (named.alternativeTitle !== undefined) draft.alternativeTitle = named.alternativeTitle;
    else delete draft.alternativeTitle;
  }
  if (!isAlike(draft.title, named.title)) return;
  // "2x05 - Show - Title" in the show's folder
  const prefix = `${named.title} - `;
  if (draft.episodeTitle?.startsWith(prefix)) {
    draft.episodeTitle = draft.episodeTitle.slice(prefix.length);
  }
  if (draft.year === undefined && named.year !== undefined) draft.year = named.year;
  const target = draft as unknown as Record<string, unknown>;
  for (const key in named) {
    if (target[key] === undefined && !OWN.has(key)) target[key] = named[key as keyof ParsedName];
  }
  draft.confidence = Math.max(draft.confidence, named.confidence);
}

/** Whether the folder's title is to be believed, not the file's. */
function isFolderBetter(draft: Draft, file: NameReading, folders: FolderReading): boolean {
  const { parsed } = file;
  const named = folders.named!;
  const { title } = draft;
  if (title === undefined || file.isTitleBehind) return true;
  const own = fold(title);
  const other = fold(named.title!);
  const agrees = (parsed.year !== undefined && parsed.year === named.year) ||
    (parsed.episodes !== undefined && parsed.season === named.season &&
      parsed.episodes[0] === named.episodes?.[0]);
  // "blow-how.to.be.single.2016" in "How.To.Be.Single.2016…-BLOW", "Brazil_Criterion_Edition_(1985)" in "Brazil (1985)"
  if (agrees && own !== other && own.includes(other)) return true;
  // "aaf-mb.s08e16.720p" in "MythBusters.S08E16…"
  if (/^[a-z0-9]{2,8}-/.test(title) && named.releaseGroup !== undefined) {
    // "arw-repack-heat.dvdrip" in "Heat.REPACK.DVDRip-ARROW"
    if (agrees || (folders.isNear && own.endsWith(other))) return true;
  }
  if (folders.isNear && parsed.year === undefined && own !== other && own.endsWith(other)) {
    // "Enki Bilal - Bunker Palace Hotel" in "Bunker Palace Hotel (1989)", "video_ts-heat" in "Heat"
    const isLed = named.year !== undefined ? / - /.test(title) : /^[a-z_ ]+-\S+$/.test(title);
    if (isLed) return true;
  }
  if (own === other || own.startsWith(other) || other.startsWith(own)) return false;
  const hasOwn = parsed.year !== undefined || parsed.episodes !== undefined ||
    parsed.date !== undefined || parsed.seasons !== undefined || parsed.season !== undefined;
  if (hasOwn) return false;
  if (folders.season !== undefined || folders.extra !== undefined) return true;
  if (parsed.resolution !== undefined || parsed.source !== undefined) return false;
  return folders.isNear &&
    (named.year !== undefined || named.resolution !== undefined || named.season !== undefined);
}

function fold(title: string): string {
  // What is ASCII needs two steps of nine.
  if (/[^\0-\x7f]/.test(title)) return foldTitle(title).replaceAll(" ", "");
  return title.toLowerCase().replace(/[&+]/g, "and").replace(/[^a-z0-9]+/g, "");
}

function isAlike(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a === b) return true;
  const first = fold(a);
  const second = fold(b);
  return first.startsWith(second) || second.startsWith(first);
}
