import type { ScannedFile } from "./media_file.ts";

/** The ways to put a file into its place. */
export type ActionName = "move" | "copy" | "hardlink" | "symlink" | "reflink" | "replace" | "none";

/** What shall become of a file. */
export interface Plan {
  /** `none` leaves the file where it is. */
  readonly action: ActionName;
  /** Absolute root that `target` must lie under. */
  readonly library?: string;
  /** Absolute. */
  readonly target?: string;
  /** Where what belongs to the video goes. */
  readonly sidecars?: readonly PlannedSidecar[];
  /** Only with `replace`: what stands in the way, its sidecars after it, and where in the library's trash each goes. */
  readonly replaces?: readonly ReplacedFile[];
  /** Only with `replace`: how the new file is placed. @default "move" */
  readonly via?: "move" | "copy" | "hardlink" | "symlink" | "reflink";
  /** Sidecars that stay where they are, since the folder of the film or show gets such a file from another record. */
  readonly leftBehind?: readonly string[];
  /** Whose naming rules: `plex`… */
  readonly server?: string;
  /** Why nothing is to be done (`already_valid`, `ambiguous`…), or what is odd about what is. */
  readonly reason?: string;
  /** For people: what decided between two files, such as `2160p over 1080p of record 3 of the input`. */
  readonly why?: string;
  /** A file that would make Plex match the show where it lies: for whoever writes it. */
  readonly plexmatch?: PlexmatchFile;
}

/** What is to stand in a show's folder for Plex. */
export interface PlexmatchFile {
  /** Absolute: `.plexmatch` in the folder of the show. */
  readonly path: string;
  /** Its lines. */
  readonly text: string;
}

/** Where one sidecar goes; both absolute. */
export interface PlannedSidecar {
  /** As it lies now. */
  readonly source: string;
  /** As it shall lie. */
  readonly target: string;
}

/** A file of the library that gives way to a better one; nothing is deleted. */
export interface ReplacedFile extends ScannedFile {
  /** Where it goes, absolute, below `.shelve-trash/` of the library. */
  readonly trash: string;
}
