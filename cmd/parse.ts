#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=parse
import { defineCommand, main } from "../lib/cli/mod.ts";
import { parse, showExplanations } from "../lib/parse/mod.ts";
import { joinLinks } from "../lib/stream/mod.ts";

/** `parse`: names to titles, years, seasons, episodes. */
export const command = defineCommand({
  name: "parse",
  summary: "Read names of files into title, year, season, episode and all else they say",
  description: "Takes records of scan, bare paths a line each, or names as arguments. " +
    "Needs no permission: what it knows stands in the name and its folders.",
  reads: "paths",
  operands: { name: "NAME", help: "A file, release or path to read instead of stdin" },
  requires: ["file"],
  flags: {
    explain: {
      type: "boolean",
      help: "Add what made each field as it is; on a terminal, show it",
    },
  },
  examples: [
    "scan ~/Downloads | parse",
    "fd -e mkv | parse",
    'parse "The.Matrix.1999.1080p.mkv"',
  ],
  run(flags) {
    const explain = flags.explain === true;
    const parsing = parse({ explain });
    if (!explain || !Deno.stdout.isTerminal()) return parsing;
    return joinLinks(parsing, showExplanations({ write, color: !Deno.noColor }));
  },
});

function write(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}

if (import.meta.main) Deno.exit(await main(command));
