#!/usr/bin/env -S deno run -q --no-prompt -P=scan
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import { describeLeftOut, type LeftOutCounts, scan } from "../lib/scan/mod.ts";

export const command = defineCommand({
  name: "scan",
  summary: "Find every video below folders, with its subtitles, NFO and artwork",
  description:
    "Writes one record for each video or disc folder. Samples, unfinished downloads, hidden files, " +
    "the junk of NAS devices and what .nomedia or an empty .ignore hides are left out and counted " +
    "at the end. Symbolic links are not followed, unless you name them. Nothing is read but names, " +
    "sizes and times.",
  operands: { name: "DIR", help: "Folders or files", required: true },
  flags: {
    concurrency: {
      type: "integer",
      value: "N",
      help: "Calls to the disk at once; by default one, or up to 32 where each takes long",
    },
    all: { type: "boolean", help: "Also show what is left out, with file.excluded.reason" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich | plan --library /media | apply",
    "scan --all ~/Downloads | jq -r 'select(.file.excluded) | .file.path'",
  ],
  run: ({ all, concurrency }, { operands, atEnd, stats }) => {
    if (concurrency === 0) throw new UsageError("--concurrency needs at least 1");
    const leftOut: LeftOutCounts = new Map();
    atEnd(() => {
      stats["leftOut"] = Object.fromEntries(leftOut);
      return describeLeftOut(leftOut);
    });
    return scan(operands, { all, concurrency, leftOut });
  },
});

if (import.meta.main) Deno.exit(await main(command));
