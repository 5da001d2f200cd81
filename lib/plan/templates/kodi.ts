import type { Preset } from "./preset.ts";

const MOVIE = "<title><? (<year>)><? {tmdb-<tmdb>}| {imdb-<imdb>}><? - <edition>>";

/**
 * Kodi. Each edition is a film of its own, which the library may tie together by hand. Of several
 * episodes in a file each is named, since `s01e01-e03` would be two. A piece of an episode follows
 * its number. Of extras Kodi knows only a film's trailer.
 *
 * Sources: https://kodi.wiki/view/Naming_video_files/Movies,
 * https://kodi.wiki/view/Naming_video_files/TV_shows,
 * https://kodi.wiki/view/Video_versions
 */
export const kodi: Preset = {
  name: "kodi",
  movie: `${MOVIE}/${MOVIE}<? - <label>><? - part<part>>`,
  show: "<title><? (<year>)><? {tmdb-<tmdb>}| {tvdb-<tvdb>}| {imdb-<imdb>}>",
  season: "Season <season|pad:2>",
  episode: "<title><? (<year>)> - " +
    "<?s<season|pad:2><allEpisodes><?.<part>>|<date>><? - <episodeTitle>><? - <label>>",
  extras: { trailer: `${MOVIE}-trailer` },
  showExtras: {},
  thumb: "-thumb",
  reads: {
    tag: /[[{](?<source>tmdb|tvdb|imdb)(?:id)?[-=](?<id>\w+)[\]}]/gi,
    season: /^(?:season 0*(?<number>\d+)|specials)$/i,
    part: /[ ._-]+(?:cd|dvd|part|pt|dis[ck])[ ._-]?(?<number>\d)$/i,
    discs: true,
    ranges: false,
    dayFirst: false,
    anyFolders: true,
    versionsRepeatFolder: false,
  },
};
