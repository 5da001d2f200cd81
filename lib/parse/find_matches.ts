import { goesOn, patternsAt } from "./pattern_index.ts";
import type { Reading, Rule } from "./rule.ts";
import { SYMBOL, type Token, type Tokens } from "./tokenize.ts";
import { type AllValues, fillValues, type Values } from "./values.ts";
import { followWord, startWord } from "./word_index.ts";

/** A rule that fits a span of the name. */
export interface Match {
  readonly rule: Rule;
  /** Place of the rule in the table: the lower wins among equals. */
  readonly order: number;
  readonly start: number;
  readonly end: number;
  /** First and last token that it touches. */
  readonly first: number;
  readonly last: number;
  readonly values: AllValues;
}

/** What is left of a word after a tag is looked at if it is no longer than this: no tag is. */
const LONGEST_REST = 24;

/** All rules that fit somewhere, by their start; among those of one start the longest first, then in table order. */
export function findMatches(all: Tokens): Match[] {
  const { lower, tokens } = all;
  const matches: Match[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    let { start } = token;
    for (;;) {
      const begin = matches.length;
      matchWords(start, lower, tokens, index, matches);
      matchPatterns(start, all, index, matches, matches.length > begin);
      const count = matches.length - begin;
      if (count === 0) break;
      if (count > 1) sortFrom(matches, begin);
      // Tags are written together ("720pHDTV"): what a pattern left of a word is a word as well.
      const { end } = matches[begin]!;
      if (end >= token.end || token.end - end > LONGEST_REST) break;
      start = end;
    }
  }
  return matches;
}

function matchWords(
  start: number,
  lower: string,
  tokens: readonly Token[],
  index: number,
  matches: Match[],
): void {
  let token = tokens[index]!;
  let node = startWord(lower, start, token);
  let last = index;
  while (node !== undefined) {
    if (node.rows !== undefined) {
      for (const { rule, order } of node.rows) {
        if (rule.written !== undefined && !isUpper(tokens, index, last)) continue;
        const values = rule.values!;
        matches.push({ rule, order, start, end: token.end, first: index, last, values });
      }
    }
    if (node.next === undefined || ++last >= tokens.length) return;
    const following = tokens[last]!;
    const gap = following.start - token.end;
    if (gap > 1 || following.bracket !== token.bracket) return;
    if (gap === 0 && following.kind !== SYMBOL && token.kind !== SYMBOL) return;
    node = followWord(node, lower, following);
    token = following;
  }
}

function isUpper(tokens: readonly Token[], first: number, last: number): boolean {
  for (let index = first; index <= last; index++) if (!tokens[index]!.upper) return false;
  return true;
}

function matchPatterns(
  start: number,
  { name, lower, tokens }: Tokens,
  index: number,
  matches: Match[],
  hasWord: boolean,
): void {
  const rows = patternsAt(lower, start);
  for (let row = 0; row < rows.length; row++) {
    const { rule, order, expression, final, length, unlessWord, read, rests } = rows[row]!;
    if (rests !== undefined && !goesOn(rests, lower, start)) continue;
    if (unlessWord === true && hasWord) continue;
    if (length !== undefined && tokens[index]!.end - start !== length) continue;
    expression.lastIndex = start;
    const match = expression.exec(lower);
    if (match === null) continue;
    const found = read(match, lower, name);
    if (found === undefined) continue;
    const reading = isReading(found) ? found : undefined;
    const end = reading === undefined ? start + match[0].length : reading.end;
    let last = index;
    while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++;
    if (rule.written !== undefined && !isUpper(tokens, index, last)) continue;
    const values = fillValues(reading === undefined ? found as Values : reading.values);
    matches.push({ rule, order, start, end, first: index, last, values });
    if (final === true) return;
  }
}

function isReading(found: Reading | Values): found is Reading {
  return "values" in found;
}

/** Sorts the few matches of one start in place. */
function sortFrom(matches: Match[], begin: number): void {
  for (let index = begin + 1; index < matches.length; index++) {
    const match = matches[index]!;
    let at = index - 1;
    while (at >= begin && isBehind(matches[at]!, match)) {
      matches[at + 1] = matches[at]!;
      at--;
    }
    matches[at + 1] = match;
  }
}

function isBehind(a: Match, b: Match): boolean {
  return a.end < b.end || (a.end === b.end && a.order > b.order);
}
