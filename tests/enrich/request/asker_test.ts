import { assertEquals, assertRejects } from "@std/assert";
import { createMemoryCache } from "../../../lib/enrich/cache/memory_cache.ts";
import { createAsker, type Parameters, type Requester } from "../../../lib/enrich/request/mod.ts";
import { StageError } from "../../../lib/record/mod.ts";

const DAY = 86_400_000;

/** An asker of a service whose answer, a throw with it, the test sets. */
function prepare(options: { ttl?: number; elsewhere?: string } = {}) {
  const asked: string[] = [];
  const state = { now: 1_000_000 * DAY, answer: (): unknown => ({ results: [{ id: 1 }] }) };
  const counts = { requests: 0, retries: 0, limited: 0, bytes: 0, latencyP50: 0, latencyP95: 0 };
  const requester: Requester = {
    counts,
    get(path: string, parameters: Parameters = {}) {
      asked.push(path + JSON.stringify(parameters));
      return new Promise((resolve) => resolve(state.answer()));
    },
  };
  const cache = createMemoryCache();
  const open = () =>
    createAsker({ ...requester, counts: { ...counts } }, {
      service: "test",
      cache,
      keeps: (name) => name !== "overview",
      now: () => state.now,
      ...options,
    });
  return { asker: open(), open, asked, state, cache };
}

function unavailable(): never {
  throw new StageError("provider_unavailable", "Cannot ask test: it answered 503");
}

Deno.test("Asker asks once for equal questions, also in a later run", async () => {
  const { asker, open, asked } = prepare();
  const both = [asker.get("/search/tv", { query: "x" }), asker.get("/search/tv", { query: "x" })];
  assertEquals(await Promise.all(both), [{ results: [{ id: 1 }] }, { results: [{ id: 1 }] }]);
  await asker.get("/search/tv", { query: "y" });
  const later = open();
  assertEquals(await later.get("/search/tv", { query: "x" }), { results: [{ id: 1 }] });
  assertEquals(asked.length, 2);
  assertEquals([later.counts.hits, later.counts.misses, asker.counts.misses], [1, 0, 2]);
});

Deno.test("Asker gives the same with and without a cache: what is read of a reply", async () => {
  const { asker, open, state } = prepare();
  state.answer = () => ({ id: 1, overview: "long", list: [{ overview: "long", a: null, b: 0 }] });
  const kept = { id: 1, list: [{ b: 0 }] };
  assertEquals([await asker.get("/tv/1"), await open().get("/tv/1")], [kept, kept]);
});

Deno.test("Asker asks again for what is outdated, each kind in its time", async () => {
  const kinds = [
    { path: "/search/movie", days: 14 },
    { path: "/tv/1399", days: 30 },
    { path: "/shows/1/episodes", days: 4 },
    { path: "/tv/1", parameters: { append_to_response: "season/0,season/1" }, days: 4 },
    { path: "/movie/9", answer: undefined, days: 1 },
    { path: "/search/tv", answer: { results: [] }, days: 1 },
    { path: "/search/shows", answer: [], days: 1 },
    { path: "/movie/1", ttl: DAY / 2, days: 0.5 },
  ];
  for (const { path, parameters, days, ttl, ...rest } of kinds) {
    const { asker, asked, state } = prepare(ttl === undefined ? {} : { ttl });
    if ("answer" in rest) state.answer = () => rest.answer;
    await asker.get(path, parameters);
    state.now += days * DAY - 1;
    await asker.get(path, parameters);
    assertEquals(asked.length, 1, path);
    state.now += 1;
    await asker.get(path, parameters);
    assertEquals(asked.length, 2, path);
  }
});

Deno.test("Asker holds what was kept before to the lifetime that the user gives", async () => {
  const { asker, cache, state } = prepare({ ttl: 0 });
  const key = { service: "test", endpoint: "movie", address: "/movie/1" };
  cache.set(key, { value: { id: 7 }, fetchedAt: state.now, expiresAt: state.now + DAY });
  assertEquals(await asker.get("/movie/1"), { results: [{ id: 1 }] });
});

Deno.test("Asker gives an outdated answer where the service is out of reach, and says so", async () => {
  const { asker, state } = prepare();
  const fetchedAt = state.now;
  await asker.get("/search/tv");
  state.now += 100 * DAY;
  state.answer = unavailable;
  const told: number[] = [];
  const watched = asker.watch((since) => told.push(since));
  assertEquals(await watched.get("/search/tv"), { results: [{ id: 1 }] });
  assertEquals([told, asker.counts.stale], [[fetchedAt], 1]);
  await assertRejects(() => asker.get("/search/movie"), StageError, "503");
});

Deno.test("Asker never says on old grounds that there is nothing", async () => {
  const { asker, state } = prepare();
  state.answer = () => ({ results: [] });
  await asker.get("/search/tv");
  state.now += 2 * DAY;
  state.answer = unavailable;
  await assertRejects(() => asker.get("/search/tv"), StageError);
});

Deno.test("Asker uses no answer that is older than the terms of TMDB allow", async () => {
  const { asker, state, asked } = prepare({ ttl: 1_000 * DAY });
  await asker.get("/search/tv");
  state.now += 180 * DAY;
  await asker.get("/search/tv");
  assertEquals(asked.length, 2);
  state.now += 180 * DAY;
  state.answer = unavailable;
  await assertRejects(() => asker.get("/search/tv"), StageError);
});

Deno.test("Asker keeps the answers of a service elsewhere apart", async () => {
  const { asker, cache, asked } = prepare({ elsewhere: "http://127.0.0.1:8099/3" });
  const key = { service: "test", endpoint: "movie", address: "/movie/1" };
  cache.set(key, { value: { id: 7 }, fetchedAt: Infinity, expiresAt: Infinity });
  await asker.get("/movie/1");
  assertEquals(asked.length, 1);
});

Deno.test("Asker counts by day, service and endpoint what became of questions", async () => {
  const { asker, state, cache } = prepare();
  await asker.get("/tv/1");
  await asker.get("/tv/1");
  state.answer = () => undefined;
  await asker.get("/tv/2");
  await asker.get("/tv/2");
  const [use] = await Array.fromAsync(cache.listUse());
  assertEquals({ ...use, day: "" }, {
    day: "",
    service: "test",
    endpoint: "tv",
    hits: 2,
    misses: 2,
    stale: 0,
    negative: 1,
  });
});
