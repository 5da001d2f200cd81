import type { Preset } from "./preset.ts";

const MOVIE = "<title><? (<year>)><? {tmdb-<tmdb>}| {imdb-<imdb>}><? {edition-<edition>}>";

/**
 * Plex. An edition is an item of its own and needs its own folder as soon as it has extras, so the
 * folder always names it.
 *
 * Sources: https://support.plex.tv/articles/naming-and-organizing-your-movie-media-files/,
 * https://support.plex.tv/articles/naming-and-organizing-your-tv-show-files/,
 * https://support.plex.tv/articles/multiple-editions/,
 * https://support.plex.tv/articles/local-files-for-trailers-and-extras/
 */
export const plex: Preset = {
  name: "plex",
  movie: `${MOVIE}/${MOVIE}<? - <label>><? - pt<part>>`,
  show: "<title><? (<year>)><? {tmdb-<tmdb>}| {tvdb-<tvdb>}| {imdb-<imdb>}>",
  season: "Season <season|pad:2>",
  episode: "<title><? (<year>)> - " +
    "<?s<season|pad:2>e<episode|pad:2><?-e<lastEpisode|pad:2>>|<date>>" +
    "<? - <episodeTitle>><? - <label>><? - pt<part>>",
  extras: {
    behindthescenes: "Behind The Scenes/<name>",
    deleted: "Deleted Scenes/<name>",
    featurette: "Featurettes/<name>",
    interview: "Interviews/<name>",
    scene: "Scenes/<name>",
    short: "Shorts/<name>",
    trailer: "Trailers/<name>",
    other: "Other/<name>",
  },
  thumb: "",
  reads: {
    tag: /\{(?<source>tmdb|tvdb|imdb)-(?<id>\w+)\}/gi,
    season: /^(?:season 0*(?<number>\d+)|specials)$/i,
    part: / - (?:cd|dis[ck]|dvd|part|pt)(?<number>[1-8])$/i,
    discs: false,
    ranges: true,
    dayFirst: true,
    anyFolders: false,
    versionsRepeatFolder: false,
  },
};
