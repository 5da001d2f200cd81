import type { Claims } from "./claims.ts";
import { explainConfidence } from "./confidence.ts";
import type { Match } from "./find_matches.ts";
import type { TitleReading } from "./title.ts";
import type { Draft } from "./values.ts";

/** One claim on a span of the name. */
export interface Claim {
  /** The fields that it sets, joined by `+`; also what only helps to read the others: `noise`, `subtitles`, `site`. */
  readonly property: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `outside` stands where it is an ordinary word. */
  readonly status: "counts" | "lost" | "outside";
  /** What made it: a rule of words, one with a pattern, or the place where it stands. */
  readonly by: "words" | "pattern" | "place";
  /** Text of the claim that it lost to. */
  readonly to?: string;
}

/** Why a field is as it is, where no span of the name says so by itself. */
export interface Note {
  readonly property: string;
  readonly why: string;
}

/** What `parsed.explain` holds: every field that was found is in a claim that counts, or in a note. */
export interface Explanation {
  /** The name as it was read. */
  readonly name: string;
  /** By where they stand in it. */
  readonly claims: readonly Claim[];
  readonly notes: readonly Note[];
}

/** A name that was read, and how. */
export interface Reading {
  readonly claims: Claims;
  readonly title: TitleReading;
  readonly draft: Draft;
  /** The file's ending, with its dot. */
  readonly ending: string;
  /** The name was written from right to left. */
  readonly isReversed: boolean;
  /** It is of the first season, unless a folder says another. */
  readonly isFirst: boolean;
}

/** Which rule or place claimed which span of the name and what it lost to, and why the rest is as it is. */
export function explain(reading: Reading): Explanation {
  const { claims: { tokens, matches, rejected }, draft, ending } = reading;
  const { name } = tokens;
  const toClaim = toClaimOf(name, draft);
  const claims = [
    ...matches.map((match) => toClaim(match, "counts")),
    ...findPlaced(reading),
    ...(rejected?.lost ?? []).map(({ match, to }) => ({
      ...toClaim(match, "lost"),
      to: name.slice(to.start, to.end),
    })),
    ...(rejected?.outside ?? []).map((match) => toClaim(match, "outside")),
  ];
  claims.sort((a, b) => a.start - b.start || b.end - a.end);
  return { name: name + ending, claims, notes: toNotes(reading, claims) };
}

function toClaimOf(name: string, draft: Draft) {
  return ({ rule, order, start, end, values }: Match, status: Claim["status"]): Claim => {
    const fields = Object.entries(values).flatMap(([key, value]) => {
      if (value === undefined) return [];
      return key === "seasons" && draft.seasons === undefined ? ["season"] : [key];
    });
    const by = order < 0 ? "place" : rule.pattern === undefined ? "words" : "pattern";
    return { property: fields.join("+"), start, end, text: name.slice(start, end), status, by };
  };
}

/** What counts for the place where it stands: title, group, ending. */
function findPlaced({ claims, title, draft, ending }: Reading): Claim[] {
  const { name, from } = claims.tokens;
  const out: Claim[] = [];
  const add = (property: string, start: number, end: number, whole = name) => {
    out.push({
      property,
      start,
      end,
      text: whole.slice(start, end),
      status: "counts",
      by: "place",
    });
  };
  /** Where `text` stands as it was before it was cleaned. */
  const find = (text: string | undefined, begin: number) => {
    if (text === undefined) return -1;
    return name.replaceAll(/[._]/g, " ").indexOf(text.replaceAll(/[._]/g, " "), begin);
  };
  if (from > 0) add("site", 0, from);
  if (draft.title !== undefined) {
    const start = find(draft.title, title.start);
    if (start >= 0) add("title", start, start + draft.title.length);
    else if (title.end > 0) add("title", title.start, title.end);
  }
  for (
    const [key, begin] of [
      ["alternativeTitle", 0],
      ["episodeTitle", title.episodeTitle?.start ?? title.start],
      ["country", title.start],
    ] as const
  ) {
    const text = draft[key];
    const start = find(text, begin);
    if (start >= 0) add(key, start, start + text!.length);
  }
  if (draft.releaseGroup !== undefined) {
    const start = name.lastIndexOf(draft.releaseGroup);
    if (start >= 0) add("releaseGroup", start, start + draft.releaseGroup.length);
  }
  if (draft.container !== undefined && ending !== "") {
    add("container", name.length + 1, name.length + ending.length, name + ending);
  }
  return out;
}

function toNotes({ claims, draft, isReversed, isFirst }: Reading, spans: readonly Claim[]): Note[] {
  const traced = new Set(
    spans.flatMap(({ status, property }) => status === "counts" ? property.split("+") : []),
  );
  const notes: Note[] = [{ property: "kind", why: whyKind(draft) }];
  for (const [property, value] of Object.entries(draft)) {
    if (value === undefined || traced.has(property) || BY_ITSELF.has(property)) continue;
    const why = WHY[property] ?? "put together from what the name says";
    notes.push({ property, why });
  }
  if (isFirst) notes.push({ property: "season", why: "the first, as the number names none" });
  if (isReversed) notes.push({ property: "title", why: "the name stands from right to left" });
  const why = explainConfidence(draft, claims.matches).join(", ");
  return [...notes, { property: "confidence", why }];
}

const BY_ITSELF: ReadonlySet<string> = new Set(["kind", "confidence", "explain"]);

/** Fields that follow from others. */
const WHY: Readonly<Record<string, string>> = {
  subtitleLanguages: "languages beside a word for subtitles",
  extra: "the whole name says what the file is",
};

function whyKind(
  { kind, title, season, seasons, episodes, absoluteEpisodes, date }: Draft,
): string {
  if (kind === "movie") return "a title, and no number of an episode";
  if (kind === "unknown") return title === undefined ? "no title, and no number" : "no number";
  const found = Object.entries({ season, seasons, episodes, absoluteEpisodes, date })
    .flatMap(([key, value]) => value === undefined ? [] : [key]);
  return found.length > 0 ? `told by ${found.join(" and ")}` : "a word that only shows have";
}

/** `after.explain` with what the folders above the file changed since `before`. */
export function explainFolders(before: Draft, after: Draft, folder: string): Explanation {
  const explanation = after.explain as Explanation;
  const changed = Object.keys(after).filter((key) =>
    key !== "explain" && after[key as keyof Draft] !== before[key as keyof Draft]
  );
  if (changed.length === 0) return explanation;
  const claims = explanation.claims.map((claim) => {
    if (claim.property !== "title" || !changed.includes("title")) return claim;
    // "05 - Pilot" in the folder of the show
    if (after.episodeTitle === before.title) return { ...claim, property: "episodeTitle" };
    return { ...claim, status: "lost" as const, to: folder };
  });
  return {
    ...explanation,
    claims,
    notes: [
      ...explanation.notes.filter(({ property }) => !changed.includes(property)),
      ...changed.map((property) => ({
        property,
        why: after[property as keyof Draft] === undefined
          ? `not to be known from "${folder}"`
          : `from the folders "${folder}"`,
      })),
    ],
  };
}
