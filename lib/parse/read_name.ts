import { absoluteNumber } from "./absolute_number.ts";
import { bareNumber } from "./bare_number.ts";
import { chooseYear } from "./choose_year.ts";
import type { Claims } from "./claims.ts";
import { cleanTitle } from "./clean_title.ts";
import { confidenceOf } from "./confidence.ts";
import { explain } from "./explain.ts";
import { findMatches, type Match } from "./find_matches.ts";
import { findSite } from "./find_site.ts";
import { gather } from "./gather.ts";
import { isClip, isGeneric } from "./is_obfuscated.ts";
import { isTagsAlone } from "./is_tags_alone.ts";
import { endOf } from "./name_end.ts";
import { nameOfExtra } from "./name_of_extra.ts";
import { PART_OF_SHOW } from "./part_number.ts";
import { findGroup, withoutGroup } from "./release_group.ts";
import { type Rejected, resolve } from "./resolve.ts";
import { takeCountry } from "./split_country.ts";
import { splitExtension } from "./split_extension.ts";
import { type Survey, survey } from "./survey.ts";
import { findTitle, type TitleReading } from "./title.ts";
import { tokenize, type Tokens } from "./tokenize.ts";
import { type Draft, newDraft } from "./values.ts";

/** What a name says, and what folders need to know of how it was read. */
export interface NameReading {
  readonly draft: Draft;
  /** The name as it was read: without the file's ending. */
  readonly stem: string;
  /** The title does not stand where titles do: before the first number or tag. */
  readonly isTitleBehind: boolean;
  /** The episode is marked, "Episode 2", and there is no season: it is the first, unless a folder says another. */
  readonly isMiniSeries: boolean;
  /** Some number counts for where it stands, by which a folder's name is judged otherwise. */
  readonly hasPlaced: boolean;
}

/** How names are read. */
export interface ParseOptions {
  /** Adds which rule claimed which span. @default false */
  readonly explain?: boolean;
}

/** How {@linkcode readName} reads. */
export interface ReadOptions extends ParseOptions {
  /** The name is a folder's. @default false */
  readonly isFolder?: boolean;
}

/** Reads `name` by the tables of rules. */
export function readName(name: string, options: ReadOptions = {}): NameReading {
  const whole = normalize(name.length > LONGEST ? name.slice(0, LONGEST) : name);
  const { stem, container } = splitExtension(whole);
  const isNoName = options.isFolder !== true && (isGeneric(stem) || isClip(stem));
  let claims = claim(isNoName ? "" : stem, options);
  const isReversed = claims.matches.length === 0 && REVERSED.test(stem);
  if (isReversed) {
    claims = claim([...stem].reverse().join(""), options);
  }
  const { tokens, matches } = claims;
  const title = findTitle(tokens, matches);
  const group = findGroup(claims, title);
  const draft = newDraft();
  if (title.title !== "" && !isTagsAlone(claims, title)) draft.title = title.title;
  if (title.alternativeTitle !== undefined) draft.alternativeTitle = title.alternativeTitle;
  gather(matches, draft);
  if (options.isFolder !== true) {
    const extra = nameOfExtra(stem);
    if (extra !== undefined) draft.extra = extra;
    if (extra !== undefined) draft.title = undefined;
  }
  if (isEpisode(draft, matches)) {
    draft.kind = "episode";
    takeCountry(draft);
  } else if (draft.title !== undefined) draft.kind = "movie";
  const episodeTitle = draft.kind === "episode" ? readEpisodeTitle(claims, title, group) : "";
  if (episodeTitle !== "") draft.episodeTitle = episodeTitle;
  if (group !== undefined) draft.releaseGroup = group;
  if (container !== undefined) draft.container = container;
  draft.confidence = confidenceOf(draft, matches);
  const isFirst = isMiniSeries(draft, matches);
  if (options.explain === true) {
    const ending = whole.slice(stem.length);
    draft.explain = explain({ claims, title, draft, ending, isReversed, isFirst });
  }
  return {
    draft,
    stem,
    isTitleBehind: title.isBehind,
    isMiniSeries: isFirst,
    hasPlaced: claims.hasPlaced,
  };
}

/** Characters of a name that are read: more than any file system allows. */
const LONGEST = 4096;

/** A release name written from right to left, to hide it from a search: "p027.10E10S.eltiT". */
const REVERSED = /(?:p027|p0801|p084|\d\de\d\ds)(?![a-z0-9])/i;

