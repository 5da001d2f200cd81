import { isWordRule, type PatternRule, type Reading, type Rule, type WordRule } from "./rule.ts";
import { RULES } from "./rules/mod.ts";
import { SYMBOL, type Token, type Tokens } from "./tokenize.ts";
import type { Values } from "./values.ts";

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
  readonly values: Values;
}

/** Words by their first part, then by the next. */
interface Node {
  rows: { readonly rule: WordRule; readonly order: number }[] | undefined;
  next: Map<string, Node> | undefined;
}

/** A pattern and its place in the table. */
interface PatternRow {
  readonly rule: PatternRule;
  readonly order: number;
}

const ROOT = new Map<string, Node>();
/** Patterns by the code of the character with which they begin. */
const BY_FIRST: PatternRow[][] = Array.from({ length: 128 }, () => []);
const BY_OTHER_FIRST = new Map<number, PatternRow[]>();

RULES.forEach((rule, order) => {
  if (isWordRule(rule)) { for (const spelling of rule.spellings) addWord(spelling, rule, order); }
  else for (const character of rule.first.replace("#", "0123456789")) addPattern(character);

  function addPattern(character: string): void {
    const code = character.charCodeAt(0);
    const row = { rule: rule as PatternRule, order };
    if (code < 128) BY_FIRST[code]!.push(row);
    else if (BY_OTHER_FIRST.has(code)) BY_OTHER_FIRST.get(code)!.push(row);
    else BY_OTHER_FIRST.set(code, [row]);
  }
});

function addWord(spelling: string, rule: WordRule, order: number): void {
  let map = ROOT;
  let node: Node | undefined;
  for (const part of spelling.replaceAll("+", " + ").trim().split(/ +/)) {
    node = map.get(part);
    if (node === undefined) map.set(part, node = { rows: undefined, next: undefined });
    map = node.next ??= new Map();
  }
  (node!.rows ??= []).push({ rule, order });
}

/** All rules that fit somewhere, by their start; among those of one start the longest first, then in table order. */
export function findMatches({ lower, tokens }: Tokens): Match[] {
  const matches: Match[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    let start = token.start;
    let text = token.text;
    for (;;) {
      const begin = matches.length;
      matchWords(start, text, tokens, index, matches);
      matchPatterns(lower, start, tokens, index, matches);
      if (matches.length > begin + 1) sortFrom(matches, begin);
      // Tags are written together ("720pHDTV"): what a pattern left of a word is a word as well.
      const inside = matches.length > begin ? matches[begin]!.end : 0;
      if (inside <= start || inside >= token.end) break;
      start = inside;
      text = lower.slice(start, token.end);
    }
  }
  return matches;
}

function matchWords(
  start: number,
  text: string,
  tokens: readonly Token[],
  index: number,
  matches: Match[],
): void {
  let node = ROOT.get(text);
  let last = index;
  while (node !== undefined) {
    const token = tokens[last]!;
    if (node.rows !== undefined) {
      for (const { rule, order } of node.rows) {
        if (
          rule.written !== undefined && !isUpper(tokens, index, last)
        ) continue;
        matches.push({
          rule,
          order,
          start,
          end: token.end,
          first: index,
          last,
          values: rule.values,
        });
      }
    }
    const following = tokens[++last];
    if (node.next === undefined || following === undefined) return;
    const gap = following.start - token.end;
    if (gap > 1 || following.bracket !== token.bracket) return;
    if (gap === 0 && following.kind !== SYMBOL && token.kind !== SYMBOL) return;
    node = node.next.get(following.text);
  }
}

function isUpper(tokens: readonly Token[], first: number, last: number): boolean {
  for (let index = first; index <= last; index++) if (!tokens[index]!.upper) return false;
  return true;
}

function matchPatterns(
  lower: string,
  start: number,
  tokens: readonly Token[],
  index: number,
  matches: Match[],
): void {
  const code = lower.charCodeAt(start);
  const rows = code < 128 ? BY_FIRST[code]! : BY_OTHER_FIRST.get(code);
  if (rows === undefined) return;
  for (const { rule, order } of rows) {
    const { expression } = rule;
    expression.lastIndex = start;
    const match = expression.exec(lower);
    if (match === null) continue;
    const found = rule.read(match, lower);
    if (found === undefined) continue;
    const reading = isReading(found) ? found : undefined;
    const end = reading?.end ?? start + match[0].length;
    let last = index;
    while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++;
    if (rule.written !== undefined && !isUpper(tokens, index, last)) continue;
    const values = reading === undefined ? found as Values : reading.values;
    matches.push({ rule, order, start, end, first: index, last, values });
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
