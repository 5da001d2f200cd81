import { cleanTitle } from "./clean_title.ts";
import type { Match } from "./find_matches.ts";
import { hasLetter } from "./has_letter.ts";
import { PAY_PER_VIEW } from "./rules/source.ts";
import { COUNTRIES } from "./split_country.ts";
import { splitScripts } from "./split_scripts.ts";
import { findStretches, type Stretch } from "./stretches.ts";
import { isNumber } from "./survey.ts";
import { NO_TITLE, titleInBrackets } from "./title_in_brackets.ts";
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

/** " AKA ", " a.k.a. ", " a k a " between two titles of one film. */
const ALIAS = /[\s._([-]a[. ]?k[. ]?a\.?[\s._-]/i;

/** How many numbers, or brackets, are looked at: a sound name has few, and time must stay linear for others. */
const TRIES = 8;

/** Finds the title in what `matches` left of the name. */
export function findTitle(tokens: Tokens, matches: readonly Match[]): TitleReading {
  const stretches = findStretches(tokens, matches);
  const first = firstOutside(tokens, matches);
  let at = 0;
  while (at < stretches.length && !canBeTitle(tokens, stretches[at]!)) at++;
  if (at === stretches.length) at = -1;
  at = skipNumber(tokens, matches, stretches, at);
  let film: Match | undefined;
  let number: Match | undefined;
  for (let index = matches.length - 1; index >= 0; index--) {
    const match = matches[index]!;
    if (match.values.film === true) film = match;
    if (isNumber(match)) number = match;
  }
  const hasNumber = number !== undefined;
  if (film !== undefined) {
    const { last } = film;
    const behind = stretches.findIndex((stretch) => stretch.first > last);
    if (behind >= 0) {
      return readTitle(tokens, matches, stretches, behind, { isBehind: false, hasNumber });
    }
  }
  const isBracketed = at < 0 || (first !== undefined && stretches[at]!.start > first.start) ||
    (at >= 2 && stretches[at]!.start > (matches[0]?.start ?? Infinity));
  const isNumberFirst = at >= 0 && first !== undefined && first.order < 0 &&
    first.last + 1 === stretches[at]!.first;
  if (isBracketed && !isNumberFirst) {
    const inBracket = titleInBrackets(tokens, matches, stretches);
    if (inBracket >= 0 && (at < 0 || inBracket < at)) at = inBracket;
  }
  if (at < 0) return withoutTitle(episodeTitleOf(tokens, matches, stretches, undefined));
  const latin = latinBehind(tokens, matches, stretches, at);
  if (latin >= 0) {
    const other = cleanTitle(tokens.name.slice(stretches[at]!.start, stretches[at]!.end));
    const reading = readTitle(tokens, matches, stretches, latin, { isBehind: false, hasNumber });
    return { ...reading, alternativeTitle: reading.alternativeTitle ?? other };
  }
  const chosen = stretches[at]!;
  const isBehind = number !== undefined && chosen.start > number.start;
  if (number !== undefined && isBehind && chosen.bracket < 0 && isMarked(number)) {
    // "S01E04 - Title": the episode's. Behind tags there is none at all: "S03E09 WS PDTV XviD FUtV".
    return withoutTitle(episodeTitleOf(tokens, matches, stretches, undefined));
  }
  if (chosen.bracket < 0 && isBehindTags(tokens, matches, chosen)) return withoutTitle(undefined);
  return readTitle(tokens, matches, stretches, at, { isBehind, hasNumber });
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
  all: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
  at: number,
  { isBehind, hasNumber }: { readonly isBehind: boolean; readonly hasNumber: boolean },
): TitleReading {
  const { name, lower, tokens, brackets } = all;
  const chosen = stretches[at]!;
  let { start, end } = chosen;
  let lead = "";
  let behind = "";
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
  if (bracketed !== undefined && isInside(bracketed, chosen, brackets)) {
    const { start: open, end: close, first, last } = brackets[bracketed.bracket]!;
    const isWhole = bracketed.first === first && bracketed.last === last - 1 && open <= end + 1;
    const next = stretches[at + 2];
    if (
      isWhole && next?.bracket === chosen.bracket && next.first === last && !isBehind &&
      /\p{L}/u.test(name.slice(chosen.start, end))
    ) {
      // "Title (US) - Name S02E09"
      const inner = name.slice(bracketed.start, close - 1);
      if (COUNTRIES.has(inner)) alternative = inner;
      // "You Are [Not] Alone"
      else ({ end } = next);
    } else if (
      isWhole && name.charCodeAt(open) === 91 /* [ */ && name.charCodeAt(open - 1) === 32 &&
      opening!.start === 0 && opening !== brackets[bracketed.bracket] &&
      name.startsWith(" - ", close) && matches.some(({ first: index }) => index === last)
    ) {
      // "[Group] Title [of two parts] - 01"
      end = close;
      behind = ` ${name.slice(open, close)}`;
    } else if (
      isWhole && name.charCodeAt(open) === 40 /* ( */ && tokens[last]?.start !== undefined &&
      matches.some(({ first: index }) => index === last)
    ) alternative = cleanTitle(name.slice(bracketed.start, close - 1));
  }
  let raw = name.slice(chosen.start, end - behind.length);
  const gap = matches.find((match) => match.first === chosen.last + 1);
  const behindGap = stretches[at + 1];
  if (gap?.rule === PAY_PER_VIEW && behindGap?.first === gap.last + 1) {
    // "Some Fight 239 PPV One Vs Other"
    ({ end } = behindGap);
    raw += name.slice(behindGap.start, end);
  }
  // "Die Sendung vom 10.02.2023"
  if (gap?.values.date !== undefined) raw = raw.replace(/[ ._](?:vom|du|del)[ ._]$/i, "");
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
  const scripts = all.isAscii ? undefined : splitScripts(title);
  return {
    title: lead + (scripts?.[0] ?? title) + behind,
    alternativeTitle: alternative || scripts?.[1],
    start,
    end,
    isBehind,
    episodeTitle: hasNumber ? episodeTitleOf(all, matches, stretches, chosen) : undefined,
    rest,
  };
}

/**
 * Index of the Latin title of "某某[第01-15集][国语配音].Some.Title.S01.1080p", "某某.第二季.Some.Title.S02E01": behind brackets or a
 * season that follow the other one, and before the tags; -1 without one.
 */
function latinBehind(
  { name, tokens, isAscii }: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
  at: number,
): number {
  const { start, end, bracket } = stretches[at]!;
  if (isAscii || bracket >= 0) return -1;
  const text = name.slice(start, end);
  if (!/[^\0-\x7f]/.test(text) || hasLatinWord(text)) return -1;
  const outside = matches.find((match) =>
    tokens[match.first]!.bracket < 0 && /[\0-\x7f]/.test(name.slice(match.start, match.end))
  );
  if (outside === undefined || tokens[outside.first]!.bracket >= 0) return -1;
  return stretches.findIndex((stretch, index) =>
    index > at && stretch.bracket < 0 && stretch.end <= outside.start &&
    hasLatinWord(name.slice(stretch.start, stretch.end))
  );
}

function hasLatinWord(text: string): boolean {
  return /[A-Za-zÀ-ɏ]{2}/.test(text);
}

/** Whether `inner` stands in a bracket inside of what holds `outer`. */
function isInside(inner: Stretch, outer: Stretch, brackets: Tokens["brackets"]): boolean {
  if (inner.bracket < 0 || inner.bracket === outer.bracket) return false;
  return outer.bracket < 0 || brackets[inner.bracket]!.outer === outer.bracket;
}

/** "37 [Group] Title": a number before the group's bracket is no title, if there is another. */
function skipNumber(
  { name }: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
  at: number,
): number {
  const stretch = stretches[at];
  if (stretch === undefined || hasLetter(name, stretch.start, stretch.end)) return at;
  const next = stretches.findIndex(({ bracket }, index) => index > at && bracket < 0);
  const isFirst = next > at + 1 && stretches[next]!.first <= (matches[0]?.first ?? Infinity);
  return isFirst ? next : at;
}

/** The first match outside of brackets; without one the first. */
function firstOutside(
  { tokens }: Pick<Tokens, "tokens">,
  matches: readonly Match[],
): Match | undefined {
  for (const match of matches) if (tokens[match.first]!.bracket < 0) return match;
  return matches[0];
}

function canBeTitle({ name, isAscii }: Tokens, { start, end, bracket }: Stretch): boolean {
  return bracket < 0 && (isAscii || !isNoTitle(name, start, end));
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
  return lower.indexOf("aka", start) >= 0 || lower.indexOf("a.k", start) >= 0 ||
    lower.indexOf(" a k a ", start) >= 0;
}

function episodeTitleOf(
  { name }: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
  title: Stretch | undefined,
): Stretch | undefined {
  let tries = 0;
  let hasNumber = false;
  for (let index = 0; index < matches.length && tries < TRIES; index++) {
    const number = matches[index]!;
    if (!isNumber(number)) continue;
    tries++;
    hasNumber = true;
    const after = stretches.find(({ bracket, first }) => bracket < 0 && first > number.last);
    if (after === undefined || after === title) continue;
    // "s01e05.2 - Name": a piece of it
    const isPart = matches[index + 1]?.values.part !== undefined;
    const next = matches[index + (isPart ? 2 : 1)];
    if (next === undefined || next.start >= after.start) return after;
  }
  // "Title 1x03 [720p] - Name of the Episode"
  const last = stretches.at(-1);
  if (!hasNumber || last === undefined || last === title || last.end < name.length) {
    return undefined;
  }
  const isNamed = last.bracket < 0 &&
    /^ - (?:[^ ]+ ){2}/.test(name.slice(last.start, last.start + 99));
  return isNamed ? last : undefined;
}
