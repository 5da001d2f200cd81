/** `video`, or `disc` (a VIDEO_TS or BDMV folder); the others only with `scan --all`. */
export type FileKind = "video" | "disc" | "sidecar" | "other";

/** A file as it lay on the disk when it was scanned. */
export interface ScannedFile {
  /** Absolute. A bare path that `parse` read from a list may be relative. */
  readonly path: string;
  /** Bytes; of a disc folder, of all its files. */
  readonly size?: number;
  /** ISO 8601, to the millisecond; of a disc folder, the newest of its files. */
  readonly mtime?: string;
  /** Inode. Like `dev` and `nlink` left out where it is no safe integer, and then not checked. */
  readonly ino?: number;
}

/** A video or disc folder. */
export interface MediaFile extends ScannedFile {
  /** The folder that the user named. */
  readonly root?: string;
  /** Device. */
  readonly dev?: number;
  /** Number of hard links. */
  readonly nlink?: number;
  /** What it is; a bare path has none. */
  readonly kind?: FileKind;
  /** Number of files in a disc folder. */
  readonly files?: number;
  /** What belongs to the video and moves with it, sorted by path. */
  readonly sidecars?: readonly Sidecar[];
  /** Only with `scan --all`: why this would have been left out. Later stages pass such a record by. */
  readonly excluded?: { readonly reason: string };
}

/** What a sidecar is. */
export type SidecarKind = "subtitle" | "nfo" | "artwork" | "other";

/** Properties of a subtitle track that stand in its file's name. */
export type SubtitleFlag = "forced" | "sdh" | "cc" | "default";

/** A file that belongs to one video: subtitle, NFO, artwork. */
export interface Sidecar extends ScannedFile {
  /** What it is. */
  readonly kind: SidecarKind;
  /** ISO 639-1, else 639-2. */
  readonly language?: string;
  /** What the name says of the track. */
  readonly flags?: readonly SubtitleFlag[];
}
