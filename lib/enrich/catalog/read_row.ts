import type { Candidate, Episode } from "../candidate.ts";

/** A film or show as the catalog keeps it, with its episodes. */
export interface CatalogRow {
  readonly candidate: Omit<Candidate, "provider" | "key">;
  readonly episodes: readonly Episode[];
}

/**
 * Reads a row of NDJSON: a film (`title`, `release_date`…) or a show (`name`, `first_air_date`, `seasons`…), with the field
 * names of TMDB. An id that is marked `tmdb_id_synthetic` is not TMDB's and is left out.
 *
 * @throws {TypeError} with what is wrong with the row
 */
export function readRow(line: string): CatalogRow {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (error) {
    throw new TypeError(`it is no JSON (${(error as Error).message})`);
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    throw new TypeError("it is no JSON object");
  }
  const fields = row as Readonly<Record<string, unknown>>;
  const movie = toText(fields["title"]);
  const show = toText(fields["name"]);
  const title = movie ?? show;
  if (title === undefined) throw new TypeError('it has neither a "title" nor a "name"');
  const ids = {
    ...(fields["tmdb_id_synthetic"] === true ? {} : optional("tmdb", toInteger(fields["tmdb_id"]))),
    ...optional("tvdb", toInteger(fields["tvdb_id"])),
    ...optional("tvmaze", toInteger(fields["tvmaze_id"])),
    ...optional("imdb", toImdb(fields["imdb_id"])),
  };
  if (Object.keys(ids).length === 0) throw new TypeError("it has no id");
  const original = toText(fields["original_title"] ?? fields["original_name"]);
  const year = toYear(fields["year"]) ?? toYear(fields["release_date"] ?? fields["first_air_date"]);
  const others = toTexts(fields["aka"]).filter((name) =>
    name !== title && name !== original && name !== String(year)
  );
  const countries = toTexts(fields["origin_country"]);
  return {
    candidate: {
      kind: movie === undefined ? "episode" : "movie",
      ids,
      title,
      ...(original === undefined || original === title ? {} : { originalTitle: original }),
      ...(others.length === 0 ? {} : { otherTitles: others.slice(0, MOST_NAMES) }),
      ...optional("year", year),
      ...(countries.length === 0 ? {} : { countries }),
      ...optional("votes", toVotes(fields)),
    },
    episodes: movie === undefined ? readSeasons(fields["seasons"]) : [],
  };
}

/** More names than any title has; a row is data and may be forged. */
const MOST_NAMES = 100;
const MOST_EPISODES = 50_000;
const LONGEST = 500;

/** IMDb counts some hundred times as many voters as TMDB, and is used where a show has both or only that. */
const IMDB_TO_TMDB = 100;

function toVotes(fields: Readonly<Record<string, unknown>>): number | undefined {
  const imdb = toInteger(fields["imdb_votes"]);
  return imdb === undefined ? toInteger(fields["vote_count"]) : Math.round(imdb / IMDB_TO_TMDB);
}

function readSeasons(seasons: unknown): Episode[] {
  const episodes: Episode[] = [];
  if (!Array.isArray(seasons)) return episodes;
  for (const { season_number: season, episodes: list } of seasons.filter(isObject)) {
    if (!isNatural(season) || !Array.isArray(list)) continue;
    for (const { episode_number: number, name, air_date: aired } of list.filter(isObject)) {
      if (!isNatural(number) || episodes.length >= MOST_EPISODES) continue;
      const airDate = toText(aired);
      episodes.push({
        season,
        number,
        ...optional("title", toText(name)),
        ...(airDate === undefined || !DATE.test(airDate) ? {} : { airDate }),
      });
    }
  }
  return episodes;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isNatural(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function toInteger(value: unknown): number | undefined {
  return isNatural(value) ? value : undefined;
}

function toImdb(value: unknown): string | undefined {
  return typeof value === "string" && /^tt\d{5,12}$/.test(value) ? value : undefined;
}

function toText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.toWellFormed().replace(CONTROLS, " ").trim().slice(0, LONGEST);
  return text === "" ? undefined : text;
}

/** What would break the lines in which names are kept, or a terminal. */
const CONTROLS = /\p{Cc}+/gu;

function toTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(toText).filter((text) => text !== undefined) : [];
}

/** A year, or that of a date. */
function toYear(value: unknown): number | undefined {
  const year = typeof value === "string" ? Number(value.slice(0, 4)) : value;
  return isNatural(year) && year > 1800 && year < 3000 ? year : undefined;
}
