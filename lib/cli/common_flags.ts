import type { Flags } from "./flags.ts";
import { SHELLS } from "./completions.ts";

/** Flags that every command has. */
export const COMMON_FLAGS = {
  progress: {
    type: "string",
    choices: ["auto", "always", "json", "never"],
    default: "auto",
    help: "Show progress on stderr; auto: on a terminal, unless stdout is a pipe",
  },
  stats: {
    type: "string",
    value: "FILE",
    help: "Write one JSON object of figures at the end; - is stderr",
  },
  completions: { type: "string", choices: SHELLS, help: "Print a completion script for a shell" },
  help: { type: "boolean", short: "h", help: "Show this help" },
  version: { type: "boolean", help: "Show the version" },
} as const satisfies Flags;
