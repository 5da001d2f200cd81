import { nameOf } from "../text/mod.ts";
import { kindOfName, stemOf } from "./media_kinds.ts";

// https://support.plex.tv/articles/200220677-local-media-assets-movies/ and 200220717 for shows; Kodi's artwork types,
// https://kodi.wiki/view/Artwork_types; Jellyfin, https://jellyfin.org/docs/general/server/media/movies
const ARTWORK =
  /^(?:poster|folder|cover|default|movie|show|fanart|art|backdrop|background|banner|thumb|landscape|logo|clearlogo|clearart|disc|discart|cdart|keyart|characterart|square|squareart|backgroundsquare)-?\d*$/i;

const SEASON_ARTWORK =
  /^season[ ._-]?(?:\d{1,4}[a-z]?|specials|all)(?:-(?:poster|banner|fanart|landscape|thumb))?$/i;

const SHOW_FILES: readonly string[] = ["tvshow.nfo", "season.nfo", "artist.nfo", "theme.mp3"];

/** What a file says by its name alone about how many videos it belongs to. */
export type Reach =
  /** to a whole show or season, never to one video */
  | "show"
  /** to the film in its folder, if there is one */
  | "folder"
  /** to the video whose name it bears */
  | "video";

/** How far file `path`, a sidecar by its extension, reaches. */
export function reachOf(path: string): Reach {
  const name = nameOf(path);
  const lower = name.toLowerCase();
  if (SHOW_FILES.includes(lower)) return "show";
  if (lower === "movie.nfo" || lower === ".plexmatch" || lower === "chapters.xml") return "folder";
  const stem = stemOf(name);
  if (kindOfName(name) !== "artwork") return "video";
  if (SEASON_ARTWORK.test(stem) || /^(?:show|banner)$/i.test(stem)) return "show";
  return ARTWORK.test(stem) ? "folder" : "video";
}

/** Whether `name` is a sound track, which Jellyfin, Emby and Kodi play along with a video of its name. */
export function isAudioName(name: string): boolean {
  return /\.(?:mka|e?ac3|dts(?:hd)?|thd|truehd|aac|flac|opus|m4a|ogg|mp3)$/i.test(name);
}
