import type { FileKind, SidecarKind } from "../record/mod.ts";

/** What a file is by its name alone. */
export type NamedKind = "video" | SidecarKind | "archive" | "unknown";

/** Extensions in lower case by what such a file is. */
const EXTENSIONS: Readonly<Record<Exclude<NamedKind, "unknown">, string>> = {
  // `.iso` is a disc image: Kodi and Jellyfin play it, Plex does not. `.strm` holds the address of a stream.
  video:
    "mkv mp4 m4v avi mov wmv mpg mpeg m2ts mts ts webm flv f4v ogv ogm divx asf rm rmvb vob 3gp " +
    "3g2 m2v mk3d mxf wtv dvr-ms amv qt iso strm",
  subtitle: "srt ass ssa sub idx vtt sup smi sami ttml dfxp usf",
  nfo: "nfo",
  artwork: "jpg jpeg png tbn webp gif bmp",
  // Cut lists, chapters, seek previews, metadata of other programs; audio tracks that Jellyfin, Emby and Kodi read.
  other: "edl chapters chp bif xml mka ac3 eac3 dts dtshd thd truehd aac flac opus m4a ogg mp3",
  archive: "rar zip 7z tar gz bz2 xz zst",
};

const KINDS: ReadonlyMap<string, NamedKind> = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, extensions]) =>
    extensions.split(" ").map((extension) => [extension, kind as NamedKind] as const)
  ),
);

/** Where the extension of `name` begins, dot included; its length if there is none. */
export function extensionStart(name: string): number {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? dot : name.length;
}

/** `name` without its extension. */
export function stemOf(name: string): string {
  return name.slice(0, extensionStart(name));
}

/** The extension of `name` in lower case, without its dot. */
export function extensionOf(name: string): string {
  return name.slice(extensionStart(name) + 1).toLowerCase();
}

/** What the file `name` is, by its extension. */
export function kindOfName(name: string): NamedKind {
  const written = name.slice(extensionStart(name) + 1);
  const same = KINDS.get(written);
  if (same !== undefined) return same;
  const extension = written.toLowerCase();
  const kind = KINDS.get(extension);
  if (kind !== undefined) return kind;
  // `.r00` to `.r99`, `.s00`…: volumes of an archive.
  return /^[rst]\d\d$/.test(extension) ? "archive" : "unknown";
}

/** The kind that a record of a file left out carries. */
export function toFileKind(kind: NamedKind): FileKind {
  if (kind === "video") return "video";
  return kind === "archive" || kind === "unknown" ? "other" : "sidecar";
}
