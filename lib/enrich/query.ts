import type { ParsedName, ParsedRecord } from "../record/mod.ts";
import type { TitleKind } from "./candidate.ts";
import { readCountryTag, toCountry } from "./countries.ts";
import { readFolderTitle } from "./folder_title.ts";

/** Which film or show is looked for: equal ones have the same answer. */
export interface TitleQuery {
  /** One, or both where the name does not tell. */
  readonly kinds: readonly TitleKind[];
  /** As the name has it, likeliest first. */
  readonly titles: readonly string[];
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

/**
 * What to look for, given what the name says. An extra is looked for by the folder of its film or show, since its own name
 * is not that of a title.
 */
export function toQuery({ file, parsed }: Pick<ParsedRecord, "file" | "parsed">): Query {
  const folder = parsed.extra === undefined ? undefined : readFolderTitle(file.path);
  const name: NamedTitle = folder ?? parsed;
  const { titles, country } = toTitles(name, parsed);
  return {
    title: {
      kinds: toKinds(parsed, folder?.kind),
      titles,
      ...(name.year === undefined ? {} : { year: name.year }),
      ...(country === undefined ? {} : { country }),
    },
    episode: {
      ...(parsed.season === undefined ? {} : { season: parsed.season }),
      numbers: parsed.episodes ?? [],
      absolute: parsed.absoluteEpisodes ?? [],
      ...(parsed.date === undefined ? {} : { date: parsed.date }),
      ...(parsed.episodeTitle === undefined ? {} : { title: parsed.episodeTitle }),
      fileName: file.path.slice(
        Math.max(file.path.lastIndexOf("/"), file.path.lastIndexOf("\\")) + 1,
      ),
    },
  };
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

type NamedTitle = Pick<ParsedName, "title" | "alternativeTitle" | "year">;

function toKinds(parsed: ParsedName, folder: TitleKind | undefined): readonly TitleKind[] {
  if (folder !== undefined) return [folder];
  if (parsed.kind === "movie") return MOVIE;
  if (parsed.kind === "episode") return EPISODE;
  return BOTH;
}

const MOVIE: readonly TitleKind[] = ["movie"];
const EPISODE: readonly TitleKind[] = ["episode"];
const BOTH: readonly TitleKind[] = ["movie", "episode"];
