import { assertEquals } from "@std/assert";
import { CATALOG } from "../../../lib/enrich/providers/catalog.ts";
import { makeCatalog } from "../small_catalog.ts";
import { testProvider } from "./test_provider.ts";

Deno.test("CATALOG keeps what every provider promises, for films and shows", async () => {
  using catalog = await makeCatalog();
  const context = { catalog };
  await testProvider(CATALOG, { context, known: { kind: "movie", title: "Heat", year: 1995 } });
  await testProvider(CATALOG, {
    context,
    known: { kind: "episode", title: "Firefly", year: 2002 },
  });
});

Deno.test("CATALOG gives a show's episodes in order, and says when it has no list", async () => {
  const episodes = (numbers: string) =>
    `[${numbers.split(" ").map((number) => `{"episode_number":${number},"name":"${number}"}`)}]`;
  const rows = [
    '{"tvdb_id":1,"name":"Listed","seasons":[' +
    `{"season_number":2,"episodes":${episodes("1")}},{"season_number":1,"episodes":${
      episodes("2 1")
    }}]}`,
    '{"tvdb_id":2,"name":"Unlisted"}',
  ];
  using catalog = await makeCatalog(rows);
  const read = async (tvdb: number) => {
    const show = await CATALOG.lookup!({ tvdb }, { kinds: ["episode"], context: { catalog } });
    return await CATALOG.episodes!(show!, { catalog });
  };
  assertEquals(await read(1), [
    { season: 1, number: 1, title: "1" },
    { season: 1, number: 2, title: "2" },
    { season: 2, number: 1, title: "1" },
  ]);
  assertEquals(await read(2), undefined);
});
