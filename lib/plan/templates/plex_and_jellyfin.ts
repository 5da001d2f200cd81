import { jellyfin } from "./jellyfin.ts";
import { plex } from "./plex.ts";
import type { Preset } from "./preset.ts";

const VERSION = "<? - {edition-<edition>}<? <label>>| - <label>>";
const MOVIE = "<title><? (<year>)><? {tmdb-<tmdb>}| {imdb-<imdb>}>";

/**
 * One tree for Plex and Jellyfin 12, which reads ids in braces too; 10.11 does not and goes by
 * title and year. An edition lies in the film's folder, under a name that begins with the folder's,
 * as Jellyfin wants it; Plex shows extras of such a film with each of its editions.
 */
export const plexAndJellyfin: Preset = {
  ...plex,
  name: "plex+jellyfin",
  movie: `${MOVIE}<?part:${VERSION}>/${MOVIE}${VERSION}<? - pt<part>>`,
  reads: {
    ...plex.reads,
    season: jellyfin.reads.season,
    versionsRepeatFolder: true,
    dayFirst: false,
  },
};
