import { pattern, type Rule, tag, words } from "../rule.ts";

/** Editions in one word, which are ordinary words as well. */
const ONE_WORD: Readonly<Record<string, string>> = {
  Criterion: "criterion",
  Anniversary: "anniversary",
  Extended: "extended, ext",
  Theatrical: "theatrical",
  Unrated: "unrated, unratedcut",
  Uncut: "uncut",
  Uncensored: "uncensored, uncen",
  Remastered: "remastered, remaster, rm4k",
  Restored: "restored, restoration",
  IMAX: "imax",
  Ultimate: "ultimate",
  Collector: "collector",
  Deluxe: "deluxe",
  Limited: "limited, ltd",
  Recut: "recut",
};

/** The same in capitals only, for an episode's title may end in them. */
const IN_CAPITALS: Readonly<Record<string, string>> = {
  Festival: "festival",
  Diamond: "diamond",
  Redux: "redux",
  Special: "se",
};

/** What stands before "cut", "edition" or "version". */
const BEFORE_NOUN: Readonly<Record<string, string>> = {
  "Director's Cut": "director's, directors, director, director s, the director's, the directors",
  Extended: "extended, long, the extended",
  Theatrical: "theatrical, the theatrical, original theatrical",
  Unrated: "unrated",
  Uncut: "uncut",
  Uncensored: "uncensored",
  Ultimate: "ultimate",
  Special: "special",
  Collector: "collector's, collectors, collector, collector s",
  Criterion: "criterion",
  Anniversary: "anniversary",
  Deluxe: "deluxe, super deluxe",
  Limited: "limited",
  Diamond: "diamond",
  Festival: "festival",
  "Final Cut": "final, the final",
  Remastered: "remastered, digitally remastered, 4k remastered",
  Restored: "restored, digitally restored, 4k restored",
  IMAX: "imax",
  Despecialized: "despecialized",
  "Alternative Cut": "alternative, alternate, alternate ending, alternative ending",
  "Black and White": "black and white, black & white",
  Workprint: "workprint",
  Redux: "redux",
};

/** The same of what is known by both words; either way it has the name on the left. */
const NAMED: Readonly<Record<string, string>> = {
  "Assembly Cut": "assembly, the assembly",
  "Rogue Cut": "rogue, the rogue",
  "Producer's Cut": "producer's, producers",
  "International Cut": "international",
  "TV Cut": "tv",
  "European Cut": "european",
  "Snyder Cut": "snyder, the snyder",
  "Donner Cut": "donner, richard donner, the richard donner",
  "Signature Edition": "signature",
  "Imperial Edition": "imperial",
  "Definitive Edition": "definitive",
  "Platinum Edition": "platinum",
  "Legacy Edition": "legacy",
  "Fan Edit": "fan",
};

const NOUNS = ["cut", "edition", "editions", "version"];

function withNouns(names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).map(([value, words]) => [
      value,
      words.split(", ").flatMap((word) => NOUNS.map((noun) => `${word} ${noun}`)).join(),
    ]),
  );
}

/** What names a version by itself: "Heat - Extended". */
const AS_VERSION: Readonly<Record<string, string>> = {
  extended: "Extended",
  theatrical: "Theatrical",
  unrated: "Unrated",
  uncut: "Uncut",
  uncensored: "Uncensored",
  remastered: "Remastered",
  restored: "Restored",
  imax: "IMAX",
  special: "Special",
  limited: "Limited",
  criterion: "Criterion",
};

