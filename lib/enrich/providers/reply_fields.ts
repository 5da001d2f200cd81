/**
 * Fields of TMDB's replies that its provider reads. All others are dropped before it sees them, so
 * that a season is kept in a twentieth of its size: what is read anew is added here.
 */
export const TMDB_FIELDS: ReadonlySet<string> = new Set([
  ...["results", "movie_results", "tv_results", "tv_episode_results", "total_pages"],
  ...["id", "title", "name", "original_title", "original_name", "original_language"],
  ...["release_date", "first_air_date", "origin_country", "vote_count", "runtime", "status"],
  ...["alternative_titles", "titles", "translations", "data", "iso_3166_1", "iso_639_1"],
  ...["external_ids", "imdb_id", "tvdb_id", "show_id"],
  ...["seasons", "season_number", "episodes", "episode_number", "air_date"],
  ...["groups", "order", "type", "group_count", "episode_count"],
]);

/** Fields of TVmaze's replies that its provider reads, as above. */
export const TVMAZE_FIELDS: ReadonlySet<string> = new Set([
  ...["show", "id", "name", "premiered", "weight", "externals", "thetvdb", "imdb"],
  ...["network", "webChannel", "country", "code", "runtime", "status", "type"],
  ...["season", "number", "airdate", "_embedded", "episodes", "akas"],
  ...["dvd_release", "verbatim_order", "country_release", "language"],
]);
