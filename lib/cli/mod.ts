/**
 * A command as data, and what runs it.
 *
 * @module
 */
export * from "./define_command.ts";
export { UsageError } from "../record/mod.ts";
export { main } from "./main.ts";
