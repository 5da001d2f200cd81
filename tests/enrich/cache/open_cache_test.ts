import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { guardCache } from "../../../lib/enrich/cache/guard_cache.ts";
import { createKvCache } from "../../../lib/enrich/cache/kv_cache.ts";
import { type CacheKey, createMemoryCache, openCache, useCache } from "../../../lib/enrich/mod.ts";
import { makeFolder } from "../../make_folder.ts";

const KEY: CacheKey = { service: "tmdb", endpoint: "movie", address: "/movie/1" };
const REPLY = { value: 1, fetchedAt: 0, expiresAt: 0 };
const now = () => 0;

Deno.test("openCache() makes its folder, and keeps from one opening to the next", async () => {
  using folder = makeFolder();
  const place = `${folder.path}/a/b/answers.db`;
  const first = await openCache({ place, now });
  first.set(KEY, REPLY);
  await first.close();
  const second = await openCache({ place, now });
  assertEquals((await second.get(KEY))?.value, 1);
  await second.close();
});

Deno.test("openCache() lets several use one file at a time, also one that is just made", async () => {
  using folder = makeFolder();
  const place = `${folder.path}/answers.db`;
  const caches = await Promise.all([1, 2, 3, 4].map(() => openCache({ place, now })));
  await Promise.all(caches.map(async (cache, index) => {
    for (let id = 0; id < 100; id++) {
      cache.set({ ...KEY, address: `/movie/${index}-${id}` }, REPLY);
      cache.addUse({
        ...{ day: "2026-01-01", service: "tmdb", endpoint: "movie" },
        ...{ hits: 1, misses: 0, stale: 0, negative: 0 },
      });
    }
    await cache.close();
  }));
  const cache = await openCache({ place, now });
  assertEquals((await Array.fromAsync(cache.list())).length, 400);
  assertEquals((await Array.fromAsync(cache.listUse())).map(({ hits }) => hits), [400]);
  await cache.close();
});

Deno.test("openCache() says what to do with a file that is none", async () => {
  using folder = makeFolder();
  const place = `${folder.path}/answers.db`;
  await Deno.writeTextFile(place, "no database\n".repeat(1_000));
  await assertRejects(() => openCache({ place, now }), Error, "remove it to begin anew");
});

Deno.test("useCache() goes on in memory where there is no cache to be had, and says so", async () => {
  const said: string[] = [];
  const cache = await useCache({
    place: "/dev/null/x/answers.db",
    now,
    warn: (line) => said.push(line),
  });
  cache.set(KEY, REPLY);
  assertEquals((await cache.get(KEY))?.value, 1);
  assertEquals(said.length, 1);
  assertStringIncludes(said[0]!, "goes on without a cache: Cannot open the cache");
});

Deno.test("guardCache() gives up a cache that fails, and says so once", async () => {
  const said: string[] = [];
  let calls = 0;
  const fail = () => {
    calls++;
    return Promise.reject(new Error("database or disk is full"));
  };
  const broken = { ...createMemoryCache(), get: fail, flush: fail, close: fail };
  const cache = guardCache(broken, (line) => said.push(line));
  for (let index = 0; index < 5; index++) assertEquals(await cache.get(KEY), undefined);
  cache.set(KEY, REPLY);
  await cache.close();
  assertEquals([calls, said], [2, ["goes on without a cache: database or disk is full"]]);
});

Deno.test("createKvCache() tells of a write that failed when it is asked next", async () => {
  const kv = await Deno.openKv(":memory:");
  const full = () => Promise.reject(new Error("database or disk is full"));
  const atomic = () => ({ set: () => {}, commit: full });
  const failing = { get: kv.get.bind(kv), close: kv.close.bind(kv), atomic } as unknown as Deno.Kv;
  const cache = createKvCache(failing, now);
  cache.set(KEY, REPLY);
  await assertRejects(() => cache.flush(), Error, "disk is full");
  await assertRejects(() => cache.close(), Error, "disk is full");
});

Deno.test("createKvCache() takes rows of another form for none", async () => {
  const kv = await Deno.openKv(":memory:");
  const key = ["reply", 1, KEY.service, KEY.endpoint, KEY.address];
  const cache = createKvCache(kv, now);
  for (
    const row of ["text", null, { fetchedAt: "x" }, { ...REPLY, body: new Uint8Array([9, 9]) }]
  ) {
    await kv.set(key, row);
    assertEquals(await cache.get(KEY), undefined);
    assertEquals(await Array.fromAsync(cache.list()), []);
  }
  await cache.close();
});
