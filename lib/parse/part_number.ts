import type { Match } from "./find_matches.ts";
import { placed, type Rule } from "./rule.ts";
import { KNOWN, type Survey } from "./survey.ts";
import { MIXED, type Tokens } from "./tokenize.ts";
import { fillValues, type Values } from "./values.ts";

/** What `--explain` calls them. */
export const PART_OF_SHOW = placed("episodes");
const PART = placed("part");

const NUMBERS: ReadonlyMap<string, number> = new Map(
  [
    "one i 1 01",
    "two ii 2 02",
    "three iii 3 03",
    "four iv 4 04",
    "five v 5 05",
    "six vi 6 06",
    "seven vii 7 07",
    "eight viii 8 08",
    "nine ix 9 09",
    "ten x 10",
  ]
    .flatMap((words, index) => words.split(" ").map((word) => [word, index + 1] as const)),
);

/** "Vol.1", "Vol. 1v2 & Vol. 2", "Volume 3" */
const VOLUME =
  /vol(?:ume)?[ ._-]{0,2}(\d{1,2})(?:v(\d))?(?:[ ._]?[&+-][ ._]?(?:vol[ ._]{0,2})?\d{1,2}(?:v\d)?)?(?![0-9a-z])/y;

/**
 * "Title.Part.2.HDTV", "Title.Part02.720p", "Title - Part 3 - Name": an episode of a mini-series, by its place before the tags.
 * `isShow` is whether other signs speak for a show, `isTv` a source: without them the number must be written as no film's is.
 */
export function partNumber(
  all: Tokens,
  view: Survey,
  { isShow, isTv }: { readonly isShow: boolean; readonly isTv: boolean },
): Match | undefined {
  const { lower, tokens } = all;
  for (let index = 1; index + 1 < tokens.length; index++) {
    const { start, end, kind } = tokens[index]!;
    const code = lower.charCodeAt(start);
    if (start > view.firstTag || (code !== 112 /* p */ && code !== 116 /* t */)) continue;
    const text = lower.slice(start, end);
    const next = tokens[index + 1]!;
    // Not "Till Death Us Do Part - 05"
    const isApart = (text === "part" || text === "pt" || text === "teil") &&
      next.start === end + 1;
    const number = isApart
      ? NUMBERS.get(lower.slice(next.start, next.end))
      : kind === MIXED
      ? NUMBERS.get(/^(?:part|teil|pt)(\d+)$/.exec(text)?.[1] ?? "")
      : undefined;
    const last = isApart ? index + 1 : index;
    if (number === undefined) continue;
    const { end: close } = tokens[last]!;
    const isDashed = lower.endsWith(" - ", start) && lower.startsWith(" - ", close) &&
      view.firstYear === Infinity;
    // "Part.03", "Title.2019.Part.3": films have neither
    const isPadded = lower.charCodeAt(close - 2) === 48;
    const isCounted = isPadded || (number > 2 && start > view.firstYear);
    // "Title.Part.3.Name.of.It.HDTV", "Title.Pt3.Name.of.It.HDTV"
    const isShort = isApart ? close - next.start === 1 : close - start < 6;
    const isNamed = (isPadded || (isTv && view.firstYear === Infinity && isShort)) &&
      view.firstTag !== Infinity;
    if (!isDashed && !isNamed && ((tokens[last + 1]?.flags ?? 0) & KNOWN) === 0) continue;
    if (!isShow && !isDashed && !isCounted) continue;
    return toMatch(PART_OF_SHOW, all, { first: index, last, values: { episodes: [number] } });
  }
  return undefined;
}

/** "[Group] Title Vol.2 (BD 720p)": a disc of a show, right before the brackets of tags. Films have a year. */
export function volumeNumber(all: Tokens, view: Survey): Match | undefined {
  const { lower, tokens } = all;
  if (view.firstYear !== Infinity) return undefined;
  for (let index = 1; index < tokens.length; index++) {
    const { start, bracket } = tokens[index]!;
    if (bracket >= 0 || !lower.startsWith("vol", start)) continue;
    VOLUME.lastIndex = start;
    const found = VOLUME.exec(lower);
    if (found === null) continue;
    const end = start + found[0].length;
    let last = index;
    while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++;
    const next = tokens[last + 1];
    if (next === undefined || next.bracket < 0) continue;
    const version = found[2] === undefined ? {} : { version: Number(found[2]) };
    return toMatch(PART, all, {
      first: index,
      last,
      values: { part: Number(found[1]), ...version },
    });
  }
  return undefined;
}

function toMatch(
  rule: Rule,
  { tokens }: Tokens,
  { first, last, values }: { first: number; last: number; values: Values },
): Match {
  const { start } = tokens[first]!;
  const { end } = tokens[last]!;
  return { rule, order: -1, start, end, first, last, values: fillValues(values) };
}
