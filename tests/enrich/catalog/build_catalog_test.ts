import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  buildCatalog,
  type BuildOptions,
  CatalogError,
  openCatalog,
} from "../../../lib/enrich/mod.ts";

const LINE = '{"tmdb_id":1,"title":"A Film","year":2000,"aka":["Ein Film"],"vote_count":5}';

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

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
  await withFolder(async (folder) => {
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
    const { titles, badLines, problems } = await build(folder, lines.join("\n"));
    assertEquals([titles, badLines], [2, 5]);
    assertEquals(problems.map((problem) => /line (\d+)/.exec(problem)?.[1]), [
      "2",
      "3",
      "4",
      "5",
      "6",
    ]);
    assertEquals(names(folder), ["catalog.db", "rows.ndjson"]);
    const catalog = openCatalog(`${folder}/catalog.db`);
    assertEquals(catalog.readFacts(), {
      builtAt: "2020-02-02T00:00:00.000Z",
      episodes: "0",
      names: "3",
      titles: "2",
    });
    catalog.close();
  });
});

Deno.test("buildCatalog() leaves the old catalog as it was where it fails", async () => {
  await withFolder(async (folder) => {
    await build(folder, LINE);
    const before = await Deno.readFile(`${folder}/catalog.db`);
    await assertRejects(() => build(folder, "nothing\n"), Error, "no line holds a title");
    await assertRejects(
      () => build(folder, "", { files: [`${folder}/rows.ndjson`, `${folder}/missing`] }),
      Error,
      "missing",
    );
    assertEquals(await Deno.readFile(`${folder}/catalog.db`), before);
    assertEquals(names(folder), ["catalog.db", "rows.ndjson"]);
  });
});

Deno.test("buildCatalog() clears away what a killed build left", async () => {
  await withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/catalog.db.partial`, "half a catalog");
    await build(folder, LINE);
    assertEquals(names(folder), ["catalog.db", "rows.ndjson"]);
  });
});

Deno.test("buildCatalog() makes the same file of the same rows", async () => {
  await withFolder(async (folder) => {
    await build(folder, LINE);
    const first = await Deno.readFile(`${folder}/catalog.db`);
    await build(folder, LINE);
    assertEquals(await Deno.readFile(`${folder}/catalog.db`), first);
  });
});

Deno.test("buildCatalog() keeps titles that are hostile as they are, but for controls", async () => {
  await withFolder(async (folder) => {
    const title = "a'; DROP TABLE title; --\u001b[31m\n\ud800 x";
    await build(
      folder,
      JSON.stringify({ ...JSON.parse(LINE), title, aka: ["__proto__", 5, null] }),
    );
    const catalog = openCatalog(`${folder}/catalog.db`);
    assertEquals(
      catalog.findById({ tmdb: 1 }, ["movie"])?.title,
      "a'; DROP TABLE title; -- [31m \ufffd x",
    );
    assertEquals(catalog.findById({ tmdb: 1 }, ["movie"])?.otherTitles, ["__proto__"]);
    catalog.close();
  });
});

Deno.test("openCatalog() says why a file is none", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/x.db`;
    assertThrows(() => openCatalog(path), CatalogError, "Cannot open");
    await Deno.writeTextFile(path, "this is a text and no database at all");
    assertThrows(() => openCatalog(path), CatalogError, "Cannot use");
    await Deno.writeFile(path, new Uint8Array());
    assertThrows(() => openCatalog(path), CatalogError, "it is no catalog");
  });
});
