import type { Match } from "./find_matches.ts";
import { placed } from "./rule.ts";
import { numbersBetween } from "./rules/numbers.ts";
import type { Tokens } from "./tokenize.ts";
import { fillValues } from "./values.ts";

/** What `--explain` calls such a number. */
const RULE = placed("absoluteEpisodes");

/** Behind: "S02E03 - 012 - Title", "16x03-05.313-315", "S3 - 01 (51)", "S03E05(57)". */
const BEHIND =
  /(?:[ ._]{1,2}(?:-[ ._]{1,2})?(\d{3,4})(?:-(\d{3,4}))?|[ ._]{0,2}(?:-[ ._]{1,2})?\((\d{2,4})\))(?=$|(?<=[ ._]0\d\d)[ ._]|[ ._]*[[(]|[ ._]-|-[a-z])/y;

/** Before: "Title 214 10x14", "Title - 15.5 (S00E01)", "165-166.Title.S08E14". */
const BEFORE = /(?:^|[ ._])(\d{2,4}(?:\.5)?)(?:-(\d{2,4}))?[ ._]{1,2}(?:-[ ._]{1,2})?[([]?$/;
const LEADING = /^(\d{3})-(\d{3})[ ._]/;

/** A number counted through the whole show, beside one of season and episode. */
export function absoluteNumber(tokens: Tokens, matches: readonly Match[]): Match | undefined {
  let number: Match | undefined;
  let hasSeason = false;
  for (const match of matches) {
    if (match.values.episodes !== undefined) number ??= match;
    if (match.values.seasons !== undefined) hasSeason = true;
  }
  if (number === undefined) return undefined;
  const { name, lower } = tokens;
  if (!hasSeason) {
    // "Title - 001 - Ep 1"
    const counted = / - (\d{2,3}) - $/.exec(
      lower.slice(Math.max(0, number.start - 9), number.start),
    );
    if (counted === null || number.order < 0) return undefined;
    const digits = counted[1]!;
    // "Title - 05 - Episode 5"
    if (digits.length < 3 && Number(digits) !== number.values.episodes![0]) return undefined;
    return toMatch(tokens, number.start - 3 - digits.length, number.start - 3, digits, undefined);
  }
  BEHIND.lastIndex = number.end;
  const behind = isNear(lower, number.end, 1) ? BEHIND.exec(lower) : null;
  if (behind !== null) {
    const digits = behind[1] ?? behind[3]!;
    if (Number(digits) !== 264 && Number(digits) !== 265 && !isYear(digits) && !isHeight(digits)) {
      const start = number.end + behind[0].indexOf(digits);
      return toMatch(tokens, start, number.end + behind[0].length, digits, behind[2]);
    }
  }
  if (number.values.seasons === undefined) return undefined;
  const from = Math.max(0, number.start - 16);
  const before = isNear(lower, number.start - 1, -1)
    ? BEFORE.exec(lower.slice(from, number.start))
    : null;
  // "4400.S01E01" is a title, also behind the address of a site.
  const digitsAt = before === null ? 0 : from + before.index + before[0].indexOf(before[1]!);
  if (before !== null && digitsAt > tokens.from) {
    const digits = before[1]!;
    const isFansub = tokens.brackets[0]?.start === 0;
    // "Title - 05 (S01E05)"
    const isBracketed = lower.charCodeAt(number.start - 1) === 40 /* ( */;
    const isLong = digits.length >= 3 || digits.includes(".") || isBracketed;
    const at = from + before.index;
    const isDashed = /-[ ._]?$/.test(lower.slice(Math.max(0, at - 2), at + 1));
    // "Title.313-315.S16E03-05": as many as there are episodes
    const isAlike = before[2] !== undefined &&
      Number(before[2]) - Number(digits) + 1 === number.values.episodes!.length;
    // "[Group] Title 100 - S03E05": the title's
    const isTitles = !isDashed && / - $/.test(lower.slice(number.start - 3, number.start));
    const isMarked = isLong && ((isFansub && !isTitles) || isDashed || isAlike);
    if (isMarked && !isYear(digits) && !isHeight(digits)) {
      const length = digits.length + (before[2] === undefined ? 0 : before[2].length + 1);
      return toMatch(tokens, digitsAt, digitsAt + length, digits, before[2]);
    }
  }
  const leading = name.charCodeAt(3) === 45 /* - */ ? LEADING.exec(name) : null;
  if (leading !== null && leading[0].length < number.start) {
    return toMatch(tokens, 0, leading[0].length - 1, leading[1]!, leading[2]);
  }
  return undefined;
}

/** Whether the first letter or digit from `start` on, in the direction of `step`, is a digit. */
function isNear(lower: string, start: number, step: 1 | -1): boolean {
  for (let at = start, steps = 0; steps < 6; at += step, steps++) {
    const code = lower.charCodeAt(at);
    if (code >= 48 && code <= 57) return true;
    if (!(code < 48 || code === 91 /* [ */ || code === 95 /* _ */)) return false;
  }
  return false;
}

function isYear(digits: string): boolean {
  return digits.length === 4 && (digits.startsWith("19") || digits.startsWith("20"));
}

function isHeight(digits: string): boolean {
  return digits === "720" || digits === "480" || digits === "1080" || digits === "576";
}

function toMatch(
  { tokens }: Tokens,
  start: number,
  end: number,
  from: string,
  to: string | undefined,
): Match {
  let first = 0;
  while (first + 1 < tokens.length && tokens[first]!.end <= start) first++;
  let last = first;
  while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++;
  const absoluteEpisodes = to === undefined
    ? [Number(from)]
    : numbersBetween(Number(from), Number(to));
  return {
    rule: RULE,
    order: -1,
    start,
    end,
    first,
    last,
    values: fillValues({ absoluteEpisodes }),
  };
}
