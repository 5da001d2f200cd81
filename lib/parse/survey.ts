import type { Match } from "./find_matches.ts";
import type { Tokens } from "./tokenize.ts";

/** A name seen from above: where its parts lie, before it is decided what counts. */
export interface Survey {
  /** Matches without overlap, as if all counted. */
  readonly best: readonly Match[];
  /** Position of the first word outside of leading brackets; 0 where all is in brackets. */
  readonly begin: number;
  /** Position of the first number of an episode, season or date; `Infinity` without. */
  readonly firstNumber: number;
  /** Position of the first technical tag; `Infinity` without. */
  readonly firstTag: number;
  /** Position of the first year that can end a title; `Infinity` without. */
  readonly firstYear: number;
  /** For each token, whether some rule knows it. */
  readonly known: readonly boolean[];
  /** For each token, whether tags without a gap lead from it to a technical tag. */
  readonly inRun: readonly boolean[];
  /** For each token, whether tags without a gap lead from it to a year, or to the end of the name. */
  readonly inEnd: readonly boolean[];
  /** For each token, whether it is part of a number of an episode, season or date. */
  readonly numbered: readonly boolean[];
  /** Index of the first token from which all are known to the end. */
  readonly tail: number;
}

/** Whether `match` numbers an episode, or tells its season or date. */
export function isNumber({ values }: Match): boolean {
  return values.episodes !== undefined || values.seasons !== undefined ||
    values.date !== undefined || values.absoluteEpisodes !== undefined;
}

/** Puts `match` behind `accepted`, or one of the two into `lost`: the longest wins, then table order. */
export function place(match: Match, accepted: Match[], lost?: { match: Match; to: Match }[]): void {
  const before = accepted.length === 0 ? undefined : accepted[accepted.length - 1]!;
  if (before === undefined || before.end <= match.start) {
    accepted.push(match);
    return;
  }
  const gain = (match.end - match.start) - (before.end - before.start);
  if (gain > 0 || (gain === 0 && match.order < before.order)) {
    accepted[accepted.length - 1] = match;
    lost?.push({ match: before, to: match });
  } else lost?.push({ match, to: before });
}

/** Looks over `matches`, which are sorted by their start. */
export function survey({ tokens, brackets }: Tokens, matches: readonly Match[]): Survey {
  const best: Match[] = [];
  for (const match of matches) {
    // Two letters outside of a bracket are no tag: "100 no Koto".
    if (match.rule.when === "bracket" && tokens[match.first]!.bracket < 0) continue;
    place(match, best);
  }
  const count = tokens.length;
  const known: boolean[] = new Array(count).fill(false);
  const stops: boolean[] = new Array(count).fill(false);
  const numbered: boolean[] = new Array(count).fill(false);
  const inRun: boolean[] = new Array(count).fill(false);
  let index = 0;
  while (index < count && tokens[index]!.bracket >= 0) {
    let outer = tokens[index]!.bracket;
    while (brackets[outer]!.outer >= 0) outer = brackets[outer]!.outer;
    index = Math.max(index + 1, brackets[outer]!.last);
  }
  const begin = tokens[index]?.start ?? 0;
  let firstNumber = Infinity;
  let firstTag = Infinity;
  let firstYear = Infinity;
  for (const match of best) {
    const { rule, start } = match;
    for (let at = match.first; at <= match.last; at++) known[at] = true;
    if (match.values.year !== undefined) {
      if (start > begin && firstYear === Infinity) firstYear = start;
      stops[match.first] = true;
      continue;
    }
    if (rule.when !== undefined || rule.anchor === false) continue;
    if (isNumber(match)) {
      for (let at = match.first; at <= match.last; at++) numbered[at] = stops[at] = true;
      if (start >= begin && firstNumber === Infinity) firstNumber = start;
    } else {
      for (let at = match.first; at <= match.last; at++) inRun[at] = true;
      if (start >= begin && firstTag === Infinity) firstTag = start;
    }
  }
  let tail = count;
  while (tail > 0 && known[tail - 1]) tail--;
  for (let at = count - 2; at >= 0; at--) {
    // A year or number ends a run of tags: "The.Collector.2009.1080p".
    if (known[at] && inRun[at + 1] && !stops[at + 1]) inRun[at] = true;
  }
  const inEnd: boolean[] = new Array(count).fill(false);
  for (const { values, first } of best) if (values.year !== undefined) inEnd[first] = true;
  for (let at = count - 1; at >= 0; at--) {
    if (known[at] && (at + 1 === count || inEnd[at + 1] || stops[at + 1])) inEnd[at] = true;
  }
  return { inEnd, numbered, best, begin, firstNumber, firstTag, firstYear, known, inRun, tail };
}
