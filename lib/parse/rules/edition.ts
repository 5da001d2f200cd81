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
  Festival: "festival",
  Diamond: "diamond",
  Special: "se",
};

/** Of those, what names a version by itself. */
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
  ...words("editions", {
    "Director's Cut": `
      director's cut, directors cut, director cut, the director's cut, the directors cut, director’s cut, directorscut, dir cut,
      director's edition, directors edition, director s cut
    `,
    Extended: `
      extended cut, extended edition, extended editions, extended version, long version
    `,
    Theatrical: `
      theatrical cut, theatrical edition, theatrical version, theatrical release
    `,
    Unrated: "unrated cut, unrated edition, unrated version",
    Uncut: "uncut edition, uncut version",
    Uncensored: "uncensored version",
    Ultimate: `
      ultimate cut, ultimate edition, ultimate version, edition ultimate
    `,
    Special: "special edition, special cut",
    Collector: `
      collector's edition, collectors edition, collector edition, collector’s edition,
      collector's cut, edition collector, collectors cut
    `,
    Criterion: "criterion collection, criterion edition, the criterion collection",
    Anniversary: "anniversary edition",
    Deluxe: "deluxe edition, super deluxe edition",
    Limited: "limited edition",
    Signature: "signature edition",
    Imperial: "imperial edition",
    Definitive: "definitive edition, definitive cut",
    Platinum: "platinum edition",
    Legacy: "legacy edition",
    Redux: "redux version, redux edition",
    "Fan Edit": "fan edit, fanedit, fan edition, fan collection",
    Despecialized: "despecialized, despecialised, despecialized edition",
    "Alternative Cut": "alternative cut, alternate cut, alternate ending, alternate ending cut",
    Diamond: "diamond edition",
    Festival: "festival cut, festival edition",
    "Final Cut": "final cut, the final cut",
    Assembly: "assembly cut, the assembly cut",
    Rogue: "rogue cut, the rogue cut",
    Workprint: "workprint cut",
    International: "international cut, international version",
    Remastered: `
      4k remastered, digitally remastered, remastered edition, 4k remaster, hd remaster
    `,
    Restored: `
      restored edition, 4k restored, 4k restoration, digitally restored, restored version
    `,
    IMAX: "imax edition, imax enhanced, imax version",
    "Open Matte": "open matte",
    "Black and White": "black and white edition, black & white edition, b&w",
  }, { when: "mark" }),
  ...words("editions", ONE_WORD, { when: "run" }),
  // "Heat Extended 1995", but not "Heat Extended (1995)", which is how libraries write titles
  pattern("editions", {
    begins: "ext thea unr unc rem res ima",
    expression:
      /(extended|theatrical|unrated|uncut|uncensored|remastered|restored|imax)(?=[ ._](?:19|20)\d\d(?!\d))/y,
    when: "mark",
    read: ([, word], text) =>
      /\((?:19|20)\d\d\)/.test(text) ? undefined : { editions: [AS_VERSION[word!]!] },
  }),
  // "Heat (1995) - Special", "Heat - Remastered - pt2": a version as Jellyfin and Kodi name it
  pattern("editions", {
    begins: "spe lim cri ext thea unr unc rem ima",
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
    "extended directors cut, extended director's cut",
    {
      when: "mark",
    },
  ),
  tag(
    { editions: ["Ultimate", "Collector"] },
    "ultimate collector's edition, ultimate collectors edition",
    {
      when: "mark",
    },
  ),
  tag(
    { editions: ["Extended", "Collector"] },
    "extended collector's edition, extended collectors edition",
    {
      when: "mark",
    },
  ),
  tag({ editions: ["Extended", "Uncut"] }, "extended uncut, uncut extended", { when: "run" }),
  tag(
    { editions: ["Ultimate", "Fan Edit"] },
    "ultimate fan edit, ultimate fan edition, ultimate fan collection",
    {
      when: "mark",
    },
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
    begins: "edi",
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
  tag({ proper: true }, "proper, propper", { when: "run" }),
  tag({ repack: true }, "repack, rerip, repack2, repack3, re rip, repacked, rerip", {
    when: "run",
  }),
  // "S01E01v2", "Episode 59 v2", "[V1]"
  pattern("version", {
    begins: "v#",
    expression: /v([0-9])(?![0-9a-z]|\.\d)/y,
    when: "version",
    read: ([, version]) => ({ version: Number(version) }),
  }),
  tag({ proper: true, version: 2 }, "proper2", { when: "run" }),
];
