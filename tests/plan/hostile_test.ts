import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { byteLength } from "../../lib/plan/cut_text.ts";
import { type PlannableRecord, planRecord, toPlanRules } from "../../lib/plan/mod.ts";
import { type Ids, type Match, type MatchedEpisode, StageError } from "../../lib/record/mod.ts";
import { DOWNSIZE, episode, movie, withSidecars } from "./_records.ts";

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

/** Titles as an enemy would write them. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.constantFrom(
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "~",
    "C:\\Windows",
    "a\0b",
    "\u202e\u2066",
    "\ud800",
    "x".repeat(10_000),
    "日".repeat(10_000),
    "e" + "\u0301".repeat(10_000),
    " ".repeat(10_000) + ":",
    "CON",
    "aux.txt",
    "__proto__",
    "<?title:",
    "{edition-x}",
  ),
  fc.array(fc.constantFrom("..", "/", "\\", ".", " ", "\0", "a", ":", "\u200f"), { maxLength: 12 })
    .map((pieces) => pieces.join("")),
);

Deno.test("planRecord() never leaves the library, whatever titles say", () => {
  fc.assert(
    fc.property(
      fc.tuple(hostile, hostile, hostile, hostile, fc.boolean()),
      ([title, other, path, language, isMovie]) => {
        const bare = isMovie
          ? movie(`/dl/${path}.mkv`, { title, year: 1 }, { editions: [other] })
          : episode(`/dl/${path}.mkv`, { title, episodes: [{ ...DOWNSIZE, title: other }] });
        const record = withSidecars(
          bare,
          { path: `${path}.srt`, language, flags: [other as "sdh"] },
          { path: `${other}.srt`, language: "en" },
          { path: `${other}.jpg` },
          { path: `${path}.nfo` },
          { path: `/${other}`, kind: "other" },
          { path: `/${title}`, kind: "other" },
        );
        let plan;
        try {
          plan = planRecord(record, RULES);
        } catch (error) {
          assert(error instanceof StageError);
          assert(["no_metadata", "name_too_long"].includes(error.code), error.code);
          return;
        }
        if (plan.action === "none") return;
        const targets = [plan.target!, ...plan.sidecars!.map(({ target }) => target)];
        assertEquals(new Set(targets.map((target) => target.toLowerCase())).size, 7);
        for (const target of targets) {
          assert(target.startsWith(isMovie ? "/media/Movies/" : "/media/TV Shows/"));
          for (const name of target.split("/").slice(2)) {
            assert(byteLength(name) <= 255 && name !== "", name);
            assert(!/[<>:"|?*\\\p{Cc}\p{Cs}\u202e\u2066]|^[. ]|[. ]$/u.test(name), name);
            assertEquals(name, name.normalize("NFC"));
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

const oddText = fc.constantFrom(
  null,
  undefined,
  "",
  " ",
  "x",
  "__proto__",
  "constructor",
  "2001-01-01",
);
const oddNumber = fc.constantFrom(null, undefined, 0, 1, -1, 2 ** 53 - 1, 1e300);
const oddList = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(fc.constantFrom(null, undefined), fc.array(item, { maxLength: 3 }));

/** Records as `checkRecords()` lets them through: each field of its type, or null. */
const odd = fc.record({
  file: fc.record({
    path: fc.constantFrom("", "/", "a", "/a.mkv", "/media/Movies/x/x.mkv"),
    kind: fc.constantFrom(null, undefined, "video", "disc", "constructor"),
    sidecars: oddList(fc.record({
      path: fc.constantFrom("", "/", "/a.srt", "/poster.jpg", "/a.nfo"),
      kind: fc.constantFrom("subtitle", "nfo", "artwork", "other", "constructor"),
      language: oddText,
      flags: oddList(fc.constantFrom("forced", "constructor", "")),
    })),
  }),
  parsed: fc.record({
    kind: fc.constantFrom("movie", "episode", "unknown", "constructor"),
    title: oddText,
    country: oddText,
    year: oddNumber,
    season: oddNumber,
    seasons: oddList(fc.integer()),
    episodes: oddList(fc.integer({ min: -1, max: 5 })),
    absoluteEpisodes: oddList(fc.double()),
    date: oddText,
    episodeTitle: oddText,
    part: oddNumber,
    editions: oddList(fc.constantFrom("", "x", "constructor")),
    resolution: oddText,
    source: oddText,
    extra: fc.constantFrom(null, undefined, "trailer", "constructor", "__proto__"),
    ids: fc.constantFrom(null, undefined, {}, { tmdb: "x", imdb: 7 }, { tvdb: 1e300 }),
  }),
  match: fc.option(fc.record({
    status: fc.constantFrom("sure", "likely", "constructor", "__proto__"),
    kind: fc.constantFrom(null, undefined, "movie", "episode", "constructor"),
    title: oddText,
    originalTitle: oddText,
    year: oddNumber,
    season: oddNumber,
    ids: fc.constantFrom(null, undefined, {}, { tmdb: 1 }),
    episodes: oddList(fc.record({
      season: fc.constantFrom(0, 1, -1),
      number: fc.constantFrom(0, 1, 2, -1),
      title: oddText,
      airDate: oddText,
    })),
  })),
});

Deno.test("planRecord() takes null for what is absent, and fails with a code of its own", () => {
  const rules = toPlanRules({ library: "/media", fromNames: true, duplicates: "keep-all" });
  fc.assert(
    fc.property(odd, (record) => {
      try {
        planRecord(record as unknown as PlannableRecord, rules);
      } catch (error) {
        assert(error instanceof StageError, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});
