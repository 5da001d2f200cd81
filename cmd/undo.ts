#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=undo
import { resolve } from "@std/path";
import {
  createTally,
  describeTally,
  findStatePath,
  readRun,
  toRunId,
  undo,
} from "../lib/apply/mod.ts";
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";

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
    last: { type: "boolean", help: "Take back the newest run that still stands; reads no input" },
    journal: { type: "string", value: "FILE", help: "Take back the run of this journal" },
    "trust-input": { type: "boolean", help: "Believe records that no journal knows" },
    "break-links": { type: "boolean", help: "Let files with other hard links leave their device" },
  },
  examples: [
    "undo < done.ndjson",
    "jq -c 'select(.match.title == \"Heat\")' done.ndjson | undo",
    "undo --last",
  ],
  run(flags, { env, signal, warn, atEnd, stats }) {
    const state = findStatePath(env);
    if (state === undefined) {
      throw new UsageError("Set $HOME or $XDG_STATE_HOME: journals are there");
    }
    const tally = createTally();
    atEnd(() => {
      Object.assign(stats, tally);
      return describeTally(tally) || undefined;
    });
    const system = { fs: Deno, state, now: Date.now, warn };
    const from = flags.journal === undefined ? {} : { from: resolve(Deno.cwd(), flags.journal) };
    const undoing = undo({
      ...system,
      ...from,
      signal,
      tally,
      trustInput: flags["trust-input"],
      breakLinks: flags["break-links"],
      newId: () => toRunId(new Date(), crypto.getRandomValues(new Uint8Array(4))),
    });
    const isSource = flags.last || flags.journal !== undefined;
    return isSource ? readRun({ ...system, ...from }).pipeThrough(undoing) : undoing;
  },
});

if (import.meta.main) Deno.exit(await main(command));
