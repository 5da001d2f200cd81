import { assertEquals } from "@std/assert";
import { type PlannableRecord, planRecord, toPlanRules } from "../../lib/plan/mod.ts";
import type { Ids, Match, MatchedEpisode } from "../../lib/record/mod.ts";
import { episode, movie } from "./_records.ts";

const RULES = toPlanRules({ library: "/media" });

/** A forged or odd record, and its target below the library, or the reason why it stays. */
interface Case {
  readonly why: string;
  readonly record: PlannableRecord;
  readonly outcome: string;
}

const FILM: Partial<Match> = { title: "Film", year: 2001 };
const SHOW: Partial<Match> = { title: "Show", year: 2001 };

function film(match: Partial<Match>): PlannableRecord {
  return movie("/dl/a.mkv", { ...FILM, ...match });
}

function show(match: Partial<Match>, parsed: Parameters<typeof episode>[2] = {}): PlannableRecord {
  return episode("/dl/a.mkv", { ...SHOW, ...match }, parsed);
}

function numbered(count: number): MatchedEpisode[] {
  return Array.from({ length: count }, (_, index) => ({ season: 1, number: index + 1 }));
}

const PLAIN = "Movies/Film (2001)/Film (2001).mkv";
const NO_YEAR = "Movies/Film/Film.mkv";

const CASES: readonly Case[] = [
  {
    why: "ids with slashes",
    record: film({ ids: { imdb: "tt1/../../x", tmdb: "1/../x" } as unknown as Ids }),
    outcome: PLAIN,
  },
  {
    why: "ids that cannot be text",
    record: film({ ids: { imdb: Object.create(null) } as Ids }),
    outcome: PLAIN,
  },
  {
    why: "numbers that are no ids",
    record: film({ ids: { tmdb: -5, tvdb: 1.5 } }),
    outcome: PLAIN,
  },
  { why: "the year 0", record: film({ year: 0 }), outcome: NO_YEAR },
  { why: "a year before time", record: film({ year: -5 }), outcome: NO_YEAR },
  { why: "a year of eleven digits", record: film({ year: 99_999_999_999 }), outcome: NO_YEAR },
  {
    why: "a season below 0",
    record: show({ season: -2 }, { episodes: [1] }),
    outcome: "no_episode_number",
  },
  {
    why: "a season below 0 of a date",
    record: show({ season: -2 }, { date: "2011-11-15" }),
    outcome: "no_episode_number",
  },
  { why: "no date", record: show({}, { date: "2011-99-99" }), outcome: "no_episode_number" },
  {
    why: "a season that no server reads",
    record: show({ episodes: [{ season: 99_999, number: 1 }] }),
    outcome: "no_episode_number",
  },
  {
    why: "an episode that no server reads",
    record: show({ episodes: [{ season: 1, number: 2 ** 52 }] }),
    outcome: "no_episode_number",
  },
  {
    why: "1,000 episodes",
    record: show({ episodes: numbered(1000) }),
    outcome: "too_many_episodes",
  },
  {
    why: "one episode twice",
    record: show({ episodes: [...numbered(1), ...numbered(1)] }),
    outcome: "TV Shows/Show (2001)/Season 01/Show (2001) - s01e01.mkv",
  },
  {
    why: "an episode that seems an extra, after dashes",
    record: show({ episodes: [{ season: 1, number: 1, title: "- - -trailer" }] }),
    outcome: "TV Shows/Show (2001)/Season 01/Show (2001) - s01e01 trailer.mkv",
  },
  {
    why: "marks of direction",
    record: film({ title: "\u202eFilm\u2066\u200b" }),
    outcome: PLAIN,
  },
  {
    why: "an emoji of seven code points that is no name's whole",
    record: film({ title: "👨‍👩‍👧‍👦".repeat(80) }),
    outcome: `Movies/${"👨‍👩‍👧‍👦".repeat(5)} (2001)/${"👨‍👩‍👧‍👦".repeat(5)} (2001).mkv`,
  },
];

Deno.test("planRecord() makes a name that servers read of any record, or none", async (t) => {
  for (const { why, record, outcome } of CASES) {
    await t.step(why, () => {
      const { target, reason } = planRecord(record, RULES);
      assertEquals(target?.slice("/media/".length) ?? reason, outcome);
    });
  }
});
