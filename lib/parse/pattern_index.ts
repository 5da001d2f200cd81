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

/**
 * At `first * 128 + second`: bit `n` is set where some pattern begins with a number of `n` digits (0 for none) and these
 * two characters. For most words of a name none does, and nothing else is looked up.
 */
const PAIRS = pairs();

function pairs(): Uint16Array {
  const out = new Uint16Array(128 * 128);
  for (const { digits, parts: [one, two] } of BEGINNINGS) {
    const bits = digits < 0 ? (2 << MAX_DIGITS) - 2 : 1 << digits;
    for (let first = 0; first < 128; first++) {
      if (one !== undefined && !isFit(first, one)) continue;
      for (let second = 0; second < 128; second++) {
        if (two === undefined || isFit(second, two)) out[first * 128 + second]! |= bits;
      }
    }
  }
  return out;
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
  if ((PAIRS[pair]! >> digits & 1) === 0) return NONE;
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

/** Whether a character fits one of `begins`: `#` is any digit, `@` any letter, `~` a separator, `[ab]` an a or b. */
function isFit(code: number, part: string): boolean {
  switch (part) {
    case "#":
      return code >= 48 && code <= 57;
    case "@":
      return (code >= 97 && code <= 122) || code >= 128;
    case "~":
      return code === 32 || code === 45 || code === 46 || code === 95;
  }
  if (part.length === 1) return code === part.charCodeAt(0);
  for (let at = 1; at < part.length - 1; at++) if (part.charCodeAt(at) === code) return true;
  return false;
}
