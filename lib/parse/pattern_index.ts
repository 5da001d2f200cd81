import type { Pattern, Rule } from "./rule.ts";
import { RULES } from "./rules/mod.ts";

/** A pattern and its place in the table. */
export interface PatternRow extends Pattern {
  readonly rule: Rule;
  readonly order: number;
}

/** One way in which a pattern can begin. */
interface Beginning {
  readonly row: PatternRow;
  /** Digits in a row at the start, 0 for none; -1 for any number of them. */
  readonly digits: number;
  /** The characters, or those behind the number: each one, `#`, `@`, `~`, or several in brackets. */
  readonly parts: readonly string[];
}

const BEGINNINGS: readonly Beginning[] = RULES.flatMap((rule, order) => {
  if (rule.pattern === undefined) return [];
  const { begins, length, unlessWord, final, expression, read } = rule.pattern;
  // All rows have one shape, for speed.
  const row = { rule, order, begins, length, unlessWord, final, expression, read };
  return begins.split(" ").map((text) => {
    const marks = /^#*/.exec(text)![0].length;
    const isAny = text.startsWith("#+");
    const parts = text.slice(isAny ? 2 : marks).match(/\[[^\]]+\]|./g) ?? [];
    return { row, digits: isAny ? -1 : marks, parts };
  });
});

/** Longer numbers are treated as one of so many digits. */
const MAX_DIGITS = 10;

const NONE: readonly PatternRow[] = [];

/** First characters of all patterns that begin with no number. */
const FIRST: ReadonlySet<number> = new Set(
  BEGINNINGS.filter(({ digits }) => digits === 0).map(({ parts }) => parts[0]!.charCodeAt(0)),
);

/** At a character: bit `n` is set where some pattern begins with a number of `n` digits (0 for none) and it alone. */
const ONES = new Uint16Array(128);

/** At `first * 128 + second`: the same for two characters. Most words of a name have no bit set, and nothing else is looked up. */
const PAIRS = new Uint16Array(128 * 128);

const ASCII = String.fromCharCode(...Array(128).keys());

for (const { digits, parts: [one, two] } of BEGINNINGS) {
  const bits = digits < 0 ? (2 << MAX_DIGITS) - 2 : 1 << digits;
  for (const first of one === undefined ? ASCII : charactersOf(one)) {
    const code = first.charCodeAt(0);
    if (two === undefined) {
      ONES[code]! |= bits;
      continue;
    }
    for (const second of charactersOf(two)) PAIRS[code * 128 + second.charCodeAt(0)]! |= bits;
  }
}

/** Rows by what stands at the start, filled as they are asked for. */
const ROWS = new Map<number, readonly PatternRow[]>();

/** The patterns that may match `lower` at `start`. */
export function patternsAt(lower: string, start: number): readonly PatternRow[] {
  let at = start;
  let code = codeAt(lower, at);
  while (code >= 48 && code <= 57) code = codeAt(lower, ++at);
  const digits = Math.min(at - start, MAX_DIGITS);
  if (digits === 0 && code >= 128 && !FIRST.has(code)) return NONE;
  const second = codeAt(lower, at + 1);
  // What is not ASCII has no key of its own.
  if (code >= 128 || second >= 128) return pick(lower, digits, at);
  const pair = code * 128 + second;
  if (((ONES[code]! | PAIRS[pair]!) >> digits & 1) === 0) return NONE;
  const third = digits === 0 ? Math.min(codeAt(lower, at + 2), 127) : 0;
  const key = (digits * 128 + third) * 128 * 128 + pair;
  let rows = ROWS.get(key);
  if (rows === undefined) {
    rows = pick(lower, digits, at);
    ROWS.set(key, rows);
  }
  return rows;
}

/** The code of the character at `at`, 0 behind the end (where `charCodeAt()` says NaN, which is slow to compare). */
function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

function pick(lower: string, digits: number, at: number): readonly PatternRow[] {
  const rows: PatternRow[] = [];
  for (const { row, digits: wanted, parts } of BEGINNINGS) {
    const isNumberFit = digits > 0 ? wanted === digits || wanted === -1 : wanted === 0;
    if (!isNumberFit || !begins(lower, at, parts)) continue;
    if (rows.at(-1) !== row) rows.push(row);
  }
  return rows;
}

function begins(lower: string, start: number, parts: readonly string[]): boolean {
  for (let index = 0; index < parts.length; index++) {
    if (!isFit(codeAt(lower, start + index), parts[index]!)) return false;
  }
  return true;
}

/** The characters that a part of `begins` stands for; `@` also stands for any beyond ASCII. */
function charactersOf(part: string): string {
  if (part === "#") return "0123456789";
  if (part === "@") return "abcdefghijklmnopqrstuvwxyz";
  if (part === "~") return " -._";
  return part.length === 1 ? part : part.slice(1, -1);
}

function isFit(code: number, part: string): boolean {
  return (part === "@" && code >= 128) || charactersOf(part).includes(String.fromCharCode(code));
}
