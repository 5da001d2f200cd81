import type { Rule } from "./rule.ts";
import { RULES } from "./rules/mod.ts";
import { hashText, type Token } from "./tokenize.ts";

/** A word, or the first words of a longer spelling. */
export interface WordNode {
  readonly text: string;
  /** The rules that are spelled so. */
  rows: { readonly rule: Rule; readonly order: number }[] | undefined;
  /** What may follow, by hash. */
  next: Map<number, WordNode> | undefined;
  /** Another word of the same hash, or in the same slot of {@linkcode FIRST}. */
  twin: WordNode | undefined;
}

/** Slots of {@linkcode FIRST}, a power of two: about twice the words, so that most slots hold one or none. */
const SLOTS = 4096;

/** Words that begin a spelling, by the low bits of their hash: every word of a name is looked up here, and a `Map` takes longer. */
const FIRST = new Array<WordNode | undefined>(SLOTS).fill(undefined);

RULES.forEach((rule, order) => {
  for (const spelling of rule.spellings ?? []) addWord(spelling, rule, order);
});

function addWord(spelling: string, rule: Rule, order: number): void {
  let node: WordNode | undefined;
  for (const part of partsOf(spelling)) {
    const hash = hashText(part, 0, part.length);
    const map: Map<number, WordNode> | undefined = node && (node.next ??= new Map());
    const head = map === undefined ? FIRST[hash % SLOTS] : map.get(hash);
    node = head;
    while (node !== undefined && node.text !== part) node = node.twin;
    if (node !== undefined) continue;
    node = { text: part, rows: undefined, next: undefined, twin: head };
    if (map === undefined) FIRST[hash % SLOTS] = node;
    else map.set(hash, node);
  }
  (node!.rows ??= []).push({ rule, order });
}

/** The tokens of a spelling. A plus is one of its own. */
function partsOf(spelling: string): readonly string[] {
  if (!spelling.includes("+")) return spelling.split(" ");
  return spelling.replaceAll("+", " + ").trim().split(/ +/);
}

/** The word at `start`, which is where `token` begins or, in a word of several tags, further on. */
export function startWord(lower: string, start: number, token: Token): WordNode | undefined {
  const hash = start === token.start ? token.hash : hashText(lower, start, token.end);
  return findText(FIRST[hash % SLOTS], lower, start, token.end);
}

/** The spelling that goes on from `node` with `token`. */
export function followWord(node: WordNode, lower: string, token: Token): WordNode | undefined {
  return findText(node.next!.get(token.hash), lower, token.start, token.end);
}

function findText(
  head: WordNode | undefined,
  lower: string,
  start: number,
  end: number,
): WordNode | undefined {
  let node = head;
  while (node !== undefined && !isText(node.text, lower, start, end)) node = node.twin;
  return node;
}

/** Whether `text` stands there; typographic apostrophes count as plain ones. */
function isText(text: string, lower: string, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  let at = 0;
  while (at < text.length && lower.charCodeAt(start + at) === text.charCodeAt(at)) at++;
  if (at === text.length) return true;
  return text.includes("'") && lower.slice(start, end).replace(/[’`´]/g, "'") === text;
}
