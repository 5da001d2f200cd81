import type { Rule } from "./rule.ts";
import { RULES } from "./rules/mod.ts";

/** A pattern and its place in the table. */
export interface PatternRow {
  readonly rule: Rule;
  readonly order: number;
}

/** One way in which a pattern can begin. */
interface Beginning extends PatternRow {
  /** Digits in a row at the start, 0 for none; -1 for any number of them. */
  readonly digits: number;
  /** The characters, or those behind the number. */
  readonly text: string;
}

const BEGINNINGS: readonly Beginning[] = RULES.flatMap((rule, order) =>
  (rule.pattern?.begins.split(" ") ?? []).map((text) => {
    const marks = /^#*/.exec(text)![0].length;
    const isAny = text.startsWith("#+");
    return { rule, order, digits: isAny ? -1 : marks, text: text.slice(isAny ? 2 : marks) };
  })
);

/** Longer numbers are treated as one of so many digits. */
const MAX_DIGITS = 10;

/** Rows by what stands at the start, filled as they are asked for. */
const ROWS = new Map<number, readonly PatternRow[]>();

/** The patterns that may match `lower` at `start`. */
export function patternsAt(lower: string, start: number): readonly PatternRow[] {
  let at = start;
  let code = lower.charCodeAt(at);
  while (code >= 48 && code <= 57) code = lower.charCodeAt(++at);
  const digits = Math.min(at - start, MAX_DIGITS);
  // Of the second character behind a number only its kind matters.
  const second = lower.charCodeAt(at + 1);
  const key = digits > 0
    ? (digits * 128 + fold(code)) * 4 + kindOf(second)
    : ((fold(code) * 128 + fold(second)) * 128 + fold(lower.charCodeAt(at + 2))) * 4 + 0x10000;
  const rows = ROWS.get(key);
  if (rows !== undefined) return rows;
  const picked = pick(lower, digits, at);
  // What is not ASCII has no key of its own.
  if (!(code >= 128 || (digits === 0 && second >= 128))) ROWS.set(key, picked);
  return picked;
}

const NEITHER = 0;
const DIGIT = 1;
const LETTER = 2;

function kindOf(code: number): number {
  if (code >= 48 && code <= 57) return DIGIT;
  return (code >= 97 && code <= 122) || code >= 128 ? LETTER : NEITHER;
}

/** ASCII as it is; what is beyond as 127, and the end of the name as 0. */
function fold(code: number): number {
  return code < 128 ? code : code >= 128 ? 127 : 0;
}

function pick(lower: string, digits: number, at: number): readonly PatternRow[] {
  const rows: PatternRow[] = [];
  for (const { rule, order, digits: wanted, text } of BEGINNINGS) {
    const isFit = digits > 0 ? wanted === digits || wanted === -1 : wanted === 0;
    if (!isFit || !begins(lower, at, text)) continue;
    if (rows.at(-1)?.rule !== rule) rows.push({ rule, order });
  }
  return rows;
}

function begins(lower: string, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = lower.charCodeAt(start + index);
    const wanted = text[index];
    const isFit = wanted === "#"
      ? kindOf(code) === DIGIT
      : wanted === "@"
      ? kindOf(code) === LETTER
      : wanted === "~"
      ? code === 32 || code === 45 || code === 46 || code === 95
      : code === text.charCodeAt(index);
    if (!isFit) return false;
  }
  return true;
}
