import type { LeftOutReason } from "./left_out.ts";
import type { NamedKind } from "./media_kinds.ts";

/** Folders that hold nothing of the user's, in lower case. */
const JUNK_FOLDERS: ReadonlySet<string> = new Set([
  // Synology, QNAP, NetApp and others: thumbnails, recycle bins, snapshots
  ...["@eadir", "@synoeastream", "@synoresource", "@tmp", ".@__thumb", ".@__qini", "lost+found"],
  ...["#recycle", "@recycle", ".recycle", "#snapshot", "@recently-snapshot", ".snapshot"],
  ...[".snapshots", "~snapshot", ".zfs"],
  // Windows
  ...["system volume information", "$recycle.bin", "recycler", "recycled", "found.000"],
  // macOS
  ...[".trashes", ".spotlight-v100", ".fseventsd", ".temporaryitems", ".documentrevisions-v100"],
  ...[".appledouble", "network trash folder", "temporary items", "__macosx"],
  // Linux desktops, Syncthing
  ...[".trash", ".stversions", ".stfolder"],
  // media servers: converted twins of what lies beside them, thumbnails; our own bin
  ...["plex versions", ".grab", ".actors", ".shelve-trash"],
]);

/** `.Trash-1000` of Linux; Jellyfin's previews, as in `Film.trickplay`. */
const JUNK_FOLDER = /^\.trash-\d+$|\.trickplay$/;

/** SABnzbd and NZBGet while they unpack. */
const PARTIAL_FOLDER = /^_unpack_|^_failed_|^__admin__$|\.#\d+$/;

const JUNK_FILES: ReadonlySet<string> = new Set(
  ["thumbs.db", "ehthumbs.db", "desktop.ini", ".localized"],
);

/** AppleDouble halves, macOS folder icons, Synology's streams. */
const JUNK_FILE = /^\._|^\.ds_store|^icon\r$|@synoeastream$|@synoresource$|:zone\.identifier$/;

/** What download programs add to a file while it grows. */
const PARTIAL_EXTENSIONS: ReadonlySet<string> = new Set(
  ("part partial crdownload download opdownload !qb !ut !bt bc! jc! xltd dtapart filepart " +
    "fdmdownload unfinished incomplete aria2 ytdl").split(" "),
);

/** yt-dlp while it merges, as in `Film.temp.mkv`, `Film.f137.mp4.part-Frag3`; µTorrent's leftovers. */
const PARTIAL_FILE = /\.temp\.\w{2,4}$|\.part-frag\d+|^~utorrentpartfile/;

/** Names of files beside `Film.mkv` that say it is still growing. */
export const GROWING_SUFFIXES: readonly string[] = [".aria2", ".ytdl"];

/** Files that hide the folder they lie in, whatever they hold. */
export const HIDING_FILES: ReadonlySet<string> = new Set([".nomedia", ".tmmignore", "tmmignore"]);

/** Why folder `name` is never entered, or nothing. */
export function judgeFolder(name: string): LeftOutReason | undefined {
  const lower = name.toLowerCase();
  if (JUNK_FOLDERS.has(lower) || JUNK_FOLDER.test(lower)) return "junk_folder";
  if (PARTIAL_FOLDER.test(lower)) return "partial";
  return isHidden(lower) ? "hidden" : undefined;
}

/**
 * Why file `name` is never a record or sidecar, or nothing. Most names have a known extension and no odd beginning: they
 * are let by at once, since this is asked of every file.
 */
export function judgeFile(name: string, kind: NamedKind): LeftOutReason | undefined {
  if (kind !== "unknown") {
    const first = name.charCodeAt(0);
    if (first !== DOT && first !== TILDE && !isTemporary(name)) return undefined;
  }
  const lower = name.toLowerCase();
  if (JUNK_FILES.has(lower) || JUNK_FILE.test(lower)) return "junk";
  if (PARTIAL_EXTENSIONS.has(lower.slice(lower.lastIndexOf(".") + 1)) || PARTIAL_FILE.test(lower)) {
    return "partial";
  }
  return isHidden(lower) && lower !== ".plexmatch" ? "hidden" : undefined;
}

const DOT = ".".charCodeAt(0);
const TILDE = "~".charCodeAt(0);

function isTemporary(name: string): boolean {
  return name.endsWith(".temp", name.lastIndexOf("."));
}

/** "...And Justice for All (1979)" is a film that nobody wanted to hide. */
function isHidden(name: string): boolean {
  return name.startsWith(".") && !name.startsWith("..");
}

/** Plex takes a video for a sample below this size, https://support.plex.tv/articles/201543057. */
export const SAMPLE_BYTES = 300_000_000;

/**
 * Whether name or folder call a video a sample; its size decides. "Sample" at the end, alone, before a dash, or after year
 * or episode: "Sample People (2000)" and "A Love Sample (2005)" are films.
 */
export function isNamedSample(stem: string, folder: string): boolean {
  // Asked of every video, and hardly any has the word.
  return (SAMPLE.test(stem) && SAMPLE_NAME.test(stem)) || SAMPLE_FOLDER.test(folder);
}

const SAMPLE_FOLDER = /^samples?$/i;

const SAMPLE = /sample/i;
const SAMPLE_NAME =
  /(?:^|[-._ ([])samples?[)\]]?\d*$|^sample[-_]|(?:(?:19|20)\d\d|e\d\d).*?[-._ ([]sample[-._ )\]]/i;
