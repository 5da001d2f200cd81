import {
  type Cache,
  type CachedReply,
  type CacheEntry,
  type CacheKey,
  type DayUse,
  LONGEST_AGE,
  NO_USE,
  toKeyText,
  type UseCounts,
  USES,
} from "./cache.ts";
import { createUseTable } from "./use_table.ts";
import { packValue, unpackValue } from "./pack_value.ts";

/** Part of each key: a change of what is kept makes a new one, and the old answers are not found. */
const VERSION = 1;
/** Bytes that Deno KV takes as one key; what frames the parts is not counted. */
const LONGEST_KEY = 1_900;
/** Answers that are written at once, and milliseconds for which one waits for others. */
const BATCH = 100;
const LONGEST_WAIT = 200;
/** Bytes of answers and of keys that Deno KV takes at once, with some room. */
const LARGEST_BATCH = 700_000;
const LARGEST_KEYS = 70_000;
/** Rows that are read at once. */
const PAGE = 200;

/** An answer as it lies in Deno KV. */
interface Row {
  readonly fetchedAt: number;
  readonly expiresAt: number;
  /** Missing where there is nothing. */
  readonly body?: Uint8Array;
}

type Change = { readonly key: CacheKey; readonly reply: CachedReply | undefined };

/**
 * Keeps answers in Deno KV, which several processes may use at a time. Writes are gathered, so that
 * a death loses the last {@linkcode LONGEST_WAIT} milliseconds at most.
 *
 * Source: measured with Deno 2.9.5. One value takes 65,536 bytes, one commit 1,000 changes, 819,200
 * bytes, and 81,920 bytes of keys; one commit of 100 changes is 20 times as fast as 100 commits.
 */
export function createKvCache(kv: Deno.Kv, now: () => number): Cache {
  /** What is not written yet, by key; and what is just being written. */
  let pending = new Map<string, Change>();
  let leaving = new Map<string, Change>();
  let uses = createUseTable();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let failure: unknown;

  function change(key: CacheKey, reply: CachedReply | undefined): void {
    if (key.address.length * 3 > LONGEST_KEY && toBytes(key.address) > LONGEST_KEY) return;
    pending.set(toKeyText(key), { key, reply });
    if (pending.size === BATCH) startWriting();
    else timer ??= setTimeout(startWriting, LONGEST_WAIT);
  }

  function startWriting(): void {
    // Who asks next is told of what went wrong here.
    flush().catch((error) => failure ??= error);
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const sums = uses.list();
    uses = createUseTable();
    writing = writing.then(() => {
      leaving = pending;
      pending = new Map();
      return writeAll([...leaving.values()]);
    }).then(() => addAll(sums));
    return writing;
  }

  async function writeAll(changes: readonly Change[]): Promise<void> {
    let [commit, bytes, keys] = [kv.atomic(), 0, 0];
    for (const { key, reply } of changes) {
      const body = reply?.value === undefined ? undefined : await packValue(reply.value);
      if (body === null) continue;
      const [size, keySize] = [(body?.length ?? 0) + 200, toBytes(toKeyText(key)) + 50];
      if (bytes + size > LARGEST_BATCH || keys + keySize > LARGEST_KEYS) {
        await commit.commit();
        [commit, bytes, keys] = [kv.atomic(), 0, 0];
      }
      bytes += size;
      keys += keySize;
      if (reply === undefined) {
        commit.delete(toKvKey(key));
        continue;
      }
      const { fetchedAt, expiresAt } = reply;
      const row: Row = { fetchedAt, expiresAt, ...(body === undefined ? {} : { body }) };
      // Deno removes it some time later; whoever reads looks at the age all the same.
      const expireIn = Math.max(1, Math.round(fetchedAt + LONGEST_AGE - now()));
      commit.set(toKvKey(key), row, { expireIn });
    }
    await commit.commit();
    leaving = new Map();
  }

  async function addAll(sums: readonly DayUse[]): Promise<void> {
    if (sums.length === 0) return;
    const commit = kv.atomic();
    for (const { day, service, endpoint, ...use } of sums) {
      for (const name of USES) {
        if (use[name] > 0) {
          commit.sum(["use", VERSION, day, service, endpoint, name], BigInt(use[name]));
        }
      }
    }
    await commit.commit();
  }

  function checkWrites(): void {
    if (failure !== undefined) throw failure;
  }

  return {
    async get(key) {
      checkWrites();
      const text = toKeyText(key);
      const change = pending.get(text) ?? leaving.get(text);
      if (change !== undefined) return change.reply;
      const { value } = await kv.get(toKvKey(key), { consistency: "eventual" });
      return isRow(value) ? await toReply(value) : undefined;
    },
    set: (key, reply) => change(key, reply),
    remove: (key) => change(key, undefined),
    async *list() {
      await flush();
      for await (const { key, value } of kv.list({ prefix: ["reply", VERSION] }, toPages())) {
        const reply = isRow(value) ? await toReply(value) : undefined;
        if (reply === undefined) continue;
        const entry: CacheEntry = {
          key: toCacheKey(key),
          ...reply,
          bytes: ((value as Row).body?.length ?? 0) + toBytes(key.join("")),
        };
        yield entry;
      }
    },
    addUse: (use) => uses.add(use),
    async *listUse() {
      await flush();
      yield* readUse(kv);
    },
    flush,
    async close() {
      try {
        await flush();
        checkWrites();
      } finally {
        clearTimeout(timer);
        kv.close();
      }
    },
  };
}

async function* readUse(kv: Deno.Kv): AsyncIterable<DayUse> {
  let use: { -readonly [Name in keyof DayUse]: DayUse[Name] } | undefined;
  for await (const { key, value } of kv.list({ prefix: ["use", VERSION] }, toPages())) {
    const [day, service, endpoint] = key.slice(2).map(String) as [string, string, string];
    const name = key.at(-1) as keyof UseCounts;
    if (use?.day !== day || use.service !== service || use.endpoint !== endpoint) {
      if (use !== undefined) yield use;
      use = { day, service, endpoint, ...NO_USE };
    }
    if (value instanceof Deno.KvU64) use[name] = Number(value.value);
  }
  if (use !== undefined) yield use;
}

function toPages(): Deno.KvListOptions {
  return { batchSize: PAGE, consistency: "eventual" };
}

function toKvKey({ service, endpoint, address }: CacheKey): Deno.KvKey {
  return ["reply", VERSION, service, endpoint, address.toWellFormed()];
}

function toCacheKey(key: Deno.KvKey): CacheKey {
  const [service, endpoint, address] = key.slice(2).map(String) as [string, string, string];
  return { service, endpoint, address };
}

/** A file that others write too may hold anything. */
function isRow(value: unknown): value is Row {
  if (typeof value !== "object" || value === null) return false;
  const { fetchedAt, expiresAt, body } = value as Record<keyof Row, unknown>;
  return typeof fetchedAt === "number" && typeof expiresAt === "number" &&
    (body === undefined || body instanceof Uint8Array);
}

async function toReply({ fetchedAt, expiresAt, body }: Row): Promise<CachedReply | undefined> {
  if (body === undefined) return { value: undefined, fetchedAt, expiresAt };
  const value = await unpackValue(body);
  return value === undefined ? undefined : { value, fetchedAt, expiresAt };
}

function toBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
