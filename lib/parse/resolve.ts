import type { Match } from "./find_matches.ts";
import { IN_END, IN_RUN, KNOWN, NUMBERED, place, type Survey, TECHNICAL } from "./survey.ts";
import type { Tokens } from "./tokenize.ts";

/** What did not count, and why: for `--explain`. */
export interface Rejected {
  /** Matches that lost to a longer one or one earlier in the table. */
  readonly lost: { match: Match; to: Match }[];
  /** Matches of words that stand where they are ordinary words. */
  readonly outside: Match[];
}

/**
 * Decides which of `matches` count, none over another: first by where they stand, then the longest, then by table order.
 * Those that do not go into `rejected`, if it is given.
 */
export function resolve(
  tokens: Tokens,
  matches: readonly Match[],
  options: { readonly view: Survey; readonly rejected?: Rejected | undefined },
): readonly Match[] {
  const { view, rejected } = options;
  const accepted: Match[] = [];
  for (let index = 0; index < matches.length; index++) {
    const match = matches[index]!;
    if (counts(match, tokens, view) && !isText(match, accepted, tokens)) {
      place(match, accepted, rejected?.lost);
    } else rejected?.outside.push(match);
  }
  return accepted;
}

/** Whether "Episode 5", "4x4" or "Christmas Special" is the title of an episode that has its number: "Title - S01E05 - Episode 5". */
function isText(match: Match, accepted: readonly Match[], { lower }: Tokens): boolean {
  const { start, end, values: { episodes, seasons, show } } = match;
  if (show === true) {
    return lower.endsWith("special", end) &&
      accepted.some(({ values }) => values.episodes !== undefined);
  }
  if (episodes === undefined) return false;
  // "1x24-2x01" goes on with another season
  const isApart = seasons === undefined
    ? /^(?:episod|eps\d|folge|capitulo|capítulo)/.test(lower.slice(start, start + 8))
    : lower.charCodeAt(start - 1) !== 45 /* - */;
  return isApart &&
    accepted.some(({ values }) =>
      values.episodes !== undefined && values.seasons !== undefined &&
      (seasons === undefined || !values.seasons.includes(seasons[0]!))
    );
}

function counts(match: Match, all: Tokens, view: Survey): boolean {
  const { when } = match.rule;
  const { start, end, first, last } = match;
  const { tokens } = all;
  const { bracket } = tokens[first]!;
  const isBracketed = bracket >= 0;
  // "[Group][Extended Family][05]"
  if (isBracketed && bracket === view.titleBracket && !match.rule.isAnchor) return false;
  if (when === undefined) {
    // "S01E13.The.Trailer"
    if (match.values.extra !== undefined && start > view.firstNumber && endsText(match, all)) {
      return false;
    }
    // The first bracket holds a group's name, of which a part may look like a tag: "[0x539]", "[DVD-Group]".
    return !isBracketed || start >= view.begin || shareOfTags(bracket, all) === 1;
  }
  const isInside = isBracketed && start > view.begin;
  switch (when) {
    case "last":
      return last + 1 === tokens.length;
    case "version":
      return isInside || start > view.firstTag || start > view.firstYear ||
        (start > view.firstNumber &&
          ((tokens[first]!.flags | (tokens[first - 1]?.flags ?? 0)) & NUMBERED) !== 0) ||
        (start > view.begin && (tokens[last]!.flags & IN_RUN) !== 0);
    case "bracket":
      return isInside && shareOfTags(bracket, all) === 1;
  }
  // A bracket of which half the words are tags is one of tags.
  if (isInside && shareOfTags(bracket, all) >= 0.5) return !isOfAddress(match, all);
  // "[Some & Other_RU]": a group's
  if (isInside && end - start === 2 && match.values.languages !== undefined) return false;
  if (start > view.firstTag) return true;
  const { flags } = tokens[last]!;
  const runsOn = (flags & IN_RUN) !== 0;
  if (start > view.firstNumber) {
    // At the end of an episode's title a lone word is more likely part of it: "Part of It".
    const isMarked = tokens[last]!.upper || first < last || tokens.length - view.tail > 1;
    return (runsOn || (first >= view.tail && isMarked)) && !endsText(match, all);
  }
  if (start > view.firstYear) return true;
  if (start <= view.begin) return when === "mark" && isWhole(match, all);
  if (when === "tail") {
    // "Die.Schluempfe.2.German.DL.1080p": two words of tags before the first technical one.
    const next = tokens[last + 1];
    return match.values.languages !== undefined && runsOn && next !== undefined &&
      (next.flags & TECHNICAL) === 0;
  }
  if (isBehindArticle(match, all, view)) return false;
  if (runsOn || (when === "mark" && (flags & IN_END) !== 0)) return true;
  return match.values.languages !== undefined && last + 1 < tokens.length &&
    isBeforeYear(match, all, view);
}

/** Words before which a language is more likely the title's: "Pardon.My.French.2010". */
const TIES: ReadonlySet<string> = new Set([
  "the",
  "a",
  "an",
  "my",
  "your",
  "in",
  "of",
  "to",
  "and",
]);

/**
 * Whether a language before the year is no word of the title: "Lola.rennt.German.1998". It may be one, "The.Good.German.2006",
 * "Johnny.English.2003", unless it alone is in capitals.
 */
