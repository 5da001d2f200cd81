import type { Preset } from "./preset.ts";

/** What tells a version of a film from others in its folder. */
export const VERSION = "<? - <edition><? <label>>| - <label>>";
const MOVIE = "<title><? (<year>)><? [tmdbid-<tmdb>]| [imdbid-<imdb>]>";

/**
 * Jellyfin, 10.11 and later: ids in square brackets are read by all. An edition is a version of the
 * film: a file in its folder that begins, letter for letter, with the folder's name. Pieces do not
 * go together with versions, so the pieces of an edition have their own folder.
 *
 * Sources: https://jellyfin.org/docs/general/server/media/movies,
 * https://jellyfin.org/docs/general/server/media/shows,
 * https://jellyfin.org/docs/general/server/metadata/identifiers
 */
export const jellyfin: Preset = {
  name: "jellyfin",
  movie: `${MOVIE}<?part:${VERSION}>/${MOVIE}${VERSION}<? - pt<part>>`,
  show: "<title><? (<year>)><? [tmdbid-<tmdb>]| [tvdbid-<tvdb>]| [imdbid-<imdb>]>",
  season: "Season <season|pad:2>",
  episode: "<title><? (<year>)> - " +
    "<?S<season|pad:2>E<episode|pad:2><?-E<lastEpisode|pad:2>>|<date>>" +
    "<? - <episodeTitle>><? - <label>><? - pt<part>>",
  extras: {
    behindthescenes: "behind the scenes/<name>",
    deleted: "deleted scenes/<name>",
    featurette: "featurettes/<name>",
    interview: "interviews/<name>",
    scene: "scenes/<name>",
    short: "shorts/<name>",
    trailer: "trailers/<name>",
    other: "other/<name>",
  },
  thumb: "-thumb",
  reads: {
    tag: /\[(?<source>tmdb|tvdb|imdb)id[-=](?<id>\w+)\]/gi,
    season: /^season 0*(?<number>\d+)$/i,
    part: /[ ._-]+(?:cd|dvd|part|pt|dis[ck])[ ._-]?(?<number>\d)$/i,
    discs: true,
    ranges: true,
    dayFirst: false,
    anyFolders: false,
    versionsRepeatFolder: true,
    extraFolders: /^(?:clips|extras?)$/i,
  },
};

/**
 * Names that suit 12 suit 10.11 too: what 12 adds (ids in any brackets, versions of episodes) is
 * not needed for them.
 */
export const jellyfin10: Preset = { ...jellyfin, name: "jellyfin-10" };
