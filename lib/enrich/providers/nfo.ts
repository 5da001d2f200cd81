import type { Ids, ParsedRecord } from "../../record/mod.ts";
import type { Provider, ProviderContext } from "./provider.ts";

/**
 * Ids in the NFO beside the video: Kodi's and Jellyfin's XML, or the address of a page in a text.
 */
export const NFO: Provider = {
  name: "nfo",
  offline: true,
  isReady: ({ readHead }) => readHead !== undefined,
  readIds({ file, parsed }, context) {
    const paths = file.sidecars?.filter(({ kind }) => kind === "nfo").map(({ path }) => path) ?? [];
    return paths.length === 0
      ? undefined
      : readFirst(paths.slice(0, MOST_FILES), { parsed, context });
  },
};

const MOST_FILES = 3;
/** Bytes of an NFO that are read: ids stand before the cast. */
const HEAD = 64 * 1024;

async function readFirst(
  paths: readonly string[],
  { parsed, context }: {
    readonly parsed: ParsedRecord["parsed"];
    readonly context: ProviderContext;
  },
): Promise<Ids | undefined> {
  for (const path of paths) {
    const text = await context.readHead!(path, HEAD);
    const ids = text === undefined ? undefined : readNfo(text, parsed.kind);
    if (ids !== undefined) return ids;
  }
}

/**
 * The ids of the film or show in an NFO; `undefined` where there are none, where it is about a film
 * and `kind` is an episode or the other way round, and where its ids are those of a single episode.
 *
 * Source: https://kodi.wiki/view/NFO_files
 */
export function readNfo(
  text: string,
  kind: ParsedRecord["parsed"]["kind"] = "unknown",
): Ids | undefined {
  const root = /<(movie|tvshow|episodedetails|musicvideo)[\s>]/.exec(text)?.[1];
  if (root === "episodedetails" || root === "musicvideo") return undefined;
  if (root === "tvshow" ? kind === "movie" : root === "movie" && kind === "episode") {
    return undefined;
  }
  const found: { -readonly [Name in keyof Ids]: Ids[Name] } = {};
  for (const { pattern, isUrl } of PATTERNS) {
    // A page of a show says nothing of a film, and the other way round.
    for (const { groups = {} } of text.matchAll(pattern)) {
      const { movie, show, tmdb = movie ?? show, tvdb, tvmaze, imdb } = groups;
      if (
        isUrl &&
        ((movie !== undefined && kind === "episode") || (show !== undefined && kind === "movie"))
      ) continue;
      if (tmdb !== undefined) found.tmdb ??= Number(tmdb);
      if (tvdb !== undefined) found.tvdb ??= Number(tvdb);
      if (tvmaze !== undefined) found.tvmaze ??= Number(tvmaze);
      if (imdb !== undefined) found.imdb ??= imdb;
    }
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** What follows a tag's name up to its value. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly isUrl?: true }[] = [
  { pattern: /<uniqueid\b[^<>]{0,80}\btype="tmdb"[^<>]{0,80}>\s*(?<tmdb>\d{1,9})\s*</gi },
  { pattern: /<uniqueid\b[^<>]{0,80}\btype="tvdb"[^<>]{0,80}>\s*(?<tvdb>\d{1,9})\s*</gi },
  { pattern: /<uniqueid\b[^<>]{0,80}\btype="tvmaze"[^<>]{0,80}>\s*(?<tvmaze>\d{1,9})\s*</gi },
  { pattern: /<uniqueid\b[^<>]{0,80}\btype="imdb"[^<>]{0,80}>\s*(?<imdb>tt\d{5,12})\s*</gi },
  { pattern: /<tmdbid>\s*(?<tmdb>\d{1,9})\s*</gi },
  { pattern: /<tvdbid>\s*(?<tvdb>\d{1,9})\s*</gi },
  { pattern: /<imdb_?id>\s*(?<imdb>tt\d{5,12})\s*</gi },
  { pattern: /themoviedb\.org\/(?:movie\/(?<movie>\d{1,9})|tv\/(?<show>\d{1,9}))/gi, isUrl: true },
  { pattern: /imdb\.com\/title\/(?<imdb>tt\d{5,12})/gi, isUrl: true },
  {
    pattern: /thetvdb\.com\/(?:\?[^\s"<>]{0,40}\bid=|dereferrer\/series\/)(?<tvdb>\d{1,9})/gi,
    isUrl: true,
  },
  { pattern: /tvmaze\.com\/shows\/(?<tvmaze>\d{1,9})/gi, isUrl: true },
];
