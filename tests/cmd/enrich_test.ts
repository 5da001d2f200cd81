import { assertEquals, assertStringIncludes } from "@std/assert";
import { toRecord } from "../enrich/named_records.ts";
import { makeCatalog } from "../enrich/small_catalog.ts";
import { makeFolder } from "../make_folder.ts";
import { runCommand, type Running } from "./_run.ts";

const COMMAND = new URL("../../cmd/enrich.ts", import.meta.url).pathname;

async function run(running: Running) {
  const { code, stderr, records } = await runCommand("enrich", running);
  return { code, said: stderr, records };
}

function line(parsed: object, file: object = {}): string {
  const record = toRecord(parsed);
  return JSON.stringify({ ...record, file: { ...record.file, ...file } }) + "\n";
}

Deno.test("enrich --catalog adds the match to each record", async () => {
  using catalog = await makeCatalog();
  const { code, said, records } = await run({
    args: ["--catalog", catalog.path],
    input: line({ title: "Heat", year: 1995 }) + line({ title: "Nothing Like It", year: 1995 }),
  });
  assertEquals([code, said], [0, ""]);
  assertEquals(records.map(({ match }) => [match.status, match.ids?.tmdb]), [
    ["sure", 949],
    ["none", undefined],
  ]);
});

Deno.test("enrich reads the NFO beside a video", async () => {
  using catalog = await makeCatalog();
  const nfo = `${catalog.path}.nfo`;
  await Deno.writeTextFile(nfo, "\xff https://www.themoviedb.org/movie/1091");
  const file = { path: "/in/a.mkv", sidecars: [{ path: nfo, kind: "nfo" }] };
  const { records } = await run({
    args: ["--catalog", catalog.path],
    input: line({ title: "a" }, file),
  });
  assertEquals([records[0].match.title, records[0].match.reasons[0]], ["The Thing", "id_in_nfo"]);
});

Deno.test("enrich takes the catalog at its usual place", async () => {
  using catalog = await makeCatalog();
  using folder = makeFolder();
  await Deno.mkdir(`${folder.path}/shelve`);
  await Deno.copyFile(catalog.path, `${folder.path}/shelve/catalog.db`);
  const input = line({ title: "Sintel", year: 2010 });
  const { code, records } = await run({ input, env: { XDG_CONFIG_HOME: folder.path } });
  assertEquals([code, records[0].match.ids.tmdb], [0, 45745]);
});

Deno.test("enrich says how to get a catalog where there is none, and goes on", async () => {
  const { code, said, records } = await run({
    args: ["--offline"],
    input: line({ title: "Heat", year: 1995 }) + line({ title: "X", ids: { imdb: "tt0000001" } }),
    env: { XDG_CONFIG_HOME: "/no/such/folder", HOME: "/no/such/home" },
  });
  assertEquals(code, 0);
  assertStringIncludes(said, "catalog build");
  assertEquals(records.map(({ match }) => match.status), ["none", "likely"]);
});

Deno.test("enrich learn says which lines it cannot learn from, and learns from the others", async () => {
  const match = { status: "ambiguous", ids: { tmdb: 949 }, reasons: [] };
  const input = JSON.stringify({ ...JSON.parse(line({ title: "Heat" })), match }) + "\n";
  const { code, said, records } = await run({
    args: ["learn"],
    input: `nonsense\n${input}{"a": 1}\n`,
    permissions: [],
  });
  assertEquals([code, records.length], [1, 1]);
  assertStringIncludes(said, "Cannot learn from 2 lines, the first of them: ");
});

Deno.test("enrich learn makes overrides that enrich keeps to", async () => {
  using catalog = await makeCatalog();
  const input = line({ title: "Halloween" });
  const { records: [found] } = await run({ args: ["--catalog", catalog.path], input });
  assertEquals(found.match.status, "ambiguous");
  const { tmdb, imdb } = found.match.candidates[1].ids;
  const edited = JSON.stringify({ ...found, match: { ...found.match, ids: { tmdb, imdb } } });
  const learnt = await run({ args: ["learn"], input: edited + "\n", permissions: [] });
  assertEquals([learnt.code, learnt.said, learnt.records.length], [0, "", 1]);
  const overrides = `${catalog.path}.overrides`;
  await Deno.writeTextFile(overrides, JSON.stringify(learnt.records[0]) + "\n");
  const after = await run({ args: ["--catalog", catalog.path, "--overrides", overrides], input });
  assertEquals([after.code, after.records[0].match.status], [0, "sure"]);
  assertEquals(after.records[0].match.ids.tmdb, tmdb);
  await Deno.writeTextFile(overrides, "no json\n");
  const bad = await run({ args: ["--catalog", catalog.path, "--overrides", overrides], input });
  assertEquals(bad.code, 2);
  assertStringIncludes(bad.said, "line 1 is no JSON");
});

