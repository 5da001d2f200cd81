/**
 * The contract between stages: what a record holds, and why one may fail. Imports nothing, does nothing.
 *
 * @module
 */
export { ERROR_CODES, type ErrorCode, type RecordError, StageError } from "./errors.ts";
export { CONTRACT_VERSION, type Shape, SHAPES, STAGE_KEYS, type StageKey } from "./shapes.ts";
export type * from "./types.ts";
