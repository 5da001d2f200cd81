import type { Match } from "./find_matches.ts";
import { partNumber, volumeNumber } from "./part_number.ts";
import { placed } from "./rule.ts";
import { numbersBetween } from "./rules/numbers.ts";
import type { Survey } from "./survey.ts";
import type { Tokens } from "./tokenize.ts";
import { fillValues, type Values } from "./values.ts";
import { type Candidate, DOUBLE, isKnown, LEAST, type Setting, weigh } from "./weigh_number.ts";

/** What `--explain` calls a number that is an episode's by where it stands. */
const RULE = placed("episodes");

/** The same of one that may as well be the title's: "Area 51 [1080p]", "Title 17-26". */
export const GUESS = placed("episodes");

/**
 * A number as it stands in fansub names: "05", "05v2", "05'" (a second version), "12.5", "01-12", "01 ~ 12", "01 ao 12",
 * "01 - 12 [Batch]", "05+06", "05, 06", "026A".
 */
const NUMBER =
  /#?(\d{1,5})(?:\.(5|[1-9](?=[ _\])]|$)))?(?:v(\d)|('))?(?:(?:-|\+|,[ _]|[ _]&[ _]|[ _]?~[ _]?|[ _](?:ao|al)[ _]|(?:(?<=[ _(]1)[ _]-[ _](?!0)|(?<=[ _(]01)[ _]-[ _]|(?<=[ _(]0\d\d)[ _]-[ _](?=\d{3}))(?=\d{2,4}[ _]*(?:[[(\])]|batch|\d{3,4}p|(?![^]))))(\d{1,4})(?:v\d|tv|fin|end)?|[a-d])?(?![0-9a-z])/y;

/** What it calls a number of a list. */
const LIST = placed("noise", { anchor: false });

/** Sources of films and fights: a number before one of these is more likely a sequel's than an episode's. */
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
  "PPV",
]);

/** Sources of broadcasts: "Part 2" before one of these is an episode of a mini-series. */
const OF_TV: ReadonlySet<string> = new Set(["HDTV", "PDTV", "DSR", "TV", "UHDTV"]);

/**
 * A number without a mark that is an episode's by where it stands: "[Group] Title - 05 [720p]", "[Title][05]",
 * "05 - Title", "Title.07.HDTV", "Title 1-13 (720p)".
 */