function isBeforeYear(
  { end, first, last }: Match,
  { lower, tokens }: Tokens,
  { begin, firstYear, firstNumber, firstTag }: Survey,
): boolean {
  const next = tokens[last + 1]!;
  // "Title German Extended Cut 2016"
  if (next.start < firstYear && (next.flags & (IN_END | NUMBERED)) === IN_END) {
    return firstYear < Math.min(firstNumber, firstTag) && " ._".includes(lower[firstYear - 1]!);
  }
  // "Title - GERMAN - 2016"
  if (next.start === firstYear && tokens[last]!.upper && lower.startsWith(" - ", end)) {
    return lower.startsWith(" - ", tokens[first]!.start - 3);
  }
  if (lower.charCodeAt(end) !== 46 /* . */ || next.start !== firstYear) return false;
  const opening = tokens.findIndex(({ start }) => start === begin);
  if (tokens[last]!.upper && !tokens[opening]!.upper) return true;
  const before = tokens[first - 1]!;
  // "Solaris.German.1972.1080p": that one ends no title but "The Good German"
  const least = lower.startsWith("german", tokens[first]!.start) ? 1 : 2;
  const isLed = /^(?:the|an?)\./.test(lower.slice(begin, begin + 4));
  return first - opening >= (isLed ? 3 : least) &&
    !TIES.has(lower.slice(before.start, before.end));
}

/**
 * Whether a lone word ends an episode's title, as "The Max" or "Code Red": services and what follows an article are written so,
 * and capitalized words with nothing but brackets behind them; or it is one, as in "S00E03 - Making Of".
 */
function endsText({ first, last, values }: Match, { name, lower, tokens }: Tokens): boolean {
  const before = tokens[first - 1];
  if (before === undefined) return false;
  if (values.extra !== undefined && lower.startsWith("s00e", before.start)) return true;
  const { start, upper, bracket } = tokens[first]!;
  if (first < last || upper) return false;
  if ((before.flags & (KNOWN | NUMBERED)) === KNOWN) return false;
  const isService = values.streamingService !== undefined;
  const isBehindNumber = (before.flags & NUMBERED) !== 0;
  if (name.charCodeAt(start) !== lower.charCodeAt(start)) {
    const next = tokens[last + 1];
    // "S01E05 - Max [720p]", "S01E05 - What's Up, Doc"
    if (next?.bracket !== bracket && (isService || values.noise === true)) return true;
    // "S01E05.Max.1080p", but not "S01E05.Max.WEB-DL"
    if (isService && isBehindNumber && !lower.startsWith("web", next?.start)) return true;
  }
  if (isBehindNumber || before.bracket !== bracket) return false;
  const word = lower.slice(before.start, before.end);
  return isService || ARTICLES.has(word) || (values.languages !== undefined && TIES.has(word));
}

/** Whether two letters end an address, "[site.lt]": all before them in the bracket is no tag. */
function isOfAddress({ start, end, first }: Match, { name, tokens, brackets }: Tokens): boolean {
  if (end - start !== 2 || name.charCodeAt(start - 1) !== 46 /* . */) return false;
  const { first: begin, last } = brackets[tokens[first]!.bracket]!;
  return begin === first - 1 && last === first + 1 && (tokens[begin]!.flags & KNOWN) === 0;
}

/**
 * Whether the name is that of an edition and nothing else, as in a film's folder: "Criterion Edition", but not "Final Cut"; or of
 * a piece: "CD2".
 */
function isWhole(
  { start, end, first, last, values }: Match,
  { lower, tokens }: Tokens,
): boolean {
  if (first > 0 || last + 1 < tokens.length) return false;
  return values.part !== undefined ||
    (values.editions !== undefined && last > 0 &&
      /^(?!(?:the.)?final).*(?:edit|cut$|version$)/.test(lower.slice(start, end)));
}

const ARTICLES: ReadonlySet<string> = new Set([
  "the",
  "a",
  "an",
  "le",
  "la",
  "les",
  "der",
  "die",
  "das",
  "el",
  "il",
]);

/**
 * Whether an article stands before the word, and nothing else: "The Final Cut (2004)"; of a language whatever stands before
 * that: "Talk.To.The.Greek.UNRATED", "Pardon.My.French.720p"; of two letters too, "The.Housewives.of.DC.S01".
 */
function isBehindArticle(match: Match, { lower, tokens }: Tokens, view: Survey): boolean {
  const before = tokens[match.first - 1];
  if (before === undefined) return false;
  const { languages, editions, noise } = match.values;
  const isLanguage = languages !== undefined;
  // "DC", "HD"
  const isShort = match.end - match.start === 2 && (editions !== undefined || noise === true);
  if (before.start !== view.begin && !isLanguage && !isShort) return false;
  const word = lower.slice(before.start, before.end);
  if ((isLanguage || isShort) && TIES.has(word)) return true;
  return (isLanguage || before.start === view.begin) && ARTICLES.has(word);
}

/** How many of the words in `bracket` rules know, 0 to 1. */
function shareOfTags(index: number, { tokens, brackets }: Tokens): number {
  const bracket = brackets[index]!;
  if (bracket.share >= 0) return bracket.share;
  const { first, last } = bracket;
  let known = 0;
  for (let at = first; at < last; at++) if ((tokens[at]!.flags & KNOWN) !== 0) known++;
  bracket.share = known / (last - first);
  return bracket.share;
}
