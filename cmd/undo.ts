#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=undo
import { resolve } from "@std/path";
import { DISK, prepareRun, readRun, recover, undo } from "../lib/apply/mod.ts";
import { defineCommand, main } from "../lib/cli/mod.ts";

/** `undo`: puts files back where they came from. */
export const command = defineCommand({
  name: "undo",
  summary: "Put files back where apply took them from",
  description:
    "Takes records that apply wrote, all or some, and works on the last one first. A file goes back " +
    "only if it is still the one that was placed and nothing has its old place. What undo writes can " +
    "be undone too.",
  reads: "records",
  requires: ["file", "result"],
  finishes: true,
  flags: {
    last: {
      type: "boolean",
      excludes: ["journal"],
      help: "Take back the newest run that still stands, in whole or part; reads no input",
    },
    journal: {
      type: "string",
      value: "FILE",
      help: "Take back the run of this journal, also an older one",
    },
    "trust-input": { type: "boolean", help: "Believe records that no journal knows" },
    "break-links": { type: "boolean", help: "Let files with other hard links leave their device" },
  },
  examples: [
    "undo < done.ndjson",
    "jq -c 'select(.match.title == \"Heat\")' done.ndjson | undo",
    "undo --last",
  ],
  async run(flags, context) {
    const { last, journal } = flags;
    const run = {
      ...{ ...prepareRun(context), fs: DISK },
      ...(journal === undefined ? {} : { from: resolve(Deno.cwd(), journal) }),
    };
    const isOfJournal = last || journal !== undefined;
    // What a crash has left may be of the very run that is meant.
    if (isOfJournal) await recover(run);
    const undoing = undo({
      ...run,
      isRecovered: isOfJournal,
      trustInput: flags["trust-input"],
      breakLinks: flags["break-links"],
    });
    return isOfJournal ? readRun(run).pipeThrough(undoing) : undoing;
  },
});

if (import.meta.main) Deno.exit(await main(command));
