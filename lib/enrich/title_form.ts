import { toCoreWords, toWords } from "./title_words.ts";

/** A title made ready to be compared. */
export interface TitleForm {
  readonly words: readonly string[];
  /** The words without articles and their like. */
  readonly core: readonly string[];
  /** `core` as one word. */
  readonly key: string;
}

/** Makes a title ready to be compared. */
export function toTitleForm(title: string): TitleForm {
  return toForm(toWords(title));
}

/** The same of words that are made already. */
export function toForm(words: readonly string[]): TitleForm {
  const core = toCoreWords(words);
  return { words, core, key: core.join("") };
}
