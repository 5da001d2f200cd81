import {
  type ExtraKind,
  type Ids,
  type Match,
  type ParsedName,
  type ParsedRecord,
  StageError,
} from "../record/mod.ts";

/** A record as `plan` takes it: with a match, or with `fromNames` without. */
export type PlannableRecord = ParsedRecord & { readonly match?: Match };

/** What a name is made of. */
export interface Facts {
  readonly kind: "movie" | "episode";
  /** Of the film or the show. */
  readonly title: string;
  readonly originalTitle?: string | undefined;
  readonly year?: number | undefined;
  readonly ids: Ids;
  /** Only of an episode. */
  readonly numbers?: EpisodeNumbers | undefined;
  readonly part?: number | undefined;
  readonly extra?: ExtraKind | undefined;
  /** Tells versions of one film or episode apart. */
  readonly label?: string | undefined;
  readonly parsed: ParsedName;
  /** The file's own name without its extension. */
  readonly name: string;
}

/** Which episode; either `first` or `date` is there. */
export interface EpisodeNumbers {
  readonly season: number;
  readonly first?: number;
  /** The last of several in one file. */
  readonly last?: number;
  /** `YYYY-MM-DD` */
  readonly date?: string | undefined;
  readonly title?: string | undefined;
}

/** Why a file stays where it is. */
export const STAY_REASONS = [
  "already_valid",
  "ambiguous",
  "no_match",
  "unavailable",
  "not_sure",
  "unknown_kind",
  "no_title",
  "no_year",
  "no_episode_number",
  "several_seasons",
  "episodes_not_consecutive",
  "part_out_of_range",
  "extra_not_supported",
  "disc_not_supported",
] as const;

/** Why a file stays where it is: for programs. */
export type StayReason = typeof STAY_REASONS[number];

/** Most pieces of one film or episode that servers put together. */
const MAX_PARTS = 8;

const DOUBTS: ReadonlyMap<string, StayReason> = new Map([
  ["ambiguous", "ambiguous"],
  ["unavailable", "unavailable"],
]);

/** What is taken for a fact. */
export interface FactOptions {
  /** Names a record without a match after what its own name says; a match is always obeyed. */
  readonly fromNames: boolean;
  readonly acceptLikely: boolean;
  /** Gives each file a label. */
  readonly labels: boolean;
}

/**
 * What the name of `record` is to be made of, or the reason why it cannot be told.
 *
 * @throws {StageError} `missing_field` without a match
 */
export function gatherFacts(
  record: PlannableRecord,
  { fromNames, acceptLikely, labels }: FactOptions,
): Facts | StayReason {
  const { parsed } = record;
  const match = record.match ?? undefined;
  if (match === undefined && !fromNames) {
    throw new StageError(
      "missing_field",
      `Cannot plan "${record.file.path}": it has no "match", so send it through enrich, or plan --from-names`,
    );
  }
  if (match !== undefined && match.status !== "sure" && match.status !== "likely") {
    return DOUBTS.get(match.status) ?? "no_match";
  }
  if (match?.status === "likely" && !acceptLikely) return "not_sure";
  const kind = match?.kind ?? parsed.kind;
  if (kind !== "movie" && kind !== "episode") return "unknown_kind";
  const known = match ?? parsed;
  const title = match === undefined ? titleOfName(parsed) : match.title;
  if (!title || title.trim() === "") return "no_title";
  // A record from the wire may say `null` for what is absent.
  const extra = parsed.extra ?? undefined;
  const year = known.year ?? undefined;
  if (kind === "movie" && match === undefined && year === undefined) return "no_year";
  const numbers = kind === "episode" && extra === undefined
    ? findNumbers(parsed, match)
    : undefined;
  if (typeof numbers === "string") return numbers;
  const part = extra === undefined ? findPart(parsed, numbers?.title ?? title) : undefined;
  if (part !== undefined && (part < 1 || part > MAX_PARTS)) return "part_out_of_range";
  return {
    kind,
    title,
    originalTitle: match?.originalTitle ?? undefined,
    year,
    ids: known.ids ?? {},
    numbers,
    part,
    extra,
    label: labels ? toLabel(parsed) : undefined,
    parsed,
    name: toStem(record.file.path),
  };
}

