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

/** What makes one cut of a film different from another. */
export const EDITION: readonly Rule[] = [
  ...words("editions", {
    "Director's Cut": `
      director's cut, directors cut, director cut, director’s cut, directorscut, dir cut,
      director's edition, directors edition, director s cut
    `,
    Extended: `
      extended cut, extended edition, extended version, extended uncut
    `,
    Theatrical: `
      theatrical cut, theatrical edition, theatrical version, theatrical release
    `,
    Unrated: "unrated cut, unrated edition, unrated version",
    Uncut: "uncut edition, uncut version",
    Uncensored: "uncensored version",
    Ultimate: `
      ultimate cut, ultimate edition, ultimate collector's edition, edition collector
    `,
    Special: "special edition, special cut",
    Collector: `
      collector's edition, collectors edition, collector edition, collector’s edition,
      collector's cut
    `,
    Criterion: "criterion collection, criterion edition",
    Anniversary: "anniversary edition",
    Deluxe: "deluxe edition",
    Limited: "limited edition",
    "Fan Edit": "fan edit, fanedit, fan edition, fan collection",
    Despecialized: "despecialized, despecialised, despecialized edition",
    "Alternative Cut": "alternative cut, alternate cut, alternate ending, alternate ending cut",
    Diamond: "diamond edition",
    Festival: "festival cut",
    "Final Cut": "final cut",
    Assembly: "assembly cut",
    Rogue: "rogue cut",
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
  tag({ editions: ["Alternative Cut", "Extended"] }, "alternative extended version", {
    when: "mark",
  }),
  // "50th.Anniversary.Edition", "4K Anniversary Edition"
  pattern("editions", {
    begins: "##t ##s ##n ##r ###t",
    expression: /\d{2,3}(?:th|st|nd|rd)[. _-]anniversary(?:[. _-]edition)?(?![a-z0-9])/y,
    read: () => ({ editions: ["Anniversary"] }),
  }),
  // "{edition-Final Cut}", the spelling of Plex
  pattern("editions", {
    begins: "edi",
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
