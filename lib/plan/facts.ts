import {
  type ExtraKind,
  type Ids,
  type Match,
  type ParsedName,
  type ParsedRecord,
  StageError,
} from "../record/mod.ts";
import { foldTitle, stemOfPath } from "../text/mod.ts";
import { type EpisodeNumbers, findEpisodeNumbers } from "./episode_numbers.ts";
import type { PlanRules } from "./plan_rules.ts";
import type { StayReason } from "./stay_reasons.ts";

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
  /** Its name counts the episodes through the whole show, as those of anime do. */
  readonly isAnime: boolean;
  /** Tells versions of one film or episode apart. */
  readonly label?: string | undefined;
  readonly parsed: ParsedName;
  /** The file's own name without its extension. */
  readonly name: string;
}

/** Most pieces of one film or episode that servers put together. */
const MAX_PARTS = 8;

/**
 * What the name of `record` is to be made of, or the reason why it cannot be told.
 *
 * @throws {StageError} `missing_field` without a match
 */
export function gatherFacts(
  record: PlannableRecord,
  { fromNames, acceptLikely, labels }: Pick<PlanRules, "fromNames" | "acceptLikely" | "labels">,
): Facts | StayReason {
  const { parsed } = record;
  const match = record.match ?? undefined;
  if (match === undefined && !fromNames) {
    throw new StageError(
      "missing_field",
      'The record has no "match": send it through enrich, or plan --from-names',
    );
  }
  const doubt = match && toDoubt(match, acceptLikely);
  if (doubt !== undefined) return doubt;
  const kind = match?.kind ?? parsed.kind;
  if (kind !== "movie" && kind !== "episode") return "unknown_kind";
  const known = match ?? parsed;
  const title = match === undefined ? titleOfName(parsed) : match.title;
  if (!title || title.trim() === "") return "no_title";
  // A record from the wire may say `null` for what is absent.
  const given = parsed.extra ?? undefined;
  const extra = given !== undefined && isEpisodeTitle(record) ? undefined : given;
  const year = isYear(known.year) ? known.year : undefined;
  if (kind === "movie" && match === undefined && year === undefined) return "no_year";
  const numbers = kind === "episode" && extra === undefined
    ? findEpisodeNumbers(parsed, match)
    : undefined;
  if (typeof numbers === "string") return numbers;
  const name = stemOfPath(record.file.path);
  const part = extra === undefined
    ? findPart(parsed.part, { title: numbers?.title ?? title, name, numbers })
    : undefined;
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
    isAnime: (parsed.absoluteEpisodes?.length ?? 0) > 0,
    label: labels ? toLabel(parsed) : undefined,
    parsed,
    name,
  };
}

/** Why the match is not acted on; nothing where it is. */
function toDoubt({ status }: Match, acceptLikely: boolean): StayReason | undefined {
  if (status === "sure") return undefined;
  if (status === "likely") return acceptLikely ? undefined : "not_sure";
  return status === "ambiguous" || status === "unavailable" ? status : "no_match";
}

/** Whether what seems to tell of an extra is the title of the episode: "Show.S01E13.The.Interview". */
function isEpisodeTitle({ file, parsed, match }: PlannableRecord): boolean {
  const [only, ...more] = match?.episodes ?? [];
  const title = foldTitle(only?.title ?? "");
  // "S01E13.Pilot.Interview": the word stands beside the title, not in it.
  if (title === "" || more.length > 0 || title === foldTitle(parsed.episodeTitle ?? "")) {
    return false;
  }
  const [, rest = ""] = NUMBERS.exec(foldTitle(stemOfPath(file.path))) ?? [];
  return ` ${rest} `.startsWith(` ${title} `);
}

const NUMBERS = /\b(?:s\d+ ?e\d+|\d+x\d+) (.*)$/;

/** A record may be forged: servers read four digits in brackets as a year. */
function isYear(year: number | undefined): year is number {
  return Number.isSafeInteger(year) && year! > 1800 && year! < 3000;
}

/**
 * The piece that a name says, unless the title says it too: "Deathly Hallows: Part 1" is a whole
 * film, "Euphoria (2)" a whole episode. What is marked as a piece is one in any case.
 */
function findPart(
  part: number | null | undefined,
  { title, name, numbers }: {
    readonly title: string;
    readonly name: string;
    readonly numbers: EpisodeNumbers | undefined;
  },
): number | undefined {
  if (part === undefined || part === null) return undefined;
  if (PIECE.test(name)) return part;
  // "S01E13E14.Title.(Part.1)" names the first of two parts, both of which are in the file.
  if (numbers?.last !== undefined) return undefined;
  for (const [, text, digit] of title.matchAll(PART_OF_TITLE)) {
    if (toNumber(text ?? digit!) === part) return undefined;
  }
  return part;
}

const ROMAN: readonly string[] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
const WORDS: readonly string[] = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
/** "film.cd2", and what plan itself writes: "Film - pt2" */
const PIECE = /(?<![a-z0-9])(?:cd|dis[ck]|dvd)[ ._-]?[1-9](?![a-z0-9])| - (?:pt|part)[1-9]$/i;
const PART_OF_TITLE = new RegExp(
  `\\b(?:part|pt|volume|vol)\\.? (\\d+|[ivx]+|${WORDS.join("|")})\\b|\\((\\d)\\)`,
  "gi",
);

function toNumber(text: string): number {
  const word = text.toLowerCase();
  return Number(text) || Math.max(ROMAN.indexOf(word), WORDS.indexOf(word)) + 1;
}

/** "The Office US" is listed as "The Office (US)". */
function titleOfName({ title, country }: ParsedName): string | undefined {
  return title && country ? `${title} (${country})` : title;
}

function toLabel({ resolution, source }: ParsedName): string | undefined {
  return [resolution, source].filter(Boolean).join(" ") || undefined;
}
