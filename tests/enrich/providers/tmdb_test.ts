import { assertEquals, assertRejects } from "@std/assert";
import { StageError } from "../../../lib/record/mod.ts";
import { TMDB } from "../../../lib/enrich/providers/tmdb.ts";
import { fakeServices, type Replies } from "./fake_service.ts";
import { testProvider } from "./test_provider.ts";

const HEAT = JSON.parse(
  '{"id":949,"title":"Heat","original_title":"Heat","release_date":"1995-12-15","vote_count":7000}',
);
const FIREFLY = JSON.parse(
  '{"id":1437,"name":"Firefly","original_name":"Firefly","first_air_date":"2002-09-20","origin_country":["US"],"vote_count":1700}',
);
const AMELIE = JSON.parse(
  '{"id":194,"title":"Amélie","original_title":"Le Fabuleux Destin d\'Amélie Poulain","release_date":"2001-04-25"}',
);
const DETAILS = "?append_to_response=alternative_titles,external_ids";

const REPLIES: Replies = {
  "/search/movie?query=Heat&primary_release_year=1995": { results: [HEAT] },
  "/search/tv?query=Firefly&first_air_date_year=2002": { results: [FIREFLY] },
  [`/movie/949${DETAILS}`]: { ...HEAT, ...JSON.parse('{"imdb_id":"tt0113277"}') },
  [`/tv/1437${DETAILS}`]: {
    ...FIREFLY,
    ...JSON.parse('{"external_ids":{"tvdb_id":78874,"imdb_id":"tt0303461"}}'),
  },
};

Deno.test("TMDB keeps what every provider promises, for films and shows", async () => {
  const { context } = fakeServices(REPLIES);
  await testProvider(TMDB, { context, known: { kind: "movie", title: "Heat", year: 1995 } });
  await testProvider(TMDB, { context, known: { kind: "episode", title: "Firefly", year: 2002 } });
});

Deno.test("TMDB asks once for a film whose title and year are equal", async () => {
  const { context, asked } = fakeServices(REPLIES);
  const query = { kinds: ["movie"], titles: ["HEAT"], year: 1995 } as const;
  const replies = { "/search/movie?query=HEAT&primary_release_year=1995": { results: [HEAT] } };
  const { context: other, asked: otherAsked } = fakeServices(replies);
  await TMDB.search!({ ...query, titles: ["Heat"] }, context);
  await TMDB.search!(query, other);
  assertEquals([asked.length, otherAsked.length], [1, 1]);
});

Deno.test("TMDB goes on to any year, and reads other titles where none is equal", async () => {
  const { context, asked } = fakeServices({
    "/search/movie?query=Amelie+from+Montmartre": { results: [AMELIE] },
    [`/movie/194${DETAILS}`]: {
      ...AMELIE,
      ...JSON.parse(
        '{"alternative_titles":{"titles":[{"title":"Amelie from Montmartre"},{"title":null}]}}',
      ),
    },
  });
  const titles = ["Amelie from Montmartre"];
  const [found] = await TMDB.search!({ kinds: ["movie"], titles, year: 2002 }, context);
  assertEquals(found?.otherTitles, ["Amelie from Montmartre"]);
  assertEquals(asked, [
    "/search/movie?query=Amelie+from+Montmartre&primary_release_year=2002",
    "/search/movie?query=Amelie+from+Montmartre",
    `/movie/194${DETAILS}`,
  ]);
});

Deno.test("TMDB searches for each of two titles in one name", async () => {
  const { context, asked } = fakeServices({
    "/search/movie?query=Amélie": { results: [AMELIE] },
  });
  const titles = ["Die fabelhafte Welt (Amélie)"];
  const found = await TMDB.search!({ kinds: ["movie"], titles }, context);
  assertEquals(found.map(({ ids }) => ids.tmdb), [194]);
  assertEquals(asked.slice(0, 3), [
    "/search/movie?query=Die+fabelhafte+Welt+(Amélie)",
    "/search/movie?query=Die+fabelhafte+Welt",
    "/search/movie?query=Amélie",
  ]);
});

Deno.test("TMDB finds by the ids of others", async () => {
  const { context } = fakeServices({
    ...REPLIES,
    "/find/tt0113277?external_source=imdb_id": JSON.parse(
      '{"movie_results":[{"id":949}],"tv_results":[]}',
    ),
    "/find/78874?external_source=tvdb_id": JSON.parse(
      '{"movie_results":[],"tv_results":[{"id":1437}]}',
    ),
  });
  const film = await TMDB.lookup!({ imdb: "tt0113277" }, { kinds: ["episode", "movie"], context });
  assertEquals([film?.kind, film?.ids], ["movie", { tmdb: 949, imdb: "tt0113277" }]);
  const show = await TMDB.lookup!({ tvdb: 78874 }, { kinds: ["movie", "episode"], context });
  assertEquals([show?.kind, show?.ids], [
    "episode",
    { tmdb: 1437, tvdb: 78874, imdb: "tt0303461" },
  ]);
});

/** Path of a request for `count` seasons. */
function seasons(from: number, count = 20): string {
  const parts = Array.from({ length: count }, (_, index) => `season/${from + index}`);
  return `/tv/1437?append_to_response=${parts.join(",")}`;
}

Deno.test("TMDB takes the releases of a region for films", async () => {
  const { context, asked } = fakeServices({});
  const query = { kinds: ["movie", "episode"], titles: ["Heat"], exact: true } as const;
  await TMDB.search!(query, { ...context, region: "DE" });
  assertEquals(asked, ["/search/movie?query=Heat&region=DE", "/search/tv?query=Heat"]);
});

Deno.test("TMDB gathers seasons twenty at a time", async () => {
  const list = Array.from({ length: 23 }, (_, index) => ({ ["season_number"]: index }));
  const season = (number: number) =>
    JSON.parse(
      `{"episodes":[{"season_number":${number},"episode_number":1,"name":"S${number}","air_date":""}]}`,
    );
  const { context, asked } = fakeServices({
    [seasons(0)]: { seasons: list, "season/2": season(2), "season/1": season(1) },
    [seasons(20)]: { seasons: list, "season/22": season(22) },
  });
  const show = {
    provider: "tmdb",
    key: "",
    kind: "episode",
    ids: { tmdb: 1437 },
    title: "",
  } as const;
  assertEquals(await TMDB.episodes!(show, context), [
    { season: 1, number: 1, title: "S1" },
    { season: 2, number: 1, title: "S2" },
    { season: 22, number: 1, title: "S22" },
  ]);
  assertEquals(asked.length, 2);
});

Deno.test("TMDB passes over what is of another form in a reply", async () => {
  const { context } = fakeServices({
    "/search/movie?query=Heat": { results: [null, { id: "x" }, []] },
  });
  assertEquals(await TMDB.search!({ kinds: ["movie"], titles: ["Heat"] }, context), []);
});

Deno.test("TMDB says that something else answers, rather than that there is nothing", async () => {
  for (const reply of [[], "x", 5, { results: "x" }]) {
    const { context } = fakeServices({ "/search/movie?query=Heat": reply });
    await assertRejects(
      async () => await TMDB.search!({ kinds: ["movie"], titles: ["Heat"] }, context),
      StageError,
      "Cannot ask tmdb: what answers is not that service: is the address right?",
    );
  }
});
