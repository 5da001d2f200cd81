import type { Match } from "./find_matches.ts";
import type { Resolution } from "./resolve.ts";
import type { Tokens } from "./tokenize.ts";

/**
 * The matches with one year left of them: one in brackets, else the last that stands before the tags, unless the title
 * would be empty ("2012.1080p", "1917.2019"). The others are words of the title.
 */
export function chooseYear(tokens: Tokens, resolution: Resolution): readonly Match[] {
  const { accepted } = resolution;
  let count = 0;
  for (const match of accepted) if (match.values.year !== undefined) count++;
  if (count === 0) return accepted;
  const years = accepted.filter((match) => match.values.year !== undefined);
  const end = Math.min(resolution.firstNumber, resolution.firstTag);
  const begin = firstWord(tokens);
  const isLone = (match: Match) => {
    const bracket = tokens.tokens[match.first]!.bracket;
    if (bracket < 0) return false;
    const { first, last } = tokens.brackets[bracket]!;
    return first === match.first && last === match.last + 1;
  };
  const able = years.filter((match) => match.first > begin);
  const chosen = able.find((match) => isLone(match) && match.start < end) ??
    able.findLast((match) => match.start < end) ?? able[0];
  return accepted.filter((match) => match.values.year === undefined || match === chosen);
}

/** Index of the first word outside of leading brackets; 0 where all is in brackets. */
function firstWord({ tokens, brackets }: Tokens): number {
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]!.bracket < 0) return index;
  }
  return brackets.length > 1 ? brackets[1]!.first : 0;
}
