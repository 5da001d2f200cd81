import type { RecordError } from "./errors.ts";
import type { Match } from "./match.ts";
import type { MediaFile } from "./media_file.ts";
import type { ParsedName } from "./parsed_name.ts";
import type { Plan } from "./plan.ts";
import type { Result } from "./result.ts";

/**
 * One line of NDJSON: one playable unit, that is a video or disc folder with its sidecars. Each stage owns one key and
 * writes no other; fields that a stage does not know travel on untouched.
 */
export interface MediaRecord {
  /** Makes this a failed record, which later stages pass by. */
  readonly errors?: readonly RecordError[];
  /** Fields that a stage does not know. */
  readonly [field: string]: unknown;
}

/** A record that a stage could not do its work on. */
export interface FailedRecord extends MediaRecord {
  /** Why, at least one. */
  readonly errors: readonly [RecordError, ...RecordError[]];
}

/** What `scan` writes. */
export interface FileRecord extends MediaRecord {
  /** Version of this contract. */
  readonly v?: 1;
  /** The file as `scan` found it. */
  readonly file: MediaFile;
}

/** What `parse` writes. */
export interface ParsedRecord extends FileRecord {
  /** What its name says. */
  readonly parsed: ParsedName;
}

/** What `enrich` writes. */
export interface EnrichedRecord extends ParsedRecord {
  /** Which film or episode it is. */
  readonly match: Match;
}

/** What `plan` writes; `match` is missing where it planned from names alone. */
export interface PlannedRecord extends ParsedRecord {
  /** Which film or episode it is, where that was asked. */
  readonly match?: Match;
  /** Where it belongs. */
  readonly plan: Plan;
}

/** What `apply` and `undo` write. */
export interface AppliedRecord extends FileRecord {
  /** What was done. */
  readonly result: Result;
}
