import { assertEquals } from "@std/assert";
import type { Order } from "../../lib/enrich/mod.ts";
import type { Match, ParsedName } from "../../lib/record/mod.ts";
import { match } from "./named_records.ts";
import { FakeClock } from "./request/fake_clock.ts";

/** Rows of episodes as TMDB writes them: season, number, name. */
function rows(...episodes: readonly (readonly [number, number, string])[]) {
  return episodes.map(([season, number, name], order) => ({
    ["season_number"]: season,
    ["episode_number"]: number,
    name,
    order,
  }));
}

const SHOW = JSON.parse(
  '{"id":70,"name":"Larkspur","first_air_date":"2002-01-01","external_ids":{"tvdb_id":700}}',
);
const MAZE = JSON.parse(
  '{"id":7,"name":"Larkspur","premiered":"2002-01-01","externals":{"thetvdb":700}}',
);

/** A show that was aired in another order than it was made: on the DVDs what was aired last comes first. */
const REPLIES: Readonly<Record<string, unknown>> = {
  // Ids of other services come only with the details.
  "/search/tv": { results: [{ ...SHOW, ["external_ids"]: undefined }] },
  "/search/shows": [{ show: MAZE }],
  "/tv/70": {
    ...SHOW,
    seasons: JSON.parse('[{"season_number":1},{"season_number":2}]'),
    "season/0": { episodes: rows([0, 1, "Extra"]) },
    "season/1": { episodes: rows([1, 1, "Train"], [1, 2, "Bush"], [1, 3, "Serene"]) },
    "season/2": { episodes: rows([2, 1, "Later"]) },
  },
  "/tv/70/episode_groups": JSON.parse(`{"results":[
    {"id":"begun","type":3,"episode_count":1},
    {"id":"dvd","type":3,"episode_count":4},
    {"id":"all","type":2,"episode_count":4},
    {"id":"first","type":1,"episode_count":4},
    {"id":"web","type":4,"episode_count":9}]}`),
  "/tv/episode_group/dvd": {
    groups: [
      { name: "Disc Two", order: 2, episodes: rows([2, 1, "Later"]) },
      {
        name: "Disc One",
        order: 1,
        episodes: rows([1, 3, "Serene"], [1, 1, "Train"], [1, 2, "Bush"]),
      },
      { name: "Specials", order: 0, episodes: rows([0, 1, "Extra"]) },
    ],
  },
  "/tv/episode_group/all": {
    groups: [
      { name: "Everything", order: 0, episodes: rows([1, 1, "Train"], [1, 3, "Serene"]) },
      { name: "The rest", order: 1, episodes: rows([1, 2, "Bush"], [2, 1, "Later"]) },
    ],
  },
  "/tv/episode_group/first": {
    groups: [{
      name: "Season 1",
      order: 1,
      episodes: rows([1, 2, "Bush"], [1, 1, "Train"], [1, 3, "Serene"], [2, 1, "Later"]),
    }],
  },
  "/lookup/shows": MAZE,
  "/shows/7/episodes": JSON.parse(`[{"season":1,"number":1,"name":"Bush"},
    {"season":1,"number":2,"name":"Serene"},{"season":2,"number":1,"name":"Train"}]`),
  "/shows/7/alternatelists": JSON.parse(
    '[{"id":3,"dvd_release":false},{"id":4,"dvd_release":true}]',
  ),
  "/alternatelists/4/alternateepisodes": JSON.parse(`[
    {"season":1,"number":2,"name":null,"airdate":"","_embedded":{"episodes":[{"season":2,"number":1,"name":"Train"}]}},
    {"season":1,"number":1,"name":"Serenity","_embedded":{"episodes":[{"season":1,"number":2,"name":"Serene"}]}}]`),
};

interface Asked {
  readonly order?: Order;
  /** Which of the services there are. */
  readonly services?: readonly ("tmdb" | "tvmaze")[];
  /** Replies that are missing. */
  readonly without?: readonly string[];
  /** In place of these. */
  readonly replies?: Readonly<Record<string, unknown>>;
}

async function ask(
  parsed: Partial<ParsedName>,
  { order, services: asked = ["tmdb", "tvmaze"], without = [], replies = REPLIES }: Asked,
): Promise<Match> {
  const fetch = (input: string | URL | Request) => {
    const { pathname } = new URL(String(input));
    const reply = without.includes(pathname) ? undefined : replies[pathname];
    return Promise.resolve(Response.json(reply ?? {}, { status: reply === undefined ? 404 : 200 }));
  };
  const services = {
    fetch,
    clock: new FakeClock(),
    ...(asked.includes("tmdb") ? { tmdb: { token: "t", url: "https://tmdb.test" } } : {}),
    ...(asked.includes("tvmaze") ? { tvmaze: { url: "https://tvmaze.test" } } : {}),
  };
  const given = { kind: "episode", title: "Larkspur", ...parsed } as const;
  const [found] = await match([given], { order, services });
  return found!;
}

