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
  if (part === "$") return "";
  return part.length === 1 ? part : part.slice(1, -1);
}

/** Longer numbers are treated as one of so many digits. */
const MAX_DIGITS = 10;

/** Class of each character up to U+FFFF: 0 is the end, 1 any that no pattern begins with. */
const CLASS = new Uint8Array(0x10000).fill(1);
/** How many classes there are. */
let classes = 2;
for (const { parts } of BEGINNINGS) {
  for (const character of parts.join("")) {
    const code = character.charCodeAt(0);
    if (CLASS[code] === 1) CLASS[code] = classes++;
  }
}

/** Lists of patterns, none twice; what is not yet looked up has the first. */
const LISTS: (readonly PatternRow[])[] = [[]];

/** Where each list stands, by what tells it from others. */
const PLACES = new Map<string, number>();

/** The list of each three classes that a word can begin with, and of each two behind a number of so many digits. */
const OF_WORDS = new Uint16Array(classes ** 3);
const OF_NUMBERS = new Uint16Array((MAX_DIGITS + 1) * classes ** 2);

/** The patterns that may match `lower` at `start`. */
export function patternsAt(lower: string, start: number): readonly PatternRow[] {
  let at = start;
  while (isDigit(lower, at)) at++;
  const digits = Math.min(at - start, MAX_DIGITS);
  let table = OF_NUMBERS;
  let key = (digits * classes + classAt(lower, at)) * classes + classAt(lower, at + 1);
  if (digits === 0) {
    table = OF_WORDS;
    key = key * classes + classAt(lower, at + 2);
  }
  if (table[key] === 0) table[key] = addList(pick(lower, digits, at));
  return LISTS[table[key]!]!;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** The place of a list like `rows`. */
function addList(rows: readonly PatternRow[]): number {
  const key = JSON.stringify(rows.map(({ order, rests }) => [order, rests]));
  const place = PLACES.get(key) ?? LISTS.push(rows) - 1;
  PLACES.set(key, place);
  return place;
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
    const part = parts[index]!;
    if (part === "") {
      if (at < lower.length) return false;
    } else if (at >= lower.length || !part.includes(lower[at]!)) return false;
  }
  return true;
}
