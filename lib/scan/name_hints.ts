/**
 * What scan must read from a name to tell which files belong together; what a name means is left to parse.
 *
 * @module
 */
import { isAscii } from "../text/mod.ts";

/** A name in the form in which spellings of one file's name are equal. */
export function foldName(name: string): string {
  return (isAscii(name) ? name : name.normalize("NFC")).toLowerCase();
}

/** Only letters and digits of a name. */
export function foldHard(name: string): string {
  return foldName(name).replace(/[^\p{L}\p{N}]+/gu, "");
}

// The eight kinds of https://support.plex.tv/articles/local-files-for-trailers-and-extras/, and what Jellyfin adds.
const EXTRA_SUFFIX =
  /-(?:behindthescenes|deleted(?:scene)?|featurette|interview|scene|short|trailer|other|clip|extra)\d*$|[._ ]trailer\d*$|^trailer\d*$/i;

const EXTRA_FOLDER =
  /^(?:behind the scenes|deleted scenes|featurettes?|interviews?|scenes|shorts|trailers?|other|others|clips|extras?|bonus(?: discs?)?|backdrops|theme-music)$/i;

/** Whether a video is about a film rather than the film. */
export function isExtraName(stem: string): boolean {
  return EXTRA_SUFFIX.test(stem);
}

/** Whether all videos of a folder are extras. */
export function isExtraFolder(name: string): boolean {
  return EXTRA_FOLDER.test(name);
}

/** Folders whose subtitles belong to the videos beside the folder. */
export function isSubtitleFolder(name: string): boolean {
  return /^(?:subs?|subtitles?|vobsubs?|legendas|sous-titres|untertitel|subtitulos|subtítulos)$/i
    .test(name);
}

/** Whether a folder holds one season, by its name. */
export function isSeasonFolder(name: string): boolean {
  return /^(?:specials|(?:season|series|staffel|saison|temporada|stagione|seizoen|s)[ ._-]*\d{1,4})$/i
    .test(name);
}

/** Episode of a name, such as `s1e2`, and where it stands; of several, the first. */
export function findEpisode(
  stem: string,
): { readonly tag: string; readonly at: number } | undefined {
  const match =
    /(?<![\p{L}\p{N}])s(?<season>\d{1,4})[ ._-]{0,3}e(?<episode>\d{1,4})(?!\d)/iu.exec(stem) ??
      /(?<![\p{L}\p{N}])(?<season>\d{1,2})x(?<episode>\d{2,3})(?![\p{L}\p{N}])/iu.exec(stem);
  if (match === null) return undefined;
  const { season, episode } = match.groups!;
  return { tag: `s${Number(season)}e${Number(episode)}`, at: match.index };
}

/** The years that stand in a name. */
export function findYears(stem: string): readonly string[] {
  return stem.match(/(?<!\d)(?:19|20)\d{2}(?![\dp])/g) ?? [];
}

const PART =
  /[ ._-]*(?<![\p{L}\p{N}])(?:cd|dvd|disc|disk|part|pt)[ ._-]?(\d{1,2}|[a-d])(?![\p{L}\p{N}])/iu;

/** Which part of a film a name says, such as `2` or `b`. */
export function findPart(stem: string): string | undefined {
  return PART.exec(stem)?.[1]?.toLowerCase().replace(/^0/, "");
}

/**
 * Whether the videos `stems` of a folder are one title: one video, the parts of one, or versions of one that bear the
 * folder's name and a label, as Plex and Jellyfin ask ("Film (2010) - 1080p"), or one title and year ("Film.2010.1080p").
 * Then `poster.jpg` belongs to them.
 */
export function isOneTitle(stems: readonly string[], folder: string): boolean {
  if (stems.length < 2) return stems.length === 1;
  if (stems.length > 16 || stems.some((stem) => findEpisode(stem) !== undefined)) return false;
  const whole = stems.map((stem) => foldName(stem.replace(PART, "")));
  const start = foldName(folder);
  return whole.every((stem) => stem === whole[0]) || isOneFilm(stems) ||
    whole.every((stem) => stem.startsWith(start) && isLabel(stem.slice(start.length)));
}

/** Whether `rest`, behind the name of a folder, tells versions apart: " - 1080p", "[Final Cut]", but not " - 01". */
function isLabel(rest: string): boolean {
  return /^(?:$| *[-[{(])/.test(rest) && !NUMBERED.test(rest);
}

function isOneFilm(stems: readonly string[]): boolean {
  const film = readFilm(stems[0]!);
  return film !== undefined && stems.every((stem) => readFilm(stem) === film);
}

/** Title and year at the beginning of a name: "film2010" of "Film.2010.1080p-GRP", but nothing of "Show (2010) - 01". */
function readFilm(name: string): string | undefined {
  const match = /^.*(?<!\d)(?:19|20)\d{2}(?![\dp])/.exec(name);
  if (match === null || NUMBERED.test(name.slice(match[0].length))) return undefined;
  return foldHard(match[0]);
}

/** What counts episodes behind a title: " - 01", " E02". */
const NUMBERED = /^[ ._)\]#-]*(?:(?:e|ep|episode|folge)[ ._]?)?\d{1,4}(?:v\d)?(?![\p{L}\p{N}])/iu;

/** Whether video `stem` is the film that its folder names by title and year, and not about it, as "Making Of" is. */
export function isFilmOf(folder: string, stem: string): boolean {
  const film = readFilm(folder);
  if (film === undefined) return false;
  return (readFilm(stem) ?? `${foldHard(stem.replace(PART, ""))}${film.slice(-4)}`) === film;
}
