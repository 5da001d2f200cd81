/**
 * Asking web services for JSON: within their rates, again after a failure, and once for equal
 * questions.
 *
 * @module
 */
export { type AskCounts, type Asker, createAsker } from "./asker.ts";
export { type Clock, SYSTEM_CLOCK } from "./clock.ts";
export * from "./requester.ts";
