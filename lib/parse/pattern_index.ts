import { isWordRule, type PatternRule } from "./rule.ts";
import { RULES } from "./rules/mod.ts";

/** A pattern and its place in the table. */
export interface PatternRow {
  readonly rule: PatternRule;
  readonly order: number;
}

/** One way in which a pattern can begin. */
interface Beginning extends PatternRow {
  /** Digits in a row at the start, 0 for none; -1 for any number of them. */
  readonly digits: number;
  /** Code of the first character where that is no digit. */
  readonly first: number;
  /** The next character, of the number or of the first; empty for any. */
  readonly next: string;
}

const BEGINNINGS: readonly Beginning[] = RULES.flatMap((rule, order) =>
  isWordRule(rule) ? [] : rule.begins.split(" ").map((text) => readBeginning(text, rule, order))
);

function readBeginning(text: string, rule: PatternRule, order: number): Beginning {
  const marks = /^#*/.exec(text)![0].length;
  const isAny = text.startsWith("#+");
  const next = text.slice(marks === 0 ? 1 : isAny ? 2 : marks);
  const digits = isAny ? -1 : marks;
  return { rule, order, digits, first: marks === 0 ? text.charCodeAt(0) : 0, next };
}

/** Longer numbers are treated as one of so many digits. */
const MAX_DIGITS = 10;
/** Stands for every character beyond ASCII, and for the end of the name. */
const REST = 127;
const NO_ROWS: readonly PatternRow[] = [];

/** Rows by the length of the number and the character behind it, filled as they are asked for. */
const BY_NUMBER: (readonly PatternRow[] | undefined)[] = new Array((MAX_DIGITS + 1) * 128);
/** Rows by the first two characters. */
const BY_LETTERS: (readonly PatternRow[] | undefined)[] = new Array(128 * 128);
/** Rows by a first character that is not ASCII. */
const BY_OTHER = new Map<number, readonly PatternRow[]>();
for (const { first } of BEGINNINGS) if (first >= 128) BY_OTHER.set(first, pick(0, first, REST));

/** The patterns that may match `lower` at `start`. */
export function patternsAt(lower: string, start: number): readonly PatternRow[] {
  const first = lower.charCodeAt(start);
  if (first >= 48 && first <= 57) {
    let end = start + 1;
    let code = lower.charCodeAt(end);
    while (code >= 48 && code <= 57) code = lower.charCodeAt(++end);
    const digits = Math.min(end - start, MAX_DIGITS);
    const next = code < 128 ? code : REST;
    return BY_NUMBER[digits * 128 + next] ??= pick(digits, 0, next);
  }
  if (first >= 128) return BY_OTHER.get(first) ?? NO_ROWS;
  const second = lower.charCodeAt(start + 1);
  const next = second < 128 ? second : REST;
  return BY_LETTERS[first * 128 + next] ??= pick(0, first, next);
}

function pick(digits: number, first: number, next: number): readonly PatternRow[] {
  const rows: PatternRow[] = [];
  for (const beginning of BEGINNINGS) {
    const isFit = digits > 0
      ? (beginning.digits === digits || beginning.digits === -1)
      : (beginning.digits === 0 && beginning.first === first);
    if (!isFit || !isNext(beginning.next, next)) continue;
    const { rule, order } = beginning;
    if (rows.at(-1)?.rule !== rule) rows.push({ rule, order });
  }
  return rows;
}

function isNext(wanted: string, code: number): boolean {
  if (wanted === "") return true;
  const first = wanted.charCodeAt(0);
  if (first >= 128) return code === REST;
  if (wanted === "~") return code === 32 || code === 45 || code === 46 || code === 95;
  if (wanted === "#") return code >= 48 && code <= 57;
  return first === code;
}
