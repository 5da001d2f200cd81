import { pattern, type Rule } from "../rule.ts";

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };

/** Pieces of what was cut into several files. */
export const PART: readonly Rule[] = [
  // "cd1", "CD 2", "disc1", "disk2", "dvd 1", "pt1"
  pattern("part", {
    first: "cdp",
    expression: /(?:cd|dis[ck]|dvd|pt)[ ._-]?([1-9])(?![0-9a-z])/y,
    when: "run",
    read: ([, number]) => ({ part: Number(number) }),
  }),
  // "Part 2", "part1", "Part.II": in titles as often as not
  pattern("part", {
    first: "p",
    expression: /part[ ._-]?(\d{1,2}|iii|ii|iv|i|v)(?![0-9a-z])/y,
    when: "tail",
    read: ([, number]) => ({ part: ROMAN[number!] ?? Number(number) }),
  }),
  pattern("part", {
    first: "v",
    expression: /vol(?:ume)?[ ._-]{0,2}(\d{1,2})(?![0-9a-z])/y,
    when: "tail",
    read: ([, number]) => ({ part: Number(number) }),
  }),
];
