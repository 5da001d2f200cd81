import type { Candidate, Episode } from "../candidate.ts";
import {
  type Fields,
  isObject,
  known,
  toEpisode,
  toIds,
  toInteger,
  toObjects,
  toText,
  toTexts,
  toYear,
} from "../fields.ts";

/** A film or show as the catalog keeps it, with its episodes. */
export interface CatalogRow {
  readonly candidate: Omit<Candidate, "provider" | "key">;
  readonly episodes: readonly Episode[];
}

/**
 * Reads a row of NDJSON: a film (`title`, `release_date`…) or a show (`name`, `first_air_date`,
 * `seasons`…), with the field names of TMDB; also a line of its daily exports, which have only an
 * `id` and the original title. An id that is marked `tmdb_id_synthetic` is not TMDB's and is left
 * out.
 *
 * @throws {TypeError} with what is wrong with the row
 */
export function readRow(line: string): CatalogRow {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch (error) {
    throw new TypeError(`it is no JSON (${(error as Error).message})`);
  }
  if (!isObject(fields)) throw new TypeError("it is no JSON object");
  const movie = toText(fields["title"] ?? fields["original_title"]);
  const show = toText(fields["name"] ?? fields["original_name"]);
  const title = movie ?? show;
  if (title === undefined) throw new TypeError('it has neither a "title" nor a "name"');
  const original = toText(fields["original_title"] ?? fields["original_name"]);
  // Exports of collections, people and the like have an id and a name, but no original one.
  const tmdb = toInteger(fields["tmdb_id"] ?? (original === undefined ? undefined : fields["id"]));
  const ids = toIds({
    tmdb: fields["tmdb_id_synthetic"] === true ? undefined : tmdb,
    tvdb: fields["tvdb_id"],
    tvmaze: fields["tvmaze_id"],
    imdb: fields["imdb_id"],
  });
  if (Object.keys(ids).length === 0) throw new TypeError("it has no id");
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
      ...known({
        originalTitle: original === title ? undefined : original,
        otherTitles: others.length === 0 ? undefined : others.slice(0, MOST_NAMES),
        year,
        countries: countries.length === 0 ? undefined : countries,
        votes: toVotes(fields),
      }),
    },
    episodes: movie === undefined ? readSeasons(fields["seasons"]) : [],
  };
}

/** More names than any title has; a row is data and may be forged. */
const MOST_NAMES = 100;
const MOST_EPISODES = 50_000;

/**
 * IMDb counts some hundred times as many voters as TMDB, and is used where a show has both or only
 * that.
 */
export const IMDB_VOTES = 100;

function toVotes(fields: Fields): number | undefined {
  const imdb = toInteger(fields["imdb_votes"]);
  return imdb === undefined ? toInteger(fields["vote_count"]) : Math.round(imdb / IMDB_VOTES);
}

function readSeasons(seasons: unknown): Episode[] {
  const episodes: Episode[] = [];
  for (const { season_number: season, episodes: list } of toObjects(seasons)) {
    for (const fields of toObjects(list)) {
      const episode = readEpisode({ ...fields, season_number: fields["season_number"] ?? season });
      if (episode !== undefined && episodes.length < MOST_EPISODES) episodes.push(episode);
    }
  }
  return episodes;
}

/** Reads an episode with the field names of TMDB; `undefined` where it has no number. */
export function readEpisode(fields: Fields): Episode | undefined {
  return toEpisode({
    season: fields["season_number"],
    number: fields["episode_number"],
    title: fields["name"],
    airDate: fields["air_date"],
  });
}
