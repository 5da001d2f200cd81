/**
 * The contract between stages: what a record holds, and why one may fail. Imports nothing, does nothing.
 *
 * @module
 */
export { ERROR_CODES, type ErrorCode, type RecordError, StageError, UsageError } from "./errors.ts";
export { CONTRACT_VERSION, type Shape, SHAPES, STAGE_KEYS, type StageKey } from "./shapes.ts";
export type * from "./ids.ts";
export type * from "./match.ts";
export type * from "./media_file.ts";
export type * from "./media_record.ts";
export type * from "./parsed_name.ts";
export type * from "./plan.ts";
export type * from "./result.ts";