export function bareNumber(
  tokens: Tokens,
  view: Survey,
  options: { readonly isFolder: boolean },
): Match | undefined {
  const whole = shortNumber(tokens) ?? listNumber(tokens, view);
  if (whole !== undefined) return whole;
  const setting = readSetting(tokens, view);
  const isShow = setting.isTv || isMiniSeries(tokens, view, setting);
  const part = partNumber(tokens, view, { isShow, isTv: setting.isTv });
  if (part !== undefined) return part;
  if (setting.isFansub) {
    const volume = volumeNumber(tokens, view);
    if (volume !== undefined) return volume;
  }
  let best: Candidate | undefined;
  let most = 0;
  let after = 0;
  for (let index = 0; index < tokens.tokens.length; index++) {
    const token = tokens.tokens[index]!;
    const code = tokens.lower.charCodeAt(token.start);
    if (code < 48 || code > 57 || token.start < after) continue;
    if (isKnown(token) && !isCounted(index, tokens, view)) continue;
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
  // "Colony 23", "Class of 07" is more likely the name of the show.
  const isPlain = options.isFolder && (most === LEAST || (most < 5 && view.firstTag === Infinity));
  if (best === undefined || isPlain) return undefined;
  const { start, end, first, last } = best;
  const isSplit = (most === LEAST || /^0\d{3}$/.test(best.digits)) && !setting.hasSeason &&
    (setting.isTv || tokens.name.charCodeAt(start - 1) === 46 /* . */);
  const values = fillValues(toValues(best, isSplit));
  const pair = isSplit ? pairBefore(best, tokens) : undefined;
  const isGuess = !setting.isTv && !setting.isFansub &&
    (most <= LEAST || (best.numbers.length > 1 && view.firstTag === Infinity));
  const rule = isGuess ? GUESS : RULE;
  return pair ?? { rule, order: -1, start, end, first, last, values };
}

/**
 * A number that only sorts films: "03 - Title (1964)", "3. Title (1964)", "3) Title (1964)", "03 Title (1964)". Below the folder of a season it is
 * read as an episode's.
 */
const LISTED = /^(?:\d{1,2}(?: - |[.)] )|0\d )[^[]+ \((?:19|20)\d\d\)/;

function listNumber({ name, tokens }: Tokens, { firstTag }: Survey): Match | undefined {
  const code = name.charCodeAt(0);
  if (code < 48 || code > 57) return undefined;
  const listed = LISTED.exec(name);
  if (listed === null || listed[0].length > firstTag) return undefined;
  const values = fillValues({ noise: true });
  return { rule: LIST, order: -1, start: 0, end: tokens[0]!.end, first: 0, last: 0, values };
}

/** "grp-abc102", "grp-abc-dl-7p-x264-103": what some groups call their files, of which the folder has the name. */
const SHORT = /^[a-z0-9]{2,8}(?:-[a-z]{2,8}\.?|(?:-[a-z0-9]+){3,}-)([1-9])(\d\d)$/;

function shortNumber({ name, tokens }: Tokens): Match | undefined {
  const short = SHORT.exec(name);
  if (short === null) return undefined;
  const values = fillValues({ seasons: [Number(short[1])], episodes: [Number(short[2])] });
  const last = tokens.length - 1;
  return { rule: RULE, order: -1, start: 0, end: name.length, first: 0, last, values };
}

/** Whether "Title.Part.2.720p-GROUP" is of a show: groups give films a year. */
function isMiniSeries(
  { name }: Tokens,
  { firstTag, firstYear }: Survey,
  { isFilm, hasSeason }: Setting,
): boolean {
  return !isFilm && !hasSeason && firstYear === Infinity && firstTag !== Infinity &&
    /^[^ ]+-[^ .-]+$/.test(name);
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

function readSetting({ tokens, brackets }: Tokens, { best, firstYear }: Survey): Setting {
  let hasSeason = false;
  let isPack = false;
  let isFilm = false;
  let isTv = false;
  let year = firstYear;
  for (const { values: { seasons, source, year: value }, rule, start, first } of best) {
    if (value !== undefined && start > firstYear) {
      const bracket = brackets[tokens[first]!.bracket];
      if (bracket?.first === first && bracket.last === first + 1) year = start;
    }
    if (seasons !== undefined && rule.when === undefined) {
      hasSeason = true;
      if (seasons.length > 1) isPack = true;
    }
    if (source === undefined) continue;
    if (OF_FILMS.has(source)) isFilm = true;
    else if (OF_TV.has(source)) isTv = true;
  }
  return {
    hasSeason,
    isPack,
    isFilm,
    isTv,
    isFansub: (brackets.length > 0 && brackets[0]!.start === 0 && !isYearIn(brackets[0]!, best)) ||
      best.some(({ values }) => values.checksum !== undefined),
    year,
  };
}

/** Whether a bracket holds a year and nothing more, which is no group's name. */
function isYearIn({ first, last }: Tokens["brackets"][number], best: readonly Match[]): boolean {
  return last === first + 1 && best.some((match) => match.first === first && match.values.year);
}

function readCandidate({ lower, tokens }: Tokens, index: number): Candidate | undefined {
  const token = tokens[index]!;
  if (token.end - token.start > 7) return undefined;
  NUMBER.lastIndex = token.start;
  const match = NUMBER.exec(lower);
  if (match === null || isBehindYear(lower, token.start)) return undefined;
  const [whole, digits, fraction, version, second, to] = match;
  const from = Number(digits);
  if (digits!.length > 4 && !DOUBLE.test(whole)) return undefined;
  const end = token.start + whole.length;
  let last = index;
  while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++;
  // "05+06", "05, 06": two, but no more
  const isPair = /[+,&]/.test(whole);
  // "2-05": both of a range are written alike
  const isSeason = digits!.length === 1 && from > 0 && /^\d-0\d$/.test(whole);
  const isRange = to !== undefined && (isPair ? Number(to) === from + 1 : Number(to) > from);
  if (to !== undefined && !isRange && !isSeason) {
    // "5-2": only the first of the two.
    return {
      start: token.start,
      end: token.start + digits!.length,
      first: index,
      last: index,
      digits: digits!,
      numbers: [from],
      season: undefined,
      version: undefined,
    };
  }
  return {
    start: token.start,
    end,
    first: index,
    last,
    digits: digits!,
    numbers: isSeason
      ? [Number(to)]
      : isRange
      ? numbersBetween(from, Number(to))
      : [fraction === undefined ? from : Number(`${digits}.${fraction}`)],
    season: isSeason ? from : undefined,
    version: version !== undefined ? Number(version) : second !== undefined ? 2 : undefined,
  };
}

/** Whether a hyphen ties the number to a year before it: "1955-09-30". */
function isBehindYear(lower: string, start: number): boolean {
  return lower.charCodeAt(start - 1) === 45 /* - */ &&
    /(?:19|20)\d\d$/.test(lower.slice(Math.max(0, start - 5), start - 1));
}

/** Heights of pictures that long shows have reached. */
const HEIGHT = /^(?:480|576|720|1080)$/;

/** Whether a number that may be a picture's height is an episode's: "Title - 1080 (1080p)". */
function isCounted(index: number, { lower, tokens }: Tokens, { best, firstTag }: Survey): boolean {
  const { start, end } = tokens[index]!;
  if (lower.charCodeAt(start - 2) !== 45 /* - */) return false;
  if (!HEIGHT.test(lower.slice(start, end)) || !/[ _]-[ _]/.test(lower.slice(start - 3, start))) {
    return false;
  }
  if (firstTag === Infinity && index + 1 === tokens.length) return true;
  return best.some(({ first, values }) => first !== index && values.resolution !== undefined);
}

/** `isSplit`: "Title.525.HDTV" is season 5, episode 25. */
function toValues({ numbers, digits, season, version }: Candidate, isSplit: boolean): Values {
  if (season !== undefined) return { seasons: [season], episodes: numbers };
  // "Title.0525.HDTV" as well, but not "Title.025.HDTV"
  const isLong = digits.length === 4 || (digits.length === 3 && !digits.startsWith("0"));
  if (isSplit && numbers.length === 1 && isLong) {
    const season = Number(digits.slice(0, -2));
    const episode = Number(digits.slice(-2));
    const isYear = season === 19 || season === 20;
    if (episode > 0 && season < 40 && !isYear) return { seasons: [season], episodes: [episode] };
  }
  const double = DOUBLE.exec(digits);
  if (double !== null) {
    const [season, first, second] = double.slice(1).map(Number);
    return { seasons: [season!], episodes: [first!, second!] };
  }
  const revision = version === undefined ? {} : { version };
  if (numbers.every(Number.isInteger)) return { episodes: numbers, ...revision };
  return { absoluteEpisodes: numbers, ...revision };
}
