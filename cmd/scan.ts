#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=scan
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import {
  describeLeftOut,
  type LeftOutCounts,
  parseSize,
  scan,
  splitPaths,
} from "../lib/scan/mod.ts";

export const command = defineCommand({
  name: "scan",
  summary: "Find every video below folders, with its subtitles, NFO and artwork",
  description:
    "Writes one record for each video or disc folder. Samples, unfinished downloads, hidden files, " +
    "the junk of NAS devices, and what .ignore, .plexignore and .nomedia hide are left out and counted " +
    "at the end. Files of a whole show (tvshow.nfo, season posters) stay where they are. Symbolic " +
    "links are not followed, unless you name them. Nothing is read but names, sizes, times and " +
    "ignore files. Patterns are those of .gitignore.",
  operands: { name: "DIR", help: "Folders or files" },
  flags: {
    "files-from": {
      type: "string",
      value: "FILE",
      help: "Also what this lists, a path a line or between NULs; - is stdin",
    },
    ext: { type: "string", value: "LIST", help: "Only videos with these extensions: mkv,mp4" },
    include: { type: "string", value: "GLOB", many: true, help: "Only videos that this names" },
    exclude: { type: "string", value: "GLOB", many: true, help: "Leave out what this names" },
    "min-size": { type: "string", value: "SIZE", help: "Only videos of at least 300M, 1.5G…" },
    "max-depth": { type: "integer", value: "N", help: "Folders to go down; 1: DIR itself only" },
    settle: {
      type: "integer",
      value: "SECONDS",
      help: "Leave out videos that changed since: they may still grow",
    },
    hidden: { type: "boolean", help: "Also hidden files and folders" },
    "one-file-system": { type: "boolean", help: "Do not enter other file systems" },
    all: { type: "boolean", help: "Also show what is left out, with file.excluded.reason" },
    concurrency: {
      type: "integer",
      value: "N",
      help: "Calls to the disk at once; by default one, or up to 32 where each takes long",
    },
  },
  examples: [
    "fd -0 -e mkv . ~/Downloads | scan --files-from - | parse",
    "scan ~/Downloads | parse | enrich | plan --library /media | apply",
    "scan --exclude 'Anime/' --min-size 50M ~/Downloads",
    "scan --all ~/Downloads | jq -r 'select(.file.excluded) | .file.path'",
  ],
  run: async (flags, { operands, atEnd, stats }) => {
    if (operands.length === 0 && flags["files-from"] === undefined) {
      throw new UsageError("DIR is needed: name folders or files, or a list with --files-from");
    }
    const leftOut: LeftOutCounts = new Map();
    const { all, include, exclude, hidden, settle, concurrency } = flags;
    const minSize = flags["min-size"] === undefined ? undefined : parseSize(flags["min-size"]);
    if (flags["min-size"] !== undefined && minSize === undefined) {
      throw new UsageError(`--min-size is no size: "${flags["min-size"]}"`);
    }
    for (const name of ["concurrency", "max-depth"] as const) {
      if (flags[name] === 0) throw new UsageError(`--${name} needs at least 1`);
    }
    atEnd(() => {
      stats["leftOut"] = Object.fromEntries(leftOut);
      return describeLeftOut(leftOut);
    });
    return scan(operands, {
      ...{ all, include, exclude, minSize, hidden, settle, concurrency, leftOut },
      list: flags["files-from"] === undefined ? undefined : await openList(flags["files-from"]),
      extensions: flags.ext?.split(",").filter(Boolean) ?? [],
      maxDepth: flags["max-depth"],
      oneFileSystem: flags["one-file-system"],
    });
  },
});

async function openList(path: string): Promise<ReadableStream<readonly string[]>> {
  const bytes = path === "-" ? Deno.stdin.readable : (await Deno.open(path)).readable;
  return bytes.pipeThrough(splitPaths());
}

if (import.meta.main) Deno.exit(await main(command));
