import type { Preset } from "./preset.ts";

const VERSION = "<? - <edition><? <label>>| - <label>>";
const MOVIE = "<title><? (<year>)><? [tmdbid=<tmdb>]| [imdbid=<imdb>]>";

/**
 * Emby. A version's file is named after its folder, then " - " and what it is.
 *
 * Sources: https://support.emby.media/support/solutions/articles/44001159102-movie-naming,
 * https://support.emby.media/support/solutions/articles/44001159110-tv-naming
 */
export const emby: Preset = {
  name: "emby",
  movie: `${MOVIE}<?part:${VERSION}>/${MOVIE}${VERSION}<? - pt<part>>`,
  show: "<title><? (<year>)><? [tmdbid=<tmdb>]| [tvdbid=<tvdb>]| [imdbid=<imdb>]>",
  season: "Season <season>",
  episode: "<title><? (<year>)> - " +
    "<?S<season|pad:2>E<episode|pad:2><?-E<lastEpisode|pad:2>>|<date>>" +
    "<? - <episodeTitle>><? - <label>><? - pt<part>>",
  // One folder for all but trailers.
  extras: {
    behindthescenes: "extras/<name>",
    deleted: "extras/<name>",
    featurette: "extras/<name>",
    interview: "extras/<name>",
    scene: "extras/<name>",
    short: "extras/<name>",
    trailer: "trailers/<name>",
    other: "extras/<name>",
  },
  thumb: "-thumb",
  reads: {
    tag: /\[(?<source>tmdb|tvdb|imdb)(?:id)?[-=](?<id>\w+)\]/gi,
    season: /^(?:season 0*(?<number>\d+)|specials)$/i,
    part: /[ ._-]+(?:cd|dvd|part|pt|dis[ck])[ ._-]?(?<number>\d)$/i,
    looseMovies: true,
    discs: true,
    ranges: true,
    dayFirst: false,
    anyFolders: false,
    versionsRepeatFolder: true,
  },
};
