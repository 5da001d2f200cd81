#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=apply
import { resolve } from "@std/path";
import {
  apply,
  createCopyMeter,
  DISK,
  openMeasure,
  parseFolderMode,
  prepareRun,
  readLibraries,
  recover,
} from "../lib/apply/mod.ts";
import { defineCommand, main, UsageError } from "../lib/cli/mod.ts";
import { ACTIONS, plan, type PlannableRecord, SERVERS } from "../lib/plan/mod.ts";
import type { PlannedRecord } from "../lib/record/mod.ts";
import { checkFirst, checkRecords, joinLinks } from "../lib/stream/mod.ts";

/** `apply`: puts files where the plan says. */
export const command = defineCommand({
  name: "apply",
  summary: "Put files where the plan says, without ever overwriting one",
  description:
    "A video and its sidecars are placed together or not at all. Each step is written to a journal " +
    "first, so that a crash loses nothing and undo can take all of it back. Records without a plan " +
    "are planned here, for the library that you name.",
  reads: "records",
  requires: ["file"],
  accepts: ["parsed", "match", "plan"],
  finishes: true,
  // deno-fmt-ignore -- a table
  flags: {
    library: { type: "string", value: "DIR", many: true, help: "Write below DIR alone, and plan for it (else $SHELVE_LIBRARY)" },
    movies: { type: "string", value: "DIR", help: "Plan films for DIR, instead of Movies" },
    shows: { type: "string", value: "DIR", help: "Plan shows for DIR, instead of TV Shows" },
    server: { type: "string", value: "NAME", choices: SERVERS, default: "plex", help: "Plan by the rules of this server" },
    action: { type: "string", value: "NAME", choices: ACTIONS, default: "move", help: "Plan to do this with each file" },
    check: { type: "boolean", help: "Check all that can be known before, say what fits, and write nothing" },
    verify: { type: "string", value: "HOW", choices: ["hash", "size"], default: "hash", help: "How copies to another device are verified" },
    concurrency: { type: "integer", value: "N", default: 1, min: 1, help: "Make N copies to other devices at once" },
    link: { type: "string", value: "HOW", choices: ["require", "prefer"], default: "require", help: "Whether what cannot be hard-linked fails or is copied" },
    "relative-links": { type: "boolean", help: "Make symbolic links that lead from where they stand" },
    "break-links": { type: "boolean", help: "Let files with other hard links leave their device" },
    "trust-paths": { type: "boolean", help: "Take files of which no size and time are known" },
    chmod: { type: "string", value: "MODE", help: "Permissions of new folders, in octal" },
    chown: { type: "string", value: "UID[:GID]", help: "Owner of new folders, by number" },
    prune: { type: "boolean", help: "Remove folders that the moves left empty, or with .DS_Store and Thumbs.db alone, for good" },
    journal: { type: "string", value: "FILE", help: "Write the journal to FILE" },
    recover: { type: "boolean", excludes: ["check"], help: "Only settle what a crash has left, and say what was done" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich | apply --library /media > done.ndjson",
    "apply --check < plan.ndjson > good.ndjson",
  ],
  async run(flags, context) {
    const { env, warn } = context;
    const run = { ...prepareRun(context), fs: DISK };
    if (flags.recover) {
      const { finished, rolledBack, conflicts } = await recover(run);
      if (finished + rolledBack + conflicts === 0) warn("No run was left half-way");
      return conflicts > 0 ? 1 : 0;
    }
    const { check, server, action, verify, link, prune, concurrency, journal } = flags;
    const { libraries, ...named } = readLibraries(flags, {
      fs: DISK,
      cwd: Deno.cwd(),
      fallback: env("SHELVE_LIBRARY"),
    });
    const { onBytes, reckon } = createCopyMeter();
    context.reckon(reckon);
    const applying = apply({
      ...{ ...run, libraries, check, verify, link, prune, concurrency, onBytes },
      ...(check ? { measure: await openMeasure() } : {}),
      ...(journal === undefined ? {} : { journal: resolve(Deno.cwd(), journal) }),
      breakLinks: flags["break-links"],
      relativeLinks: flags["relative-links"],
      trustPaths: flags["trust-paths"],
      folderMode: parseFolderMode(flags),
    });
    if (libraries.length === 0) {
      return joinLinks(checkFirst<PlannedRecord>("apply", checkPlan), applying);
    }
    const checks = checkRecords<PlannableRecord>("plan", { requires: ["parsed"] });
    return joinLinks(joinLinks(checks, plan({ ...named, server, action })), applying);
  },
});

/** Where the first record has no plan, none has. */
function checkPlan({ plan }: Partial<PlannedRecord>): void {
  if (plan !== undefined && plan !== null) return;
  throw new UsageError("Records without a plan need a library: name it with --library DIR");
}

if (import.meta.main) Deno.exit(await main(command));
