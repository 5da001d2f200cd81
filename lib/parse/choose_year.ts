import type { Match } from "./find_matches.ts";
import { KNOWN, NUMBERED, type Survey, TECHNICAL } from "./survey.ts";
import type { Tokens } from "./tokenize.ts";

/**
 * `matches` with one year left of them: the first in brackets of its own, else the last that stands before the tags, unless
 * the title would be empty ("2012.1080p", "1917.2019"). The others are words of the title.
 */
export function chooseYear(
  tokens: Tokens,
  matches: readonly Match[],
  { view }: { readonly view: Survey },
): readonly Match[] {
  const years = matches.filter(({ values }) => values.year !== undefined);
  if (years.length === 0) return matches;
  const end = Math.min(view.firstNumber, view.firstTag);
  const begin = firstWord(tokens);
  const able = years.filter((match) =>
    (match.first > begin || isInsideBracket(match, tokens)) &&
    !(match.start > end && isText(match, tokens)) && !isInTitle(match, tokens, view)
  );
  const chosen = leadingYear(tokens, years, view) ??
    able.find((match) => isLone(match, tokens) && match.start < end) ??
    able.findLast((match) => match.start < end) ??
    able.find((match) => isLone(match, tokens) || isAmongTags(match, tokens));
  if (chosen !== undefined && years.length === 1) return matches;
  const first = chosen === undefined ? undefined : rangeBefore(chosen, years, tokens);
  return matches.flatMap((match) => {
    if (match.values.year === undefined) return [match];
    if (match !== chosen) return [];
    // "(1996-2007)": a show is known by its first year
    return first === undefined ? [match] : [{ ...first, end: match.end, last: match.last }];
  });
}

/** Whether a year behind the episode's number is text: "S01E05-1984", "S01E05 - 1984 [720p]". */
function isText({ start, last }: Match, { name, tokens }: Tokens): boolean {
  if (name.charCodeAt(start - 1) === 45 /* - */) return true;
  return name.startsWith(" - ", start - 3) && tokens[last + 1]?.bracket !== tokens[last]!.bracket;
}

/** "Scam.1992.The.Story.S01" */
function isInTitle(
  { start, first }: Match,
  { tokens }: Tokens,
  { firstNumber, firstYear }: Survey,
): boolean {
  return firstNumber !== Infinity && start < Math.min(firstNumber, firstYear) &&
    tokens[first]!.bracket < 0;
}

/** The first year of a range, of which `match` is the last. */
function rangeBefore(
  match: Match,
  years: readonly Match[],
  { name, tokens }: Tokens,
): Match | undefined {
  const { bracket } = tokens[match.first]!;
  if (bracket < 0) {
    // "Title.1990-2000.1080p", but not "1917-2019"
    return years.find(({ first, last, end, values }) =>
      first > 0 && last + 1 === match.first && values.year! < match.values.year! &&
      name.slice(end, match.start) === "-"
    );
  }
  return years.find(({ first, end, values }) =>
    tokens[first]!.bracket === bracket && values.year! < match.values.year! &&
    /^ ?[-–] ?$/.test(name.slice(end, match.start))
  );
}

/** A year before the title, marked as what it is: "(1997) Title", "1997 - Title", "1997. Title", where there is none behind it. */
function leadingYear(
  tokens: Tokens,
  years: readonly Match[],
  { firstNumber, firstTag }: Survey,
): Match | undefined {
  const { name, tokens: words } = tokens;
  const year = years[0]!;
  const next = words[year.last + 1];
  if (year.first > 0 || next === undefined) return undefined;
  // "2012 - Supernova - 2009"
  const isBehind = (other: Match) =>
    isLone(other, tokens) || (other.end === name.length && name.endsWith(" - ", other.start));
  if (years.some((other) => other !== year && isBehind(other))) return undefined;
  if (next.start >= firstTag || firstNumber !== Infinity) return undefined;
  const isMarked = isLone(year, tokens) ||
    /^(?:[ _]-|\.)[ _]$/.test(name.slice(year.end, next.start));
  return isMarked && !/^(?:19|20)\d\d$/.test(name.slice(next.start)) ? year : undefined;
}

/** Whether tags stand behind `match`, or nothing: not so in "S07E22 - 2000 Light Years"; or one right before. */
function isAmongTags(match: Match, { tokens }: Tokens): boolean {
  const next = tokens[match.last + 1];
  const before = tokens[match.first - 1];
  return next === undefined || (next.flags & KNOWN) !== 0 ||
    next.bracket !== tokens[match.last]!.bracket ||
    (before !== undefined && (before.flags & TECHNICAL) !== 0);
}

/** Whether brackets hold `match` and nothing else. */
function isLone(match: Match, { tokens, brackets }: Tokens): boolean {
  const { bracket } = tokens[match.first]!;
  if (bracket < 0) return false;
  const { first, last } = brackets[bracket]!;
  return first === match.first && last === match.last + 1;
}

/** Whether words stand before `match` in its bracket: "[Title 1998][1080p]". */
function isInsideBracket(match: Match, { tokens, brackets }: Tokens): boolean {
  const { bracket } = tokens[match.first]!;
  return bracket >= 0 && brackets[bracket]!.first < match.first;
}

/** Index of the first word outside of leading brackets; where all is in brackets, the first of the title's one. */
function firstWord({ tokens, brackets }: Tokens): number {
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]!.bracket >= 0) continue;
    // "(1984) 2021": nothing but tags outside; not so in "[Group] 1917 - 05"
    const isAll = tokens.every(({ bracket, flags }) =>
      bracket >= 0 || (flags & (KNOWN | NUMBERED)) === KNOWN
    );
    return isAll && brackets[0]?.start === 0 ? 0 : index;
  }
  if (brackets.length < 2) return 0;
  const { first, last } = brackets[1]!;
  // "(Untitled) (2009)": the first bracket is the title's, if the second holds but a year.
  return last === first + 1 && (tokens[first]!.flags & KNOWN) !== 0 ? 0 : first;
}
