import { assertEquals } from "@std/assert";
import type { Cache, CachedReply, CacheKey } from "../../../lib/enrich/mod.ts";

const FILM: CacheKey = { service: "tmdb", endpoint: "movie", address: "/movie/603?language=en-US" };
const SHOW: CacheKey = { service: "tvmaze", endpoint: "shows", address: "/shows/1" };
const REPLY: CachedReply = {
  value: {
    id: 603,
    title: "The Matrix — マトリックス",
    list: [1.5, null, "x"],
    inner: { a: true },
  },
  fetchedAt: 1_000,
  expiresAt: 2_000,
};

/** What every cache promises; `open` gives an empty one. */
export async function testCache(
  t: Deno.TestContext,
  open: () => Cache | Promise<Cache>,
): Promise<void> {
  const step = (name: string, use: (cache: Cache) => Promise<void>) =>
    t.step(name, async () => {
      const cache = await open();
      try {
        await use(cache);
      } finally {
        await cache.close();
      }
    });

  await step("gives back what was set, at once and when it is written", async (cache) => {
    cache.set(FILM, REPLY);
    assertEquals(pick(await cache.get(FILM)), REPLY);
    await cache.flush();
    assertEquals(pick(await cache.get(FILM)), REPLY);
    assertEquals(await cache.get(SHOW), undefined);
  });

  await step("keeps that there is nothing", async (cache) => {
    const nothing = { ...REPLY, value: undefined };
    cache.set(FILM, nothing);
    await cache.flush();
    assertEquals(pick(await cache.get(FILM)), nothing);
  });

  await step("replaces and forgets", async (cache) => {
    cache.set(FILM, REPLY);
    await cache.flush();
    cache.set(FILM, { ...REPLY, value: 2 });
    cache.set(SHOW, REPLY);
    assertEquals((await cache.get(FILM))?.value, 2);
    cache.remove(SHOW);
    await cache.flush();
    assertEquals((await cache.get(FILM))?.value, 2);
    assertEquals(await cache.get(SHOW), undefined);
  });

  await step("gives answers of any age: who asks decides", async (cache) => {
    cache.set(FILM, { value: 1, fetchedAt: 0, expiresAt: 0 });
    assertEquals((await cache.get(FILM))?.value, 1);
  });

  await step("lists all in order, with their size", async (cache) => {
    cache.set(SHOW, REPLY);
    cache.set(FILM, REPLY);
    const entries = await Array.fromAsync(cache.list());
    assertEquals(entries.map(({ key }) => key), [FILM, SHOW]);
    assertEquals(entries.map(pick), [REPLY, REPLY]);
    assertEquals(entries.every(({ bytes }) => bytes > 50 && bytes < 300), true);
  });

  await step("keeps what fits, and leaves out the rest without a word", async (cache) => {
    const noise = Array.from({ length: 20_000 }, (_, number) => Math.sin(number)); // stays large
    const season = Array.from(
      { length: 900 },
      (_, number) => ({ number, name: `Episode ${number}` }),
    );
    const long = { ...FILM, address: `/search/movie?query=${"x".repeat(5_000)}` };
    cache.set(long, REPLY);
    cache.set(SHOW, { ...REPLY, value: noise });
    cache.set(FILM, { ...REPLY, value: [season, season, season] });
    await cache.flush();
    assertEquals((await cache.get(FILM))?.value, [season, season, season]);
    const kept = (await Array.fromAsync(cache.list())).map(({ key }) => key.address);
    assertEquals(kept.includes(FILM.address), true);
  });

  await step("takes thousands of answers at once", async (cache) => {
    const key = (id: number) => ({ ...FILM, address: `/movie/${id}?${"x".repeat(300)}` });
    for (let id = 0; id < 2_000; id++) cache.set(key(id), { ...REPLY, value: id });
    await cache.flush();
    assertEquals((await Array.fromAsync(cache.list())).length, 2_000);
    for (let id = 0; id < 2_000; id++) cache.remove(key(id));
    assertEquals((await Array.fromAsync(cache.list())).length, 0);
  });

  await step("is not upset by odd keys", async (cache) => {
    const odd = { ...FILM, address: "/search/movie?query=\u0000\ud800__proto__" };
    cache.set(odd, REPLY);
    await cache.flush();
    assertEquals(pick(await cache.get(odd)), REPLY);
  });

  await step("sums up what became of questions", async (cache) => {
    const use = { day: "2026-01-02", service: "tmdb", endpoint: "movie" };
    cache.addUse({ ...use, hits: 2, misses: 1, stale: 0, negative: 1 });
    await cache.flush();
    cache.addUse({ ...use, hits: 1, misses: 0, stale: 5, negative: 0 });
    cache.addUse({ ...use, day: "2026-01-01", hits: 1, misses: 0, stale: 0, negative: 0 });
    assertEquals(await Array.fromAsync(cache.listUse()), [
      { ...use, day: "2026-01-01", hits: 1, misses: 0, stale: 0, negative: 0 },
      { ...use, hits: 3, misses: 1, stale: 5, negative: 1 },
    ]);
  });
}

function pick(reply: CachedReply | undefined): CachedReply | undefined {
  if (reply === undefined) return undefined;
  const { value, fetchedAt, expiresAt } = reply;
  return { value, fetchedAt, expiresAt };
}
