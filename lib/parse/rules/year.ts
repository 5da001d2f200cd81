import { type Rule, tag } from "../rule.ts";

/** First and last year that is believed: films begin in 1888, and "2049" or "2077" is more likely a title. */
const FIRST = 1888;
const LAST = 2035;

/** Years; which of several is meant is decided where the title is. */
export const YEAR: readonly Rule[] = Array.from({ length: LAST - FIRST + 1 }, (_, index) => {
  const year = FIRST + index;
  return tag({ year }, `${year}, ${year}г`, { anchor: false });
});
