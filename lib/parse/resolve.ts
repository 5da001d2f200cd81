import type { Match } from "./find_matches.ts";
import type { Tokens } from "./tokenize.ts";

/** Which matches count, and why others do not. */
export interface Resolution {
  /** Those that count, in order, none over another. */
  readonly accepted: readonly Match[];
  /** Those that lost to a longer one or one earlier in the table. */
  readonly lost: readonly { readonly match: Match; readonly to: Match }[];
  /** Those whose words stand where they are ordinary words. */
  readonly outside: readonly Match[];
  /** Position of the first number that tells the title's end: episode, season, date; `Infinity` without. */
  readonly firstNumber: number;
  /** Position of the first technical tag; `Infinity` without. */
  readonly firstTag: number;
}

/** Decides which of `matches` count: first by where they stand, then the longest, then by table order. */
export function resolve(tokens: Tokens, matches: readonly Match[]): Resolution {
  const context = readContext(tokens, matches);
  const lost: { match: Match; to: Match }[] = [];
  const outside: Match[] = [];
  const accepted: Match[] = [];
  for (const match of matches) {
    if (!counts(match, tokens, context)) {
      outside.push(match);
      continue;
    }
    place(match, accepted, lost);
  }
  return {
    accepted,
    lost,
    outside,
    firstNumber: context.firstNumber,
    firstTag: context.firstTag,
  };
}

/** Puts `match` behind `accepted`, or one of the two into `lost`. */
function place(match: Match, accepted: Match[], lost?: { match: Match; to: Match }[]): void {
  const before = accepted.at(-1);
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

/** What the place of a word is judged by. */
interface Context {
  readonly firstNumber: number;
  readonly firstTag: number;
  /** Position of the first year that can end a title. */
  readonly firstYear: number;
  /** For each token, whether tags without a gap lead from it to a technical tag. */
  readonly inRun: readonly boolean[];
  /** For each token, whether tags without a gap lead from it to the end of the name. */
  readonly atEnd: readonly boolean[];
  /** For each token, whether some rule knows it. */
  readonly known: readonly boolean[];
  /** Position of the first word of the title, as far as can be told. */
  readonly begin: number;
}

function readContext(
  { tokens, brackets }: Tokens,
  matches: readonly Match[],
): Context {
  const best: Match[] = [];
  for (const match of matches) place(match, best);
  const known: boolean[] = new Array(tokens.length).fill(false);
  const tech: boolean[] = new Array(tokens.length).fill(false);
  let begin = 0;
  while (begin < tokens.length && tokens[begin]!.bracket >= 0) {
    begin = Math.max(begin + 1, brackets[outermost(tokens[begin]!.bracket, brackets)]!.last);
  }
  if (begin >= tokens.length) begin = 0;
  const from = tokens[begin]?.start ?? 0;
  let firstNumber = Infinity;
  let firstTag = Infinity;
  let firstYear = Infinity;
  for (const match of best) {
    const { rule, values } = match;
    for (let index = match.first; index <= match.last; index++) known[index] = true;
    if (values.year !== undefined) {
      if (match.start > from && firstYear === Infinity) firstYear = match.start;
      continue;
    }
    if (rule.when !== undefined || rule.anchor === false) continue;
    const isNumber = values.episodes !== undefined || values.seasons !== undefined ||
      values.date !== undefined;
    if (!isNumber) { for (let i = match.first; i <= match.last; i++) tech[i] = true; }
    if (match.start < from) continue;
    if (isNumber) firstNumber = Math.min(firstNumber, match.start);
    else firstTag = Math.min(firstTag, match.start);
  }
  const inRun: boolean[] = new Array(tokens.length).fill(false);
  const atEnd: boolean[] = new Array(tokens.length).fill(false);
  for (let index = tokens.length - 1; index >= 0; index--) {
    inRun[index] = known[index]! && (tech[index]! || inRun[index + 1] === true);
    atEnd[index] = known[index]! && (index + 1 === tokens.length || atEnd[index + 1]!);
  }
  return { firstNumber, firstTag, firstYear, inRun, atEnd, known, begin: from };
}

function outermost(bracket: number, brackets: Tokens["brackets"]): number {
  let at = bracket;
  while (brackets[at]!.outer >= 0) at = brackets[at]!.outer;
  return at;
}

function counts(match: Match, { tokens, brackets }: Tokens, context: Context): boolean {
  const { when } = match.rule;
  if (when === undefined) return true;
  const { start, first, last } = match;
  const bracket = tokens[first]!.bracket;
  if (bracket >= 0) {
    // A bracket of which half the words are tags is one of tags.
    const { first: begin, last: end } = brackets[bracket]!;
    let known = 0;
    for (let index = begin; index < end; index++) if (context.known[index]) known++;
    if (known * 2 >= end - begin && start > context.begin) return true;
  }
  if (when === "bracket") return false;
  if (start > context.firstTag) return true;
  const runsOn = context.inRun[last] === true ||
    (last + 1 < tokens.length && context.inRun[last + 1] === true);
  if (start > context.firstNumber) return runsOn || context.atEnd[last] === true;
  if (start > context.firstYear) return true;
  return when === "run" && runsOn && start > context.begin;
}
