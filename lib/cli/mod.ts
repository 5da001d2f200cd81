/**
 * A command as data, and what runs it.
 *
 * @module
 */
export {
  type Command,
  type CommandContext,
  type CommandGroup,
  defineCommand,
  isLink,
  type Running,
  type View,
} from "./define_command.ts";
export type { Flag, Flags, FlagValues } from "./flags.ts";
export { UsageError } from "../record/mod.ts";
export { main } from "./main.ts";
