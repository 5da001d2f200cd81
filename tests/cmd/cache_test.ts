import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type CacheFigures, openCache } from "../../lib/enrich/mod.ts";
import { makeFolder } from "../make_folder.ts";
import { runCommand, type Running } from "./_run.ts";

const DAY = 86_400_000;
const TOKEN = "s3cr3t-t0ken";

/** `cache` in a home with four answers, made some days ago each. */
async function makeCache() {
  const folder = makeFolder();
  const home = folder.path;
  const place = `${home}/.cache/shelve/answers.db`;
  const answers = await openCache({ place, now: Date.now });
  const put = (service: string, address: string, days: number, value: unknown) => {
    const endpoint = address.replace(/\?.*|\/\d+/g, "").slice(1);
    const fetchedAt = Date.now() - days * DAY;
    const expiresAt = fetchedAt + 5 * DAY;
    answers.set({ service, endpoint, address }, { value, fetchedAt, expiresAt });
  };
  put("tmdb", "/search/movie?query=Heat&year=1995", 1, { results: [{ id: 949, title: "Heat" }] });
  put("tmdb", "/movie/949?language=en-US", 8, { id: 949, title: "Heat" });
  put("tmdb", "/tv/1399?language=en-US", 8, { id: 1399, name: "Game of Thrones" });
  put("tvmaze", "/search/shows?q=nobody", 2, []);
  const use = { service: "tmdb", endpoint: "movie", hits: 3, misses: 1, stale: 0, negative: 0 };
  answers.addUse({ day: "2026-01-01", ...use });
  answers.addUse({ day: "2026-01-02", ...use, hits: 0 });
  await answers.close();

  /** Runs it with its own permissions, as an installed command has them. */
  function run({ env = {}, hosts = [], ...running }: Running & { hosts?: readonly string[] }) {
    return runCommand("cache", {
      ...running,
      env: { HOME: home, XDG_CACHE_HOME: "", XDG_CONFIG_HOME: "", ...env },
      permissions: [
        ...["-P=cache", `--allow-write=${home}/.cache/shelve`],
        ...hosts.map((host) => `--allow-net=${host}`),
      ],
    });
  }

  async function listAddresses(...args: string[]): Promise<string[]> {
    const { code, records: rows } = await run({ args: ["list", ...args] });
    assertEquals(code, 0);
    return rows.map(({ address }) => address.replace(/\?.*/, ""));
  }

  return { ...folder, place, run, listAddresses };
}

Deno.test("cache stats counts what is kept and what it spared", async () => {
  using cache = await makeCache();
  const { code, stderr, records: [figures] } = await cache.run({ args: ["stats"] });
  assertEquals([code, stderr], [0, ""]);
  assertEquals(figures.path, cache.place);
  const { bytes, ...kept } = figures.kept;
  assertEquals(kept, { entries: 4, negative: 1, expired: 2 });
  assert(bytes > 200 && bytes < 1000);
  assertEquals(figures.asked, { hits: 3, misses: 2, stale: 0, negative: 0, hitRate: 0.6 });
  const endpoints = figures.endpoints as CacheFigures["endpoints"];
  assertEquals(
    endpoints.map((row) => [row.service, row.endpoint, row.kept.entries, row.asked.hitRate]),
    [
      ["tmdb", "movie", 1, 0.6],
      ["tmdb", "search/movie", 1, null],
      ["tmdb", "tv", 1, null],
      ["tvmaze", "search/shows", 1, null],
    ],
  );
  assertEquals(
    figures.days.map(({ day, hitRate }: { day: string; hitRate: number }) => [day, hitRate]),
    [["2026-01-01", 0.75], ["2026-01-02", 0]],
  );
});

Deno.test("cache list and clear take what the flags name", async () => {
  using cache = await makeCache();
  assertEquals(await cache.listAddresses(), [
    "/movie/949",
    "/search/movie",
    "/tv/1399",
    "/search/shows",
  ]);
  assertEquals(await cache.listAddresses("--provider", "tvmaze"), ["/search/shows"]);
  assertEquals(await cache.listAddresses("--title", "HEAT"), ["/movie/949", "/search/movie"]);
  assertEquals(await cache.listAddresses("--expired"), ["/movie/949", "/tv/1399"]);
  const some = await cache.run({ args: ["clear", "--expired", "--title", "game of thrones"] });
  assertEquals([some.code, some.stderr], [0, "cache clear: 1 answer forgotten\n"]);
  const all = await cache.run({ args: ["clear"] });
  assertEquals(all.stderr, "cache clear: 3 answers forgotten\n");
  assertEquals(await cache.listAddresses(), []);
});

Deno.test("cache import takes what cache export wrote, and only what is newer", async () => {
  using cache = await makeCache();
  const { stdout: exported } = await cache.run({ args: ["export"] });
  await cache.run({ args: ["clear"] });
  const old = JSON.stringify({
    ...{ service: "tmdb", endpoint: "movie", address: "/movie/1", value: { id: 1 } },
    ...{ fetchedAt: "2020-01-01T00:00:00Z", expiresAt: "2040-01-01T00:00:00Z" },
  });
  const input = `${exported}${old}\n{"no":"answer"}\n`;
  const first = await cache.run({ args: ["import"], input });
  assertEquals(first.code, 1);
  assertStringIncludes(first.stderr, "4 answers taken over, 1 left out");
  assertEquals(first.records.map(({ errors }) => errors[0].code), ["invalid_record"]);
  const again = await cache.run({ args: ["import"], input: exported });
  assertStringIncludes(again.stderr, "0 answers taken over, 4 left out");
  const { stdout } = await cache.run({ args: ["export"] });
  assertEquals(stdout, exported);
});

