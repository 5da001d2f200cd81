import type { TitleKind } from "./candidate.ts";
import { known } from "./fields.ts";

/** A film or show as a folder's name has it. */
export interface FolderTitle {
  readonly title: string;
  readonly alternativeTitle?: never;
  readonly year?: number;
  /** Only where the folders between tell: a season folder lies in a show. */
  readonly kind?: TitleKind;
}

/**
 * The film or show in whose folder a file of extras lies: the nearest folder that is not itself one
 * for extras or a season. `undefined` where that folder does not look like a title, that is has no
 * year and no folder for extras or a season in it.
 */
export function readFolderTitle(path: string): FolderTitle | undefined {
  const folders = path.split(/[/\\]+/).slice(0, -1);
  let inside = false;
  let season = false;
  for (let name = folders.pop(); name !== undefined && name !== ""; name = folders.pop()) {
    if (SEASON.test(name)) season = true;
    else if (!EXTRAS.test(name)) return toTitle(name, { inside, season });
    inside = true;
  }
}

/** Stands behind the title in the name of a whole season: "Show.S01.1080p", "Show Season 1". */
const OF_SEASON =
  /^(.+?)[ ._([-]+(?:s\d{1,2}(?![a-z\d])|(?:seasons?|series|staffel|saison|temporada|stagione)[ ._-]*\d)/i;
const SEASON =
  /^(?:season|series|staffel|saison|temporada|stagione)[ ._-]*\d+$|^s\d{1,2}$|^specials$/i;
/**
 * Names of folders that hold extras. Source:
 * https://support.plex.tv/articles/local-files-for-trailers-and-extras/
 */
const EXTRAS =
  /^(?:extras?|bonus|behind the scenes|deleted scenes|featurettes?|interviews?|scenes|shorts|trailers?|others?|samples?|extra[ ._-]features?|bonus[ ._-]\w+)$/i;
const YEAR = /^(.*?)[ ._]*[([ ._-]((?:19|20)\d\d)(?![0-9])/;

function toTitle(
  name: string,
  { inside, season }: { readonly inside: boolean; readonly season: boolean },
): FolderTitle | undefined {
  const [, before = "", year] = YEAR.exec(name) ?? [];
  const [, show] = year === undefined ? OF_SEASON.exec(name) ?? [] : [];
  const title = clean(before || show || name);
  if (title === "" || (year === undefined && !inside)) return undefined;
  return {
    title,
    ...known({ year: year === undefined ? undefined : Number(year) }),
    ...(season || show !== undefined ? { kind: "episode" } : {}),
  };
}

/** Dots stand for spaces only where there are no spaces. Ids in braces are no part of a title. */
function clean(name: string): string {
  const bare = name.replace(/[[{](?:tmdb|tvdb|imdb)(?:id)?[-=]\w+[\]}]/gi, "");
  return (bare.includes(" ") ? bare : bare.replace(/[._]+/g, " ")).trim();
}
