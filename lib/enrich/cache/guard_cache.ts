import type { Cache } from "./cache.ts";

/**
 * A cache that may fail: from the first failure on there is none, which is said once. A corrupt or
 * full file costs requests, never a record.
 */
export function guardCache(cache: Cache, warn: (line: string) => void): Cache {
  let failed = false;

  function fail(error: unknown): void {
    if (failed) return;
    failed = true;
    warn(`goes on without a cache: ${(error as Error).message}`);
  }

  return {
    async get(key) {
      if (failed) return undefined;
      try {
        return await cache.get(key);
      } catch (error) {
        fail(error);
      }
    },
    set: (key, reply) => failed || cache.set(key, reply),
    remove: (key) => failed || cache.remove(key),
    list: () => cache.list(),
    addUse: (use) => failed || cache.addUse(use),
    listUse: () => cache.listUse(),
    flush: () => cache.flush().catch(fail),
    close: () => cache.close().catch(fail),
  };
}
