import { foldTitle } from "../text/mod.ts";
import type { EpisodeNumbers } from "./episode_numbers.ts";
import type { Facts } from "./facts.ts";
import type { Preset, ReadingRules } from "./templates/mod.ts";

/** Servers take a film or episode whose name ends in one of these for an extra: "s01e05 - Interview". */
const EXTRA_WORDS: ReadonlySet<string> = new Set([
  ...["behindthescenes", "deleted", "deletedscene", "featurette", "interview", "scene"],
  ...["short", "trailer", "other", "clip", "extra", "sample"],
]);

/** Whether `name` ends in a dash and a word that servers take for a kind of extra. */
export function seemsExtra(name: string): boolean {
  return EXTRA_WORDS.has(lastWord(name));
}

/** `name` with a space for that dash, where there is one. */
export function withoutExtraDash(name: string): string {
  const word = lastWord(name);
  if (!EXTRA_WORDS.has(word)) return name;
  const cut = name.length - word.length;
  return `${name.slice(0, cut).replace(/[ -]+$/, "")} ${name.slice(cut)}`;
}

/** What follows the last dash, and the space after it if there is one; empty without a dash. */
function lastWord(name: string): string {
  const dash = name.lastIndexOf("-");
  return dash < 0 ? "" : name.slice(name[dash + 1] === " " ? dash + 2 : dash + 1).toLowerCase();
}

/**
 * Whether the server reads a file called `names`, folders first and without extension, as what
 * `facts` say. Such a file is better left alone: a new name would be a new item there, without its
 * history.
 */
export function isRead(names: readonly string[], facts: Facts, preset: Preset): boolean {
  if (facts.extra !== undefined) return isExtraRead(names, facts, preset);
  return facts.kind === "movie"
    ? isMovieRead(names, facts, preset.reads)
    : isEpisodeRead(names, facts, preset.reads);
}

/**
 * How many of the folders in `names` the server reads as those of what `facts` say: that of the
 * film or show, then that of the season. A file that needs a new name can stay in these.
 */
export function countFolders(names: readonly string[], facts: Facts, preset: Preset): number {
  const { reads } = preset;
  const [title, season] = names;
  if (names.length < 2 || readTitle(title!, facts, reads)?.rest !== "") return 0;
  if (facts.kind === "movie" && facts.extra === undefined) {
    const hasVersion = facts.label !== undefined || (facts.parsed.editions?.length ?? 0) > 0;
    return names.length > 2 || (hasVersion && reads.versionsRepeatFolder) ? 0 : 1;
  }
  const { numbers } = facts;
  const isIn = names.length > 2 && numbers !== undefined &&
    isSeason(season!, numbers.season, reads);
  return isIn ? 2 : 1;
}

function isSeason(name: string, season: number | undefined, rules: ReadingRules): boolean {
  const found = rules.season.exec(name);
  return found !== null && Number(found.groups!["number"] ?? 0) === season;
}

function isMovieRead(names: readonly string[], facts: Facts, rules: ReadingRules): boolean {
  const file = names.at(-1)!;
  const folder = names.length > 1 ? names[0]! : undefined;
  if (names.length > 2) return false;
  if (folder !== undefined) {
    const rest = readTitle(folder, facts, rules)?.rest;
    // A version, or the pieces of one, may have a folder of its own.
    const isVersion = rest?.startsWith("- ") && file.startsWith(folder);
    if (rest !== "" && !isVersion) return false;
  }
  if (seemsExtra(file)) return false;
  const piece = rules.part.exec(file);
  const number = piece === null ? undefined : Number(piece.groups!["number"]);
  if (number !== facts.part) return false;
  const read = readTitle(piece === null ? file : file.slice(0, piece.index), facts, rules);
  if (read === undefined || !read.isSure) return false;
  if (read.rest === "") return true;
  // What stood in brackets is gone: "Film (1982) - [1080p]".
  return /^-(?: |$)/.test(read.rest) &&
    (!rules.versionsRepeatFolder || (folder !== undefined && file.startsWith(`${folder} - `)));
}

function isEpisodeRead(names: readonly string[], facts: Facts, rules: ReadingRules): boolean {
  const [show, season] = names;
  const file = names.at(-1)!;
  if (names.length < 2 || readTitle(show!, facts, rules)?.rest !== "") return false;
  const numbers = facts.numbers!;
  const isInSeason = names.length === 3 && isSeason(season!, numbers.season, rules);
  if (!isInSeason && !rules.anyFolders) return false;
  if (seemsExtra(file)) return false;
  const found = findNumbers(file, numbers, rules);
  if (found === undefined) return false;
  const before = file.slice(0, found.begin).replace(/[ ._-]+$/, "");
  if (before !== "" && readTitle(before.replace(/[._]/g, " "), facts, rules)?.rest !== "") {
    return false;
  }
  if (facts.part === undefined) return true;
  const { number } = rules.part.exec(file.slice(found.end))?.groups ?? {};
  return Number(number) === facts.part;
}

