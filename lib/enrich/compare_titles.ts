import { editDistance } from "../text/mod.ts";
import type { TitleForm } from "./title_form.ts";
import { isNumber } from "./title_words.ts";

/** How far a name is from what was asked. */
export interface Likeness {
  /** 0 for the same title; above {@linkcode DIFFERENT_TITLE} for another one. */
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
  | "title_with_more"
  | "other_work"
  | "title_differs";

/** What it costs to be another title. */
export const DIFFERENT_TITLE: Likeness = { cost: 0.4, reason: "title_differs" };

/** Compares a title as a name has it with one of a candidate's. */
export function compareTitles(asked: TitleForm, name: TitleForm): Likeness {
  if (asked.key === name.key) return compareSmallWords(asked, name);
  if (!haveSameNumbers(asked.core, name.core)) {
    return isPart(asked.core, name.core) ? comparePart(asked, name) : DIFFERENT_TITLE;
  }
  const limit = toTypoLimit(Math.min(asked.key.length, name.key.length));
  if (limit > 0) {
    const distance = editDistance(asked.key, name.key, limit);
    if (distance <= limit) {
      return { cost: toTypoCost(distance, asked.key.length), reason: "title_typo" };
    }
  }
  return isPart(asked.core, name.core) ? comparePart(asked, name) : DIFFERENT_TITLE;
}

const EQUAL: Likeness = { cost: 0, reason: "title_equal" };

/** The telling words are the same; articles, "and" and "Part" may differ, which matters in a short title. */
function compareSmallWords(asked: TitleForm, name: TitleForm): Likeness {
  const a = asked.words.join(" ");
  const b = name.words.join(" ");
  if (a === b) return EQUAL;
  if (asked.words.join("") === name.words.join("")) return { cost: 0.01, reason: "title_spelling" };
  if (asked.words.toSorted().join(" ") === name.words.toSorted().join(" ")) {
    return { cost: 0.01, reason: "title_spelling" }; // "Matrix, The"
  }
  return { cost: asked.core.length > 2 ? 0.02 : 0.05, reason: "title_article" };
}

/** Sequels differ in nothing but a number, so one never passes for a slip of the finger. */
function haveSameNumbers(a: readonly string[], b: readonly string[]): boolean {
  return toDigits(a) === toDigits(b);
}

function toDigits(words: readonly string[]): string {
  let digits = "";
  for (const word of words) if (isNumber(word)) digits += word + " ";
  return digits;
}

/** Letters that may be wrong in a title of `length` letters. */
function toTypoLimit(length: number): number {
  if (length < 5) return 0;
  if (length < 9) return 1;
  return length < 16 ? 2 : 3;
}

function toTypoCost(distance: number, length: number): number {
  return 0.05 + 0.02 * distance + (length < 8 ? 0.02 : 0);
}

/** Whether `part` is how `whole` begins or ends. */
function isPart(part: readonly string[], whole: readonly string[]): boolean {
  if (part.length >= whole.length) return false;
  const ends = whole.length - part.length;
  return part.every((word, index) => word === whole[index]) ||
    part.every((word, index) => word === whole[ends + index]);
}

/** A dropped subtitle or franchise: the less is left, the likelier it is another title. */
function comparePart(asked: TitleForm, name: TitleForm): Likeness {
  const share = asked.key.length / name.key.length;
  return {
    cost: 0.12 + 0.04 * (1 - share) + (asked.key.length < 6 ? 0.04 : 0),
    reason: "title_partial",
  };
}