/** What makes one cut of a film different from another. */
export const EDITION: readonly Rule[] = [
  ...words("editions", withNouns(BEFORE_NOUN), { when: "mark" }),
  ...words("editions", withNouns(NAMED), { when: "mark" }),
  ...words("editions", {
    "Director's Cut": "directorscut, dir cut",
    Theatrical: "theatrical release",
    Ultimate: "edition ultimate",
    Collector: "edition collector",
    Criterion: "criterion collection, the criterion collection, edition criterion",
    "Fan Edit": "fan edit, fanedit, fan collection",
    Despecialized: "despecialized, despecialised",
    "Alternative Cut": "alternate ending, alternative ending",
    Remastered: "4k remastered, digitally remastered, 4k remaster, hd remaster",
    Restored: "4k restored, 4k restoration, digitally restored",
    IMAX: "imax enhanced",
    "Open Matte": "open matte",
    "Black and White": "b&w",
    "2in1": "2in1",
    "3in1": "3in1",
    "4in1": "4in1",
  }, { when: "mark" }),
  ...words("editions", ONE_WORD, { when: "run" }),
  ...words("editions", IN_CAPITALS, { when: "run", written: "upper" }),
  // "Heat Extended 1995", but not "Heat Extended (1995)", which is how libraries write titles
  pattern("editions", {
    begins: "extended~ theatrical~ unrated~ uncut~ uncensored~ remastered~ restored~ imax~",
    expression:
      /(extended|theatrical|unrated|uncut|uncensored|remastered|restored|imax)(?=[ ._](?:19|20)\d\d(?!\d))/y,
    when: "mark",
    read: ([, word], text) =>
      /\((?:19|20)\d\d\)/.test(text) ? undefined : { editions: [AS_VERSION[word!]!] },
  }),
  // "Heat (1995) - Special", "Heat - Remastered - pt2": a version as Jellyfin and Kodi name it
  pattern("editions", {
    begins:
      "special limited criterion extended theatrical unrated uncut uncensored remastered imax",
    expression:
      /(?:(?<=[)\]}] - )(special|limited|criterion)|(?<= - )(extended|theatrical|unrated|uncut|uncensored|remastered|imax))(?= - |(?![^]))/y,
    anchor: false,
    read: ([, behindBracket, word], text) =>
      /s\d{1,3}e\d/.test(text) ? undefined : { editions: [AS_VERSION[(behindBracket ?? word)!]!] },
  }),
  // "Heat 1995 Directors"
  ...words("editions", { "Director's Cut": "directors, director's" }, { when: "tail" }),
  // "Heat EXTENDED (1995)": in capitals also before a year
  ...words("editions", ONE_WORD, { when: "mark", written: "upper" }),
  ...words("editions", { "Director's Cut": "dc" }, { when: "mark", written: "upper" }),
  tag(
    { editions: ["Extended", "Director's Cut"] },
    "extended directors cut, extended director's cut, extended dc",
    { when: "mark" },
  ),
  tag(
    { editions: ["Ultimate", "Collector"] },
    "ultimate collector's edition, ultimate collectors edition",
    { when: "mark" },
  ),
  tag(
    { editions: ["Extended", "Collector"] },
    "extended collector's edition, extended collectors edition",
    { when: "mark" },
  ),
  tag(
    { editions: ["Special", "Extended"] },
    "special extended edition, extended special edition, special extended version",
    { when: "mark" },
  ),
  tag(
    { editions: ["Special", "Collector"] },
    "special collector's edition, special collectors edition",
    { when: "mark" },
  ),
  tag(
    { editions: ["Ultimate", "Fan Edit"] },
    "ultimate fan edit, ultimate fan edition, ultimate fan collection",
    { when: "mark" },
  ),
  tag({ editions: ["Alternative Cut", "Extended"] }, "alternative extended version", {
    when: "mark",
  }),
  // "50th.Anniversary.Edition", "4K Anniversary Edition"
  pattern("editions", {
    begins: "##t ##s ##n ##r ###t",
    expression:
      /\d{2,3}(?:th|st|nd|rd)[. _-]anniversary(?:[. _-]edition)?(?![a-z0-9]|[. _-](?:special|concert|celebration)(?![a-z]))/y,
    read: () => ({ editions: ["Anniversary"] }),
  }),
  // "Ultimate Survivor Edition": one word in between
  pattern("editions", {
    begins: "ult",
    expression: /ultimate[ ._][a-z]{3,12}[ ._](?:edition|cut)(?![a-z0-9])/y,
    when: "mark",
    read: () => ({ editions: ["Ultimate"] }),
  }),
  // "{edition-Final Cut}", the spelling of Plex
  pattern("editions", {
    begins: "edition-",
    anchor: false,
    expression: /(?<=\{)edition-([^{}]{1,80})(?=\})/y,
    read: ({ index, 0: whole, 1: edition }, _lower, name) => {
      const end = index + whole.length;
      return { editions: [name.slice(end - edition!.length, end)] };
    },
  }),
];

/** A second try of the same release. */
export const REVISION: readonly Rule[] = [
  tag({ proper: true }, "proper, real proper, real, proper rip", {
    when: "run",
    written: "upper",
  }),
  tag({ proper: true }, "proper, propper, real proper", { when: "run" }),
  tag({ repack: true }, "repack, rerip, repack2, repack3, repack4, re rip, re pack, repacked", {
    when: "run",
  }),
  // "S01E02 PROPER Name of the Episode"
  tag({ proper: true }, "proper, real proper", { when: "version", written: "upper" }),
  tag({ repack: true }, "repack, rerip", { when: "version", written: "upper" }),
  // "S01E01v2", "Episode 59 v2", "[V1]"
  pattern("version", {
    begins: "v#",
    expression: /v([0-9])(?![0-9a-z]|\.\d)/y,
    when: "version",
    read: ([, version]) => ({ version: Number(version) }),
  }),
  tag({ proper: true, version: 2 }, "proper2", { when: "run" }),
];
