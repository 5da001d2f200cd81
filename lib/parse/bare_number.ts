import type { Match } from "./find_matches.ts";
import type { PatternRule } from "./rule.ts";
import { numbersBetween } from "./rules/_numbers.ts";
import type { Survey } from "./survey.ts";
import type { Tokens } from "./tokenize.ts";
import type { Values } from "./values.ts";

/** What `--explain` calls a number that is an episode's by where it stands. */
const RULE: PatternRule = {
  property: "episodes",
  first: "#",
  expression: /(?:)/y,
  read: () => undefined,
};

/** A number as it stands in fansub names: "05", "05v2", "12.5", "01-12", "01 ~ 12", "026A". */
const NUMBER =
  /#?(\d{1,4})(?:\.(5|[1-9](?=[ _\])]|$)))?(?:v(\d))?(?:(?:-|[ _]?~[ _]?)(\d{1,4})(?:v\d)?|[a-d])?(?![0-9a-z])/y;

/** Sources of films: a number before one of these is more likely a sequel's than an episode's. */
const OF_FILMS: ReadonlySet<string> = new Set([
  "BluRay",
  "BDRip",
  "DVDRip",
  "DVD",
  "HDRip",
  "CAM",
  "TS",
  "TC",
  "SCR",
  "R5",
  "HD-DVD",
]);

/** Sources of broadcasts: "Part 2" before one of these is an episode of a mini-series. */
const OF_TV: ReadonlySet<string> = new Set(["HDTV", "PDTV", "DSR", "TV", "UHDTV"]);

const PARTS: ReadonlyMap<string, number> = new Map(
  ["one i 1", "two ii 2", "three iii 3", "four iv 4", "five v 5", "six vi 6", "seven vii 7"]
    .flatMap((words, index) => words.split(" ").map((word) => [word, index + 1] as const)),
);

/** Words that may follow the number of an episode. */
const CLOSING =
  /[ ._]+(?:end|final|fin|raw|vostfr|vf|tv|v\d|batch|complete|uncensored|par)(?![a-z0-9])/y;

/** A number and where it stands. */
interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  readonly digits: string;
  readonly numbers: readonly number[];
  readonly version: number | undefined;
}

/**
 * A number without a mark that is an episode's by where it stands: "[Group] Title - 05 [720p]", "[Title][05]",
 * "05 - Title", "Title.07.HDTV", "Title 1-13 (720p)".
 */
export function bareNumber(tokens: Tokens, view: Survey): Match | undefined {
  let hasSeason = false;
  let isFilm = false;
  let isTv = false;
  for (const { values, rule } of view.best) {
    if (values.seasons !== undefined && rule.when === undefined) hasSeason = true;
    if (values.source !== undefined && OF_FILMS.has(values.source)) isFilm = true;
    if (values.source !== undefined && OF_TV.has(values.source)) isTv = true;
  }
  if (isTv) {
    const part = partNumber(tokens, view);
    if (part !== undefined) return part;
  }
  let best: Candidate | undefined;
  let most = 0;
  let after = 0;
  for (let index = 0; index < tokens.tokens.length; index++) {
    const token = tokens.tokens[index]!;
    const code = token.text.charCodeAt(0);
    if (code < 48 || code > 57 || token.start < after || view.known[index]) continue;
    const candidate = readCandidate(tokens, index);
    if (candidate === undefined) continue;
    after = candidate.end;
    const weight = weigh(candidate, tokens, view, { hasSeason, isFilm });
    // Of equals the last: "Title 2 - 05", but not behind the tags.
    if (weight > 0 && weight >= most) {
      most = weight;
      best = candidate;
    }
  }
  if (best === undefined) return undefined;
  const { start, end, first, last } = best;
  return {
    rule: RULE,
    order: -1,
    start,
    end,
    first,
    last,
    values: toValues(best, tokens, view, hasSeason, most),
  };
}

/** "Title.Part.2.HDTV" */
function partNumber({ tokens }: Tokens, view: Survey): Match | undefined {
  for (let index = 1; index + 1 < tokens.length; index++) {
    const { text, start } = tokens[index]!;
    const number = text === "part" || text === "pt"
      ? PARTS.get(tokens[index + 1]!.text)
      : undefined;
    if (number === undefined || view.known[index + 2] !== true || start > view.firstTag) continue;
    const { end } = tokens[index + 1]!;
    return {
      rule: RULE,
      order: -1,
      start,
      end,
      first: index,
      last: index + 1,
      values: { episodes: [number] },
    };
  }
  return undefined;
}

