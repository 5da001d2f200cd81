import { jellyfin, VERSION } from "./jellyfin.ts";
import type { Preset } from "./preset.ts";

const MOVIE = "<title><? (<year>)><? [tmdbid=<tmdb>]| [imdbid=<imdb>]>";

/**
 * Emby, from which Jellyfin comes. A version's file is named after its folder, then " - " and what it is.
 *
 * Sources: https://support.emby.media/support/solutions/articles/44001159102-movie-naming,
 * https://support.emby.media/support/solutions/articles/44001159110-tv-naming
 */
export const emby: Preset = {
  ...jellyfin,
  name: "emby",
  movie: `${MOVIE}<?part:${VERSION}>/${MOVIE}${VERSION}<? - pt<part>>`,
  show: "<title><? (<year>)><? [tmdbid=<tmdb>]| [tvdbid=<tvdb>]| [imdbid=<imdb>]>",
  season: "Season <season>",
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
  reads: {
    ...jellyfin.reads,
    tag: /\[(?<source>tmdb|tvdb|imdb)(?:id)?[-=](?<id>\w+)\]/gi,
    season: /^(?:season 0*(?<number>\d+)|specials)$/i,
    extraFolders: undefined,
  },
};
