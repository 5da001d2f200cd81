import { isNumber, toWords } from "./title_words.ts";
import { type TitleForm, toForm } from "./title_form.ts";

/** How the rest of a name is set apart from the part that may be the title. */
export type Separation = "whole" | "numbering" | "aka" | "bracket" | "dash" | "words";

/** A part of a name that may be the title by itself, and what else the name has. */
export interface TitleVariant {
  readonly form: TitleForm;
  readonly separation: Separation;
  /** The other words of the name. */
  readonly rest: readonly string[];
  /** Whether the part is the end of the name, and the rest its beginning. */
  readonly isEnd: boolean;
}

/**
 * The parts of `title` that may be the title by themselves, likeliest first: names carry a title in
 * two languages, a number of a list, the name of a site or a maker. The first is always the whole.
 */
export function toVariants(title: string): readonly TitleVariant[] {
  const words = toWords(title);
  if (words.length === 0) return [];
  const variants: TitleVariant[] = [];
  variants.push({ form: toForm(words), separation: "whole", rest: [], isEnd: false });
  for (const { pattern, separation } of SEPARATORS) {
    const parts = title.slice(0, LONGEST).split(pattern).filter((part) => part.trim() !== "");
    if (parts.length < 2 || parts.length > MOST_PARTS) continue;
    const read = parts.map(toWords);
    for (let cut = 1; cut < read.length; cut++) {
      const before = read.slice(0, cut).flat();
      const after = read.slice(cut).flat();
      const isNumbering = cut === 1 && before.length === 1 && isListNumber(before[0]!);
      add(before, { rest: after, separation, isEnd: false });
      const how = isNumbering ? "numbering" : separation;
      add(after, { rest: before, separation: how, isEnd: true });
    }
  }
  for (let cut = 1; cut < words.length && cut <= MOST_WORDS; cut++) {
    add(words.slice(cut), { rest: words.slice(0, cut), separation: "words", isEnd: true });
    add(words.slice(0, -cut), { rest: words.slice(-cut), separation: "words", isEnd: false });
  }
  return variants;

  function add(part: readonly string[], how: Omit<TitleVariant, "form">): void {
    if (part.length > 0 && how.rest.length > 0) variants.push({ form: toForm(part), ...how });
  }
}

/** "04 - The Experiment", "(1)The Girl…": a place in a list, never a year. */
function isListNumber(word: string): boolean {
  return isNumber(word) && word.length <= 2;
}

const SEPARATORS: readonly { readonly pattern: RegExp; readonly separation: Separation }[] = [
  { pattern: /[\s([]+(?:aka|a\.k\.a\.?)[\s)\]:]+/i, separation: "aka" },
  { pattern: /[()[\]{}]+/, separation: "bracket" },
  { pattern: /\s+[-–—|/~]+\s+|\s*[|／]\s*/, separation: "dash" },
];
const LONGEST = 300;
const MOST_PARTS = 5;
/** Words that may be left out at one side. */
const MOST_WORDS = 12;