function readCandidate({ lower, tokens }: Tokens, index: number): Candidate | undefined {
  const token = tokens[index]!;
  if (token.end - token.start > 7) return undefined;
  NUMBER.lastIndex = token.start;
  const match = NUMBER.exec(lower);
  if (match === null) return undefined;
  const [whole, digits, fraction, version, to] = match;
  const from = Number(digits);
  const end = token.start + whole.length;
  let last = index;
  while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++;
  const isRange = to !== undefined && Number(to) > from;
  if (to !== undefined && !isRange) {
    // "01 - 2"? Only the first of the two.
    const close = token.start + digits!.length;
    return {
      start: token.start,
      end: close,
      first: index,
      last: index,
      digits: digits!,
      numbers: [from],
      version: undefined,
    };
  }
  return {
    start: token.start,
    end,
    first: index,
    last,
    digits: digits!,
    numbers: isRange
      ? numbersBetween(from, Number(to))
      : [fraction === undefined ? from : Number(`${digits}.${fraction}`)],
    version: version === undefined ? undefined : Number(version),
  };
}

/** How surely the number is an episode's; 0 is not at all. */
function weigh(
  candidate: Candidate,
  { name, lower, tokens, brackets }: Tokens,
  view: Survey,
  { hasSeason, isFilm }: { hasSeason: boolean; isFilm: boolean },
): number {
  const { start, end, first, last, digits, numbers } = candidate;
  const hasYear = view.firstYear !== Infinity;
  const beforeYear = hasYear && start < view.firstYear;
  const isFansub = brackets.length > 0 && brackets[0]!.start === 0;
  const { bracket } = tokens[first]!;
  const next = tokens[last + 1];
  CLOSING.lastIndex = end;
  const isClosed = CLOSING.test(lower);
  const opens = next === undefined || next.bracket !== bracket;
  const endsHere = opens || view.known[last + 1] === true || isClosed;
  if (bracket >= 0) {
    const { first: begin, last: close } = brackets[bracket]!;
    const isLone = begin === first && (close === last + 1 || (isClosed && close === last + 2));
    if (!isLone || first === 0 || numbers.length > 1 && numbers[0]! >= 1900) return 0;
    if (start > view.firstTag && !isFansub && numbers.length === 1) return 0;
    return digits.length >= 2 || isFansub ? 6 : 0;
  }
  const before = first > 0 && lower.charCodeAt(start - 2) === 45 &&
    isSpace(lower.charCodeAt(start - 1)) &&
    isSpace(lower.charCodeAt(start - 3));
  const hyphen = isSpace(lower.charCodeAt(end)) && lower.charCodeAt(end + 1) === 45 &&
    isSpace(lower.charCodeAt(end + 2));
  if (start > view.firstTag) return 0;
  if (tokens[first - 1]?.text === "movie") return 0;
  if (before) {
    if (beforeYear && !isFansub) {
      return endsHere && next?.start === view.firstYear && !digits.startsWith("0") &&
          numbers.length === 1
        ? 0
        : 4;
    }
    return endsHere ? 8 : hyphen ? 7 : isFansub || digits.length > 1 ? 5 : 2;
  }
  const previous = tokens[first - 1]?.text;
  if (previous === "movie" || next?.text === "movie") return 0;
  const isFirst = first === 0 || (tokens[first - 1]!.bracket === 0 && isFansub);
  if (isFirst) {
    if (numbers.length > 1) return 4;
    if (hyphen) return beforeYear ? 1 : 5.5;
    if (next === undefined) return digits.length < 4 ? 1.5 : 0;
    if (digits.startsWith("0") && !hasYear && digits.length > 1) return 3;
    return 0;
  }
  if (beforeYear) return 0;
  if (numbers.length > 1) return endsHere ? 6 : 0;
  if (hyphen && isFansub) return 5;
  if (!endsHere) {
    return isFansub && digits.length >= 2 && tokens[first - 1]!.bracket < 0 &&
        brackets.length > 1 && digits.startsWith("0")
      ? 3
      : 0;
  }
  if (candidate.version !== undefined || isFansub || !Number.isInteger(numbers[0])) return 5;
  if (digits.startsWith("0") && digits.length > 1) return 4;
  if (hasSeason) return digits.length > 1 ? 3 : 0;
  if (isFilm || name.charCodeAt(start - 1) === 45) return 0;
  return digits.length >= 2 && (next === undefined || view.inRun[last + 1] === true || isClosed)
    ? 2
    : 0;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 95 || code === 46;
}

/** "Title.525.HDTV" without the marks of a fansub is season 5, episode 25. */
function toValues(
  { numbers, digits, version }: Candidate,
  { brackets }: Tokens,
  view: Survey,
  hasSeason: boolean,
  weight: number,
): Values {
  const revision = version === undefined ? {} : { version };
  const isFansub = brackets.length > 0 && brackets[0]!.start === 0;
  if (
    !isFansub && !hasSeason && numbers.length === 1 && weight === 2 && digits.length === 3 &&
    Number(digits.slice(1)) > 0 && !digits.startsWith("0")
  ) {
    return { seasons: [Number(digits[0])], episodes: [Number(digits.slice(1))] };
  }
  if (numbers.every(Number.isInteger)) return { episodes: numbers, ...revision };
  return { absoluteEpisodes: numbers, ...revision };
}
