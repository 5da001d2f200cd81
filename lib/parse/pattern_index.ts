import type { Pattern, Rule } from "./rule.ts";
import { RULES } from "./rules/mod.ts";

/** A pattern and its place in the table. */
export interface PatternRow extends Pattern {
  readonly rule: Rule;
  readonly order: number;
  /** What must stand behind the characters that the index knows: one of these; `undefined` where nothing must. */
  readonly rests: readonly Rest[] | undefined;
}

/** The characters that may stand at a distance from the start, one after the other. */
export interface Rest {
  readonly distance: number;
  readonly parts: readonly string[];
}

/** One way in which a pattern can begin. */
interface Beginning {
  readonly row: PatternRow;
  /** Digits in a row at the start, 0 for none; -1 for any number of them. */
  readonly digits: number;
  /** The characters, or those behind the number: the ones of which each can be. */
  readonly parts: readonly string[];
}

const BEGINNINGS: readonly Beginning[] = RULES.flatMap((rule, order) => {
  if (rule.pattern === undefined) return [];
  const { begins, length, unlessWord, final, expression, read } = rule.pattern;
  // All rows have one shape, for speed.
  const matching = { begins, length, unlessWord, final, expression, read };
  const row = { rule, order, ...matching, rests: undefined };
  return begins.split(" ").map((text) => {
    const marks = /^#*/.exec(text)![0].length;
    const isAny = text.startsWith("#+");
    const parts = text.slice(isAny ? 2 : marks).match(/\[[^\]]+\]|./g) ?? [];
    return { row, digits: isAny ? -1 : marks, parts: parts.map(charactersOf) };
  });
});

/** The characters that a part of `begins` stands for. */
function charactersOf(part: string): string {
  if (part === "#") return "0123456789";
  if (part === "~") return " -._";
  return part.length === 1 ? part : part.slice(1, -1);
}

/** Longer numbers are treated as one of so many digits. */
const MAX_DIGITS = 10;

/** How many characters are told apart: those of ASCII, and the few others that patterns begin with. */
const CLASSES = 256;

/** Class of each character up to U+FFFF; 127 is any that no pattern begins with. */
const CLASS = new Uint8Array(0x10000).fill(127);
for (let code = 0; code < 127; code++) CLASS[code] = code;
let next = 128;
for (const { parts } of BEGINNINGS) {
  for (const character of parts.join("")) {
    const code = character.charCodeAt(0);
    if (CLASS[code] === 127) CLASS[code] = next++;
  }
}

/** At a class: bit `n` is set where some pattern begins with a number of `n` digits (0 for none) and it alone. */
const ONES = new Uint16Array(CLASSES);

/** At `first * CLASSES + second`: the same for two. Most words of a name have no bit set, and nothing else is looked up. */
const PAIRS = new Uint16Array(CLASSES * CLASSES);

for (const { digits, parts: [one, two] } of BEGINNINGS) {
  const bits = digits < 0 ? (2 << MAX_DIGITS) - 2 : 1 << digits;
  if (one === undefined) {
    for (let first = 0; first < CLASSES; first++) ONES[first]! |= bits;
    continue;
  }
  for (let at = 0; at < one.length; at++) {
    const first = classAt(one, at);
    if (two === undefined) ONES[first]! |= bits;
    else for (let to = 0; to < two.length; to++) PAIRS[first * CLASSES + classAt(two, to)]! |= bits;
  }
}

const NONE: readonly PatternRow[] = [];

/** Rows by what stands at the start, filled as they are asked for. */
const ROWS = new Map<number, readonly PatternRow[]>();

/** The patterns that may match `lower` at `start`. */
export function patternsAt(lower: string, start: number): readonly PatternRow[] {
  let at = start;
  let first = classAt(lower, at);
  while (first >= 48 && first <= 57) first = classAt(lower, ++at);
  const digits = Math.min(at - start, MAX_DIGITS);
  const pair = first * CLASSES + classAt(lower, at + 1);
  if (((ONES[first]! | PAIRS[pair]!) >> digits & 1) === 0) return NONE;
  const third = digits === 0 ? classAt(lower, at + 2) : 0;
  const key = (digits * CLASSES + third) * CLASSES * CLASSES + pair;
  let rows = ROWS.get(key);
  if (rows === undefined) {
    rows = pick(lower, digits, at);
    ROWS.set(key, rows);
  }
  return rows;
}

/** The class of the character at `at`, 0 behind the end. */
function classAt(text: string, at: number): number {
  return at < text.length ? CLASS[text.charCodeAt(at)]! : 0;
}

function pick(lower: string, digits: number, at: number): readonly PatternRow[] {
  const rows: PatternRow[] = [];
  const known = digits === 0 ? 3 : 2;
  for (const { row, digits: wanted, parts } of BEGINNINGS) {
    const isNumberFit = digits > 0 ? wanted === digits || wanted === -1 : wanted === 0;
    if (!isNumberFit || !isFit(parts.slice(0, known), lower, at)) continue;
    const isSame = rows.at(-1)?.order === row.order;
    const before = isSame ? rows.pop()!.rests : [];
    const rest = { distance: digits + known, parts: parts.slice(known) };
    const isSure = rest.parts.length === 0 || before === undefined;
    rows.push({ ...row, rests: isSure ? undefined : [...before, rest] });
  }
  return rows;
}

/** Whether the text at `start` goes on as one of `rests` says. */
export function goesOn(rests: readonly Rest[], lower: string, start: number): boolean {
  for (let index = 0; index < rests.length; index++) {
    const { distance, parts } = rests[index]!;
    if (isFit(parts, lower, start + distance)) return true;
  }
  return false;
}

function isFit(parts: readonly string[], lower: string, start: number): boolean {
  for (let index = 0; index < parts.length; index++) {
    const at = start + index;
    if (at >= lower.length || !parts[index]!.includes(lower[at]!)) return false;
  }
  return true;
}
