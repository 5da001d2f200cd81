import type { ParsedName, ParsedRecord } from "../record/mod.ts";
import { foldTitle } from "../text/mod.ts";
import { TITLE_KINDS, type TitleKind } from "./candidate.ts";
import { readCountryTag, toCountry } from "./countries.ts";
import { known } from "./fields.ts";
import { readFolderTitle } from "./folder_title.ts";
import { isOtherWork } from "./other_works.ts";
import { toWords } from "./title_words.ts";

/** Which film or show is looked for: equal ones have the same answer. */
export interface TitleQuery {
  /** One, or both where the name does not tell. */
  readonly kinds: readonly TitleKind[];
  /** As the name has it, likeliest first. */
  readonly titles: readonly string[];
  /** Of the film, or the first of the show. */
  readonly year?: number;
  /** Of a tag behind the title ("The Office US"), ISO 3166-1 in capitals. */
  readonly country?: string;
  /** Only titles that are equal are of use. */
  readonly exact?: true;
}

/** Which episodes of a show a file holds. */
export interface EpisodeQuery {
  readonly season?: number;
  /** Within the season. */
  readonly numbers: readonly number[];
  /** Counted through the whole show. */
  readonly absolute: readonly number[];
  /** `YYYY-MM-DD` */
  readonly date?: string;
  readonly title?: string;
  /** Name of the file, where an episode's title may stand that the parser did not tell apart. */
  readonly fileName: string;
}

/** What a record asks. */
export interface Query {
  readonly title: TitleQuery;
  readonly episode: EpisodeQuery;
}

type NamedFile = Pick<ParsedRecord, "file" | "parsed">;

/** What to look for, given what the name says. */
export function toQuery({ file, parsed }: NamedFile): Query {
  const fileName = file.path.slice(
    Math.max(file.path.lastIndexOf("/"), file.path.lastIndexOf("\\")) + 1,
  );
  const name: NamedTitle = parsed.extra === undefined
    ? parsed
    : findOwner({ file, parsed }, fileName);
  const { titles, country } = toTitles(name, parsed);
  return {
    title: {
      kinds: toKinds(name.kind ?? toKind(parsed)),
      titles,
      ...known({ year: name.year, country }),
    },
    episode: {
      ...known({ season: parsed.season, date: parsed.date, title: parsed.episodeTitle }),
      numbers: parsed.episodes ?? [],
      absolute: parsed.absoluteEpisodes ?? [],
      fileName,
    },
  };
}

/**
 * The film or show that an extra is about: that of the folder it lies in, since its own name is not
 * that of a title. A folder may also be a mere place ("Downloads"): without a year or a season it
 * counts only where the parser, which knows places, reads the same. Else what the file's own name
 * says, if that is more than what kind of extra it is.
 */
function findOwner({ file: { path }, parsed }: NamedFile, fileName: string): NamedTitle {
  const { title = "", year } = parsed;
  const folded = foldTitle(title);
  const folder = readFolderTitle(path);
  const isTitle = folder !== undefined &&
    (folder.year !== undefined || folder.kind !== undefined || foldTitle(folder.title) === folded);
  if (isTitle) return folder;
  if (year !== undefined) return { title, year };
  const isNamed = foldTitle(fileName).startsWith(folded) && !isOtherWork(toWords(title));
  return isNamed ? { title } : {};
}

/** The titles to look for, with and without what only tells namesakes apart. */
function toTitles(
  { title, alternativeTitle, year }: NamedTitle,
  { kind, country: tag, part }: ParsedName,
): { readonly titles: readonly string[]; readonly country: string | undefined } {
  const titles = new Set<string>();
  let country = tag === undefined ? undefined : toCountry(tag);
  for (const text of [title, alternativeTitle]) {
    if (text === undefined || text.trim() === "") continue;
    titles.add(text);
    // Some shows have the tag as a part of their title: "The Code (UK)".
    if (tag !== undefined && kind !== "movie") titles.add(`${text} ${tag}`);
    // A film in two parts, not in two files.
    if (part !== undefined && kind !== "episode") titles.add(`${text} part ${part}`);
    // "The Phantom of the Opera (1925)"
    if (year !== undefined) titles.add(text.replace(new RegExp(`[ ._]*[([]${year}[)\\]]$`), ""));
    const tagged = kind === "movie" ? undefined : readCountryTag(text);
    if (tagged === undefined) continue;
    country ??= tagged.country;
    titles.add(tagged.title);
  }
  titles.delete("");
  return { titles: [...titles], country };
}

interface NamedTitle extends Pick<ParsedName, "title" | "alternativeTitle" | "year"> {
  /** Of a folder only where it tells. */
  readonly kind?: ParsedName["kind"];
}

/**
 * A folder says of a show what it is, by a season or by a folder of shows around it: "Fargo/Extras"
 * may be that of the film as well as of the show.
 */
function toKind({ kind, extra }: ParsedName): ParsedName["kind"] {
  return extra !== undefined && kind === "movie" ? "unknown" : kind;
}

function toKinds(kind: ParsedName["kind"]): readonly TitleKind[] {
  if (kind === "movie") return MOVIE;
  return kind === "episode" ? EPISODE : TITLE_KINDS;
}

const MOVIE: readonly TitleKind[] = ["movie"];
const EPISODE: readonly TitleKind[] = ["episode"];
