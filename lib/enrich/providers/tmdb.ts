import type { Ids } from "../../record/mod.ts";
import { type Candidate, compareEpisodes, type Episode, type TitleKind } from "../candidate.ts";
import { readEpisode } from "../catalog/mod.ts";
import {
  type Fields,
  isObject,
  known,
  toIds,
  toInteger,
  toObjects,
  toText,
  toTexts,
  toYear,
} from "../fields.ts";
import type { TitleQuery } from "../query.ts";
import { toTitleKey } from "../title_words.ts";
import type { Provider, ProviderContext } from "./provider.ts";
import { toSearchTexts } from "./search_texts.ts";
import { readTmdbOrder } from "./tmdb_orders.ts";

/**
 * The Movie Database, with the user's own key.
 *
 * Source: https://developer.themoviedb.org/reference; some 40 requests a second, 20 parts in one
 * `append_to_response`.
 */
export const TMDB: Provider = {
  name: "tmdb",
  offline: false,
  isReady: ({ tmdb }) => tmdb !== undefined,

  async search(query, context) {
    const found = await Promise.all(
      query.kinds.map((kind) => searchKind(query, { kind, context })),
    );
    return found.flat();
  },

  async searchText(text, { query, context }) {
    const found = await Promise.all(
      query.kinds.map((kind) => searchFor(text, { kind, context, year: query.year })),
    );
    return found.flat();
  },

  async lookup(ids, { kinds, context }) {
    for (const kind of kinds) {
      const id = ids.tmdb ?? await findId(ids, { kind, context });
      const details = id === undefined ? undefined : await readDetails(kind, id, context);
      if (details !== undefined) return details;
    }
  },

  async episodes({ ids }, { tmdb, language }) {
    const path = `/tv/${ids.tmdb}`;
    const first = await tmdb!.get(path, { language, append_to_response: toParts(0) });
    if (!isObject(first)) return undefined;
    const numbers = toObjects(first["seasons"]).map((season) => toInteger(season["season_number"]));
    const last = Math.min(MOST_SEASONS, Math.max(0, ...numbers.map((number) => number ?? 0)));
    const episodes = readSeasons(first);
    for (let from = PARTS; from <= last; from += PARTS) {
      const more = await tmdb!.get(path, { language, append_to_response: toParts(from) });
      if (isObject(more)) episodes.push(...readSeasons(more));
    }
    episodes.sort(compareEpisodes);
    return episodes.length === 0 ? undefined : episodes;
  },

  readOrder: readTmdbOrder,
};

/**
 * Fields of replies that are read here. All others are dropped before, so that a season is kept in a
 * twentieth of its size.
 */
export const TMDB_FIELDS: ReadonlySet<string> = new Set([
  ...["results", "movie_results", "tv_results", "total_pages"],
  ...["id", "title", "name", "original_title", "original_name", "origin_country"],
  ...["release_date", "first_air_date", "vote_count", "alternative_titles", "titles"],
  ...["external_ids", "imdb_id", "tvdb_id"],
  ...["seasons", "season_number", "episodes", "episode_number", "air_date"],
  ...["groups", "order", "type", "episode_count"],
]);

/** Parts that one request may append. */
const PARTS = 20;
/** More seasons than any show has. */
const MOST_SEASONS = 200;
/** Candidates whose other titles are read. */
const MOST_DETAILS = 3;
/** Searches for one question. */
const MOST_SEARCHES = 4;

/** How paths and fields of films and shows are called. */
const NAMES = {
  movie: { path: "movie", year: "primary_release_year", found: "movie_results" },
  episode: { path: "tv", year: "first_air_date_year", found: "tv_results" },
} as const satisfies Record<TitleKind, unknown>;

interface KindContext {
  readonly kind: TitleKind;
  readonly context: ProviderContext;
}

/**
 * In the year, then in any, then by other spellings; the other titles of the nearest only where
 * none is equal, or where only they may tell the country.
 */
async function searchKind(query: TitleQuery, { kind, context }: KindContext): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  const texts = toSearchTexts(query);
  const [first] = texts;
  if (first === undefined) return [];
  const asked = [
    ...(query.year === undefined ? [] : [{ text: first, year: query.year }]),
    ...texts.map((text) => ({ text, year: undefined })),
  ];
  for (const { text, year } of asked.slice(0, query.exact ? 1 : MOST_SEARCHES)) {
    for (const candidate of await searchFor(text, { kind, context, year })) {
      if (!found.has(candidate.key)) found.set(candidate.key, candidate);
    }
    if ([...found.values()].some((candidate) => isEqual(candidate, query))) {
      return await addDetails((candidate) =>
        query.country !== undefined && candidate.countries === undefined &&
        isEqual(candidate, query)
      );
    }
  }
  return query.exact
    ? [...found.values()]
    : await addDetails(({ year }) => isNear(year, query.year));

  async function addDetails(isWanted: (candidate: Candidate) => boolean): Promise<Candidate[]> {
    const wanted = [...found.values()].filter(isWanted).slice(0, MOST_DETAILS);
    const full = await Promise.all(wanted.map(({ ids }) => readDetails(kind, ids.tmdb!, context)));
    for (const candidate of full) {
      if (candidate !== undefined) found.set(candidate.key, candidate);
    }
    return [...found.values()];
  }
}