Deno.test("enrich --order wants a provider that knows the order", async () => {
  using catalog = await makeCatalog();
  const input = line({ kind: "episode", title: "Firefly", absoluteEpisodes: [2] });
  const offline = ["--offline", "--catalog", catalog.path];
  const [counted, missing] = await Promise.all([
    run({ args: [...offline, "--order", "tvdb-absolute"], input }),
    run({ args: [...offline, "--order", "tvdb-dvd"], input }),
  ]);
  const [episode] = counted.records[0].match.episodes;
  assertEquals([counted.code, episode.season, episode.number], [0, 1, 2]);
  assertEquals(missing.code, 2);
  assertStringIncludes(missing.said, "--order tvdb-dvd needs tmdb or tvmaze");
});

Deno.test("enrich reads the tvshow.nfo above an episode", async () => {
  using catalog = await makeCatalog();
  using folder = makeFolder();
  await Deno.mkdir(`${folder.path}/Show/Season 1`, { recursive: true });
  await Deno.writeTextFile(
    `${folder.path}/Show/tvshow.nfo`,
    "<tvshow><tmdbid>1437</tmdbid></tvshow>",
  );
  const parsed = { kind: "episode", title: "ff", season: 1, episodes: [1] };
  const input = line(parsed, { path: `${folder.path}/Show/Season 1/ff.s01e01.mkv` });
  const { records: [{ match }] } = await run({
    args: ["--offline", "--catalog", catalog.path],
    input,
  });
  assertEquals([match.title, match.reasons[0]], ["Firefly", "id_in_nfo"]);
});

Deno.test("enrich stops at once with 2 where the catalog cannot be used", async () => {
  const [missing, foreign] = await Promise.all([
    run({ args: ["--catalog", "/no/such.db"], input: line({ title: "Heat" }) }),
    run({ args: ["--catalog", COMMAND], input: line({ title: "Heat" }) }),
  ]);
  assertEquals([missing.code, foreign.code], [2, 2]);
  assertEquals([missing.records, foreign.records], [[], []]);
  assertStringIncludes(missing.said, "catalog build");
  assertStringIncludes(foreign.said, "Cannot use the catalog");
});

Deno.test("enrich fails a record that it cannot read, and goes on", async () => {
  using catalog = await makeCatalog();
  const { code, records } = await run({
    args: ["--catalog", catalog.path],
    input: 'not json\n{"file":{"path":"a"}}\n' + line({ title: 5 }) +
      line({ title: "Sintel", year: 2010 }),
  });
  assertEquals(code, 1);
  assertEquals(records.map(({ errors }) => errors?.[0].code), [
    "invalid_json",
    "missing_field",
    "invalid_record",
    undefined,
  ]);
});

const TOKEN = "s3cr3t-t0ken";

Deno.test("enrich tells of a provider that cannot work", async () => {
  const [unknown, noKey, offline, badKey, german] = await Promise.all([
    run({ args: ["--provider", "imdb"] }),
    run({ args: ["--provider", "tmdb"] }),
    run({ args: ["--provider", "tvmaze", "--offline"] }),
    run({ env: { TMDB_TOKEN: `${TOKEN} \u{1f511}` } }),
    run({ args: ["--language", "german"] }),
  ]);
  assertEquals([unknown, noKey, offline, badKey, german].map(({ code }) => code), [2, 2, 2, 2, 2]);
  assertStringIncludes(german.said, '--language needs a code such as de or pt-BR: "german"');
  assertStringIncludes(unknown.said, "choose from name, nfo, catalog, tmdb, tvmaze");
  assertStringIncludes(noKey.said, "TMDB_TOKEN");
  assertStringIncludes(offline.said, "--offline");
  assertStringIncludes(badKey.said, "TMDB_TOKEN holds a character");
  assertEquals(badKey.said.includes(TOKEN), false);
});
