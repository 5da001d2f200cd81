import { toCoreWords, toWords } from "./title_words.ts";

/** A title made ready to be compared. */
export interface TitleForm {
  /** As it was written; of a part of a name its words. */
  readonly text: string;
  readonly words: readonly string[];
  /** The words without articles and their like. */
  readonly core: readonly string[];
  /** `core` as one word. */
  readonly key: string;
}

/** Makes a title ready to be compared. */
export function toTitleForm(title: string): TitleForm {
  return toForm(toWords(title), title);
}

/** The same of words that are made already. */
export function toForm(words: readonly string[], text: string = words.join(" ")): TitleForm {
  const core = toCoreWords(words);
  return { text, words, core, key: core.join("") };
}
