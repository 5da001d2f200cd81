import type { Match } from "./find_matches.ts";
import { placed } from "./rule.ts";
import { numbersBetween } from "./rules/numbers.ts";
import { IN_RUN, KNOWN, NUMBERED, type Survey } from "./survey.ts";
import type { Token, Tokens } from "./tokenize.ts";
import { fillValues, type Values } from "./values.ts";

/** What `--explain` calls a number that is an episode's by where it stands. */
const RULE = placed("episodes");

/** A number as it stands in fansub names: "05", "05v2", "12.5", "01-12", "01 ~ 12", "01 - 12 [Batch]", "026A". */
const NUMBER =
  /#?(\d{1,4})(?:\.(5|[1-9](?=[ _\])]|$)))?(?:v(\d))?(?:(?:-|[ _]?~[ _]?|(?<=[ _(]0{0,2}[01])[ _]-[ _](?=\d{2,4}[ _]*(?:[[(\])]|batch|(?![^]))))(\d{1,4})(?:v\d)?|[a-d])?(?![0-9a-z])/y;

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
  ["one i 1 01", "two ii 2 02", "three iii 3 03", "four iv 4 04", "five v 5 05", "six vi 6 06"]
    .flatMap((words, index) => words.split(" ").map((word) => [word, index + 1] as const)),
);

/** Words that may follow the number of an episode. */
const CLOSING =
  /[ ._]+(?:end|final|fin|raw|vostfr|vf|tv|v\d|batch|complete|uncensored|par)(?![a-z0-9])/y;

/** What a number is judged by besides where it stands. */
interface Setting {
  readonly hasSeason: boolean;
  readonly isFilm: boolean;
  readonly isTv: boolean;
  /** The name begins with a group in brackets. */
  readonly isFansub: boolean;
}

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
export function bareNumber(
  tokens: Tokens,
  view: Survey,
  options: { readonly isFolder: boolean },
): Match | undefined {
  const setting = readSetting(tokens, view);
  if (setting.isTv) {
    const part = partNumber(tokens, view);
    if (part !== undefined) return part;
  }
  let best: Candidate | undefined;
  let most = 0;
  let after = 0;
  for (let index = 0; index < tokens.tokens.length; index++) {
    const token = tokens.tokens[index]!;
    const code = tokens.lower.charCodeAt(token.start);
    if (code < 48 || code > 57 || token.start < after || isKnown(token)) continue;
    const candidate = readCandidate(tokens, index);
    if (candidate === undefined) continue;
    after = candidate.end;
    const weight = weigh(candidate, tokens, view, setting);
    // Of equals the last: "Title 2 - 05", but not behind the tags.
    if (weight > 0 && weight >= most) {
      most = weight;
      best = candidate;
    }
  }
  // "Colony 23" is more likely the name of the show.
  if (best === undefined || (options.isFolder && most === LEAST)) return undefined;
  const { start, end, first, last } = best;
  const isSplit = most === LEAST && !setting.hasSeason &&
    (setting.isTv || tokens.name.charCodeAt(start - 1) === 46 /* . */);
  const values = fillValues(toValues(best, isSplit));
  const pair = isSplit ? pairBefore(best, tokens) : undefined;
  return pair ?? { rule: RULE, order: -1, start, end, first, last, values };
}

/** "Title.103.104.HDTV": two episodes, each with the season before it. */
function pairBefore({ digits, end, first, last }: Candidate, all: Tokens): Match | undefined {
  const before = all.tokens[first - 1];
  if (before === undefined || digits.length !== 3) return undefined;
  const text = all.lower.slice(before.start, before.end);
  if (!/^\d{3}$/.test(text) || text[0] !== digits[0] || Number(text) + 1 !== Number(digits)) {
    return undefined;
  }
  const episodes = [Number(text.slice(1)), Number(digits.slice(1))];
  const values = fillValues({ seasons: [Number(digits[0])], episodes });
  return { rule: RULE, order: -1, start: before.start, end, first: first - 1, last, values };
}

function readSetting({ brackets }: Tokens, { best }: Survey): Setting {
  let hasSeason = false;
  let isFilm = false;
  let isTv = false;
  for (const { values: { seasons, source }, rule } of best) {
    if (seasons !== undefined && rule.when === undefined) hasSeason = true;
    if (source === undefined) continue;
    if (OF_FILMS.has(source)) isFilm = true;
    else if (OF_TV.has(source)) isTv = true;
  }
  return { hasSeason, isFilm, isTv, isFansub: brackets.length > 0 && brackets[0]!.start === 0 };
}