/** The piece that a name says, unless that is the end of a title: "Deathly Hallows: Part 1" is a whole film. */
function findPart({ part }: ParsedName, title: string): number | undefined {
  const [, digits, roman] = /\b(?:part|pt|volume|vol)\.? (?:(\d+)|([ivx]+))$/i.exec(title) ?? [];
  const named = roman === undefined ? Number(digits) : ROMAN.indexOf(roman.toLowerCase()) + 1;
  return part === named ? undefined : part ?? undefined;
}

const ROMAN: readonly string[] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];

/** "The Office US" is listed as "The Office (US)". */
function titleOfName({ title, country }: ParsedName): string | undefined {
  return title && country ? `${title} (${country})` : title;
}

function findNumbers(parsed: ParsedName, match: Match | undefined): EpisodeNumbers | StayReason {
  const matched = match?.episodes ?? [];
  const [only] = matched;
  if (only !== undefined && matched.length === 1) {
    const { season, number, airDate: date, title } = only;
    return toRange(season, [number], { date, title });
  }
  if (only !== undefined) {
    const seasons = new Set(matched.map(({ season }) => season));
    if (seasons.size > 1) return "several_seasons";
    const titles = matched.toSorted((a, b) => a.number - b.number).map(({ title }) => title);
    return toRange(only.season, matched.map(({ number }) => number), {
      date: only.airDate,
      title: joinTitles(titles),
    });
  }
  const season = match?.season ?? parsed.season;
  const title = parsed.episodeTitle;
  const episodes = parsed.episodes ?? [];
  if (typeof season === "number" && episodes.length > 0) {
    return toRange(season, episodes, { date: parsed.date, title });
  }
  if ((parsed.seasons?.length ?? 0) > 1) return "several_seasons";
  const date = parsed.date;
  if (!date || !/^\d{4}-\d\d-\d\d$/.test(date)) return "no_episode_number";
  // Shows that are known by their dates count their seasons in years.
  return { season: season ?? Number(date.slice(0, 4)), date, title };
}

function toRange(
  season: number,
  episodes: readonly number[],
  more: { readonly date: string | undefined; readonly title: string | undefined },
): EpisodeNumbers | StayReason {
  if (!isNumber(season) || !episodes.every(isNumber)) return "no_episode_number";
  const first = episodes.reduce((least, number) => Math.min(least, number));
  const last = episodes.reduce((most, number) => Math.max(most, number));
  // A range in a name takes in all between its ends.
  if (last > first && last - first !== new Set(episodes).size - 1) {
    return "episodes_not_consecutive";
  }
  return { season, first, ...(last > first ? { last } : {}), ...more };
}

function isNumber(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

/** One title for several episodes: "Pilot (1)" and "Pilot (2)" are "Pilot". */
function joinTitles(titles: readonly (string | undefined)[]): string | undefined {
  const all = titles.filter((title) => typeof title === "string" && title !== "") as string[];
  if (all.length < 2) return all[0];
  const bare = all.map((title) => title.slice(0, 300).replace(PART_OF_TITLE, ""));
  return [...new Set(bare[0] !== "" && bare.every((title) => title === bare[0]) ? bare : all)]
    .join(" & ");
}

const PART_OF_TITLE = /[ ,:-]*(?:\((?:part )?\d\)|\bpart \d)$/i;

function toLabel({ resolution, source }: ParsedName): string | undefined {
  return [resolution, source].filter(Boolean).join(" ") || undefined;
}

function toStem(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  const dot = base.lastIndexOf(".");
  return dot > 0 ? base.slice(0, dot) : base;
}