const SECOND = { season: 1, episodes: [2] };

const CASES: readonly (readonly [string, Asked, Partial<ParsedName>, string])[] = [
  ["no order, from TMDB", {}, SECOND, "1x2 Bush"],
  ["no order, from TVmaze", { services: ["tvmaze"] }, SECOND, "1x2 Serene"],
  ["tmdb-aired", { order: "tmdb-aired" }, SECOND, "1x2 Bush"],
  ["tvmaze, of a show found at TMDB", { order: "tvmaze" }, SECOND, "1x2 Serene"],
  ["tvdb-aired, from TMDB", { order: "tvdb-aired" }, SECOND, "1x2 Train"],
  ["tvdb-aired, from TVmaze", { order: "tvdb-aired", services: ["tvmaze"] }, SECOND, "1x2 Serene"],
  ["tvdb-dvd, from TMDB", { order: "tvdb-dvd" }, SECOND, "1x2 Train"],
  ["tvdb-dvd, its second disc", { order: "tvdb-dvd" }, { season: 2, episodes: [1] }, "2x1 Later"],
  ["tvdb-dvd, its specials", { order: "tvdb-dvd" }, { season: 0, episodes: [1] }, "0x1 Extra"],
  ["tvdb-dvd, from TVmaze", { order: "tvdb-dvd", services: ["tvmaze"] }, SECOND, "1x2 Train"],
  [
    "tvdb-dvd, from TVmaze where TMDB has none",
    { order: "tvdb-dvd", without: ["/tv/70/episode_groups"] },
    { season: 1, episodes: [1] },
    "1x1 Serenity",
  ],
  [
    "tvdb-dvd that nobody has",
    { order: "tvdb-dvd", without: ["/tv/70/episode_groups", "/shows/7/alternatelists"] },
    SECOND,
    "1x2 order_not_known",
  ],
  ["tvdb-absolute", { order: "tvdb-absolute" }, { absoluteEpisodes: [3] }, "1x3 Bush"],
  [
    "tvdb-absolute, two",
    { order: "tvdb-absolute" },
    { absoluteEpisodes: [3, 4] },
    "1x3 Bush 1x4 Later",
  ],
  [
    "tvdb-absolute, as of one season",
    { order: "tvdb-absolute" },
    { season: 1, episodes: [4] },
    "1x4 Later",
  ],
  [
    "tvdb-absolute, counted where nobody has it",
    { order: "tvdb-absolute", services: ["tmdb"], without: ["/tv/70/episode_groups"] },
    { absoluteEpisodes: [4] },
    "1x4 Later",
  ],
  ["a number counted through, in an order of seasons", {}, { absoluteEpisodes: [4] }, "2x1 Later"],
];

Deno.test("enrich({ order }) numbers episodes as that order does", async (t) => {
  for (const [name, asked, parsed, expected] of CASES) {
    await t.step(name, async () => {
      const { episodes = [], reasons, ids } = await ask(parsed, asked);
      const shown = episodes.map(({ season, number, title }) =>
        `${season}x${number} ${title ?? reasons.find((reason) => reason === "order_not_known")}`
      );
      assertEquals(shown.join(" "), expected, JSON.stringify(reasons));
      assertEquals(ids?.tmdb ?? ids?.tvmaze, asked.services?.[0] === "tvmaze" ? 7 : 70);
    });
  }
});

Deno.test("enrich({ order }) takes a reply of another form for none", async () => {
  const forms = [[], "x", 5, { results: "x", groups: 1 }, { results: [null, { type: 3, id: {} }] }];
  for (const form of forms) {
    for (const path of ["/tv/70/episode_groups", "/tv/episode_group/dvd"]) {
      const replies = { ...REPLIES, [path]: form };
      const asked: Asked = { order: "tvdb-dvd", services: ["tmdb"], replies };
      const { reasons, episodes } = await ask(SECOND, asked);
      assertEquals(reasons.at(-1), "order_not_known", JSON.stringify([path, form]));
      assertEquals(episodes, [{ season: 1, number: 2 }]);
    }
    for (const path of ["/shows/7/alternatelists", "/alternatelists/4/alternateepisodes"]) {
      const replies = { ...REPLIES, [path]: form };
      const asked: Asked = { order: "tvdb-dvd", services: ["tvmaze"], replies };
      assertEquals((await ask(SECOND, asked)).reasons.at(-1), "order_not_known");
    }
  }
});
