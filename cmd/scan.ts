#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4,--heap-growing-percent=50 -P=scan
import { defineCommand, main } from "../lib/cli/mod.ts";
import {
  describeLeftOut,
  type LeftOutCounts,
  readScanFlags,
  scan,
  watch,
} from "../lib/scan/mod.ts";

/** `scan`: what can be played below folders. */
export const command = defineCommand({
  name: "scan",
  summary: "Find every video below folders, with its subtitles, NFO and artwork",
  description:
    "Writes one record for each video or disc folder. Samples, unfinished downloads, hidden files, " +
    "the junk of NAS devices, and what .ignore, .plexignore and .nomedia hide are left out and counted " +
    "at the end. Files of a whole show (tvshow.nfo, season posters) stay where they are. Symbolic " +
    "links are not followed, unless you name them or with --follow. Nothing is read but names, sizes, " +
    "times and ignore files. Patterns are those of .gitignore. Lists hold a path a line, or NULs. " +
    "--watch ends at Ctrl-C, or, where nobody reads on, at its next record.",
  finishes: true,
  operands: { name: "DIR", help: "Folders or files" },
  // deno-fmt-ignore -- a table
  flags: {
    "files-from": { type: "string", value: "FILE", help: "Also the paths in FILE; - is stdin" },
    ext: { type: "string", value: "LIST", help: "Only videos with these extensions: mkv,mp4" },
    include: { type: "string", value: "GLOB", many: true, help: "Only videos that this names" },
    exclude: { type: "string", value: "GLOB", many: true, help: "Leave out what this names" },
    "min-size": { type: "string", value: "SIZE", help: "Only videos of at least 300M, 1.5G…" },
    "max-depth": { type: "integer", value: "N", min: 1, help: "Folders to go down; 1: DIR itself only" },
    since: { type: "string", value: "DATE|FILE", help: "Only what came or changed from then on" },
    seen: { type: "string", value: "FILE", help: "Only what is new or changed against this output; - is stdin" },
    watch: { type: "boolean", excludes: ["files-from"], help: "Go on, and give what arrives as soon as it has settled" },
    rescan: { type: "integer", value: "SECONDS", min: 1, needs: "watch", help: "With --watch: look again, since NFS and SMB tell of no changes; by default 300" },
    settle: { type: "integer", value: "SECONDS", help: "Leave out what changed since, which may still grow; --watch waits, by default 30" },
    follow: { type: "boolean", help: "Follow symbolic links that lead out of DIR" },
    hidden: { type: "boolean", help: "Also hidden files and folders" },
    "one-file-system": { type: "boolean", help: "Do not enter other file systems" },
    all: { type: "boolean", help: "Also show what is left out, with file.excluded.reason" },
    concurrency: { type: "integer", value: "N", min: 1, help: "Calls at once; by default as the disk takes" },
  },
  examples: [
    "fd -0 -e mkv . ~/Downloads | scan --files-from - | parse",
    "scan ~/Downloads | parse | enrich | plan --library /media | apply",
    "scan --watch ~/Downloads | parse | enrich | apply --library /media",
    "scan --exclude 'Anime/' --min-size 50M ~/Downloads",
    "scan --seen seen.ndjson ~/Downloads | tee -a seen.ndjson | parse | enrich | apply --library /media",
    "scan --all ~/Downloads | jq -r 'select(.file.excluded) | .file.path'",
  ],
  run: async (flags, { operands, atEnd, reckon, signal, stats, warn }) => {
    const leftOut: LeftOutCounts = new Map();
    atEnd(() => {
      stats["leftOut"] = Object.fromEntries(leftOut);
      return describeLeftOut(leftOut);
    });
    const progress = { files: 0, folders: 0, share: 0 };
    // A list may go on, and who watches never ends.
    const isEndless = flags.watch || flags["files-from"] !== undefined;
    reckon(() => {
      const { share: done, ...counts } = progress;
      return done > 0 && !isEndless ? { counts, done } : { counts };
    });
    const options = await readScanFlags(flags, { operands, files: Deno, warn });
    const { list, ...rest } = { ...options, leftOut, progress, signal, warn };
    return flags.watch ? watch(operands, rest) : scan(operands, { ...rest, list });
  },
});

if (import.meta.main) Deno.exit(await main(command));