/** One page of what TMDB finds, in `year` if one is given. */
async function searchFor(
  text: string,
  { kind, context, year }: KindContext & { readonly year: number | undefined },
): Promise<Candidate[]> {
  const reply = await context.tmdb!.get(`/search/${NAMES[kind].path}`, {
    query: text,
    [NAMES[kind].year]: year,
    include_adult: "false",
    language: context.language,
    ...(kind === "movie" ? { region: context.region } : {}),
  });
  return readList(reply, "results")
    .map((row) => toCandidate(row, kind))
    .filter((candidate) => candidate !== undefined);
}

/** Whether nothing more needs to be asked: title and year are the same. */
function isEqual(candidate: Candidate, { titles, year }: TitleQuery): boolean {
  if (year !== undefined && candidate.year !== year) return false;
  const keys = [candidate.title, candidate.originalTitle ?? candidate.title].map(toTitleKey);
  return titles.some((title) => keys.includes(toTitleKey(title)));
}

function isNear(year: number | undefined, asked: number | undefined): boolean {
  return asked === undefined || year === undefined || Math.abs(year - asked) <= 1;
}

async function findId(ids: Ids, { kind, context }: KindContext): Promise<number | undefined> {
  for (const source of ["imdb", "tvdb"] as const) {
    if (ids[source] === undefined) continue;
    const path = `/find/${encodeURIComponent(ids[source])}`;
    const reply = await context.tmdb!.get(path, { external_source: `${source}_id` });
    const [row] = readList(reply, NAMES[kind].found);
    const id = toInteger(row?.["id"]);
    if (id !== undefined) return id;
  }
}

async function readDetails(
  kind: TitleKind,
  id: number,
  { tmdb, language }: ProviderContext,
): Promise<Candidate | undefined> {
  const reply = await tmdb!.get(`/${NAMES[kind].path}/${id}`, {
    language,
    append_to_response: "alternative_titles,external_ids",
  });
  return isObject(reply) ? toCandidate(reply, kind) : undefined;
}

function toCandidate(row: Fields, kind: TitleKind): Candidate | undefined {
  const id = toInteger(row["id"]);
  const title = toText(row["title"] ?? row["name"]);
  if (id === undefined || title === undefined) return undefined;
  const original = toText(row["original_title"] ?? row["original_name"]);
  const external = isObject(row["external_ids"]) ? row["external_ids"] : {};
  const others = readTitles(row["alternative_titles"]);
  const countries = toTexts(row["origin_country"]);
  return {
    provider: "tmdb",
    key: `${kind} ${id}`,
    kind,
    ids: toIds({
      tmdb: id,
      tvdb: external["tvdb_id"],
      imdb: external["imdb_id"] ?? row["imdb_id"],
    }),
    title,
    ...known({
      originalTitle: original === title ? undefined : original,
      otherTitles: others.length === 0 ? undefined : others,
      year: toYear(row["release_date"] ?? row["first_air_date"]),
      countries: countries.length === 0 ? undefined : countries,
      votes: toInteger(row["vote_count"]),
    }),
  };
}

/** Films have them in `titles`, shows in `results`. */
function readTitles(value: unknown): string[] {
  if (!isObject(value)) return [];
  return toObjects(value["titles"] ?? value["results"])
    .map((row) => toText(row["title"]))
    .filter((title) => title !== undefined);
}

function toParts(from: number): string {
  return Array.from({ length: PARTS }, (_, index) => `season/${from + index}`).join(",");
}

/** Appended parts stand under the names by which they were asked for. */
function readSeasons(reply: Fields): Episode[] {
  return Object.entries(reply)
    .filter(([name]) => name.startsWith("season/"))
    .flatMap(([, season]) => readList(season, "episodes"))
    .map(readEpisode)
    .filter((episode) => episode !== undefined);
}

function readList(reply: unknown, field: string): readonly Fields[] {
  return isObject(reply) ? toObjects(reply[field]) : [];
}
