import type { ExtraKind } from "../../record/mod.ts";
import { pattern, type Rule, tag, words } from "../rule.ts";

/** Suffixes of Plex, and the others of Jellyfin and Kodi. */
const SUFFIXES: Readonly<Record<string, ExtraKind>> = {
  behindthescenes: "behindthescenes",
  clip: "scene",
  deleted: "deleted",
  deletedscene: "deleted",
  extra: "other",
  featurette: "featurette",
  interview: "interview",
  other: "other",
  sample: "other",
  scene: "scene",
  short: "short",
  trailer: "trailer",
};

/** Names that are no title but say what the file is, in lower case, words apart by a space, without a number behind. */
export const EXTRA_NAMES: ReadonlyMap<string, ExtraKind> = new Map([
  ["trailer", "trailer"],
  ["trailers", "trailer"],
  ["teaser", "trailer"],
  ["teaser trailer", "trailer"],
  ["official trailer", "trailer"],
  ["theatrical trailer", "trailer"],
  ["movie trailer", "trailer"],
  ["sample", "other"],
  ["theme", "other"],
  ["extras", "other"],
  ["behind the scenes", "behindthescenes"],
  ["behindthescenes", "behindthescenes"],
  ["making of", "behindthescenes"],
  ["the making of", "behindthescenes"],
  ["deleted scene", "deleted"],
  ["deleted scenes", "deleted"],
  ["deletedscene", "deleted"],
  ["featurette", "featurette"],
]);

/** What is about the film or episode, and not the thing itself. */
export const EXTRA: readonly Rule[] = [
  // "Metropolis (1927)-trailer", "Metropolis (1927)-deleted2", "Metropolis.trailer", "Metropolis - trailer"
  pattern("extra", {
    begins: Object.keys(SUFFIXES).join(" "),
    expression: new RegExp(
      `(?<=-|[._]|[ ]- )(${Object.keys(SUFFIXES).join("|")})\\d{0,2}(?![^])`,
      "y",
    ),
    anchor: false,
    read: (match, text) => {
      const isHyphen = text[match.index - 1] === "-";
      if (!isHyphen && match[1] !== "trailer" && match[1] !== "sample") return undefined;
      return { extra: SUFFIXES[match[1]!]! };
    },
  }),
  // "sample-title.1080p"
  pattern("extra", {
    begins: "sample-",
    expression: /(?<![^])sample(?=-)/y,
    anchor: false,
    read: () => ({ extra: "other" }),
  }),
  ...words("extra", {
    trailer: "trailer, teaser trailer, official trailer",
    behindthescenes: "behindthescenes, behind the scenes, making of",
    deleted: "deleted scenes, deletedscenes, deleted scene",
    featurette: "featurette, featurettes",
    interview: "interview, interviews",
    other: "sample, bonus, extras, extra, subpack",
  }, { when: "tail" }),
  // "Title-x01-Gag_Reel", "Title-s03-x02-Gag_Reel"
  pattern("extra", {
    begins: "x##",
    unlessWord: true,
    expression: /(?<=-)x\d\d(?=-)/y,
    read: () => ({ extra: "other" }),
  }),
  // "Series_of_Films-f21-Title": the film's own title stands behind its number
  pattern("film", {
    begins: "f##",
    expression: /(?<=-)f\d\d(?=-)/y,
    read: () => ({ film: true }),
  }),
  // Openings and endings without credits, on discs of anime
  tag({ extra: "other", show: true }, "ncop, nced, ncop1, nced1, ncop2, nced2, ncop01, nced01", {
    written: "upper",
    anchor: false,
  }),
  // "[Group][Title][PV01]", "[Group] Title - Menu 02 [BD]", "[Group] Title - Trailer 1 [1080p]"
  pattern("extra", {
    begins: "nced ncop op# op~ ed# ed~ pv cm menu preview trailer extra~",
    anchor: false,
    expression:
      /(?:(?<=.[[(])|(?<=[ _]-[ _])(?=[a-z]+[ ._]?\d))(?:(pv|preview|trailer)|(?:nc)?(?:op|ed)|cm|menu|extra)[ ._]?\d{0,2}[a-z]?(?=[\])]|[ _][[(]|(?![^]))/y,
    read: ([, trailer], text) =>
      text.startsWith("[")
        ? { extra: trailer === undefined ? "other" : "trailer", show: true }
        : undefined,
  }),
  tag(
    { extra: "other", show: true },
    "creditless op, creditless ed, creditless opening, creditless ending, clean opening, clean ending",
    { when: "mark" },
  ),
];
