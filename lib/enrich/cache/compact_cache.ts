import { LONGEST_AGE } from "./cache.ts";
import { openCache } from "./open_cache.ts";

/** What compacting gained, in bytes of the file. */
export interface CompactResult {
  readonly before: number;
  readonly after: number;
}

/**
 * Takes answers that may not be kept any longer out of the file of a cache, and gives their room
 * back: a file of Deno KV never shrinks by itself.
 */
export async function compactCache(path: string, now: number): Promise<CompactResult> {
  const before = readSize(path);
  const cache = await openCache({ place: path, now: () => now });
  for await (const { key, fetchedAt } of cache.list()) {
    if (fetchedAt + LONGEST_AGE <= now) cache.remove(key);
  }
  await cache.close();
  // Loading it takes longer than most of what commands do.
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(path);
  try {
    database.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    database.close();
  }
  return { before, after: readSize(path) };
}

function readSize(path: string): number {
  return ["", "-wal"].reduce((sum, suffix) => {
    try {
      return sum + Deno.statSync(path + suffix).size;
    } catch {
      return sum;
    }
  }, 0);
}