/** Finds what rules claim in `stem`, and decides what counts. */
function claim(stem: string, options: ReadOptions): Claims {
  const tokens = tokenize(stem, findSite(stem));
  let found = findMatches(tokens);
  let view = survey(tokens, found);
  const { isFolder = false } = options;
  const number = needsNoNumber(tokens, view) ? undefined : bareNumber(tokens, view, { isFolder });
  if (number !== undefined) {
    found = insert(number, found);
    view = survey(tokens, found);
  }
  const rejected: Rejected | undefined = options.explain ? { lost: [], outside: [] } : undefined;
  const end = endOf(tokens);
  const resolved = resolve(tokens, found, { view, rejected });
  let matches = withoutGroup(tokens, resolved, { end });
  matches = chooseYear(tokens, matches, { view });
  if (rejected !== undefined && matches.length < resolved.length) {
    const counting = matches;
    rejected.outside.push(...resolved.filter((match) => !counting.includes(match)));
  }
  const absolute = absoluteNumber(tokens, matches);
  if (absolute !== undefined) matches = insert(absolute, matches);
  return { tokens, matches, rejected, end, hasPlaced: number !== undefined };
}

/** "é" as one character, as it stands in the tables; macOS writes it as two. Wide digits as plain ones. */
function normalize(name: string): string {
  for (let at = 0; at < name.length; at++) {
    if (name.charCodeAt(at) < 128) continue;
    return name.normalize("NFC").replace(
      /[０-９]/g,
      (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0),
    );
  }
  return name;
}

/** Whether a number without a mark is no episode's: there is a marked one, or the name is a film's as libraries write it. */
function needsNoNumber({ name }: Tokens, { best }: Survey): boolean {
  for (const { start, values, rule } of best) {
    if (values.date !== undefined) return true;
    if (values.episodes !== undefined && rule.when === undefined) return true;
    // "Title.S03.Extras.02": counts the extras
    if (values.extra !== undefined && values.seasons !== undefined) return true;
    // "Glass 300 {tmdb-1}", "Glass 300 {edition-Final Cut}"
    if (values.ids?.tmdb !== undefined || values.ids?.imdb !== undefined) return true;
    if (values.editions !== undefined && name[start - 1] === "{") return true;
  }
  return false;
}

/** `matches` with `number` in its place, and without what it lies over. */
function insert(number: Match, matches: readonly Match[]): Match[] {
  const out = matches.filter(({ start, end }) => end <= number.start || start >= number.end);
  let at = out.findIndex(({ start }) => start >= number.end);
  if (at < 0) at = out.length;
  out.splice(at, 0, number);
  return out;
}

/** The text behind the number, without the group that stands at its end. */
function readEpisodeTitle(
  { tokens: { name, lower }, matches }: Claims,
  title: TitleReading,
  group: string | undefined,
): string {
  if (title.rest !== undefined) return title.rest;
  if (title.episodeTitle === undefined) {
    // "Title.2013.Christmas.Special.Name.of.It.HDTV"
    const at = matches.findIndex(({ end, values }) =>
      values.show && lower.endsWith("special", end)
    );
    return at < 0 ? "" : cleanTitle(name.slice(matches[at]!.start, matches[at + 1]?.start));
  }
  const { start, end } = title.episodeTitle;
  let raw = name.slice(start, end);
  if (group !== undefined) {
    const at = raw.lastIndexOf(group);
    if (at === 0) return "";
    if (at > 0 && " -._".includes(raw[at - 1]!)) raw = raw.slice(0, at);
  }
  return cleanTitle(raw);
}

/** Counted through a show without seasons there may be more than this; in a mini-series not. */
const MOST_EPISODES = 99;

function isMiniSeries(
  { season, seasons, episodes, date }: Draft,
  matches: readonly Match[],
): boolean {
  if (episodes === undefined || (season ?? seasons ?? date) !== undefined) return false;
  if (episodes.at(-1)! > MOST_EPISODES) return false;
  const { order, rule } = matches.find(({ values }) => values.episodes !== undefined)!;
  return order >= 0 || rule === PART_OF_SHOW;
}

function isEpisode(draft: Draft, matches: readonly Match[]): boolean {
  if (draft.season !== undefined || draft.seasons !== undefined || draft.episodes !== undefined) {
    return true;
  }
  if (draft.absoluteEpisodes !== undefined || draft.date !== undefined) return true;
  for (const { values } of matches) if (values.show === true) return true;
  return false;
}
