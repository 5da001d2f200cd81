import { cutToCharacters } from "./cut_text.ts";

/** What a template may do with a field's text. */
export interface Filter {
  /** One line for people. */
  readonly help: string;
  /** As it stands in a template. */
  readonly example: string;
  /** What each argument is. */
  readonly takes: readonly ("text" | "number")[];
  /** Gives something for an absent field too. */
  readonly fills?: boolean;
  /** Makes of the field's text, and the arguments, what is written. */
  readonly apply: (text: string, ...args: readonly string[]) => string;
}

/** Every filter, by the name that templates call it. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  pad: {
    help: "Zeros in front, up to so many digits",
    example: "<season|pad:2>",
    takes: ["number"],
    apply: (text, width) => text.padStart(Number(width), "0"),
  },
  upper: {
    help: "Capitals",
    example: "<title|upper>",
    takes: [],
    apply: (text) => text.toUpperCase(),
  },
  lower: {
    help: "Small letters",
    example: "<title|lower>",
    takes: [],
    apply: (text) => text.toLowerCase(),
  },
  title: {
    help: "A capital for each word",
    example: "<episodeTitle|title>",
    takes: [],
    apply: (text) =>
      text.replace(/(^|[ -])(\p{Ll})/gu, (_, gap, letter) => gap + letter.toUpperCase()),
  },
  truncate: {
    help: "The first characters, at most so many",
    example: "<title|truncate:40>",
    takes: ["number"],
    apply: (text, count) => cutToCharacters(text, Number(count)),
  },
  replace: {
    help: "One text for another, wherever it stands",
    example: '<title|replace:" ",".">',
    takes: ["text", "text"],
    apply: (text, from, to) => text.replaceAll(from!, () => to!),
  },
  default: {
    help: "What stands there if the field is not known",
    example: '<group|default:"NoGroup">',
    takes: ["text"],
    fills: true,
    apply: (text, fallback) => text === "" ? fallback! : text,
  },
};
