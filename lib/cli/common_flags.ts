import type { Flags } from "./flags.ts";

/** Shells that `--completions` writes a script for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** A shell of the table. */
export type Shell = typeof SHELLS[number];

/** Flags that every command has. */
// deno-fmt-ignore -- a table
export const COMMON_FLAGS = {
  progress: { type: "string", choices: ["auto", "always", "json", "never"], default: "auto", help: "Show progress on stderr; auto: on a terminal, unless stdout is a pipe" },
  quiet: { type: "boolean", short: "q", help: "Leave out the counts at the end: say what fails" },
  stats: { type: "string", value: "-|FILE", help: "Write one JSON object of figures at the end: to stderr, or to FILE if the command may write" },
  completions: { type: "string", choices: SHELLS, instead: true, help: "Print a completion script for a shell" },
  help: { type: "boolean", short: "h", instead: true, help: "Show this help" },
  version: { type: "boolean", instead: true, help: "Show the version" },
} as const satisfies Flags;
