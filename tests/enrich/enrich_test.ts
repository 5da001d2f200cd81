import { assertEquals } from "@std/assert";
import { enrich, type Services } from "../../lib/enrich/mod.ts";
import type { EnrichedRecord, Ids, ParsedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";
import { type Given, match, toRecord } from "./named_records.ts";
import { FakeClock } from "./request/fake_clock.ts";
import { makeCatalog } from "./small_catalog.ts";

Deno.test("enrich() names nothing while it is in doubt, but shows the candidates", async () => {
  using catalog = await makeCatalog();
  const [found] = await match([{ title: "Halloween" }], { catalog });
  assertEquals(found?.status, "ambiguous");
  assertEquals(found?.reasons.at(-1), "several_fit");
  assertEquals([found?.title, found?.ids, found?.kind], [undefined, undefined, undefined]);
  assertEquals(found?.candidates?.map(({ year }) => year).sort(), [1978, 2007, 2018]);
});

Deno.test("enrich() finds the famous one among dozens of one title", async () => {
  const rows = Array.from(
    { length: 60 },
    (_, index) =>
      `{"tmdb_id":${index + 1},"title":"Love","year":${1950 + index},"vote_count":${
        index === 55 ? 9000 : index
      }}`,
  );
  using catalog = await makeCatalog(rows);
  const [found, other] = await match([{ title: "Love" }, { title: "Love", year: 1960 }], {
    catalog,
  });
  assertEquals([found?.status, found?.ids?.tmdb], ["likely", 56]);
  assertEquals([other?.status, other?.ids?.tmdb], ["likely", 11]);
});

Deno.test("enrich() gives the episodes as the show's list has them", async () => {
  using catalog = await makeCatalog();
  const show: Given = { kind: "episode", title: "The Office US", season: 1 };
  const [two, absolute, dated, unlisted] = await match([
    { ...show, episodes: [2, 3] },
    { kind: "episode", title: "Shingeki no Kyojin", absoluteEpisodes: [26] },
    { kind: "episode", title: "Firefly", date: "2002-11-15" },
    { ...show, season: 3, episodes: [4] },
  ], { catalog });
  assertEquals(two?.episodes, [
    { season: 1, number: 2, title: "Diversity Day", airDate: "2005-03-29" },
    { season: 1, number: 3, title: "Health Care", airDate: "2005-04-05" },
  ]);
  assertEquals([absolute?.season, absolute?.episodes?.[0]?.title], [2, "Beast Titan"]);
  assertEquals(dated?.episodes, [
    { season: 1, number: 9, title: "Ariel", airDate: "2002-11-15" },
  ]);
  assertEquals(unlisted?.status, "likely");
  assertEquals(unlisted?.episodes, [{ season: 3, number: 4 }]);
  assertEquals(unlisted?.reasons.includes("season_not_listed"), true);
});

Deno.test("enrich() lets an id beat title and year, but not both", async () => {
  using catalog = await makeCatalog();
  const [sure, year, title, conflict, unknown, clash] = await match([
    { title: "The Matrix", year: 1999, ids: { tmdb: 603 } },
    { title: "The Thing", year: 1982, ids: { imdb: "tt0905372" } },
    { title: "Ein fremder Name", ids: { tmdb: 603 } },
    { title: "Heat", year: 1995, ids: { tmdb: 603 } },
    { title: "Home Video", year: 2020, ids: { tmdb: 999_999 } },
    { title: "Heat", year: 1995, ids: { tmdb: 999_999 } },
  ], { catalog });
  assertEquals([sure?.status, sure?.ids?.tmdb], ["sure", 603]);
  assertEquals([year?.status, year?.ids?.tmdb, year?.year], ["likely", 60935, 2011]);
  assertEquals([title?.status, title?.ids?.tmdb], ["likely", 603]);
  assertEquals([conflict?.status, conflict?.reasons.at(-1)], ["ambiguous", "id_conflict"]);
  assertEquals(conflict?.candidates?.slice(0, 2).map(({ ids }) => ids.tmdb), [603, 949]);
  assertEquals([unknown?.status, unknown?.title, unknown?.ids], [
    "likely",
    "Home Video",
    { tmdb: 999_999 },
  ]);
  assertEquals(unknown?.reasons, ["id_in_name", "id_not_verified"]);
  assertEquals([clash?.status, clash?.reasons.at(-1)], ["ambiguous", "id_conflict"]);
});

Deno.test("enrich() takes nothing for an id that cannot be one", async () => {
  using catalog = await makeCatalog();
  for (
    const ids of [{ tmdb: "603" }, { imdb: 5 }, { tmdb: {} }, { tvdb: -1 }, { tmdb: 1.5 }, {}]
  ) {
    const [found] = await match([{ title: "Sintel", year: 2010, ids: ids as Ids }], { catalog });
    assertEquals([found?.status, found?.ids?.tmdb, found?.reasons[0]], [
      "sure",
      45745,
      "title_equal",
    ]);
  }
});

Deno.test("enrich() keeps an id that the chosen title lacks in the catalog", async () => {
  using catalog = await makeCatalog();
  const [found] = await match([
    { kind: "episode", title: "Sherlock", season: 1, episodes: [1], ids: { tvmaze: 335 } },
  ], { catalog });
  assertEquals(found?.ids, { tmdb: 19885, tvdb: 176941, imdb: "tt1475582", tvmaze: 335 });
  assertEquals(found?.episodes?.[0]?.title, "A Study in Pink");
});

Deno.test("enrich() reads the ids of an NFO", async () => {
  using catalog = await makeCatalog();
  const record: ParsedRecord = {
    file: { path: "/in/a.mkv", sidecars: [{ path: "/in/a.nfo", kind: "nfo" }] },
    parsed: { kind: "movie", title: "a", confidence: 0.2 },
  };
  const readHead = (path: string, bytes: number) =>
    Promise.resolve(
      path === "/in/a.nfo" && bytes > 0
        ? '<movie><uniqueid type="tmdb" default="true">1091</uniqueid></movie>'
        : undefined,
    );
  const [out] = await collect(
    fromRecords([record]).pipeThrough(enrich({ catalog, readHead })),
  ) as EnrichedRecord[];
  assertEquals([out?.match.status, out?.match.title, out?.match.year], [
    "likely",
    "The Thing",
    1982,
  ]);
  assertEquals(out?.match.reasons[0], "id_in_nfo");
});

Deno.test("enrich() gives an extra the match of the folder it lies in", async () => {
  using catalog = await makeCatalog();
  const extra: Given = { extra: "featurette", title: "Making of" };
  const found = await match([
    { ...extra, path: "/in/The Thing (1982)/Featurettes/Making of.mkv" },
    { ...extra, path: "/in/The Thing (2011)/Making of.mkv" },
    { ...extra, path: "/tv/Firefly/Season 1/Extras/Making of.mkv", kind: "unknown" },
    { ...extra, path: "/in/stuff/Making of.mkv" },
  ], { catalog });
  assertEquals(found.map(({ ids }) => ids?.tmdb), [1091, 60935, 1437, undefined]);
});

Deno.test("enrich() says none without a catalog and ids", async () => {
  assertEquals(await match([{ title: "Heat", year: 1995 }], {}), [
    { status: "none", reasons: ["no_candidate"] },
  ]);
});

Deno.test("enrich() finds nothing for a giant title", async () => {
  using catalog = await makeCatalog();
  const [found] = await match([{ title: "The Matrix ".repeat(5_000), year: 1999 }], { catalog });
  assertEquals(found?.ids, undefined);
});

Deno.test("enrich() leaves alone what has a match and lets unknown fields travel on", async () => {
  using catalog = await makeCatalog();
  const done: EnrichedRecord = {
    ...toRecord({ title: "Heat" }),
    match: { status: "none", reasons: ["mine"] },
  };
  const fresh = { ...toRecord({ title: "Sintel" }), mine: 1 };
  const out = await collect(
    fromRecords<ParsedRecord>([done, fresh]).pipeThrough(enrich({ catalog })),
  );
  assertEquals(out[0], done);
  assertEquals(out[1]?.["mine"], 1);
});

Deno.test("enrich() never guesses where a service cannot be asked, and goes on with the rest", async () => {
  using catalog = await makeCatalog();
  const services: Services = {
    clock: new FakeClock(),
    fetch: () => Promise.resolve(new Response("down", { status: 503 })),
    tmdb: { token: "t" },
  };
  const given = [{ title: "Sintel" }, { title: "Unknown", year: 2001 }, { title: "Aliens" }];
  const out = await collect(
    fromRecords(given.map(toRecord)).pipeThrough(enrich({ catalog, services })),
  );
  const statuses = out.map((record) => (record as EnrichedRecord).match.status);
  assertEquals(statuses, ["likely", "unavailable", "likely"]);
  assertEquals(out.map(({ errors }) => errors?.[0]?.code), [
    undefined,
    "provider_unavailable",
    undefined,
  ]);
});

Deno.test("enrich() asks a service once for many records of one title", async () => {
  const asked: string[] = [];
  const services: Services = {
    clock: new FakeClock(),
    tmdb: { token: "t", url: "https://tmdb.test" },
    fetch: (input) => {
      const { pathname } = new URL(String(input));
      asked.push(pathname);
      return Promise.resolve(
        pathname === "/search/tv"
          ? new Response('{"results":[{"id":1,"name":"A Show","first_air_date":"2001-01-01"}]}')
          : new Response(
            '{"seasons":[],"season/1":{"episodes":[{"season_number":1,"episode_number":9}]}}',
          ),
      );
    },
  };
  const given = Array.from({ length: 100 }, (_, index): Given => (
    { kind: "episode", title: "A Show", season: 1, episodes: [index] }
  ));
  const found = await match(given, { services });
  assertEquals(found.every(({ ids }) => ids?.tmdb === 1), true);
  assertEquals(asked, ["/search/tv", "/tv/1"]);
});

Deno.test("enrich() takes an id that may be a film's or a show's for the one whose title agrees", async () => {
  using catalog = await makeCatalog();
  const [film, show] = await match([
    { kind: "unknown", title: "The Two Towers", ids: { tmdb: 121 } },
    { kind: "unknown", title: "Doctor Who", ids: { tmdb: 121 } },
  ], { catalog });
  assertEquals([film?.kind, show?.kind], ["movie", "episode"]);
});