/** Where in `file` the numbers stand, if they are those that are meant. */
export function findNumbers(
  file: string,
  { season, first, last = first, date }: EpisodeNumbers,
  { ranges, dayFirst }: ReadingRules,
): { readonly begin: number; readonly end: number } | undefined {
  if (first === undefined) {
    const begin = file.search(/(?<!\d)\d{4}[-. ]\d\d[-. ]\d\d(?!\d)/);
    const text = begin < 0 ? "" : file.slice(begin, begin + 10);
    if (text.replace(/[. ]/g, "-") === date) return { begin, end: begin + 10 };
    const other = dayFirst ? DAY_FIRST.exec(file) : null;
    if (other === null) return undefined;
    const { day, month, year } = other.groups!;
    const end = other.index + other[0].length;
    return `${year}-${month}-${day}` === date ? { begin: other.index, end } : undefined;
  }
  const match = NUMBERS.exec(file);
  if (match === null) return undefined;
  const { season: inName, episode, more = "" } = match.groups!;
  const all = [episode, ...more.match(/\d+/g) ?? []].map(Number);
  const isRange = all.length === 2 && /^[ ._]?-/.test(more);
  const isWhole = isRange && ranges || all.every((number, index) => number === first + index);
  const fits = Number(inName) === season && all[0] === first && all.at(-1) === last && isWhole;
  return fits ? { begin: match.index, end: match.index + match[0].length } : undefined;
}

const DAY_FIRST = /(?<!\d)(?<day>\d\d)[-. ](?<month>\d\d)[-. ](?<year>\d{4})(?!\d)/;

const NUMBERS =
  /(?<![a-z\d])s(?<season>\d{1,4})[ ._]?e(?<episode>\d{1,4})(?<more>(?:[ ._]?-?e\d{1,4})*)(?!\d)/i;

function isExtraRead(names: readonly string[], facts: Facts, preset: Preset): boolean {
  const kinds = facts.kind === "movie" ? preset.extras : preset.showExtras ?? preset.extras;
  const [title, season] = names;
  if (!Object.hasOwn(kinds, facts.extra!)) return false;
  if (readTitle(title!, facts, preset.reads)?.rest !== "") return false;
  // Those of a season lie in its folder, those of an episode beside it.
  const isOfSeason = facts.kind === "episode" && names.length > 2 &&
    isSeason(season!, facts.parsed.season, preset.reads);
  const [folder, ...files] = names.slice(isOfSeason ? 2 : 1);
  if (folder === undefined || files.length > 1) return false;
  if (files.length === 1) {
    // Names do not tell extras well apart: "Featurettes/Making of". Trailers are shown in a place of their own.
    const isTrailer = facts.extra === "trailer";
    if (!isTrailer && preset.reads.extraFolders?.test(folder)) return true;
    return Object.entries(kinds).some(([kind, template]) =>
      (kind === "trailer") === isTrailer &&
      template.slice(0, Math.max(0, template.indexOf("/"))).toLowerCase() === folder.toLowerCase()
    );
  }
  // Beside its film, or in the season's folder beside its episode, with a suffix; there it may have a number.
  const name = folder.toLowerCase();
  return isOfSeason
    ? name.replace(/\d+$/, "").endsWith(`-${facts.extra}`)
    : facts.kind === "movie" && name.endsWith(`-${facts.extra}`);
}

/** What a name says besides a title. */
interface TitleReading {
  /** What follows title, year and ids. */
  readonly rest: string;
  /** Whether an id or the year is there, so that no namesake can be meant. */
  readonly isSure: boolean;
}

/** Reads `name` as the title of what `facts` say, or as nothing. */
function readTitle(
  name: string,
  facts: Facts,
  { tag }: ReadingRules,
): TitleReading | undefined {
  let hasId = false;
  for (const { groups } of name.matchAll(tag)) {
    const known = facts.ids[groups!["source"]!.toLowerCase() as "tmdb"];
    if (known !== undefined && String(known) !== groups!["id"]) return undefined;
    hasId ||= known !== undefined;
  }
  const text = name.replace(tag, " ").replace(EDITION, " ").replace(BRACKETS, " ")
    .replace(/ {2,}/g, " ").trim();
  const year = /^(?<title>.+?) \((?<year>\d{4})\)(?<rest>(?: .*)?)$/.exec(text)?.groups;
  if (year !== undefined && (facts.year === undefined || Number(year["year"]) === facts.year)) {
    const isSame = hasId || isTitle(year["title"]!, facts);
    return isSame ? { rest: year["rest"]!.trim(), isSure: true } : undefined;
  }
  if (hasId && year === undefined) {
    const dash = text.lastIndexOf(" - ");
    const isWhole = dash < 0 || isTitle(text, facts);
    return { rest: isWhole ? "" : text.slice(dash + 1), isSure: true };
  }
  return isTitle(text, facts) ? { rest: "", isSure: facts.year === undefined } : undefined;
}

/** Source: 32 characters, https://support.plex.tv/articles/multiple-editions/ */
const EDITION = /\{edition-[^{}]{1,32}\}/gi;
const BRACKETS = /\[[^[\]]*\]/g;

function isTitle(text: string, { title, originalTitle }: Facts): boolean {
  const folded = foldTitle(text);
  if (folded === "") return false;
  return folded === foldTitle(title) ||
    (originalTitle !== undefined && folded === foldTitle(originalTitle));
}
