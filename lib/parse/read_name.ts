import type { ParsedName } from "../record/mod.ts";
import { absoluteNumber } from "./absolute_number.ts";
import { bareNumber } from "./bare_number.ts";
import { chooseYear } from "./choose_year.ts";
import { cleanTitle } from "./clean_title.ts";
import { confidenceOf } from "./confidence.ts";
import { explain } from "./explain.ts";
import { findMatches, type Match } from "./find_matches.ts";
import { gather } from "./gather.ts";
import type { ParseOptions } from "./parse_name.ts";
import { findGroup, withoutGroup } from "./release_group.ts";
import { resolve } from "./resolve.ts";
import { findSite } from "./find_site.ts";
import { splitExtension } from "./split_extension.ts";
import { survey } from "./survey.ts";
import { findTitle, type TitleReading } from "./title.ts";
import { tokenize } from "./tokenize.ts";
import type { Draft } from "./values.ts";

/** A parsed name, and what folders need to know of how it was read. */
export interface NameReading {
  readonly parsed: ParsedName;
  /** The title does not stand where titles do: before the first number or tag. */
  readonly isTitleBehind: boolean;
}

/** A release name written from right to left, to hide it from a search: "p027.10E10S.eltiT". */
const REVERSED = /(?:p027|p0801|p084|\d\de\d\ds)(?![a-z0-9])/i;

/** Reads `name` by the tables of rules. */
export function readName(name: string, options: ParseOptions = {}): NameReading {
  const split = splitExtension(normalize(name));
  const { container } = split;
  let { stem } = split;
  if (REVERSED.test(stem)) stem = [...stem].reverse().join("");
  const tokens = tokenize(stem, findSite(stem));
  let found = findMatches(tokens);
  let view = survey(tokens, found);
  const number = isNumbered(view.best) ? undefined : bareNumber(tokens, view);
  if (number !== undefined) {
    found = insert(number, found);
    view = survey(tokens, found);
  }
  const resolution = resolve(tokens, found, view);
  let matches = chooseYear(tokens, withoutGroup(tokens, resolution.accepted), view);
  const absolute = absoluteNumber(tokens, matches);
  if (absolute !== undefined) matches = insert(absolute, matches);
  const title = findTitle(tokens, matches);
  const draft: Draft = { kind: "unknown", confidence: 0 };
  if (title.title !== "") draft.title = title.title;
  if (title.alternativeTitle !== undefined) draft.alternativeTitle = title.alternativeTitle;
  gather(matches, draft);
  const group = findGroup(tokens, matches, title);
  const episodeTitle = readEpisodeTitle(stem, title, group);
  if (episodeTitle !== "") draft.episodeTitle = episodeTitle;
  if (group !== undefined) draft.releaseGroup = group;
  if (container !== undefined) draft.container = container;
  if (isEpisode(draft, matches)) draft.kind = "episode";
  else if (draft.title !== undefined) draft.kind = "movie";
  draft.confidence = confidenceOf(draft, matches);
  if (options.explain) draft.explain = explain(stem, matches, resolution);
  return { parsed: draft, isTitleBehind: title.isBehind };
}

/** The text behind the number, without the group that stands at its end. */
function readEpisodeTitle(stem: string, title: TitleReading, group: string | undefined): string {
  if (title.rest !== undefined) return title.rest;
  if (title.episodeTitle === undefined) return "";
  const { start, end } = title.episodeTitle;
  let raw = stem.slice(start, end);
  if (group !== undefined) {
    const at = raw.lastIndexOf(group);
    if (at > 0 && /[-\s._]$/.test(raw.slice(0, at))) raw = raw.slice(0, at);
    else if (at === 0) return "";
  }
  return cleanTitle(raw);
}

/** "é" as one character, as it stands in the tables; macOS writes it as two. */
function normalize(name: string): string {
  // deno-lint-ignore no-control-regex -- ASCII needs no work, and is nearly all there is.
  if (/^[\x00-\x7f]*$/.test(name)) return name;
  return name.normalize("NFC").replace(
    /[０-９]/g,
    (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0),
  );
}

function isNumbered(matches: readonly Match[]): boolean {
  return matches.some(({ values, rule }) =>
    (values.episodes !== undefined && rule.when === undefined) || values.date !== undefined
  );
}

/** `matches` with `number` in its place, and without what it lies over. */
function insert(number: Match, matches: readonly Match[]): Match[] {
  const out = matches.filter(({ start, end }) => end <= number.start || start >= number.end);
  let at = out.findIndex(({ start }) => start >= number.end);
  if (at < 0) at = out.length;
  out.splice(at, 0, number);
  return out;
}

function isEpisode(draft: Draft, matches: readonly Match[]): boolean {
  return draft.season !== undefined || draft.seasons !== undefined ||
    draft.episodes !== undefined || draft.absoluteEpisodes !== undefined ||
    draft.date !== undefined || matches.some(({ values }) => values.show === true);
}
