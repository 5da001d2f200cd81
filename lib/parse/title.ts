import { cleanTitle } from "./clean_title.ts";
import type { Match } from "./find_matches.ts";
import type { Tokens } from "./tokenize.ts";

/** What of a name is title. */
export interface TitleReading {
  readonly title: string;
  readonly alternativeTitle?: string;
  readonly episodeTitle?: string;
  /** Where the title stands; 0, 0 without one. */
  readonly start: number;
  readonly end: number;
  /** It stands behind the first number: "S01E04 - Title". */
  readonly isBehind: boolean;
}

/** A stretch of the name that no rule claimed, in or out of one bracket. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly bracket: number;
}

/** " AKA " and " a.k.a. " between two titles of one film. */
const ALIAS = /[\s._([-]+a\.?k\.?a\.?[\s._-]+/i;
/** Finds the title in what `matches` left of the name. */
export function findTitle(tokens: Tokens, matches: readonly Match[]): TitleReading {
  const { name } = tokens;
  const begin = tokens.from;
  const stretches = unclaimed(tokens, matches, begin);
  const numberEnd = matches.find(isNumber);
  let chosen = stretches.find((stretch) => stretch.bracket < 0 && hasLetter(name, stretch));
  const firstMatch = matches.find((match) => match.start >= begin);
  if (
    chosen === undefined || (firstMatch !== undefined && chosen.start > firstMatch.start)
  ) {
    const inBrackets = stretches.filter((stretch) =>
      stretch.bracket >= 0 && hasLetter(name, stretch) &&
      (chosen === undefined || stretch.start < chosen.start)
    );
    if (inBrackets.length > 1) chosen = inBrackets[1];
    else if (chosen === undefined) chosen = inBrackets[0];
  }
  if (chosen === undefined) {
    chosen = stretches.find((stretch) => stretch.bracket < 0);
  }
  if (chosen === undefined) {
    return { title: "", start: 0, end: 0, isBehind: false };
  }
  const isBehind = numberEnd !== undefined && chosen.start > numberEnd.start;
  let raw = name.slice(chosen.start, chosen.end);
  let alternative: string | undefined;
  const alias = ALIAS.exec(raw);
  if (alias !== null && alias.index > 0) {
    alternative = cleanTitle(raw.slice(alias.index + alias[0].length));
    raw = raw.slice(0, alias.index);
  }
  const title = cleanTitle(raw);
  const episodeTitle = findEpisodeTitle(name, matches, stretches, chosen);
  return {
    title,
    ...(alternative ? { alternativeTitle: alternative } : {}),
    ...(episodeTitle ? { episodeTitle } : {}),
    start: chosen.start,
    end: chosen.end,
    isBehind,
  };
}

function isNumber({ values }: Match): boolean {
  return values.episodes !== undefined || values.seasons !== undefined ||
    values.date !== undefined || values.absoluteEpisodes !== undefined;
}

function findEpisodeTitle(
  name: string,
  matches: readonly Match[],
  stretches: readonly Stretch[],
  title: Stretch,
): string | undefined {
  const number = matches.findLast((match) =>
    match.values.episodes !== undefined || match.values.date !== undefined
  );
  if (number === undefined) return undefined;
  const after = stretches.find((stretch) =>
    stretch.bracket < 0 && stretch.start >= number.end && stretch !== title
  );
  if (after === undefined) return undefined;
  if (matches.some((match) => match.start >= number.end && match.start < after.start)) {
    return undefined;
  }
  const raw = name.slice(after.start, after.end);
  const isLast = after.end >= name.length;
  const cleaned = cleanTitle(
    isLast ? raw.replace(/-[A-Za-z0-9]+$/, (group) => /\s/.test(raw) ? group : "") : raw,
  );
  return cleaned === "" ? undefined : cleaned;
}

function hasLetter(name: string, { start, end }: Stretch): boolean {
  return /[\p{L}\p{N}]/u.test(name.slice(start, end));
}

/** Cuts the name at matches and brackets. */
function unclaimed(
  { name, brackets }: Tokens,
  matches: readonly Match[],
  begin: number,
): Stretch[] {
  const cuts: { at: number; end: number; bracket: number }[] = [];
  for (const { start, end } of matches) cuts.push({ at: start, end, bracket: -2 });
  brackets.forEach(({ start, end, outer, closed }, index) => {
    cuts.push({ at: start, end: start + 1, bracket: index });
    cuts.push({ at: closed ? end - 1 : end, end, bracket: outer });
  });
  cuts.sort((a, b) => a.at - b.at);
  const out: Stretch[] = [];
  let at = begin;
  let bracket = -1;
  for (const cut of cuts) {
    if (cut.at >= begin) {
      if (cut.at > at) add(at, cut.at);
      at = Math.max(at, cut.end);
    }
    if (cut.bracket !== -2) bracket = cut.bracket;
  }
  if (at < name.length) add(at, name.length);
  return out;

  function add(start: number, end: number): void {
    if (/[\p{L}\p{N}]/u.test(name.slice(start, end))) out.push({ start, end, bracket });
  }
}
