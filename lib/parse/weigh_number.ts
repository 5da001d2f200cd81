import { IN_RUN, KNOWN, type Survey } from "./survey.ts";
import { SYMBOL, type Token, type Tokens } from "./tokenize.ts";

/** "10708": season 1, episodes 7 and 8. */
export const DOUBLE = /^([1-9])(\d\d)(\d\d)$/;

/** Words that may follow the number of an episode. */
const CLOSING =
  /[ ._]+(?:end|final|fin|raw|vostfr|vf|tv|v\d|batch|complete|uncensored|par)(?![a-z0-9])/y;

/** What a number is judged by besides where it stands. */
export interface Setting {
  readonly hasSeason: boolean;
  /** It holds several seasons. */
  readonly isPack: boolean;
  readonly isFilm: boolean;
  readonly isTv: boolean;
  /** The name begins with a group in brackets. */
  readonly isFansub: boolean;
  /** Where the year stands: the one in brackets of its own, else the first; `Infinity` without. */
  readonly year: number;
}

/** A number and where it stands. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  readonly digits: string;
  readonly numbers: readonly number[];
  /** That of "2-05". */
  readonly season: number | undefined;
  readonly version: number | undefined;
}

/** Weight of a number that has only its place before the tags or the end to speak for it. */
export const LEAST = 2;

/** That of one with the name of the episode behind it. */
const GUESSED = 1.5;

/** How surely the number is an episode's; 0 is not at all. */
export function weigh(
  candidate: Candidate,
  { name, lower, tokens, brackets }: Tokens,
  view: Survey,
  { hasSeason, isPack, isFilm, isTv, isFansub, year }: Setting,
): number {
  const { start, end, first, last, digits, numbers, season } = candidate;
  const isRange = numbers.length > 1 || season !== undefined;
  const isPadded = digits.length > 1 && digits.startsWith("0");
  const hasYear = year !== Infinity;
  const beforeYear = hasYear && start < year;
  const { bracket } = tokens[first]!;
  const next = tokens[last + 1];
  CLOSING.lastIndex = end;
  const isClosed = next !== undefined && CLOSING.test(lower);
  if (digits.length > 4) {
    const [, , from, to] = DOUBLE.exec(digits)!;
    return isTv && Number(to) === Number(from) + 1 && start < view.firstTag && isKnown(next)
      ? 3
      : 0;
  }
  const endsHere = next === undefined || next.bracket !== bracket ||
    isKnown(next) || isClosed;
  if (bracket >= 0) {
    const { first: begin, last: close } = brackets[bracket]!;
    // "[TV 01-25]"
    const isLed = begin === first ||
      (begin === first - 1 && lower.startsWith("tv ", tokens[begin]!.start));
    const isLone = isLed && (close === last + 1 || (isClosed && close === last + 2));
    // "(001-220+Movies)"
    const isBegun = isRange && begin === first && tokens[last + 1]?.kind === SYMBOL;
    if (!(isLone || isBegun) || first === 0 || (isRange && numbers[0]! >= 1900)) return 0;
    if (start > view.firstTag && !isFansub && !isRange) return 0;
    return digits.length >= 2 || isFansub ? 6 : 0;
  }
  if (start > view.firstTag) return 0;
  const previous = first > 0 ? tokens[first - 1]! : undefined;
  if (isMovie(lower, previous) || (next?.start === end + 1 && isMovie(lower, next))) return 0;
  // "Title 00 S1", "Title 13 - S01", "Ben 10 Ultimate Alien S01": of the title
  if (
    hasSeason && start < view.firstNumber && (digits.length < 3 || !isFansub || isPack)
  ) return 0;
  const behindDash = first > 0 && lower.charCodeAt(start - 2) === 45 /* - */ &&
    isSpace(lower.charCodeAt(start - 1)) && isSpace(lower.charCodeAt(start - 3));
  const beforeDash = isSpace(lower.charCodeAt(end)) && lower.charCodeAt(end + 1) === 45 /* - */ &&
    isSpace(lower.charCodeAt(end + 2));
  // "2004 - 50 Days"
  if (behindDash && first === 1 && view.firstYear === Infinity && /^(?:19|20)\d\d /.test(name)) {
    return 0;
  }
  // "(1995) Apollo 13", "1995 - Apollo 13"
  if (name.charCodeAt(0) < 51 && !(behindDash && endsHere)) {
    if (/^\(?(?:19|20)\d\d(?:\)| -) /.test(name)) return 0;
  }
  if (behindDash) {
    if (beforeYear && !isFansub) {
      // "Title - 2 (2009)" is a sequel.
      return endsHere && next?.start === year && !isPadded && !isRange ? 0 : 4;
    }
    return endsHere ? 8 : beforeDash ? 7 : isFansub || digits.length > 1 ? 5.2 : LEAST;
  }
  if (first === 0 || (isFansub && tokens[first - 1]!.bracket === 0)) {
    if (isRange) return beforeYear ? 0 : 4;
    // "300 - 2006" is a film
    if (beforeDash) return !beforeYear ? 5.5 : next?.start === year ? 0 : 1;
    return isPadded && !hasYear ? 3 : 0;
  }
  if (beforeYear) return 0;
  if (isRange) return endsHere ? 6 : 0;
  if (beforeDash && isFansub) return digits.length > 1 ? 5 : 0;
  // "title.2010.123.rest": season 1, episode 23
  if (
    !isFilm && previous?.start === year && digits.length === 3 && !hasSeason && !isHeight(digits) &&
    name.charCodeAt(start - 1) === 46 && name.charCodeAt(end) === 46 /* . */
  ) return LEAST;
  if (!endsHere) {
    // "Title.105.Name.of.It.HDTV"
    const isApart = name.charCodeAt(start - 1) === 46 && name.charCodeAt(end) === 46; /* . */
    if (isTv && isApart && /^[1-9](?!00)\d\d$/.test(digits) && !hasSeason && !hasYear) {
      return isHeight(digits) ? 0 : LEAST;
    }
    if (!isPadded || tokens[first - 1]!.bracket >= 0) return 0;
    if (isFansub && brackets.length > 1) return 3;
    // "Title 07 - Name of It"
    if (beforeDash && digits.length === 2 && !hasYear && !hasSeason) return GUESSED;
    // "Title.08.Name.of.It.720p"
    return digits.length === 2 && !hasYear && !hasSeason && view.firstTag !== Infinity
      ? GUESSED
      : 0;
  }
  if (candidate.version !== undefined || isFansub || !Number.isInteger(numbers[0])) return 5;
  if (isPadded) return 4;
  if (hasSeason) return digits.length > 1 ? 3 : 0;
  if (isFilm || name.charCodeAt(start - 1) === 45 /* - */ || digits.length < 2) return 0;
  // "Blade Runner 2049": more likely a year
  if (/^(?:19|20)\d\d$/.test(digits)) return 0;
  return next === undefined || (next.flags & IN_RUN) !== 0 || isClosed ? LEAST : 0;
}

function isHeight(digits: string): boolean {
  return digits === "480" || digits === "540" || digits === "576" || digits === "720";
}

/** Whether some rule knows the word. */
export function isKnown(token: Token | undefined): boolean {
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
