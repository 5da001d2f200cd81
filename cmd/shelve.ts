#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 --allow-write=${HOME}/.cache/shelve -P=shelve
import { defineCommand, isLink, main } from "../lib/cli/mod.ts";
import type { MediaRecord } from "../lib/record/mod.ts";
import type { RecordStream } from "../lib/stream/mod.ts";
import { command as enrich } from "./enrich.ts";
import { command as parse } from "./parse.ts";
import { command as plan } from "./plan.ts";
import { command as scan } from "./scan.ts";

/** Flags of `plan` that show something and plan nothing. */
const { fields: _, preview: __, ...planFlags } = plan.flags;

/** `shelve`: from folders to a plan, in one process. */
export const command = defineCommand({
  name: "shelve",
  summary: "Scan, parse, enrich and plan in one process: folders in, a plan out",
  description:
    "Writes what scan DIR | parse | enrich | plan write, and takes their flags. It changes nothing but " +
    "the cache: apply does what the plan says.",
  operands: scan.operands!,
  finishes: true,
  flags: {
    ...scan.flags,
    ...enrich.flags,
    ...planFlags,
    concurrency: {
      type: "integer",
      value: "N",
      min: 1,
      help: "Calls and look-ups at once; by default as the disk takes, and 64",
    },
  },
  examples: [
    "shelve ~/Downloads --library /media | apply --library /media > done.ndjson",
  ],
  async run(flags, context) {
    const filters = { ...context, again: () => undefined };
    // What a wrong flag is to be refused for comes before a catalog is opened.
    const planning = await plan.run(flags, filters);
    const scanning = await scan.run(flags, context);
    const enriching = await enrich.run(flags, filters);
    const links = [await parse.run(flags, filters), enriching, planning];
    return links.filter(isLink).reduce(
      (stream, link) => stream.pipeThrough(link),
      scanning as RecordStream<MediaRecord>,
    );
  },
});

if (import.meta.main) Deno.exit(await main(command));
