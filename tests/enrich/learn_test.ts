import { assertEquals, assertRejects } from "@std/assert";
import { enrich, learn, readOverrides } from "../../lib/enrich/mod.ts";
import type { EnrichedRecord, Match, MediaRecord, ParsedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";
import { makeCatalog } from "./small_catalog.ts";

function toEpisode(number: number, title = "Tideline"): ParsedRecord {
  return {
    file: { path: `/in/${title}.S01E0${number}.mkv` },
    parsed: { kind: "episode", title, season: 1, episodes: [number], confidence: 1 },
  };
}

const ROWS = [
  '{"tmdb_id":1,"imdb_id":"tt0000001","name":"Tideline","year":2005}',
  '{"tmdb_id":2,"imdb_id":"tt0000002","name":"Tideline","year":2015,"seasons":[{"season_number":1,' +
  '"episodes":[{"episode_number":1},{"episode_number":2,"name":"Ebb"}]}]}',
  '{"tmdb_id":3,"name":"Uplands","year":2001}',
  '{"tmdb_id":4,"title":"Tideline","year":2001}',
];

async function learnFrom(records: readonly MediaRecord[]): Promise<MediaRecord[]> {
  return await collect(fromRecords(records as ParsedRecord[]).pipeThrough(learn()));
}

Deno.test("learn() remembers a choice, for the other episodes too", async () => {
  using catalog = await makeCatalog(ROWS);
  const ask = async (numbers: readonly number[], text = "") =>
    await collect(
      fromRecords(numbers.map((number) => toEpisode(number)))
        .pipeThrough(enrich({ catalog, overrides: readOverrides(text) })),
    ) as EnrichedRecord[];
  const [first] = await ask([1]);
  assertEquals([first?.match.status, first?.match.ids], ["ambiguous", undefined]);
  const edited = { ...first!, match: { ...first!.match, ids: { tmdb: 2 } } };
  const learnt = await learnFrom([edited, { ...edited }, ...await ask([2])]);
  assertEquals(learnt, [{ title: "Tideline", kind: "episode", ids: { tmdb: 2 } }]);
  const after = await ask([1, 2, 9], JSON.stringify(learnt[0]));
  assertEquals(after.map(({ match }) => [match.status, match.ids?.tmdb]), [
    ["sure", 2],
    ["sure", 2],
    ["sure", 2],
  ]);
  assertEquals(after[1]?.match.episodes, [{ season: 1, number: 2, title: "Ebb" }]);
  assertEquals(after[0]?.match.reasons[0], "id_in_overrides");
  assertEquals(await learnFrom(after), [], "what it has learnt it does not learn again");
});

const CANDIDATES = [
  {
    provider: "catalog",
    kind: "episode",
    ids: { tmdb: 1, imdb: "tt0000001" },
    title: "a",
    score: 1,
  },
  { provider: "catalog", kind: "episode", ids: { tmdb: 2 }, title: "b", score: 0.9 },
  { provider: "catalog", kind: "movie", ids: { tmdb: 4 }, title: "c", score: 0.9 },
];
const LIKELY = {
  status: "likely",
  kind: "episode",
  ids: { tmdb: 1, imdb: "tt0000001" },
  reasons: [],
  candidates: CANDIDATES,
};

/** Matches as they may stand in an edited stream, and what is learnt. */
const CASES: readonly (readonly [string, unknown, MediaRecord | undefined])[] = [
  ["its own choice", LIKELY, undefined],
  ["its own choice, and an id from the name", {
    ...LIKELY,
    ids: { ...LIKELY.ids, tvmaze: 5 },
  }, undefined],
  ["one id that was changed", { ...LIKELY, ids: { ...LIKELY.ids, tmdb: 2 } }, {
    title: "Tideline",
    kind: "episode",
    ids: { tmdb: 2 },
  }],
  ["a candidate in place of the match", CANDIDATES[1], {
    title: "Tideline",
    kind: "episode",
    ids: { tmdb: 2 },
  }],
  ["a film, though the name is that of an episode", { ...LIKELY, ids: { tmdb: 4 } }, {
    path: "/in/Tideline.S01E01.mkv",
    kind: "movie",
    ids: { tmdb: 4 },
  }],
  ["an id that was found in the name and not verified", {
    status: "likely",
    ids: { tmdb: 9 },
    reasons: ["id_in_name", "id_not_verified"],
  }, undefined],
  ["an id where there was nothing", {
    status: "none",
    ids: { tmdb: 9 },
    reasons: ["no_candidate"],
  }, { title: "Tideline", kind: "episode", ids: { tmdb: 9 } }],
  ["no match", undefined, undefined],
  ["no ids", { status: "none", reasons: [] }, undefined],
  ["a match of another form", [1, "x"], undefined],
  ["candidates of another form", { ...LIKELY, candidates: "x" }, {
    title: "Tideline",
    kind: "episode",
    ids: LIKELY.ids,
  }],
];

Deno.test("learn() takes what a user has changed, and nothing else", async () => {
  for (const [name, match, expected] of CASES) {
    const record = { ...toEpisode(1), match: match as Match };
    assertEquals(await learnFrom([record]), expected === undefined ? [] : [expected], name);
  }
});

Deno.test("learn() says of ids that are none which they are, after what it has learnt", async () => {
  const [right, text, name] = [{ tmdb: 603 }, { tmdb: "603" }, { tmdb: null, tmbd: 603 }];
  const records = [right, text, name].map((ids, at) => ({
    ...toEpisode(at + 1, `Film ${at}`),
    match: { status: "none", ids },
  }));
  const learnt: MediaRecord[] = [];
  const stream = fromRecords(records as unknown as ParsedRecord[]).pipeThrough(learn());
  const error = await assertRejects(async () => {
    for await (const batch of stream) learnt.push(...batch);
  });
  assertEquals(learnt.map(({ title }) => title), ["Film 0"]);
  assertEquals(
    (error as Error).message,
    'Cannot learn from 2 lines, the first of them: match.ids of "/in/Film 1.S01E02.mkv" holds ' +
      '{"tmdb":"603"}, and ids are such as {"tmdb":603}',
  );
});
