import { editDistance } from "../text/mod.ts";
import { isOtherWork } from "./other_works.ts";
import { type TitleForm, toTitleForm } from "./title_form.ts";
import { isNumber } from "./title_words.ts";

/** How far a name is from what was asked. */
export interface Likeness {
  /** 0 for the same title, up to that of {@linkcode DIFFERENT_TITLE}. */
  readonly cost: number;
  readonly reason: TitleReason;
}

/** How the title in the name stands to that of the candidate. */
export type TitleReason =
  | "title_equal"
  | "title_spelling"
  | "title_article"
  | "title_typo"
  | "title_partial"
  | "title_in_longer"
  | "title_with_more"
  | "other_work"
  | "title_differs";

/** What it costs to be another title. */
export const DIFFERENT_TITLE: Likeness = { cost: 0.4, reason: "title_differs" };

/**
 * Compares a title as a name has it with one of a candidate's.
 *
 * @param isWord Whether a word is known from titles: then it is hardly a misspelling of another
 */
export function compareTitles(
  asked: TitleForm,
  name: TitleForm,
  isWord: (word: string) => boolean,
): Likeness {
  if (asked.key === name.key) return compareSmallWords(asked, name);
  const typo = haveSameNumbers(asked.core, name.core)
    ? compareSpelling(asked, name, isWord)
    : undefined;
  return typo ?? comparePart(asked, name) ?? DIFFERENT_TITLE;
}

const EQUAL: Likeness = { cost: 0, reason: "title_equal" };

/**
 * The telling words are the same; articles, "and" and "Part" may differ, which matters in a short
 * title.
 */
function compareSmallWords(asked: TitleForm, name: TitleForm): Likeness {
  const a = asked.words.join(" ");
  const b = name.words.join(" ");
  if (a === b) return EQUAL;
  if (asked.words.join("") === name.words.join("")) return { cost: 0.01, reason: "title_spelling" };
  if (asked.words.toSorted().join(" ") === name.words.toSorted().join(" ")) {
    return { cost: 0.01, reason: "title_spelling" }; // "Matrix, The"
  }
  const isShort = toTypoLimit(asked.key.length) === 0;
  if (isShort && asked.core.length !== name.core.length) return RIVAL; // "bb", "B&B"
  return { cost: asked.core.length > 2 ? 0.02 : 0.05, reason: "title_article" };
}

/** Sequels differ in nothing but a number, so that one never passes for a slip of the finger. */
export function haveSameNumbers(a: readonly string[], b: readonly string[]): boolean {
  return toDigits(a) === toDigits(b);
}

function toDigits(words: readonly string[]): string {
  let digits = "";
  for (const word of words) if (isNumber(word)) digits += word + " ";
  return digits;
}

/** Letters that may be wrong in a title of `length` letters. */
export function toTypoLimit(length: number): number {
  if (length < 5) return 0;
  if (length < 9) return 1;
  return length < 16 ? 2 : 3;
}

/** Slips of the finger: a few letters, and not such that they make another word. */
function compareSpelling(
  asked: TitleForm,
  name: TitleForm,
  isWord: (word: string) => boolean,
): Likeness | undefined {
  const a = asked.words.join("");
  const b = name.words.join("");
  const limit = toTypoLimit(Math.min(asked.key.length, name.key.length));
  if (limit === 0) return undefined;
  const distance = Math.min(
    editDistance(asked.key, name.key, limit),
    editDistance(a, b, limit), // "TheLittle Devil"
  );
  if (distance > limit) return undefined;
  const changed = findChanged(asked.words, name.words);
  const otherWord = changed.some(isWord);
  // Two words that are changed at more than one letter each are two other words.
  if (otherWord && distance > 1) return undefined;
  // "Never Let Go" lacks a word of "Never Let Me Go".
  const isHard = a.length < (distance > 1 ? 12 : 8) || changed.length === 0;
  const cost = 0.05 + 0.02 * distance + (isHard ? 0.03 : 0) +
    (otherWord ? (a.length < 12 ? 0.07 : 0.02) : 0);
  return { cost, reason: "title_typo" };
}

/** The words of `a` that differ from `b`, between those with which both begin and end. */
function findChanged(a: readonly string[], b: readonly string[]): readonly string[] {
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start] === b[start]) start++;
  let end = 0;
  while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return a.slice(start, a.length - end);
}

/**
 * A dropped subtitle or franchise: the less is left, the likelier it is another title. What no mark
 * sets apart is a piece of another title ("Look Away" of "Never Look Away"), and dropping a mere
 * number is dropping a sequel: such a name is not taken, but it is a rival to those that are.
 */
function comparePart(asked: TitleForm, name: TitleForm): Likeness | undefined {
  const dropped = findDropped(asked.core, name.core);
  if (dropped === undefined) return undefined;
  const isWhole = name.text.split(SUBTITLE).some((piece) => toTitleForm(piece).key === asked.key);
  const isSequel = dropped.every((word) => isNumber(word) || word === "3d");
  const isAbout = asked.core[0] !== name.core[0] && isOtherWork(dropped);
  if (!isWhole || isSequel || isAbout) return RIVAL;
  const share = asked.key.length / name.key.length;
  return { cost: 0.1 + 0.03 * (1 - share), reason: "title_partial" };
}

/** Just too far to be taken, and near enough to be meant as well as what is taken. */
export const RIVAL: Likeness = { cost: 0.145, reason: "title_in_longer" };

/** Also "Birdman or (The Unexpected Virtue of Ignorance)". */
const SUBTITLE = /(?:,?\s+or)?\s*[:–—(]\s*|\s-\s|,\s+or\s+/;

/** What `part` has left out of `whole`, if it is how `whole` begins or ends. */
function findDropped(
  part: readonly string[],
  whole: readonly string[],
): readonly string[] | undefined {
  if (part.length >= whole.length) return undefined;
  if (part.every((word, index) => word === whole[index])) return whole.slice(part.length);
  const start = whole.length - part.length;
  if (part.every((word, index) => word === whole[start + index])) return whole.slice(0, start);
}
