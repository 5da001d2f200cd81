#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=apply
import { existsSync } from "@std/fs";
import { resolve } from "@std/path";
import {
  apply,
  createTally,
  describeTally,
  findStatePath,
  recover,
  toRunId,
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
    check: { type: "boolean", help: "Check all that can be known before, and write nothing" },
    verify: { type: "string", value: "HOW", choices: ["hash", "size"], default: "hash", help: "How copies to another device are verified" },
    link: { type: "string", value: "HOW", choices: ["require", "prefer"], default: "require", help: "Whether what cannot be hard-linked fails or is copied" },
    "relative-links": { type: "boolean", help: "Make symbolic links that lead from where they stand" },
    "break-links": { type: "boolean", help: "Let files with other hard links leave their device" },
    "trust-paths": { type: "boolean", help: "Take files of which no size and time are known" },
    journal: { type: "string", value: "FILE", help: "Write the journal to FILE" },
    recover: { type: "boolean", help: "Only settle what a crash has left" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich | apply --library /media > done.ndjson",
    "apply --check < plan.ndjson > good.ndjson",
  ],
  async run(flags, { env, signal, warn, atEnd, stats }) {
    const state = findStatePath(env);
    if (state === undefined) {
      throw new UsageError("Set $HOME or $XDG_STATE_HOME: journals go there");
    }
    const system = { fs: Deno, state, now: Date.now, warn };
    if (flags.recover) return (await recover(system)).conflicts > 0 ? 1 : 0;
    const tally = createTally();
    atEnd(() => {
      Object.assign(stats, tally);
      return describeTally(tally) || undefined;
    });
    const [movies, shows, journal] = [flags.movies, flags.shows, flags.journal].map(toAbsolute);
    const named = [...flags.library, flags.movies, flags.shows].filter((path) =>
      path !== undefined
    );
    const given = named.length > 0
      ? named
      : [env("SHELVE_LIBRARY")].filter((path) => path !== undefined);
    const libraries = given.map((path) => resolve(Deno.cwd(), path));
    libraries.forEach(checkLibrary);
    const applying = apply({
      ...system,
      signal,
      tally,
      libraries,
      ...(journal === undefined ? {} : { journal }),
      check: flags.check,
      verify: flags.verify,
      breakLinks: flags["break-links"],
      link: flags.link,
      relativeLinks: flags["relative-links"],
      trustPaths: flags["trust-paths"],
      newId: () => toRunId(new Date(), crypto.getRandomValues(new Uint8Array(4))),
    });
    if (libraries.length === 0) {
      return joinLinks(checkFirst<PlannedRecord>("apply", checkPlan), applying);
    }
    const library = flags.library[0] ?? env("SHELVE_LIBRARY");
    const { server, action } = flags;
    const planning = plan({ library: toAbsolute(library), movies, shows, server, action });
    const checks = checkRecords<PlannableRecord>("plan", { requires: ["parsed"] });
    return joinLinks(joinLinks(checks, planning), applying);
  },
});

/** A disk that is not mounted leaves no folder, or an empty one on the disk of the system: what is missing is not made. */
function checkLibrary(path: string): void {
  if (existsSync(path)) return;
  throw new UsageError(`The library "${path}" is not there: mount it, or make the folder first`);
}

/** Where the first record has no plan, none has. */
function checkPlan({ plan }: Partial<PlannedRecord>): void {
  if (plan !== undefined && plan !== null) return;
  throw new UsageError("Records without a plan need a library: name it with --library DIR");
}

function toAbsolute(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(Deno.cwd(), path);
}

if (import.meta.main) Deno.exit(await main(command));