/** "Title.Part.2.HDTV", "Title.Part02.HDTV" */
function partNumber({ lower, tokens }: Tokens, view: Survey): Match | undefined {
  for (let index = 1; index + 1 < tokens.length; index++) {
    const { start, end } = tokens[index]!;
    if (start > view.firstTag || !lower.startsWith("p", start)) continue;
    const text = lower.slice(start, end);
    const next = tokens[index + 1]!;
    const isApart = text === "part" || text === "pt";
    const number = isApart
      ? PARTS.get(lower.slice(next.start, next.end))
      : text.startsWith("part")
      ? PARTS.get(text.slice(4))
      : undefined;
    const last = isApart ? index + 1 : index;
    if (number === undefined || !isKnown(tokens[last + 1])) continue;
    return {
      rule: RULE,
      order: -1,
      start,
      end: isApart ? tokens[last]!.end : end,
      first: index,
      last,
      values: fillValues({ episodes: [number] }),
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
    // "5-2": only the first of the two.
    return {
      start: token.start,
      end: token.start + digits!.length,
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

/** Weight of a number that has only its place before the tags or the end to speak for it. */
const LEAST = 2;

/** How surely the number is an episode's; 0 is not at all. */
function weigh(
  candidate: Candidate,
  { name, lower, tokens, brackets }: Tokens,
  view: Survey,
  { hasSeason, isFilm, isFansub }: Setting,
): number {
  const { start, end, first, last, digits, numbers } = candidate;
  const isRange = numbers.length > 1;
  const isPadded = digits.length > 1 && digits.startsWith("0");
  const hasYear = view.firstYear !== Infinity;
  const beforeYear = hasYear && start < view.firstYear;
  const { bracket } = tokens[first]!;
  const next = tokens[last + 1];
  CLOSING.lastIndex = end;
  const isClosed = CLOSING.test(lower);
  const endsHere = next === undefined || next.bracket !== bracket ||
    isKnown(next) || isClosed;
  if (bracket >= 0) {
    const { first: begin, last: close } = brackets[bracket]!;
    const isLone = begin === first && (close === last + 1 || (isClosed && close === last + 2));
    if (!isLone || first === 0 || (isRange && numbers[0]! >= 1900)) return 0;
    if (start > view.firstTag && !isFansub && !isRange) return 0;
    return digits.length >= 2 || isFansub ? 6 : 0;
  }
  if (start > view.firstTag) return 0;
  const previous = first > 0 ? tokens[first - 1]! : undefined;
  if (isMovie(lower, previous) || isMovie(lower, next)) return 0;
  // "Title 00 S1", "Title 13 - S01": of the title
  if (next !== undefined && (next.flags & NUMBERED) !== 0 && (digits.length < 3 || !isFansub)) {
    return 0;
  }
  const behindDash = first > 0 && lower.charCodeAt(start - 2) === 45 /* - */ &&
    isSpace(lower.charCodeAt(start - 1)) && isSpace(lower.charCodeAt(start - 3));
  const beforeDash = isSpace(lower.charCodeAt(end)) && lower.charCodeAt(end + 1) === 45 /* - */ &&
    isSpace(lower.charCodeAt(end + 2));
  if (behindDash) {
    if (beforeYear && !isFansub) {
      // "Title - 2 (2009)" is a sequel.
      return endsHere && next?.start === view.firstYear && !isPadded && !isRange ? 0 : 4;
    }
    return endsHere ? 8 : beforeDash ? 7 : isFansub || digits.length > 1 ? 5.2 : LEAST;
  }
  if (first === 0 || (isFansub && tokens[first - 1]!.bracket === 0)) {
    if (isRange) return 4;
    if (beforeDash) return beforeYear ? 1 : 5.5;
    return isPadded && !hasYear ? 3 : 0;
  }
  if (beforeYear) return 0;
  if (isRange) return endsHere ? 6 : 0;
  if (beforeDash && isFansub) return digits.length > 1 ? 5 : 0;
  if (!endsHere) {
    return isFansub && isPadded && tokens[first - 1]!.bracket < 0 && brackets.length > 1 ? 3 : 0;
  }
  if (candidate.version !== undefined || isFansub || !Number.isInteger(numbers[0])) return 5;
  if (isPadded) return 4;
  if (hasSeason) return digits.length > 1 ? 3 : 0;
  if (isFilm || name.charCodeAt(start - 1) === 45 /* - */ || digits.length < 2) return 0;
  return next === undefined || (next.flags & IN_RUN) !== 0 || isClosed ? LEAST : 0;
}

function isKnown(token: Token | undefined): boolean {
  return token !== undefined && (token.flags & KNOWN) !== 0;
}

/** "Movie 09", "09 Movie" */
function isMovie(lower: string, token: Token | undefined): boolean {
  return token !== undefined && token.end - token.start === 5 &&
    lower.startsWith("movie", token.start);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 95 || code === 46;
}

/** `isSplit`: "Title.525.HDTV" is season 5, episode 25. */
function toValues({ numbers, digits, version }: Candidate, isSplit: boolean): Values {
  if (isSplit && numbers.length === 1 && digits.length >= 3 && !digits.startsWith("0")) {
    const season = Number(digits.slice(0, -2));
    const episode = Number(digits.slice(-2));
    const isYear = season === 19 || season === 20;
    if (episode > 0 && season < 40 && !isYear) return { seasons: [season], episodes: [episode] };
  }
  const revision = version === undefined ? {} : { version };
  if (numbers.every(Number.isInteger)) return { episodes: numbers, ...revision };
  return { absoluteEpisodes: numbers, ...revision };
}
