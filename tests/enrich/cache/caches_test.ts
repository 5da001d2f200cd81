import { createKvCache } from "../../../lib/enrich/cache/kv_cache.ts";
import { createMemoryCache } from "../../../lib/enrich/cache/memory_cache.ts";
import { createNearCache } from "../../../lib/enrich/cache/near_cache.ts";
import type { Cache } from "../../../lib/enrich/mod.ts";
import { testCache } from "./test_cache.ts";

const openKvCache = async () => createKvCache(await Deno.openKv(":memory:"), () => 1_500);

/** Every way to keep answers passes the suite of all. */
const CACHES: Readonly<Record<string, () => Cache | Promise<Cache>>> = {
  "createMemoryCache()": createMemoryCache,
  "createKvCache()": openKvCache,
  "createNearCache()": async () => createNearCache(createMemoryCache(), await openKvCache()),
};

for (const [name, open] of Object.entries(CACHES)) {
  Deno.test(`${name} keeps what every cache promises`, (t) => testCache(t, open));
}
