import { toDigitsWord, toRomanWord, toSpelledWord } from "./numerals.ts";
import type { TitleQuery } from "./query.ts";
import { isSmallWord } from "./title_words.ts";

/** Searches for one question beyond the usual ones. */
const MOST_TEXTS = 6;
/** Characters of a title that is taken apart. */
const LONGEST = 150;

/**
 * What to search for where the whole title finds nothing, since a service wants every word of it:
 * words that were run together apart, the number written in other ways, no articles, and parts of
 * it. A word that is misspelt, or of another language, is not in all of the parts.
 */
export function toWiderTexts({ titles }: TitleQuery): readonly string[] {
  const [title = ""] = titles;
  const asked = title.toWellFormed().slice(0, LONGEST).split(BETWEEN).filter((word) => word !== "");
  const all = asked.flatMap((word) => word.split(RUN_TOGETHER));
  const words = all.filter((word) => !isSmallWord(word));
  const texts = new Set<string>();
  for (const rewrite of [toDigitsWord, toRomanWord, toSpelledWord]) {
    texts.add(all.map((word, index) => index === 0 ? word : rewrite(word)).join(" "));
  }
  for (const part of [words, ...toParts(words)]) texts.add(part.join(" "));
  for (const done of ["", asked.join(" "), ...titles]) texts.delete(done);
  return [...texts].slice(0, MOST_TEXTS);
}

/** Marks inside of a word ("L.A.", "Wall-E") stay: services know better what to do with them. */
const BETWEEN = /[^\p{L}\p{N}\p{M}'’&.·-]+/u;
/** "EscapePlan" */
const RUN_TOGETHER = /(?<=\p{Ll})(?=\p{Lu})/u;

/** Parts of a title such that each word is missing in one of them. */
function toParts(words: readonly string[]): readonly (readonly string[])[] {
  const half = Math.ceil(words.length / 2);
  if (words.length < 2) return [];
  if (words.length === 2) return [words.slice(0, 1), words.slice(1)];
  if (words.length === 3) {
    return [words.slice(0, 2), words.slice(1), [words[0]!, words[2]!], words.slice(2)];
  }
  return [
    words.slice(half),
    words.slice(0, half),
    words.slice(-2),
    words.slice(0, 2),
    words.slice(-1),
  ];
}
