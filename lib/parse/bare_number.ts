import type { Match } from "./find_matches.ts";
import type { PatternRule } from "./rule.ts";
import type { Resolution } from "./resolve.ts";
import { DIGITS, type Tokens } from "./tokenize.ts";

/** What `--explain` calls a number that is an episode's by where it stands. */
const RULE: PatternRule = {
  property: "episodes",
  first: "#",
  expression: /(?:)/y,
  read: () => undefined,
};

/** "05", "05v2", "12.5", as they stand in fansub names. */
const NUMBER = /(\d{1,4})(?:v(\d))?$/;

/**
 * A number without a mark that is an episode's by where it stands: "[Group] Title - 05 [720p]", "[Title][05]",
 * "05 - Title", "Title.07.HDTV".
 */
export function bareNumber(
  tokens: Tokens,
  matches: readonly Match[],
  resolution: Resolution,
): Match | undefined {
  if (matches.some(({ values }) => values.episodes !== undefined || values.date !== undefined)) {
    return undefined;
  }
  const { name, brackets } = tokens;
  const all = tokens.tokens;
  const hasYear = matches.some(({ values }) => values.year !== undefined);
  const isFansub = brackets.length > 0 && brackets[0]!.start === 0;
  const hasSeason = matches.some(({ values }) => values.seasons !== undefined);
  let best: Match | undefined;
  let bestScore = 0;
  for (let index = 0; index < all.length; index++) {
    const token = all[index]!;
    const code = token.text.charCodeAt(0);
    if (code < 48 || code > 57) continue;
    if (token.end - token.start > 6) continue;
    const parsed = NUMBER.exec(token.text);
    if (parsed === null) continue;
    if (matches.some((match) => match.start <= token.start && match.end >= token.end)) continue;
    const before = name.slice(Math.max(0, token.start - 3), token.start);
    const after = name.slice(token.end, token.end + 3);
    const digits = parsed[1]!;
    let score = 0;
    const lone = token.bracket >= 0 && brackets[token.bracket]!.first === index &&
      brackets[token.bracket]!.last === index + 1;
    const endsHere = after === "" || /^[ _.]*[[(【]/.test(after) ||
      matches.some((match) => match.first === index + 1);
    if (lone) score = index > 0 && token.start > resolution.firstTag ? 0 : index > 0 ? 6 : 0;
    else if (token.bracket >= 0) score = 0;
    else if (/[ _.]-[ _.]$/.test(before)) {
      if (endsHere) score = 8;
      else if (/^[ _.]-[ _.]/.test(after)) score = 7;
      else if (isFansub && !hasYear) score = 5;
    } else if (
      index === 0 || (isFansub && all[index - 1]!.bracket >= 0 && all[index - 1]!.bracket === 0)
    ) {
      if (/^[ _.]-[ _.]/.test(after)) score = 4;
      else if (/^0\d/.test(digits) && !hasYear) score = 3;
    } else if (endsHere && !hasYear) {
      if (isFansub) score = 5;
      else if (/^0/.test(digits)) score = 4;
      else if (digits.length === 2 && hasSeason) score = 3;
      else if (after === "" && digits.length >= 2) score = 2;
    }
    if (hasYear && score > 0 && score < 6) score = 0;
    if (score >= bestScore && score > 0) {
      bestScore = score;
      const isDecimal = /^\.\d(?!\d)/.test(after) && all[index + 1]?.kind === DIGITS;
      const value = isDecimal ? Number(`${digits}.${all[index + 1]!.text}`) : Number(digits);
      let end = isDecimal ? all[index + 1]!.end : token.end;
      let last = isDecimal ? index + 1 : index;
      let episodes = [value];
      const following = all[index + 1];
      if (
        !isDecimal && following !== undefined && following.kind === DIGITS &&
        /^[-~]$/.test(name.slice(token.end, following.start)) && Number(following.text) > value &&
        Number(following.text) - value < 2000
      ) {
        episodes = Array.from({ length: Number(following.text) - value + 1 }, (_, i) => value + i);
        end = following.end;
        last = index + 1;
      }
      best = {
        rule: RULE,
        order: -1,
        start: token.start,
        end,
        first: index,
        last,
        values: {
          ...(Number.isInteger(value) ? { episodes } : { absoluteEpisodes: episodes }),
          ...(parsed[2] === undefined ? {} : { version: Number(parsed[2]) }),
        },
      };
    }
  }
  return best;
}
