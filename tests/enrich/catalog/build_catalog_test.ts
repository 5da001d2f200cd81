import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import {
  buildCatalog,
  type BuildOptions,
  CatalogError,
  openCatalog,
} from "../../../lib/enrich/mod.ts";
import { makeFolder } from "../../make_folder.ts";

const LINE = '{"tmdb_id":1,"title":"A Film","year":2000,"aka":["Ein Film"],"vote_count":5}';

/** Builds a catalog of `text` in `folder`; gives what was said of bad lines. */
async function build(folder: string, text: string, options: Partial<BuildOptions> = {}) {
  const problems: string[] = [];
  await Deno.writeTextFile(`${folder}/rows.ndjson`, text);
  const result = await buildCatalog({
    files: [`${folder}/rows.ndjson`],
    output: `${folder}/catalog.db`,
    now: () => new Date("2020-02-02T00:00:00Z"),
    onBadLine: (problem) => problems.push(problem),
    ...options,
  });
  return { ...result, problems };
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("buildCatalog() goes on past bad lines and tells of each", async () => {
  using folder = makeFolder();
  const lines = [
    LINE,
    "{not json",
    "[]",
    '{"tmdb_id":2}',
    '{"title":"No id"}',
    '{"tmdb_id":50000001,"tmdb_id_synthetic":true,"title":"No real id"}',
    "",
    '{"imdb_id":"tt0000002","title":"Another"}',
  ];
  const { titles, badLines, problems } = await build(folder.path, lines.join("\n"));
  assertEquals([titles, badLines], [2, 5]);
  assertEquals(problems.map((problem) => /line (\d+)/.exec(problem)?.[1]), [
    "2",
    "3",
    "4",
    "5",
    "6",
  ]);
  assertEquals(names(folder.path), ["catalog.db", "rows.ndjson"]);
  const catalog = openCatalog(`${folder.path}/catalog.db`);
  assertEquals(catalog.readFacts(), {
    builtAt: "2020-02-02T00:00:00.000Z",
    episodes: 0,
    names: 3,
    titles: 2,
  });
  catalog.close();
});

Deno.test("buildCatalog() replaces an old catalog and an empty file, and nothing else", async () => {
  using folder = makeFolder();
  const output = `${folder.path}/catalog.db`;
  await Deno.writeTextFile(output, "");
  await build(folder.path, LINE);
  await build(folder.path, LINE);
  for (const other of ["a", "of somebody\n".repeat(100)]) {
    await Deno.writeTextFile(output, other);
    const message = `Cannot write "${output}": it is there, and no catalog`;
    await assertRejects(() => build(folder.path, LINE), Error, message);
    assertEquals(await Deno.readTextFile(output), other);
  }
  assertEquals(names(folder.path), ["catalog.db", "rows.ndjson"]);
});

Deno.test("buildCatalog() says why it cannot read or write", async () => {
  using folder = makeFolder();
  const cases: readonly (readonly [Partial<BuildOptions>, string])[] = [
    [{ files: [`${folder.path}/none`] }, `Cannot read "${folder.path}/none": it is not there`],
    [
      { output: `${folder.path}/rows.ndjson/x.db` },
      `Cannot write "${folder.path}/rows.ndjson/x.db": file exists`,
    ],
    [{ output: folder.path }, `Cannot write "${folder.path}": it is a folder`],
  ];
  for (const [options, message] of cases) {
    const error = await assertRejects(() => build(folder.path, LINE, options), Error);
    assertEquals(error.message, message);
  }
});

Deno.test("buildCatalog() makes the folder of the catalog", async () => {
  using folder = makeFolder();
  const output = `${folder.path}/config/shelve/catalog.db`;
  await build(folder.path, LINE, { output });
  openCatalog(output).close();
});

Deno.test("buildCatalog() leaves the old catalog as it was where it fails", async () => {
  using folder = makeFolder();
  await build(folder.path, LINE);
  const before = await Deno.readFile(`${folder.path}/catalog.db`);
  await assertRejects(() => build(folder.path, "nothing\n"), Error, "no line holds a title");
  await assertRejects(
    () =>
      build(folder.path, "", { files: [`${folder.path}/rows.ndjson`, `${folder.path}/missing`] }),
    Error,
    "missing",
  );
  assertEquals(await Deno.readFile(`${folder.path}/catalog.db`), before);
  assertEquals(names(folder.path), ["catalog.db", "rows.ndjson"]);
});

Deno.test("buildCatalog() clears away what a killed build left", async () => {
  using folder = makeFolder();
  await Deno.writeTextFile(`${folder.path}/catalog.db.partial`, "half a catalog");
  await build(folder.path, LINE);
  assertEquals(names(folder.path), ["catalog.db", "rows.ndjson"]);
});

Deno.test("buildCatalog() makes the same file of the same rows", async () => {
  using folder = makeFolder();
  await build(folder.path, LINE);
  const first = await Deno.readFile(`${folder.path}/catalog.db`);
  await build(folder.path, LINE);
  assertEquals(await Deno.readFile(`${folder.path}/catalog.db`), first);
});

Deno.test("buildCatalog() keeps titles that are hostile as they are, but for controls", async () => {
  using folder = makeFolder();
  const title = "a'; DROP TABLE title; --\u001b[31m\n\ud800 x";
  await build(
    folder.path,
    JSON.stringify({ ...JSON.parse(LINE), title, aka: ["__proto__", 5, null] }),
  );
  const catalog = openCatalog(`${folder.path}/catalog.db`);
  assertEquals(
    catalog.findById({ tmdb: 1 }, ["movie"])?.title,
    "a'; DROP TABLE title; -- [31m \ufffd x",
  );
  assertEquals(catalog.findById({ tmdb: 1 }, ["movie"])?.otherTitles, ["__proto__"]);
  catalog.close();
});

/** A table as IMDb writes it. */
function toTsv(rows: readonly string[]): string {
  return rows.map((row) => row.split(" | ").join("\t")).join("\n") + "\n";
}

const IMDB: Readonly<Record<string, string>> = {
  "title.akas.tsv": toTsv([
    "titleId | ordering | title | region | language | types | attributes | isOriginalTitle",
    "tt0000011 | 1 | Der Film | DE | \\N | imdbDisplay | \\N | 0",
    "tt0000011 | 2 | A Film | \\N | \\N | original | \\N | 1",
    "tt0000013 | 1 | Not of a film | DE | \\N | \\N | \\N | 0",
  ]),
  "title.basics.tsv": toTsv([
    "tconst | titleType | primaryTitle | originalTitle | isAdult | startYear | endYear | runtimeMinutes | genres",
    'tt0000011 | movie | A Film | Un "film | 0 | 1999 | \\N | 90 | Drama',
    "tt0000012 | tvSeries | A Show | A Show | 0 | 2001 | 2003 | \\N | Drama",
    "tt0000013 | short | A Short | A Short | 0 | 1999 | \\N | 9 | Short",
    "tt0000014 | tvEpisode | Its Beginning | Its Beginning | 0 | 2001 | \\N | 30 | Drama",
    "tt0000015 | tvEpisode | Episode #1.2 | Episode #1.2 | 0 | 2001 | \\N | 30 | Drama",
    "tt0000016 | movie | Blue | Blue | 1 | 2001 | \\N | 30 | Adult",
    "tt10000017 | tvMiniSeries | Few | Few | 0 | \\N | \\N | 30 | Drama",
    "no id | movie | Bad | Bad | 0 | 2001 | \\N | 30 | Drama",
  ]),
  "title.episode.tsv": toTsv([
    "tconst | parentTconst | seasonNumber | episodeNumber",
    "tt0000015 | tt0000012 | 1 | 2",
    "tt0000014 | tt0000012 | 1 | 1",
    "tt0000018 | tt0000012 | \\N | \\N",
  ]),
  "title.ratings.tsv": toTsv(["tconst | averageRating | numVotes", "tt0000011 | 6.1 | 12345"]),
};

Deno.test("buildCatalog() joins IMDb's files, in whatever order they are given", async () => {
  using folder = makeFolder();
  const files = Object.keys(IMDB).map((name) => `${folder.path}/${name}`);
  for (const path of files) {
    await Deno.writeTextFile(path, IMDB[path.slice(folder.path.length + 1)]!);
  }
  const { titles, problems } = await build(folder.path, "", { files });
  assertEquals([titles, problems], [3, [
    `Cannot read line 9 of "${folder.path}/title.basics.tsv": it begins with no id of IMDb`,
  ]]);
  const catalog = openCatalog(`${folder.path}/catalog.db`);
  const film = catalog.findById({ imdb: "tt0000011" }, ["movie"]);
  const show = catalog.findById({ imdb: "tt0000012" }, ["episode"]);
  const few = catalog.findById({ imdb: "tt10000017" }, ["episode"]);
  assertEquals(
    [film?.title, film?.originalTitle, film?.otherTitles, film?.year, film?.votes],
    ["A Film", 'Un "film', ["Der Film"], 1999, 123],
  );
  assertEquals(catalog.readEpisodes(Number(show!.key)), [
    { season: 1, number: 1, title: "Its Beginning" },
    { season: 1, number: 2 },
  ]);
  assertEquals([few?.title, few?.year], ["Few", undefined]);
  assertEquals(catalog.findById({ imdb: "tt0000013" }, ["movie"]), undefined);
  catalog.close();
});

Deno.test("buildCatalog() needs IMDb's titles where it is given the rest", async () => {
  using folder = makeFolder();
  const options = { files: [`${folder.path}/rows.ndjson`] };
  await assertRejects(
    () => build(folder.path, IMDB["title.akas.tsv"]!, options),
    Error,
    "title.basics is needed",
  );
  assertEquals(names(folder.path), ["rows.ndjson"]);
});

async function gzip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

Deno.test("buildCatalog() reads what is gzipped, and TMDB's exports", async () => {
  using folder = makeFolder();
  const lines = [
    '{"adult":false,"id":7,"original_title":"Film","popularity":1.5,"video":false}',
    '{"id":7,"original_name":"Show","popularity":1.5}',
    '{"id":8,"name":"A Collection"}',
  ];
  const path = `${folder.path}/export.json`;
  await Deno.writeFile(path, await gzip(lines.join("\n")));
  const { titles, badLines } = await build(folder.path, "", { files: [path] });
  assertEquals([titles, badLines], [2, 1]);
  const catalog = openCatalog(`${folder.path}/catalog.db`);
  assertEquals(catalog.findById({ tmdb: 7 }, ["movie"])?.title, "Film");
  assertEquals(catalog.findById({ tmdb: 7 }, ["episode"])?.title, "Show");
  catalog.close();
  await Deno.writeFile(path, (await gzip(lines.join("\n"))).slice(0, -12));
  await assertRejects(() => build(folder.path, "", { files: [path] }), Error, "Cannot read");
});

Deno.test("buildCatalog() takes the first of two rows with one id", async () => {
  using folder = makeFolder();
  const lines = [
    '{"tmdb_id":1,"imdb_id":"tt0000001","title":"First"}',
    '{"tmdb_id":1,"title":"Second"}',
    '{"imdb_id":"tt0000001","title":"Third"}',
    '{"tmdb_id":1,"name":"A show"}',
  ];
  assertEquals((await build(folder.path, lines.join("\n"))).titles, 2);
});

Deno.test("buildCatalog() tells of a file that is no text at all in few words", async () => {
  using folder = makeFolder();
  const noise = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256);
  await Deno.writeFile(`${folder.path}/noise`, noise);
  const problems: string[] = [];
  await assertRejects(
    () =>
      build(folder.path, "", {
        files: [`${folder.path}/noise`],
        onBadLine: (p) => problems.push(p),
      }),
    Error,
    "no line holds a title",
  );
  assertEquals(problems.length, 21);
});

Deno.test("openCatalog() says why a file is none", async () => {
  using folder = makeFolder();
  const path = `${folder.path}/x.db`;
  const how = `catalog build FILE… --output "${path}"`;
  const missing = `Cannot open the catalog "${path}": it is not there; make it by ${how}`;
  assertThrows(() => openCatalog(path), CatalogError, missing);
  assertThrows(() => openCatalog(folder.path), CatalogError, "it is a folder");
  await Deno.writeTextFile(path, "this is a text and no database at all");
  assertThrows(() => openCatalog(path), CatalogError, "Cannot use");
  await Deno.writeFile(path, new Uint8Array());
  assertThrows(() => openCatalog(path), CatalogError, "it is no catalog");
  await Deno.remove(path);
  await build(folder.path, LINE, { output: path });
  const db = new DatabaseSync(path);
  db.exec("PRAGMA user_version = 0");
  db.close();
  assertThrows(() => openCatalog(path), CatalogError, `; build it anew by ${how}`);
});
