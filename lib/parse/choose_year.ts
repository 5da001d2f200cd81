import type { Match } from "./find_matches.ts";
import { KNOWN, type Survey } from "./survey.ts";
import type { Tokens } from "./tokenize.ts";

/**
 * `matches` with one year left of them: one in brackets of its own, else the last that stands before the tags, unless
 * the title would be empty ("2012.1080p", "1917.2019"). The others are words of the title.
 */
export function chooseYear(
  tokens: Tokens,
  matches: readonly Match[],
  { view }: { readonly view: Survey },
): readonly Match[] {
  if (view.firstYear === Infinity && !hasYear(matches)) return matches;
  const years = matches.filter(({ values }) => values.year !== undefined);
  const end = Math.min(view.firstNumber, view.firstTag);
  const begin = firstWord(tokens);
  const able = years.filter((match) =>
    match.first > begin &&
    !(match.start > end && tokens.name.charCodeAt(match.start - 1) === 45 /* - */)
  );
  const chosen = able.find((match) => isLone(match, tokens) && match.start < end) ??
    able.findLast((match) => match.start < end) ??
    able.find((match) => isLone(match, tokens) || isAmongTags(match, tokens));
  if (chosen !== undefined && years.length === 1) return matches;
  return matches.filter((match) => match.values.year === undefined || match === chosen);
}

function hasYear(matches: readonly Match[]): boolean {
  for (const { values } of matches) if (values.year !== undefined) return true;
  return false;
}

/** Whether tags stand behind `match`, or nothing: not so in "S07E22 - 2000 Light Years". */
function isAmongTags(match: Match, { tokens }: Tokens): boolean {
  const next = tokens[match.last + 1];
  return next === undefined || (next.flags & KNOWN) !== 0 ||
    next.bracket !== tokens[match.last]!.bracket;
}

/** Whether brackets hold `match` and nothing else. */
function isLone(match: Match, { tokens, brackets }: Tokens): boolean {
  const { bracket } = tokens[match.first]!;
  if (bracket < 0) return false;
  const { first, last } = brackets[bracket]!;
  return first === match.first && last === match.last + 1;
}

/** Index of the first word outside of leading brackets; where all is in brackets, the first of the second one. */
function firstWord({ tokens, brackets }: Tokens): number {
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]!.bracket < 0) return index;
  }
  return brackets.length > 1 ? brackets[1]!.first : 0;
}
