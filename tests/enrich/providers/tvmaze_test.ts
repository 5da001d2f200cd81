import { assertEquals } from "@std/assert";
import { TVMAZE } from "../../../lib/enrich/providers/tvmaze.ts";
import { fakeServices, type Replies } from "./fake_service.ts";
import { testProvider } from "./test_provider.ts";

const FIREFLY = {
  id: 180,
  name: "Firefly",
  premiered: "2002-09-20",
  externals: { thetvdb: 78874, imdb: "tt0303461" },
  network: { country: { code: "US" } },
};

const REPLIES: Replies = {
  "/search/shows?q=Firefly": [{ score: 1, show: FIREFLY }],
  "/shows/180": FIREFLY,
  "/shows/180/akas": [{ name: "Der Aufbruch der Serenity", country: null }],
  "/lookup/shows?imdb=tt0303461": FIREFLY,
  "/search/shows?q=Aufbruch+der+Serenity": [{ score: 0.5, show: FIREFLY }],
};

Deno.test("TVMAZE keeps what every provider promises, for shows", async () => {
  const { context } = fakeServices(REPLIES);
  await testProvider(TVMAZE, { context, known: { kind: "episode", title: "Firefly", year: 2002 } });
});

Deno.test("TVMAZE knows no films, and does not ask for them", async () => {
  const { context, asked } = fakeServices(REPLIES);
  assertEquals(await TVMAZE.search!({ kinds: ["movie"], titles: ["Firefly"] }, context), []);
  assertEquals(
    await TVMAZE.lookup!({ imdb: "tt0303461" }, { kinds: ["movie"], context }),
    undefined,
  );
  assertEquals(asked, []);
});

Deno.test("TVMAZE reads other names only where no name is equal", async () => {
  const { context, asked } = fakeServices(REPLIES);
  const kinds = ["episode"] as const;
  await TVMAZE.search!({ kinds, titles: ["Firefly"] }, context);
  assertEquals(asked.length, 1);
  const [found] = await TVMAZE.search!({ kinds, titles: ["Aufbruch der Serenity"] }, context);
  assertEquals(found?.otherTitles, ["Der Aufbruch der Serenity"]);
  assertEquals(found?.ids, { tvmaze: 180, tvdb: 78874, imdb: "tt0303461" });
});

Deno.test("TVMAZE takes a show's weight for how well it is known", async () => {
  const { context } = fakeServices({
    "/search/shows?q=Firefly": [
      { show: { ...FIREFLY, weight: 97 } },
      { show: { id: 2, name: "Firefly", weight: 25 } },
      { show: { id: 3, name: "Firefly", weight: "x" } },
    ],
  });
  const found = await TVMAZE.search!({ kinds: ["episode"], titles: ["Firefly"] }, context);
  assertEquals(found.map(({ votes }) => votes), [7586, 10, undefined]);
});

Deno.test("TVMAZE finds by the ids of others", async () => {
  const { context } = fakeServices(REPLIES);
  const show = await TVMAZE.lookup!({ imdb: "tt0303461" }, { kinds: ["episode"], context });
  assertEquals([show?.title, show?.countries], ["Firefly", ["US"]]);
});

Deno.test("TVMAZE gives a show's episodes in order, without those that have no number", async () => {
  const { context } = fakeServices({
    "/shows/180/episodes?specials=1": [
      { season: 1, number: 2, name: "b", airdate: "2002-09-27" },
      { season: 1, number: null, name: "special" },
      { season: 1, number: 1, name: "a", airdate: "" },
    ],
  });
  const show = {
    provider: "tvmaze",
    key: "",
    kind: "episode",
    ids: { tvmaze: 180 },
    title: "",
  } as const;
  assertEquals(await TVMAZE.episodes!(show, context), [
    { season: 1, number: 1, title: "a" },
    { season: 1, number: 2, title: "b", airDate: "2002-09-27" },
  ]);
});
