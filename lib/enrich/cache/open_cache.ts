import { existsSync } from "@std/fs";
import { dirname } from "@std/path";
import { UsageError } from "../../record/mod.ts";
import type { Cache } from "./cache.ts";
import { guardCache } from "./guard_cache.ts";
import { createKvCache } from "./kv_cache.ts";
import { createMemoryCache } from "./memory_cache.ts";
import { createNearCache } from "./near_cache.ts";

/** Where a cache is, and what opening it takes. */
export interface OpenCacheOptions {
  /** A file, `:memory:` for this run alone, or the address of a server that speaks KV Connect. */
  readonly place: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Milliseconds before each further try to open a file that another process is just making. */
const DELAYS = [20, 60, 150, 400];

/**
 * Opens a cache.
 *
 * @throws {UsageError} where it cannot be opened, with what to do
 */
export async function openCache({ place, now }: OpenCacheOptions): Promise<Cache> {
  if (place === ":memory:") return createMemoryCache();
  try {
    const isAddress = /^https?:\/\//.test(place);
    // A folder that is there already needs not be writable for this process, the file is enough.
    if (!isAddress && !existsSync(dirname(place))) {
      await Deno.mkdir(dirname(place), { recursive: true });
    }
    return createKvCache(await openKv(place), now);
  } catch (error) {
    throw new UsageError(`Cannot open the cache "${place}": ${explain(error)}`, { cause: error });
  }
}

async function openKv(place: string): Promise<Deno.Kv> {
  for (const delay of DELAYS) {
    try {
      return await Deno.openKv(place);
    } catch (error) {
      if (!/locked/.test((error as Error).message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  return await Deno.openKv(place);
}

/** What failed and what the user can do. */
function explain(error: unknown): string {
  const { message } = error as Error;
  if (error instanceof Deno.errors.NotCapable) {
    const [what] = message.split(",");
    return `it ${what!.replace(/^Requires/, "requires")}, ` +
      "which deno task install --cache grants";
  }
  if (/not a database|malformed/.test(message)) return `${message}; remove it to begin anew`;
  return message.split(". ")[0]!;
}

/** How a cache is used by a command whose work goes on without it. */
export interface UseCacheOptions {
  /** @default nothing is kept beyond this run */
  readonly place?: string | undefined;
  readonly now: () => number;
  /** Told once where the cache fails. */
  readonly warn: (line: string) => void;
}

/** A cache with a memory in front; where it cannot be used, the memory alone. */
export async function useCache({ place, now, warn }: UseCacheOptions): Promise<Cache> {
  const near = createMemoryCache();
  if (place === undefined || place === ":memory:") return near;
  try {
    return createNearCache(near, guardCache(await openCache({ place, now }), warn));
  } catch (error) {
    warn(`goes on without a cache: ${(error as Error).message}`);
    return near;
  }
}
