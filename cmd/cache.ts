#!/usr/bin/env -S deno run -q --no-prompt --v8-flags=--max-semi-space-size=4 --allow-write=${HOME}/.cache/shelve -P=cache
import {
  type Command,
  type CommandContext,
  type CommandGroup,
  defineCommand,
  main,
  UsageError,
} from "../lib/cli/mod.ts";
import {
  type Cache,
  type CacheEntry,
  compactCache,
  describeEntry,
  exportEntry,
  findCache,
  importEntry,
  openCache,
  openTmdb,
  readStats,
  refreshCache,
  selectEntries,
} from "../lib/enrich/mod.ts";
import type { MediaRecord } from "../lib/record/mod.ts";
import { fromRecords, mapRecordsAsync } from "../lib/stream/mod.ts";

// deno-fmt-ignore -- a table
const CACHE = {
  cache: { type: "string", value: "PATH", help: "A file, or the URL of a KV Connect server; by default $XDG_CACHE_HOME/shelve/answers.db" },
} as const;

// deno-fmt-ignore -- a table
const SELECTION = {
  ...CACHE,
  provider: { type: "string", choices: ["tmdb", "tvmaze"], help: "Only answers of this one" },
  title: { type: "string", value: "TEXT", help: "Only answers about this film or show" },
  expired: { type: "boolean", help: "Only answers that are outdated" },
} as const;

const stats = defineCommand({
  name: "stats",
  summary: "Say what is kept and how much it spared, by service, endpoint and day",
  flags: CACHE,
  examples: ["cache stats | jq .asked", "cache stats | jq -c '.days[]'"],
  async run(flags, context) {
    const figures = await readStats(await open(flags, context), Date.now());
    return fromRecords([{ path: toPlace(flags, context), ...figures }]);
  },
});

/** A command that writes what `toRow` makes of each answer that its flags name. */
function listing(
  words: Pick<Command, "name" | "summary" | "examples">,
  toRow: (entry: CacheEntry) => MediaRecord,
): Command {
  return defineCommand({
    ...words,
    flags: SELECTION,
    async run(flags, context) {
      const cache = await open(flags, context);
      return fromRecords((async function* () {
        for await (const entry of selectEntries(cache, { ...flags, now: Date.now() })) {
          yield toRow(entry);
        }
      })());
    },
  });
}

const list = listing({
  name: "list",
  summary: "List what is kept, an answer a line, without the answers",
  examples: ["cache list --title heat | jq -r '[.fetchedAt, .address] | @tsv'"],
}, describeEntry);

const clear = defineCommand({
  name: "clear",
  summary: "Forget answers: all, or those that the flags name",
  flags: SELECTION,
  examples: ["cache clear --expired", 'cache clear --title "The Office"'],
  async run(flags, context) {
    const cache = await open(flags, context);
    let count = 0;
    for await (const { key } of selectEntries(cache, { ...flags, now: Date.now() })) {
      cache.remove(key);
      count++;
    }
    context.warn(`${count} ${count === 1 ? "answer" : "answers"} forgotten`);
    return 0;
  },
});

const refresh = defineCommand({
  name: "refresh",
  summary: "Ask TMDB which films and shows have changed, and let the others hold for longer",
  description:
    "Needs your key of TMDB. What has changed is asked for anew when it is next wanted. The feed of " +
    "changes reaches back two weeks: run this once a week.",
  flags: {
    ...CACHE,
    "tmdb-token-file": { type: "string", value: "FILE", help: "Holds your key of TMDB" },
    "tmdb-url": { type: "string", value: "URL", help: "Another address of TMDB's API, version 3" },
  },
  async run(flags, context) {
    const tmdb = openTmdb({
      env: context.env,
      fetch,
      tmdbTokenFile: flags["tmdb-token-file"],
      tmdbUrl: flags["tmdb-url"],
      mayReach: (host) => Deno.permissions.querySync({ name: "net", host }).state === "granted",
    });
    const cache = await open(flags, context);
    const { changed, prolonged, left } = await refreshCache(cache, { tmdb, now: Date.now() });
    context.warn(`${changed} changed, ${prolonged} hold for longer, ${left} too old to tell`);
    return 0;
  },
});

const exporting = listing({
  name: "export",
  summary: "Write what is kept as NDJSON, for another machine or a backup",
  examples: ["cache export | gzip > answers.ndjson.gz"],
}, exportEntry);

const importing = defineCommand({
  name: "import",
  summary: "Keep what cache export wrote; of two answers the newer one stays",
  reads: "records",
  flags: CACHE,
  examples: ["gunzip < answers.ndjson.gz | cache import"],
  async run(flags, context) {
    const cache = await open(flags, context);
    const now = Date.now();
    let [taken, left] = [0, 0];
    context.atEnd(() => `${taken} answers taken over, ${left} left out as older`);
    return mapRecordsAsync<MediaRecord, MediaRecord>("cache", async (line) => {
      if (await importEntry(line, { cache, now })) taken++;
      else left++;
      return undefined;
    }, { concurrency: 1 });
  },
});

const compact = defineCommand({
  name: "compact",
  summary: "Give back the room of answers that are gone",
  flags: {
    cache: { ...CACHE.cache, help: "A file; by default $XDG_CACHE_HOME/shelve/answers.db" },
  },
  async run(flags, context) {
    const place = toPlace(flags, context);
    const { before, after } = await compactCache(place, Date.now());
    context.warn(`${place} has ${after} bytes, had ${before}`);
    return 0;
  },
});

interface Place {
  readonly cache?: string | undefined;
}

function toPlace({ cache }: Place, { env }: CommandContext): string {
  const place = cache ?? findCache(env);
  if (place !== undefined) return place;
  throw new UsageError("Name a cache with --cache PATH: there is no $HOME");
}

/** The cache that is meant; closed at the end. */
async function open(flags: Place, context: CommandContext): Promise<Cache> {
  const cache = await openCache({ place: toPlace(flags, context), now: Date.now });
  context.atEnd(() => cache.close());
  return cache;
}

/** `cache`: what enrich keeps of what services said. */
export const command: CommandGroup = {
  name: "cache",
  summary: "Look into what enrich keeps of what services said",
  commands: [stats, list, clear, refresh, exporting, importing, compact],
};

if (import.meta.main) Deno.exit(await main(command));