Deno.test("cache compact gives room back and keeps the rest", async () => {
  using cache = await makeCache();
  const noise = { title: "x".repeat(50_000) };
  const answers = await openCache({ place: cache.place, now: Date.now });
  for (let id = 0; id < 20; id++) {
    const key = { service: "tmdb", endpoint: "movie", address: `/movie/${id}` };
    answers.set(key, { value: noise, fetchedAt: 0, expiresAt: 1 });
  }
  await answers.close();
  const before = await cache.run({ args: ["export"] });
  const { code, stderr } = await cache.run({ args: ["compact"] });
  assertEquals(code, 0);
  const [, after, had] = /has (\d+) bytes, had (\d+)/.exec(stderr)!;
  assert(Number(after) < 100_000 && Number(had) > 1_000_000, stderr);
  const { stdout } = await cache.run({ args: ["export"] });
  assertEquals(stdout, before.stdout.replace(/.*1970-01-01.*\n/g, ""));
  const { records: [figures] } = await cache.run({ args: ["stats"] });
  assertEquals(figures.asked.hits, 3);
});

Deno.test("cache compact takes files alone", async () => {
  using cache = await makeCache();
  for (const place of ["https://kv.example/db", ":memory:"]) {
    const { code, stderr } = await cache.run({ args: ["compact", "--cache", place] });
    assertStringIncludes(stderr, `cache compact: Cannot compact "${place}": it is no file\n`);
    assertEquals(code, 2);
  }
});

Deno.test("cache ends with 2 and says why where a cache cannot be opened", async () => {
  using cache = await makeCache();
  const elsewhere = `${cache.path}/answers.db`;
  for (const command of ["stats", "compact"]) {
    const { code, stderr } = await cache.run({ args: [command, "--cache", elsewhere] });
    assertStringIncludes(stderr, `cache ${command}: Cannot open the cache "${elsewhere}": it `);
    assertStringIncludes(stderr, "which deno task install --cache grants");
    assertEquals(code, 2);
  }
});

Deno.test("cache refresh expires what has changed at TMDB, and lets the rest hold on", async () => {
  using cache = await makeCache();
  const asked: string[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const { pathname, searchParams } = new URL(request.url);
      asked.push(`${pathname} ${searchParams.get("page")}`);
      if (request.headers.get("authorization") !== `Bearer ${TOKEN}`) {
        return new Response(TOKEN, { status: 401 });
      }
      const isLast = pathname.startsWith("/tv") || searchParams.get("page") === "2";
      const results = isLast && pathname.startsWith("/movie") ? [{ id: 949, adult: false }] : [];
      return Response.json({ results, page: 1, total_pages: isLast ? 1 : 2 });
    },
  );
  const host = `127.0.0.1:${server.addr.port}`;
  const args = ["refresh", "--tmdb-url", `http://${host}`];
  const env = { TMDB_TOKEN: TOKEN };
  const { code, stderr } = await cache.run({ args, env, hosts: [host] });
  assertEquals([code, stderr], [
    0,
    "cache refresh: 1 changed, 1 hold for longer, 0 too old to tell\n",
  ]);
  assertEquals(asked, ["/movie/changes 1", "/movie/changes 2", "/tv/changes 1"]);
  assertEquals(await cache.listAddresses("--expired"), ["/movie/949"]);

  const refused = await cache.run({ args, env: { TMDB_TOKEN: "other" }, hosts: [host] });
  assertEquals(refused.code, 1);
  assertStringIncludes(refused.stderr, "Cannot ask tmdb: it refuses the key");
  const [noKey, noHost] = await Promise.all([
    cache.run({ args }),
    cache.run({ args, env }),
  ]);
  assertEquals([noKey.code, noHost.code], [2, 2]);
  assertStringIncludes(noKey.stderr, "set TMDB_TOKEN");
  assertStringIncludes(noHost.stderr, `deno task install --host ${host}`);
  const all = await cache.run({ args: ["export"] });
  assertEquals(
    [stderr, refused.stderr, noHost.stderr, all.stdout].join("").includes(TOKEN),
    false,
  );
});

Deno.test("cache says why a file is none, with exit code 2", async () => {
  using cache = await makeCache();
  const path = `${cache.path}/.cache/shelve/foreign.db`;
  await Deno.writeTextFile(path, "this is no database\n".repeat(500));
  const [foreign, elsewhere, homeless] = await Promise.all([
    cache.run({ args: ["stats", "--cache", path] }),
    cache.run({ args: ["stats", "--cache", `${cache.path}/other/answers.db`] }),
    cache.run({ args: ["stats"], env: { HOME: "" } }),
  ]);
  assertEquals([foreign.code, elsewhere.code, homeless.code], [2, 2, 2]);
  assertStringIncludes(foreign.stderr, "file is not a database; remove it to begin anew");
  assertStringIncludes(elsewhere.stderr, "deno task install --cache");
  assertStringIncludes(homeless.stderr, "there is no $HOME");
});
