#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 -P=apply
import { existsSync } from "@std/fs";
import { basename, resolve } from "@std/path";
import {
  apply,
  createTally,
  describeTally,
  type DiskFacts,
  findStatePath,
  type FolderMode,
  parseFolderMode,
  recover,
  type RecoverOptions,
  toRunId,
} from "../lib/apply/mod.ts";
import { type CommandContext, defineCommand, main, UsageError } from "../lib/cli/mod.ts";
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
    concurrency: { type: "integer", value: "N", default: 1, help: "Make N copies to other devices at once" },
    link: { type: "string", value: "HOW", choices: ["require", "prefer"], default: "require", help: "Whether what cannot be hard-linked fails or is copied" },
    "relative-links": { type: "boolean", help: "Make symbolic links that lead from where they stand" },
    "break-links": { type: "boolean", help: "Let files with other hard links leave their device" },
    "trust-paths": { type: "boolean", help: "Take files of which no size and time are known" },
    chmod: { type: "string", value: "MODE", help: "Permissions of new folders, in octal" },
    chown: { type: "string", value: "UID[:GID]", help: "Owner of new folders, by number" },
    prune: { type: "boolean", help: "Remove folders that the moves left empty, or with .DS_Store and Thumbs.db alone, for good" },
    journal: { type: "string", value: "FILE", help: "Write the journal to FILE" },
    recover: { type: "boolean", help: "Only settle what a crash has left, and say what was done" },
  },
  examples: [
    "scan ~/Downloads | parse | enrich | apply --library /media > done.ndjson",
    "apply --check < plan.ndjson > good.ndjson",
  ],
  async run(flags, { env, signal, warn, atEnd, reckon, stats }) {
    const state = findStatePath(env);
    if (state === undefined) {
      throw new UsageError("Set $HOME or $XDG_STATE_HOME: journals go there");
    }
    const system = { fs: Deno, state, now: Date.now, warn };
    if (flags.recover) return await recoverAll(system);
    const { check, server, action, verify, link, prune, concurrency } = flags;
    const tally = createTally();
    atEnd(() => {
      Object.assign(stats, tally);
      return describeTally(tally) || undefined;
    });
    const home = env("SHELVE_LIBRARY");
    const [movies, shows, journal] = [flags.movies, flags.shows, flags.journal].map(toAbsolute);
    const named = [...flags.library.map(toAbsolute), movies, shows];
    const given = named.some((path) => path !== undefined) ? named : [toAbsolute(home)];
    const libraries = given.filter((path) => path !== undefined);
    libraries.forEach(checkLibrary);
    const applying = apply({
      ...system,
      ...{ signal, tally, libraries, check, verify, link, prune, concurrency },
      onBytes: countCopied(reckon),
      ...(check ? { measure: await openMeasure() } : {}),
      ...(journal === undefined ? {} : { journal }),
      breakLinks: flags["break-links"],
      relativeLinks: flags["relative-links"],
      trustPaths: flags["trust-paths"],
      folderMode: readFolderMode(flags),
      newId: () => toRunId(new Date(), crypto.getRandomValues(new Uint8Array(4))),
    });
    if (libraries.length === 0) {
      return joinLinks(checkFirst<PlannedRecord>("apply", checkPlan), applying);
    }
    const library = toAbsolute(flags.library[0] ?? home);
    const planning = plan({ library, movies, shows, server, action });
    const checks = checkRecords<PlannableRecord>("plan", { requires: ["parsed"] });
    return joinLinks(joinLinks(checks, planning), applying);
  },
});

async function recoverAll(options: RecoverOptions): Promise<number> {
  const { finished, rolledBack, conflicts } = await recover(options);
  if (finished + rolledBack + conflicts === 0) options.warn("No run was left half-way");
  return conflicts > 0 ? 1 : 0;
}

/** Shows how much was copied, and what is being copied: one film may take minutes. */
function countCopied(reckon: CommandContext["reckon"]): (bytes: number, source: string) => void {
  let all = 0;
  let current = "";
  reckon(() => all === 0 ? {} : { counts: { "MB copied": Math.floor(all / 1e6) }, current });
  return (bytes, source) => {
    all += bytes;
    current = basename(source);
  };
}

/** Only a check asks how large disks are. */
async function openMeasure(): Promise<(path: string) => DiskFacts> {
  const { statfsSync } = await import("node:fs");
  return (path) => {
    const { bavail, bsize, type } = statfsSync(path);
    return { free: bavail * bsize, type };
  };
}

function readFolderMode(flags: Parameters<typeof parseFolderMode>[0]): FolderMode {
  try {
    return parseFolderMode(flags);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A disk that is not mounted leaves no folder, or an empty one on the disk of the system: what is missing is not made. */
function checkLibrary(path: string): void {
  if (!existsSync(path)) {
    throw new UsageError(`The library "${path}" is not there: mount it, or make the folder first`);
  }
  if (!Deno.statSync(path).isDirectory) throw new UsageError(`The library "${path}" is no folder`);
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
