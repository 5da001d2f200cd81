import { assertEquals } from "@std/assert";
import { checkEpisodes, toEpisodeList } from "../../lib/enrich/episodes.ts";
import type { EpisodeQuery } from "../../lib/enrich/query.ts";

const LIST = toEpisodeList([
  { season: 0, number: 1, title: "Extra" },
  { season: 1, number: 1, title: "Pilot", airDate: "2001-01-01" },
  { season: 1, number: 2, title: "The Second One", airDate: "2001-01-08" },
  { season: 2, number: 1, title: "Third Time", airDate: "2002-01-01" },
  { season: 2, number: 2, airDate: "2002-01-01" },
]);

type Asked = Partial<EpisodeQuery>;

const CASES: readonly (readonly [string, Asked, string | undefined, readonly string[]])[] = [
  ["an episode", { season: 1, numbers: [2] }, "episode_listed", ["1x2"]],
  ["two episodes", { season: 1, numbers: [1, 2] }, "episode_listed", ["1x1", "1x2"]],
  ["a special", { season: 0, numbers: [1] }, "episode_listed", ["0x1"]],
  ["its title", { season: 1, numbers: [2], title: "The second one" }, "episode_title_equal", [
    "1x2",
  ]],
  ["another title", { season: 1, numbers: [2], title: "Nothing" }, "episode_title_differs", [
    "1x2",
  ]],
  [
    "its title in the file's name",
    { season: 2, numbers: [1], fileName: "Show.S02E01.Third.Time.mkv" },
    "episode_title_equal",
    ["2x1"],
  ],
  [
    "a title that all shows have",
    { season: 1, numbers: [1], fileName: "Show.S01E01.Pilot.mkv" },
    "episode_listed",
    ["1x1"],
  ],
  [
    "a title that all shows have, told apart",
    {
      season: 1,
      numbers: [1],
      title: "Pilot",
    },
    "episode_listed",
    ["1x1"],
  ],
  ["a season far beyond", { season: 4, numbers: [1] }, "season_far_beyond", ["4x1"]],
  ["a year for a season", { season: 2003, numbers: [1] }, "season_not_listed", ["2003x1"]],
  ["a season that is missing", { season: 3, numbers: [1] }, "season_not_listed", ["3x1"]],
  ["an episode that is missing", { season: 1, numbers: [2, 3] }, "episode_not_listed", [
    "1x2",
    "1x3",
  ]],
  ["a special that is missing", { season: 1, numbers: [0] }, "special_not_listed", ["1x0"]],
  ["a date", { date: "2001-01-08" }, "episode_listed", ["1x2"]],
  ["a date that is missing", { date: "1999-01-01" }, "date_not_listed", []],
  ["a number counted through", { absolute: [3] }, "episode_listed", ["2x1"]],
  ["one beyond the end", { absolute: [5] }, "episode_not_listed", []],
  ["half an episode", { absolute: [1.5] }, "episode_not_listed", []],
  ["a number without a season", { numbers: [4] }, "episode_listed", ["2x2"]],
  ["nothing", {}, undefined, []],
];

Deno.test("checkEpisodes() finds episodes in the show's list", () => {
  for (const [name, asked, reason, episodes] of CASES) {
    const check = checkEpisodes({ numbers: [], absolute: [], fileName: "x.mkv", ...asked }, LIST);
    assertEquals(check.reason, reason, name);
    assertEquals(check.episodes.map(({ season, number }) => `${season}x${number}`), episodes, name);
  }
});

/** A hundred and four episodes, in four seasons. */
const LONG = toEpisodeList(Array.from({ length: 104 }, (_, index) => ({
  season: Math.floor(index / 26) + 1,
  number: index % 26 + 1,
  title: ["Zero", "One", "Two", "Three", "Zero"][index % 26 === 2 ? Math.floor(index / 26) : 4]!,
})));

const DOUBTS: readonly (readonly [string, Asked, string | undefined, readonly string[]])[] = [
  ["a number that may be season and episode", { numbers: [103] }, "episode_read_two_ways", []],
  ["that of anime", { numbers: [103], fileName: "[Group] Show - 103.mkv" }, undefined, ["4x25"]],
  ["one that is said to count through", { absolute: [103] }, undefined, ["4x25"]],
  ["one that can only count through", { numbers: [30] }, undefined, ["2x4"]],
  [
    "a range that may be season and episode",
    { numbers: [2, 3, 4, 5] },
    "episode_read_two_ways",
    [],
  ],
  ["a range that can only be one", { numbers: [5, 6] }, undefined, ["1x5", "1x6"]],
  ["one of which only the season is listed", { numbers: [203] }, undefined, []],
  ["one that the title makes a season", { numbers: [103], title: "Zero" }, undefined, ["1x3"]],
];

Deno.test("checkEpisodes() doubts what a number means where the list has both", () => {
  for (const [name, asked, doubt, episodes] of DOUBTS) {
    const check = checkEpisodes({ numbers: [], absolute: [], fileName: "x.mkv", ...asked }, LONG);
    assertEquals(check.doubt, doubt, name);
    assertEquals(check.episodes.map(({ season, number }) => `${season}x${number}`), episodes, name);
  }
});

Deno.test("checkEpisodes() doubts a number that stands beside the title of another episode", () => {
  const check = (asked: Asked) =>
    checkEpisodes({ numbers: [1], absolute: [], fileName: "x.mkv", season: 1, ...asked }, LIST);
  assertEquals(check({ title: "The Second One" }).doubt, "episode_title_of_another");
  assertEquals(check({ title: "Nothing" }).doubt, undefined);
  // Titles that all shows have say nothing.
  assertEquals(check({ season: 2, title: "Pilot" }).doubt, undefined);
});

Deno.test("checkEpisodes() lets a title speak louder than a number, and a gap against the show", () => {
  const bonus = (asked: Asked) =>
    checkEpisodes({ numbers: [2], absolute: [], fileName: "x", season: 1, ...asked }, LIST).bonus;
  assertEquals(bonus({ title: "The Second One" }) > bonus({}), true);
  assertEquals(bonus({}) > bonus({ title: "Nothing" }), true);
  assertEquals(bonus({ title: "Nothing" }) > bonus({ season: 3 }), true);
});

Deno.test("checkEpisodes() takes the name at its word where there is no list", () => {
  const asked = { numbers: [1, 2], absolute: [], fileName: "x" };
  assertEquals(checkEpisodes({ ...asked, season: 4 }, undefined), {
    bonus: 0,
    episodes: [{ season: 4, number: 1 }, { season: 4, number: 2 }],
  });
  assertEquals(checkEpisodes(asked, undefined).episodes, []);
});
