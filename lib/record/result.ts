import type { ActionName } from "./plan.ts";

/** What was placed, and what `undo` compares before it touches it. */
export interface PlacedFile {
  /** Absolute. */
  readonly source: string;
  /** Absolute. */
  readonly target: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601, to the millisecond. */
  readonly mtime: string;
  /** Inode. */
  readonly ino?: number;
  /** SHA-256, hexadecimal; only where the file was copied. */
  readonly hash?: string;
  /** How it was placed. */
  readonly method: string;
}

/** What was done. */
export interface Result {
  /** `skipped` where nothing was to be done. */
  readonly status: "done" | "skipped";
  /** Id of the run, which names its journal. */
  readonly run: string;
  /** Number of the operation in its run. */
  readonly op: number;
  /** The plan's action, or that it was taken back. */
  readonly action: ActionName | "undo";
  /** `link`, `rename`, `copy`… */
  readonly method?: string;
  /** Absolute. */
  readonly source: string;
  /** Absolute. */
  readonly target: string;
  /** What was placed along with it. */
  readonly sidecars?: readonly PlacedFile[];
  /** What it replaced: each from the library (`source`) to its trash (`target`). */
  readonly replaced?: readonly PlacedFile[];
  /** Bytes placed, sidecars included. */
  readonly bytes?: number;
  /** ISO 8601. */
  readonly at: string;
  /** `partial`: owner or extended attributes did not come along. */
  readonly metadata?: "full" | "partial";
  /** Why it was skipped. */
  readonly reason?: string;
  /** Bytes of the file itself. */
  readonly size?: number;
  /** ISO 8601, to the millisecond. */
  readonly mtime?: string;
  /** Inode. */
  readonly ino?: number;
  /** SHA-256, hexadecimal; only where the file was copied. */
  readonly hash?: string;
}
