/** Every reason for which a stage may fail a record. Part of the interface: codes are added, never changed. */
export const ERROR_CODES = [
  // reading a line
  ...["invalid_json", "invalid_utf8", "invalid_record", "line_too_long", "missing_field"],
  // scan
  ...["not_found", "not_readable", "unrepresentable_name"],
  // parse
  "invalid_name",
  // enrich
  ...["provider_unavailable", "rate_limited"],
  // plan
  ...["no_library", "no_metadata", "unsafe_target", "duplicate", "target_claimed", "name_too_long"],
  // apply and undo
  ...["outside_library", "source_missing", "source_changed", "target_exists", "same_file"],
  ...["cross_device", "disk_full", "read_only", "permission_denied", "unsupported", "io_error"],
  ...["unit_failed", "not_journalled", "journal_failed"],
  // any
  "internal",
] as const;

/** Why a record failed: for programs. */
export type ErrorCode = typeof ERROR_CODES[number];

/** One failure, as it stands in a record's `errors`. */
export interface RecordError {
  /** The command that failed, such as `enrich`. */
  readonly stage: string;
  /** Why, for programs. */
  readonly code: ErrorCode;
  /** What could not be done, to what, and why: for people. */
  readonly message: string;
  /** Milliseconds after which a new try may succeed. */
  readonly retryAfter?: number;
}

/** Thrown for what a user asks for and cannot have, before the first record: the command says it, with exit code 2. */
export class UsageError extends TypeError {
  /** Tells it from other errors. */
  override readonly name: string = "UsageError";
}

/** Thrown by a stage to fail one record; the stream goes on. */
export class StageError extends Error {
  /** Tells it from other errors. */
  override readonly name = "StageError";
  /** Why, for programs. */
  readonly code: ErrorCode;
  /** Milliseconds after which a new try may succeed. */
  readonly retryAfter: number | undefined;

  /** Says what could not be done, to what, and why: sentence case, no full stop. */
  constructor(
    code: ErrorCode,
    message: string,
    options: ErrorOptions & { readonly retryAfter?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    this.retryAfter = options.retryAfter;
  }
}
