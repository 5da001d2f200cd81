import { cutToBytes, cutToCharacters, fits } from "./cut_text.ts";
import type { EpisodeNumbers } from "./episode_numbers.ts";
import type { Facts } from "./facts.ts";
import { cleanText } from "./path_segment.ts";
import type { TargetFs } from "./target_fs.ts";

/** Something that a template may name. */
export interface Field {
  /** One line for people. */
  readonly help: string;
  /** What it may come out as. */
  readonly example: string;
  /** `undefined` where it is not known. */
  readonly read: (facts: Facts) => string | number | undefined;
  /**
   * Bytes that it takes at most, so that a folder has one name however long its files' names are.
   */
  readonly cap?: number;
}

/** Bytes of a title: leaves room for year, id, edition, part and language. */
const TITLE_CAP = 140;

/** Every field, by the name that templates call it. */
// deno-fmt-ignore -- a table
export const FIELDS: Readonly<Record<string, Field>> = {
  title: { help: "Title of the film or show", example: "Blade Runner", read: readTitle, cap: TITLE_CAP },
  originalTitle: { help: "Title in its own language", example: "Le Fabuleux Destin d'Amélie Poulain", read: ({ originalTitle }) => originalTitle, cap: TITLE_CAP },
  year: { help: "Year of the film, or the first of the show", example: "1982", read: ({ year }) => year },
  tmdb: { help: "Id at TMDB", example: "78", read: ({ ids }) => toId(ids.tmdb) },
  tvdb: { help: "Id at TheTVDB", example: "81189", read: ({ ids }) => toId(ids.tvdb) },
  tvmaze: { help: "Id at TVmaze", example: "169", read: ({ ids }) => toId(ids.tvmaze) },
  imdb: { help: "Id at IMDb", example: "tt0083658", read: ({ ids }) => toImdb(ids.imdb) },
  season: { help: "Season; 0 for specials", example: "1", read: ({ numbers }) => numbers?.season },
  episode: { help: "Episode, or the first of several", example: "1", read: ({ numbers }) => numbers?.first },
  lastEpisode: { help: "The last of several episodes in one file", example: "2", read: ({ numbers }) => numbers?.last },
  allEpisodes: { help: "Every episode in the file", example: "e01e02", read: ({ numbers }) => toEpisodeList(numbers) },
  absolute: { help: "Episode counted through the whole show", example: "12", read: ({ parsed }) => parsed.absoluteEpisodes?.[0] },
  date: { help: "Day of the first showing", example: "2011-11-15", read: ({ numbers }) => numbers?.date },
  episodeTitle: { help: "Title of the episode", example: "Pilot", read: readEpisodeTitle },
  part: { help: "Which piece of a split file", example: "1", read: ({ part }) => part },
  edition: { help: "Cut of the film, 32 characters at most", example: "Final Cut", read: ({ parsed }) => toEdition(parsed.editions), cap: 64 },
  label: { help: "Resolution and source, only with --duplicates keep-all", example: "1080p BluRay", read: ({ label }) => label, cap: 48 },
  resolution: { help: "Height of the picture", example: "1080p", read: ({ parsed }) => parsed.resolution, cap: 16 },
  source: { help: "Where it was taken from", example: "BluRay", read: ({ parsed }) => parsed.source, cap: 32 },
  videoCodec: { help: "Video codec", example: "H.264", read: ({ parsed }) => parsed.videoCodec, cap: 16 },
  audioCodec: { help: "First audio codec", example: "EAC3", read: ({ parsed }) => parsed.audioCodecs?.[0], cap: 16 },
  audioChannels: { help: "Audio channels", example: "5.1", read: ({ parsed }) => parsed.audioChannels, cap: 16 },
  hdr: { help: "High dynamic range", example: "DV HDR10+", read: ({ parsed }) => parsed.hdr?.join(" "), cap: 32 },
  group: { help: "Release group", example: "SPARKS", read: ({ parsed }) => parsed.releaseGroup, cap: 32 },
  name: { help: "The file's present name without extension", example: "blade.runner.1982.1080p", read: readName },
};

/** In this order fields give way where a name is too long. */
export const CUT_ORDER: readonly string[] = [
  ...["episodeTitle", "name", "originalTitle", "group", "edition", "title"],
];

/**
 * Cleaned text of a field, `undefined` where it is not known or nothing of it can stand in a name.
 */
export type FieldValues = (name: string) => string | undefined;

/** The fields of `facts`, each read once, as they may stand in names on `fs`. */
export function toFieldValues(facts: Facts, fs?: TargetFs): FieldValues {
  const values = new Map<string, string | undefined>();
  return (name) => {
    const known = values.get(name);
    if (known !== undefined || values.has(name)) return known;
    const value = readField(FIELDS[name]!, facts, fs);
    values.set(name, value);
    return value;
  };
}

function readField({ read, cap }: Field, facts: Facts, fs?: TargetFs): string | undefined {
  const value = read(facts);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  const clean = cleanText(value, fs);
  const text = cap === undefined || fits(clean, cap) ? clean : cutToBytes(clean, cap);
  return text === "" ? undefined : text;
}

function toEpisodeList(numbers: EpisodeNumbers | undefined): string | undefined {
  if (numbers?.first === undefined) return undefined;
  const { first, last = first } = numbers;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .map((number) => `e${String(number).padStart(2, "0")}`).join("");
}

/** Catalogs tell namesakes apart by a year in the title: "Castle (2009)". */
function readTitle({ title, year }: Facts): string {
  const suffix = ` (${year})`;
  return title.endsWith(suffix) && title.length > suffix.length
    ? title.slice(0, -suffix.length)
    : title;
}

/** Servers would take an episode called "pt1" for a piece of one. */
function readEpisodeTitle({ numbers }: Facts): string | undefined {
  return numbers?.title?.replace(LOOKS_LIKE_PART, "Part $1");
}

const LOOKS_LIKE_PART = /^(?:cd|dis[ck]|dvd|part|pt)[ ._-]?(\d)$/i;

function toId(id: number | undefined): number | undefined {
  return Number.isSafeInteger(id) && id! > 0 ? id : undefined;
}

/** Ids are not checked where records are read, and may be forged. */
function toImdb(id: unknown): string | undefined {
  return typeof id === "string" && /^tt\d{1,12}$/.test(id) ? id : undefined;
}

/** Source: 32 characters, https://support.plex.tv/articles/multiple-editions/ */
function toEdition(editions: readonly string[] | undefined): string | undefined {
  if (!editions || editions.length === 0) return undefined;
  return cutToCharacters(cleanText(editions.join(" ")), 32);
}

/** An extra's folder says what it is: "Alien (1979)-trailer" is "Alien (1979)" there. */
function readName({ name, extra }: Facts): string {
  return extra === undefined ? name : name.slice(0, 500).replace(EXTRA_WORD, "") || name;
}

const EXTRA_WORD =
  /[ ._-]+(?:behindthescenes|deleted(?:scene)?|featurette|interview|scene|short|trailer|other)$/i;
