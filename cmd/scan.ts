#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=scan
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import {
  describeLeftOut,
  type LeftOutCounts,
  readScanFlags,
  readSeenFiles,
  scan,
  ScanFlagError,
  type SeenFiles,
  splitPaths,
} from "../lib/scan/mod.ts";
import { decodeNdjson } from "../lib/stream/mod.ts";

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
    since: {
      type: "string",
      value: "DATE|FILE",
      help: "Only videos that came or changed from then on, or after FILE did",
    },
    seen: {
      type: "string",
      value: "FILE",
      help: "Only videos that are new or changed against FILE, an earlier output",
    },
    follow: { type: "boolean", help: "Follow symbolic links that lead out of DIR" },
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
    "scan --seen seen.ndjson ~/Downloads | tee -a seen.ndjson | parse | enrich | apply --library /media",
    "scan --all ~/Downloads | jq -r 'select(.file.excluded) | .file.path'",
  ],
  run: async (flags, { operands, atEnd, stats }) => {
    if (operands.length === 0 && flags["files-from"] === undefined) {
      throw new UsageError("DIR is needed: name folders or files, or a list with --files-from");
    }
    const leftOut: LeftOutCounts = new Map();
    atEnd(() => {
      stats["leftOut"] = Object.fromEntries(leftOut);
      return describeLeftOut(leftOut);
    });
    const { seen, all } = flags;
    return scan(operands, {
      ...readFlags(() => readScanFlags(flags, Deno)),
      ...{ all, leftOut },
      list: flags["files-from"] === undefined ? undefined : await openList(flags["files-from"]),
      seen: seen === undefined ? undefined : await openSeen(seen),
    });
  },
});

function readFlags<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ScanFlagError ? new UsageError(error.message) : error;
  }
}

async function openList(path: string): Promise<ReadableStream<readonly string[]>> {
  const bytes = path === "-" ? Deno.stdin.readable : (await Deno.open(path)).readable;
  return bytes.pipeThrough(splitPaths());
}

async function openSeen(path: string): Promise<SeenFiles> {
  const bytes = (await Deno.open(path)).readable;
  return await readSeenFiles(bytes.pipeThrough(decodeNdjson({ name: "scan" })));
}

if (import.meta.main) Deno.exit(await main(command));
