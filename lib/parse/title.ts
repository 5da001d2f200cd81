import { cleanTitle } from "./clean_title.ts";
import type { Match } from "./find_matches.ts";
import { splitScripts } from "./split_scripts.ts";
import { findStretches, type Stretch } from "./stretches.ts";
import { isNumber } from "./survey.ts";
import type { Tokens } from "./tokenize.ts";

/** What of a name is title. */
export interface TitleReading {
  /** Empty where there is none. */
  readonly title: string;
  readonly alternativeTitle: string | undefined;
  /** Where the title stands; 0, 0 without one. */
  readonly start: number;
  readonly end: number;
  /** It stands behind the first number, "05 - Title": it may be the episode's. */
  readonly isBehind: boolean;
  /** What stands behind the episode's number. */
  readonly episodeTitle: Stretch | undefined;
  /** The episode's title, where the title's own stretch holds it: "05 - Title - Episode". */
  readonly rest: string | undefined;
}

/** No title, but maybe an episode's. */
function withoutTitle(episodeTitle: Stretch | undefined): TitleReading {
  return {
    title: "",
    alternativeTitle: undefined,
    start: 0,
    end: 0,
    isBehind: false,
    episodeTitle,
    rest: undefined,
  };
}

/** " AKA ", " a.k.a. " between two titles of one film. */
const ALIAS = /[\s._([-]a\.?k\.?a\.?[\s._-]/i;

/** What stands in brackets of its own and is no title: "10月新番", "国漫". */
const NO_TITLE = /新番|国漫|國漫|招募|字幕|連載|连载|合集/;

/** How many numbers, or brackets, are looked at: a sound name has few, and time must stay linear for others. */
const TRIES = 8;

/** Finds the title in what `matches` left of the name. */
export function findTitle(tokens: Tokens, matches: readonly Match[]): TitleReading {
  const stretches = findStretches(tokens, matches);
  const first = firstOutside(tokens, matches);
  let at = 0;
  while (at < stretches.length && !canBeTitle(tokens.name, stretches[at]!)) at++;
  if (at === stretches.length) at = -1;
  at = skipNumber(tokens, matches, stretches, at);
  const film = matches.find(({ values }) => values.film === true);
  if (film !== undefined) {
    const behind = stretches.findIndex((stretch) => stretch.first > film.last);
    if (behind >= 0) return readTitle(tokens, matches, stretches, behind, false);
  }
  const isBracketed = at < 0 || (first !== undefined && stretches[at]!.start > first.start) ||
    (at >= 2 && stretches[at]!.start > (matches[0]?.start ?? Infinity));
  const isNumberFirst = at >= 0 && first !== undefined && first.order < 0 &&
    first.last + 1 === stretches[at]!.first;
  if (isBracketed && !isNumberFirst) {
    const inBracket = titleInBrackets(tokens, matches, stretches);
    if (inBracket >= 0 && (at < 0 || inBracket < at)) at = inBracket;
  }
  if (at < 0) return withoutTitle(episodeTitleOf(matches, stretches, undefined));
  const chosen = stretches[at]!;
  const number = matches.find(isNumber);
  const isBehind = number !== undefined && chosen.start > number.start;
  if (isBehind && chosen.bracket < 0 && isMarked(number)) {
    // "S01E04 - Title": the episode's. Behind tags there is none at all: "S03E09 WS PDTV XviD FUtV".
    return withoutTitle(episodeTitleOf(matches, stretches, undefined));
  }
  if (chosen.bracket < 0 && isBehindTags(tokens, matches, chosen)) return withoutTitle(undefined);
  return readTitle(tokens, matches, stretches, at, isBehind);
}

/** Whether `match` is an episode's number by its own mark, or a date: not "05 - Title". */
function isMarked({ order, values }: Match): boolean {
  return order >= 0 && (values.episodes !== undefined || values.date !== undefined);
}

/** Whether a number and a tag stand before `stretch`, and no title. */
function isBehindTags(
  { tokens }: Tokens,
  matches: readonly Match[],
  stretch: Stretch,
): boolean {
  let count = 0;
  for (const { start, first, rule } of matches) {
    if (start < stretch.start && rule.when === undefined && tokens[first]!.bracket < 0) count++;
  }
  return count >= 3;
}

function readTitle(
  { name, lower, tokens, brackets }: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
  at: number,
  isBehind: boolean,
): TitleReading {
  const chosen = stretches[at]!;
  let { start, end } = chosen;
  let lead = "";
  const opening = brackets[0];
  if (opening !== undefined && opening.last === chosen.first && chosen.bracket < 0) {
    // "(500) Days (2009)": no group is called so
    const text = name.slice(opening.start, opening.end);
    const hasYear = matches.some(({ first, values }) => first > chosen.last && values.year);
    if (hasYear && opening.first === 0 && /^\(\d{3,4}\)$/.test(text)) {
      lead = `${text} `;
      ({ start } = opening);
    }
  }
  let alternative: string | undefined;
  const bracketed = stretches[at + 1];
  if (chosen.bracket < 0 && bracketed !== undefined && bracketed.bracket >= 0) {
    const { start: open, end: close, first, last } = brackets[bracketed.bracket]!;
    const isWhole = bracketed.first === first && bracketed.last === last - 1 && open <= end + 1;
    const next = stretches[at + 2];
    if (
      isWhole && next?.bracket === -1 && next.first === last && !isBehind &&
      /\p{L}/u.test(name.slice(chosen.start, end))
    ) {
      // "You Are [Not] Alone"
      ({ end } = next);
    } else if (
      isWhole && name.charCodeAt(open) === 40 /* ( */ && tokens[last]?.start !== undefined &&
      matches.some(({ first: index }) => index === last)
    ) alternative = cleanTitle(name.slice(bracketed.start, close - 1));
  }
  let raw = name.slice(chosen.start, end);
  const alias = raw.length > 6 && mayHaveAlias(lower, chosen.start) ? ALIAS.exec(raw) : null;
  if (alias !== null && alias.index > 0) {
    alternative = cleanTitle(raw.slice(alias.index + alias[0].length));
    raw = raw.slice(0, alias.index);
  }
  let title = cleanTitle(raw);
  let rest: string | undefined;
  const dash = isBehind ? title.indexOf(" - ") : -1;
  if (dash > 0) {
    rest = title.slice(dash + 3);
    title = title.slice(0, dash);
  }
  const [own, other] = isAscii(title) ? [title] : splitScripts(title);
  return {
    title: lead + own,
    alternativeTitle: alternative || other,
    start,
    end,
    isBehind,
    episodeTitle: episodeTitleOf(matches, stretches, chosen),
    rest,
  };
}

/** "37 [Group] Title": a number before the group's bracket is no title, if there is another. */
function skipNumber(
  { name }: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
  at: number,
): number {
  const stretch = stretches[at];
  if (stretch === undefined || /\p{L}/u.test(name.slice(stretch.start, stretch.end))) return at;
  const next = stretches.findIndex(({ bracket }, index) => index > at && bracket < 0);
  const isFirst = next > at + 1 && stretches[next]!.first <= (matches[0]?.first ?? Infinity);
  return isFirst ? next : at;
}

/** The first match outside of brackets; without one the first. */
function firstOutside({ tokens }: Tokens, matches: readonly Match[]): Match | undefined {
  for (const match of matches) if (tokens[match.first]!.bracket < 0) return match;
  return matches[0];
}

function canBeTitle(name: string, { start, end, bracket }: Stretch): boolean {
  return bracket < 0 && !isNoTitle(name, start, end);
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Whether the stretch is one of {@linkcode NO_TITLE}, which is not looked for where all is ASCII. */
function isNoTitle(name: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (name.charCodeAt(at) > 0x3000) return NO_TITLE.test(name.slice(start, end));
  }
  return false;
}

/** Quicker than the expression, which hardly ever matches. */
function mayHaveAlias(lower: string, start: number): boolean {
  return lower.indexOf("aka", start) >= 0 || lower.indexOf("a.k", start) >= 0;
}

/** Index of the stretch that is the title of a name all in brackets: "[Group][Title][01][1080p]"; -1 without one. */
function titleInBrackets(
  { name, brackets }: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
): number {
  const able: number[] = [];
  stretches.forEach(({ bracket, start, end }, index) => {
    if (bracket < 0 || able.length > TRIES) return;
    const text = name.slice(start, end);
    if (!/\p{L}/u.test(text) || NO_TITLE.test(text) && able.length > 0) return;
    if (able.length === 0 || stretches[able.at(-1)!]!.bracket !== bracket) able.push(index);
  });
  if (able.length === 0) return -1;
  const number =
    matches.find(({ values }) =>
      values.episodes !== undefined || values.absoluteEpisodes !== undefined
    )?.start ?? Infinity;
  const isTitle = (index: number) => {
    const { bracket } = stretches[index]!;
    const { first, last } = brackets[bracket]!;
    return !matches.some((match) =>
      match.first < last && match.last >= first && match.values.noise !== true &&
      match.values.year === undefined && match.values.seasons === undefined
    );
  };
  // The first is the group's, if there is a second before the number.
  const titles = able.slice(1).filter((index) =>
    isTitle(index) && stretches[index]!.start < number
  );
  const before = able.filter((index) => stretches[index]!.start < number);
  if (titles.length === 0) return before[0] ?? able[0]!;
  return titles.find((index) =>
    /[a-z]{2}/i.test(name.slice(stretches[index]!.start, stretches[index]!.end))
  ) ?? titles[0]!;
}

function episodeTitleOf(
  matches: readonly Match[],
  stretches: readonly Stretch[],
  title: Stretch | undefined,
): Stretch | undefined {
  let tries = 0;
  for (let index = 0; index < matches.length && tries < TRIES; index++) {
    const number = matches[index]!;
    if (!isNumber(number)) continue;
    tries++;
    const after = stretches.find(({ bracket, first }) => bracket < 0 && first > number.last);
    if (after === undefined || after === title) continue;
    const next = matches[index + 1];
    if (next === undefined || next.start >= after.start) return after;
  }
  return undefined;
}
