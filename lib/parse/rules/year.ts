import { pattern, type Rule } from "../rule.ts";

/** First and last year that is believed: films begin in 1888, and "2049" or "2077" is more likely a title. */
const FIRST = 1888;
const LAST = 2035;

/** Years; which of several is meant is decided where the title is. */
export const YEAR: readonly Rule[] = [
  pattern("year", {
    begins: "####",
    expression: /(1[89]\d\d|20\d\d)(?![0-9a-z])/y,
    anchor: false,
    read: ([, digits]) => {
      const year = Number(digits);
      return year >= FIRST && year <= LAST ? { year } : undefined;
    },
  }),
];
