import { GUESS } from "./bare_number.ts";
import type { Match } from "./find_matches.ts";
import type { Draft } from "./values.ts";

/**
 * What speaks for title and kind, and what against, as changes of the log odds: 1 makes an error a third as likely, -1
 * three times. Fitted to the errors on some 1,900 names with known answers; `tests/bench/parse_calibration.ts` prints how
 * well they hold.
 */
const FACTORS: readonly (readonly [name: string, weight: number])[] = [
  // What tells the title's end: one of these
  ["season and episode", 0.9],
  ["a season", 0.9],
  ["a year", 0.9],
  ["an episode without a season", 0.1],
  ["a date", -1.1],
  ["tags, but no year and no number", -0.8],
  ["nothing that ends the title", -2.2],
  // The title itself:
  ["a number in the title", -0.6],
  [" - in the title", -1.8],
  ["a hyphen in the title", -1.5],
  ["brackets or dots in the title", -1],
  ["a short title", -0.8],
  ["a title of three or four words", -1],
  ["a long title", -0.5],
  ["a second title", -1.3],
  // The rest of the name:
  ["a release group", 1.2],
  ["seasons counted by years", -2],
  ["an episode's number that may be the title's", -1.2],
];
const BASE = 3.2;

const SEASON_AND_EPISODE = 0;
const SEASON = 1;
const YEAR = 2;
const EPISODE = 3;
const DATE = 4;
const TAGS = 5;
const NOTHING = 6;
const NUMBER_INSIDE = 7;
const DASH = 8;
const HYPHEN = 9;
const MARKS = 10;
const SHORT = 11;
const LONGER = 12;
const LONGEST = 13;
const SECOND = 14;
const GROUP = 15;
const YEARS = 16;
const GUESSED = 17;

/** Their weights alone, which is quicker to walk. */
const WEIGHTS = Float64Array.from(FACTORS, ([, weight]) => weight);

/** How likely kind and title are right, 0 to 1, from what was found and the `matches` that count. */
export function confidenceOf(draft: Draft, matches: readonly Match[]): number {
  if (draft.title === undefined) return 0;
  const factors = factorsOf(draft, draft.title, matches);
  let odds = BASE;
  for (let index = 0; index < WEIGHTS.length; index++) {
    if ((factors & (1 << index)) !== 0) odds += WEIGHTS[index]!;
  }
  return Math.round(1000 / (1 + Math.exp(-odds))) / 1000;
}

/** What {@linkcode confidenceOf} weighs, in words: `+` speaks for the title, `-` against it. */
export function explainConfidence(draft: Draft, matches: readonly Match[]): readonly string[] {
  if (draft.title === undefined) return ["no title"];
  const factors = factorsOf(draft, draft.title, matches);
  return FACTORS.flatMap(([name, weight], index) =>
    (factors & (1 << index)) === 0 ? [] : [`${weight > 0 ? "+" : "-"} ${name}`]
  );
}

/** The factors that hold, a bit each. */
function factorsOf(draft: Draft, title: string, matches: readonly Match[]): number {
  let factors = (1 << endOf(draft, matches)) | factorsOfTitle(title);
  if (draft.alternativeTitle !== undefined) factors |= 1 << SECOND;
  if (draft.releaseGroup !== undefined) factors |= 1 << GROUP;
  if (draft.season !== undefined && draft.season >= 1900) factors |= 1 << YEARS;
  if (draft.episodes !== undefined && matches.some(({ rule }) => rule === GUESS)) {
    factors |= 1 << GUESSED;
  }
  return factors;
}

function endOf(draft: Draft, matches: readonly Match[]): number {
  const hasSeason = draft.season !== undefined || draft.seasons !== undefined;
  if (draft.episodes !== undefined) return hasSeason ? SEASON_AND_EPISODE : EPISODE;
  if (draft.date !== undefined) return DATE;
  if (hasSeason) return SEASON;
  if (draft.absoluteEpisodes !== undefined) return EPISODE;
  if (draft.year !== undefined) return YEAR;
  return matches.length > 0 ? TAGS : NOTHING;
}

function factorsOfTitle(title: string): number {
  let words = 1;
  let factors = 0;
  const isNumber = isDigit(title.charCodeAt(0));
  for (let at = 0; at < title.length; at++) {
    const code = title.charCodeAt(at);
    if (code === 32) words++;
    else if (code === 45 /* - */) {
      factors |= 1 << (title.startsWith(" - ", at - 1) ? DASH : HYPHEN);
    } else if (code === 46 /* . */ || code === 40 || code === 41 || code === 91 || code === 93) {
      factors |= 1 << MARKS;
    } else if (!isNumber && isDigit(code)) factors |= 1 << NUMBER_INSIDE;
  }
  if (title.length < 3) factors |= 1 << SHORT;
  if (words >= 5) factors |= 1 << LONGEST;
  else if (words >= 3) factors |= 1 << LONGER;
  return factors;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
