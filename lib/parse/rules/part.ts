import { pattern, type Rule } from "../rule.ts";
import type { Values } from "../values.ts";

const ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
const WORDS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight"];

const NUMBERED = new RegExp(
  `(?:part|teil|parte|partie|deel|część|часть)[ ._-]?(?:(\\d{1,2})|(${ROMAN.slice(1).join("|")})|(${
    WORDS.slice(1).join("|")
  }))(?![0-9a-z])`,
  "y",
);

/** A year behind a title: not in "(1974) Title Part II". */
const YEAR = /[^\d ._([].*[ ._([](?:19|20)\d\d[ ._)\]]/;

function readPart([, digits, roman, word]: RegExpExecArray): Values {
  if (digits !== undefined) return { part: Number(digits) };
  return { part: roman === undefined ? WORDS.indexOf(word!) : ROMAN.indexOf(roman) };
}

/** Pieces of what was cut into several files. */
export const PART: readonly Rule[] = [
  // "cd1", "CD 2", "disc1", "disk2", "dvd 1", "pt1", "CD 1 of 2"
  pattern("part", {
    begins: "cd# cd~ disc# disc~ disk# disk~ dvd# dvd~ pt# pt~",
    expression: /(?:cd|dis[ck]|dvd|pt)[ ._-]?([1-9])(?:[ ._]?of[ ._]?\d)?(?![0-9a-z])/y,
    when: "mark",
    read: ([, number]) => ({ part: Number(number) }),
  }),
  // "Title - s01e05 - Name - pt1", as Plex splits an episode
  pattern("part", {
    begins: "cd# disc# disk# dvd# part# pt#",
    anchor: false,
    expression: /(?<= - )(?:cd|dis[ck]|dvd|part|pt)([1-8])(?![^])/y,
    read: ([, number]) => ({ part: Number(number) }),
  }),
  // "Title - s01e05.1 - Name", as Kodi does
  pattern("part", {
    begins: "#~-~ #$",
    anchor: false,
    expression: /(?<=s\d{1,4}e\d{1,4}[._])([1-9])(?= - |(?![^]))/y,
    read: ([, number]) => ({ part: Number(number) }),
  }),
  // "Part 2", "part1", "Part.II", "Part Two", "Teil 2": in titles as often as not, so only behind them or where the name ends,
  // and there "Title Part II" is a film of its own
  pattern("part", {
    begins: "par tei dee czę час",
    expression: NUMBERED,
    when: "last",
    read: (found, text) => found[1] === undefined && !YEAR.test(text) ? undefined : readPart(found),
  }),
  // "S02E01.Some.Name.Part.2.720p"
  pattern("part", {
    begins: "par tei dee czę час",
    expression: NUMBERED,
    when: "tail",
    read: readPart,
  }),
  pattern("part", {
    begins: "vol",
    expression:
      /vol(?:ume)?[ ._-]{0,2}(\d{1,2})(?:v\d)?(?:[ ._]?[&-][ ._]?(?:vol[ ._]{0,2})?\d{1,2}(?:v\d)?)?(?![0-9a-z])/y,
    when: "tail",
    read: ([, number]) => ({ part: Number(number) }),
  }),
];
