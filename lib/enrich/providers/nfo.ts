import { folderOf } from "../../text/mod.ts";
import type { Ids, ParsedName } from "../../record/mod.ts";
import { type Eventually, follow } from "../eventually.ts";
import type { Provider, ProviderContext } from "./provider.ts";

/**
 * Ids in the NFO beside the video, or of an episode in the `tvshow.nfo` of its folder or the one
 * above: Kodi's, Jellyfin's and Emby's XML, or the address of a page in a text.
 */
export const NFO: Provider = {
  name: "nfo",
  offline: true,
  isReady: ({ readHead }) => readHead !== undefined,
  readIds({ file, parsed }, context) {
    const beside = (file.sidecars ?? []).filter(({ kind }) => kind === "nfo")
      .map(({ path }) => path);
    const ofShow = parsed.kind === "episode" ? toShowPaths(file.path) : [];
    return readFirst([...beside.slice(0, MOST_FILES), ...ofShow], { kind: parsed.kind, context });
  },
};

const MOST_FILES = 3;
/** Bytes of an NFO that are read: ids stand before the cast. */
const HEAD = 64 * 1024;

/** A `tvshow.nfo` belongs to all episodes, and is a sidecar of one of them at most. */
function toShowPaths(path: string): readonly string[] {
  // A bare path that is relative does not say where it lies.
  if (!path.startsWith("/")) return [];
  const folder = folderOf(path);
  const above = folderOf(folder);
  return [`${folder}/tvshow.nfo`, ...above === "" ? [] : [`${above}/tvshow.nfo`]];
}

function readFirst(
  [path, ...others]: readonly string[],
  options: { readonly kind: ParsedName["kind"]; readonly context: ProviderContext },
): Eventually<Ids | undefined> {
  if (path === undefined) return undefined;
  return follow(
    options.context.readHead!(path, HEAD),
    (text) =>
      (text === undefined ? undefined : readNfo(text, options.kind)) ?? readFirst(others, options),
  );
}

/**
 * The ids of the film or show in an NFO; `undefined` where there are none, where it is about a film
 * and `kind` is an episode or the other way round, and where its ids are those of a single episode.
 *
 * Source: https://kodi.wiki/view/NFO_files
 */
export function readNfo(text: string, kind: ParsedName["kind"] = "unknown"): Ids | undefined {
  const head = dropActors(text);
  const root = /<(movie|tvshow|episodedetails|musicvideo)[\s>]/.exec(head)?.[1];
  if (root === "episodedetails" || root === "musicvideo") return undefined;
  if (root === "tvshow" ? kind === "movie" : root === "movie" && kind === "episode") {
    return undefined;
  }
  const id = /<id>\s*(tt\d{5,12}|\d{1,9})\s*</i.exec(head)?.[1];
  const found: { -readonly [Name in keyof Ids]: Ids[Name] } = {};
  for (const { pattern, isUrl } of PATTERNS) {
    // A page of a show says nothing of a film, and the other way round.
    for (const { groups = {} } of head.matchAll(pattern)) {
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
  // What Kodi wrote before it had "uniqueid": IMDb's, or of a show TheTVDB's.
  if (id?.startsWith("tt")) found.imdb ??= id;
  else if (id !== undefined && root === "tvshow") found.tvdb ??= Number(id);
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Emby gives actors ids too, under the same names. */
function dropActors(text: string): string {
  const end = "</actor>";
  const kept: string[] = [];
  let at = 0;
  for (let start = text.indexOf("<actor>"); start >= 0; start = text.indexOf("<actor>", at)) {
    kept.push(text.slice(at, start));
    const close = text.indexOf(end, start);
    if (close < 0) return kept.join("");
    at = close + end.length;
  }
  return [...kept, text.slice(at)].join("");
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
