import type { Match } from "./find_matches.ts";
import { bracketOfTitle } from "./title_in_brackets.ts";
import { SYMBOL, type Tokens } from "./tokenize.ts";

/** Marks of a token, in its `flags`: some rule knows it. */
export const KNOWN = 1;
/** Tags without a gap lead from it to a technical tag. */
export const IN_RUN = 2;
/** It is part of a number of an episode, season or date. */
export const NUMBERED = 4;
/** Tags without a gap lead from it to a year, a number, or the end of the name. */
export const IN_END = 8;
/** It is part of a technical tag. */
export const TECHNICAL = 32;
/** A year or number: a run of tags ends before it. */
const STOP = 16;

/** A name seen from above: where its parts lie, before it is decided what counts. Also marks the tokens' `flags`. */
export interface Survey {
  /** Matches without overlap, as if all counted. */
  readonly best: readonly Match[];
  /** Position of the first word outside of leading brackets; 0 where all is in brackets. */
  readonly begin: number;
  /** Position of the first number of an episode, season or date; `Infinity` without. */
  readonly firstNumber: number;
  /** Position of the first technical tag; `Infinity` without. */
  readonly firstTag: number;
  /** Position of the first year that can end a title; `Infinity` without. */
  readonly firstYear: number;
  /** The bracket that is the title by its place, -1 where none is. */
  readonly titleBracket: number;
  /** Index of the first token from which all are known to the end. */
  readonly tail: number;
}

/** Whether `match` numbers an episode, or tells its season or date. */
export function isNumber({ values }: Match): boolean {
  return values.episodes !== undefined || values.seasons !== undefined ||
    values.date !== undefined || values.absoluteEpisodes !== undefined;
}

/** Puts `match` behind `accepted`, or one of the two into `lost`: the longest wins, then table order. */
export function place(match: Match, accepted: Match[], lost?: { match: Match; to: Match }[]): void {
  const before = accepted.length === 0 ? undefined : accepted[accepted.length - 1]!;
  if (before === undefined || before.end <= match.start) {
    accepted.push(match);
    return;
  }
  const gain = (match.end - match.start) - (before.end - before.start);
  if (gain > 0 || (gain === 0 && match.order < before.order)) {
    accepted[accepted.length - 1] = match;
    lost?.push({ match: before, to: match });
  } else lost?.push({ match, to: before });
}

/** Looks over `matches`, which are sorted by their start. */
export function survey(all: Tokens, matches: readonly Match[]): Survey {
  const { tokens } = all;
  const count = tokens.length;
  const best: Match[] = [];
  for (let index = 0; index < matches.length; index++) {
    const match = matches[index]!;
    // Two letters outside of a bracket are no tag: "100 no Koto".
    if (match.rule.when === "bracket" && tokens[match.first]!.bracket < 0) continue;
    place(match, best);
  }
  for (let at = 0; at < count; at++) tokens[at]!.flags = 0;
  for (const bracket of all.brackets) bracket.share = -1;
  const begin = firstOutside(all);
  let firstNumber = Infinity;
  let firstTag = Infinity;
  let firstYear = Infinity;
  for (let index = 0; index < best.length; index++) {
    const match = best[index]!;
    const { rule, start } = match;
    let flags = KNOWN;
    if (match.values.year !== undefined) {
      if (start > begin && firstYear === Infinity) firstYear = start;
      flags = KNOWN | STOP | IN_END;
    } else if (rule.when === undefined && rule.isAnchor) {
      if (isNumber(match)) {
        flags = KNOWN | NUMBERED | STOP | IN_END;
        if (start >= begin && firstNumber === Infinity) firstNumber = start;
      } else {
        flags = KNOWN | IN_RUN | TECHNICAL;
        if (start >= begin && firstTag === Infinity) firstTag = start;
      }
    }
    for (let at = match.first; at <= match.last; at++) tokens[at]!.flags |= flags;
  }
  if (firstYear < firstNumber && firstNumber < firstTag) {
    firstYear = yearBefore(firstNumber, all, best);
  }
  let tail = count;
  while (tail > 0 && (tokens[tail - 1]!.flags & KNOWN) !== 0) tail--;
  let following = IN_END;
  for (let at = count - 1; at >= 0; at--) {
    const token = tokens[at]!;
    if ((token.flags & KNOWN) !== 0) {
      token.flags |= following & IN_END;
      // A year or number ends a run of tags: "The.Collector.2009.1080p".
      if ((following & STOP) === 0) token.flags |= following & IN_RUN;
    }
    // "VO+VFF+VFQ": the sign between two tags ends no run
    if (token.kind !== SYMBOL || (token.flags & KNOWN) !== 0) following = token.flags;
  }
  const titleBracket = all.brackets.length < 3 ? -1 : bracketOfTitle(all);
  return { best, begin, firstNumber, firstTag, firstYear, titleBracket, tail };
}

/**
 * Position of the first year from which no word leads on to the number: not so in "Scam.1992.The.Story.S01". A number that only
 * its place makes one shows nothing: "Tour.de.France.2020.Stage.17".
 */
function yearBefore(
  firstNumber: number,
  { name, tokens }: Tokens,
  best: readonly Match[],
): number {
  const number = best.find(({ start }) => start === firstNumber)!;
  const isMarked = number.order >= 0 || name.startsWith(" - ", firstNumber - 3);
  let at = isMarked ? number.first - 1 : -1;
  while (at >= 0 && (tokens[at]!.bracket >= 0 || (tokens[at]!.flags & KNOWN) !== 0)) at--;
  const year = best.find(({ first, values }) =>
    values.year !== undefined && first > 0 && (first > at || tokens[first]!.bracket >= 0)
  );
  return year?.start ?? Infinity;
}

function firstOutside({ tokens, brackets }: Tokens): number {
  let index = 0;
  while (index < tokens.length && tokens[index]!.bracket >= 0) {
    let outer = tokens[index]!.bracket;
    while (brackets[outer]!.outer >= 0) outer = brackets[outer]!.outer;
    index = Math.max(index + 1, brackets[outer]!.last);
  }
  return tokens[index]?.start ?? 0;
}
