import { assertEquals, assertThrows } from "@std/assert";
import { type PlannableRecord, planRecord, toPlanRules } from "../../lib/plan/mod.ts";
import { byteLength } from "../../lib/plan/cut_text.ts";
import { type Match, type ParsedName, StageError } from "../../lib/record/mod.ts";
import { readCases } from "../read_cases.ts";
import {
  BLADE_RUNNER,
  DOWNSIZE,
  episode,
  movie,
  OFFICE,
  withoutMatch,
  withSidecars,
  WORK,
} from "./_records.ts";

const RULES = toPlanRules({ library: "/media" });
const FROM_NAMES = toPlanRules({ library: "/media", fromNames: true });

/** What Plex reads: https://support.plex.tv/articles/naming-and-organizing-your-movie-media-files/ and its siblings. */
interface PlexCase {
  readonly path: string;
  readonly is: "movie" | "episode";
  readonly match: Partial<Match>;
  readonly parsed?: Partial<ParsedName>;
  /** Below the library. */
  readonly target: string;
}

const PLEX = readCases<PlexCase>("plans/plex.ndjson").map(({ path, is, match, parsed, target }) =>
  [(is === "movie" ? movie : episode)(path, match, parsed), target] as const
);

Deno.test("planRecord() takes an episode for one whose title is a word for extras", () => {
  const target = (path: string, title: string, parsed: Partial<ParsedName> = {}) => {
    const episodes = [{ season: 1, number: 13, title }];
    const match = { ...OFFICE, season: 1, episodes };
    const record = episode(path, match, {
      season: 1,
      episodes: [13],
      extra: "interview",
      ...parsed,
    });
    return planRecord(record, toPlanRules({ library: "/media" })).target?.split("/").slice(4).join(
      "/",
    );
  };
  const own = "Season 01/The Office (2001) - s01e13 - The Interview.mkv";
  const name = "/dl/The.Office.S01E13.The.Interview.1080p.mkv";
  assertEquals(target(name, "The Interview", { episodeTitle: "The" }), own);
  assertEquals(target("/dl/The Office - 1x13 - The Interview.mkv", "The Interview"), own);
  // The title says nothing of it, or stands beside it, or before the numbers.
  for (
    const [path, title, parsed] of [
      [name, "Pilot", {}],
      ["/dl/The.Office.S01E13.Pilot.Interview.mkv", "Pilot", { episodeTitle: "Pilot" }],
      ["/dl/Interview.S01E13.Trailer.mkv", "Interview", {}],
    ] as const
  ) assertEquals(target(path, title, parsed)?.startsWith("Interviews/"), true, path);
});

Deno.test("planRecord() names files as Plex reads them", () => {
  for (const [record, target] of PLEX) {
    assertEquals(planRecord(record, RULES), {
      action: "move",
      library: "/media",
      target: `/media/${target}`,
      server: "plex",
    });
  }
});

Deno.test("planRecord() leaves alone what it has put there", () => {
  for (const [{ file, ...record }, target] of PLEX) {
    const path = `/media/${target}`;
    const { action, reason } = planRecord(
      { ...record, file: { ...file, path } } as PlannableRecord,
      RULES,
    );
    // An extra's name is its own, and is the target's already.
    assertEquals([action, reason], ["none", "already_valid"], target);
  }
});

/** What is in doubt, and the reason given. */
const STAYS: readonly (readonly [record: PlannableRecord, reason: string])[] = [
  [movie("/dl/a.mkv", { ...BLADE_RUNNER, status: "ambiguous" }), "ambiguous"],
  [movie("/dl/a.mkv", { ...BLADE_RUNNER, status: "none" }), "no_match"],
  [movie("/dl/a.mkv", { ...BLADE_RUNNER, status: "unavailable" }), "unavailable"],
  [movie("/dl/a.mkv", { status: "SURE" as Match["status"], title: "x" }), "no_match"],
  [movie("/dl/a.mkv", { status: "sure" }), "no_title"],
  [movie("/dl/a.mkv", { status: "sure", title: " " }), "no_title"],
  [movie("/dl/a.mkv", BLADE_RUNNER, { part: 9 }), "part_out_of_range"],
  [
    { ...movie("/dl/a", BLADE_RUNNER), file: { path: "/dl/a", kind: "disc" } },
    "disc_not_supported", // no folder of a disc is called that
  ],
  [episode("/dl/a.mkv", OFFICE), "no_episode_number"],
  [episode("/dl/a.mkv", OFFICE, { season: 1 }), "no_episode_number"],
  [episode("/dl/a.mkv", OFFICE, { absoluteEpisodes: [12] }), "no_episode_number"],
  [episode("/dl/a.mkv", OFFICE, { date: "2011-11" }), "no_episode_number"],
  [episode("/dl/a.mkv", OFFICE, { season: 1, episodes: [-1] }), "no_episode_number"],
  [episode("/dl/a.mkv", OFFICE, { seasons: [1, 2], episodes: [1] }), "several_seasons"],
  [
    episode("/dl/a.mkv", { ...OFFICE, episodes: [DOWNSIZE, { ...WORK, season: 2 }] }),
    "several_seasons",
  ],
  [
    episode("/dl/a.mkv", { ...OFFICE, episodes: [DOWNSIZE, { ...WORK, number: 3 }] }),
    "episodes_not_consecutive",
  ],
  [
    {
      ...movie("/dl/a.mkv"),
      match: { status: "sure", title: "x", reasons: [] },
      parsed: { kind: "unknown", confidence: 0 },
    },
    "unknown_kind",
  ],
];

Deno.test("planRecord() leaves what is in doubt where it is, and says why", () => {
  for (const [record, reason] of STAYS) {
    assertEquals(planRecord(record, RULES), { action: "none", reason }, reason);
  }
});

/** Names without metadata: a target, or the reason why the name is not enough. */
const NAMES: readonly (readonly [record: PlannableRecord, outcome: string])[] = [
  [
    movie("/dl/a.mkv", {}, { title: "Heat", year: 1995 }),
    "/media/Movies/Heat (1995)/Heat (1995).mkv",
  ],
  [
    movie("/dl/a.mkv", {}, { title: "Heat", year: 1995, ids: { tmdb: 949 } }),
    "/media/Movies/Heat (1995) {tmdb-949}/Heat (1995) {tmdb-949}.mkv",
  ],
  [
    episode("/dl/a.mkv", {}, { title: "The Office", country: "US", season: 1, episodes: [2] }),
    "/media/TV Shows/The Office (US)/Season 01/The Office (US) - s01e02.mkv",
  ],
  [movie("/dl/a.mkv", {}, { title: "Heat" }), "no_year"],
  [movie("/dl/a.mkv", {}, { year: 1995 }), "no_title"],
  [episode("/dl/a.mkv", {}, { title: "The Office", season: 1 }), "no_episode_number"],
  [movie("/dl/a.mkv", {}, { title: "Heat", kind: "unknown" }), "unknown_kind"],
];

Deno.test("planRecord() plans from names alone only if asked to, and only from whole ones", () => {
  for (const [record, outcome] of NAMES) {
    const { target, reason } = planRecord(withoutMatch(record), FROM_NAMES);
    assertEquals(target ?? reason, outcome);
  }
  const [record] = NAMES[0]!;
  const error = assertThrows(() => planRecord(withoutMatch(record), RULES), StageError);
  assertEquals(error.code, "missing_field");
  // A match is obeyed all the same.
  assertEquals(planRecord(STAYS[0]![0], FROM_NAMES).reason, "ambiguous");
});

Deno.test("planRecord() takes a folder each for films and shows", () => {
  const rules = toPlanRules({ movies: "/films/", shows: "/" });
  const { library, target } = planRecord(movie("/dl/a.mkv", { title: "Heat" }), rules);
  assertEquals([library, target], ["/films", "/films/Heat/Heat.mkv"]);
  const shown = planRecord(
    episode("/dl/a.mkv", { title: "Lost" }, { season: 1, episodes: [1] }),
    rules,
  );
  assertEquals([shown.library, shown.target], ["/", "/Lost/Season 01/Lost - s01e01.mkv"]);
});

Deno.test("planRecord() fails where no folder for the kind was named", () => {
  const rules = toPlanRules({ shows: "/shows" });
  const error = assertThrows(() => planRecord(movie("/a.mkv", BLADE_RUNNER), rules), StageError);
  assertEquals(error.code, "no_library");
});

Deno.test("toPlanRules() refuses a folder that is not absolute", () => {
  assertThrows(() => toPlanRules({ library: "media" }), TypeError, "is not absolute");
});

Deno.test("planRecord() cuts the episode's title first, and leaves room for the longest sidecar", () => {
  const long = "An Episode Whose Title Never Comes to an End ".repeat(10);
  const plain = episode("/dl/o.mkv", { ...OFFICE, episodes: [{ ...DOWNSIZE, title: long }] });
  const record = withSidecars(plain, {
    path: "o.en.srt",
    language: "en",
    flags: ["forced", "sdh"],
  });
  const { target, sidecars } = planRecord(record, RULES);
  assertEquals(byteLength(sidecars![0]!.target.split("/").at(-1)!), 255);
  assertEquals(
    target!.startsWith(
      "/media/TV Shows/The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01 - An Episode",
    ),
    true,
  );
});

Deno.test("planRecord() gives a show one folder however long its episodes' names are", () => {
  const title = "日".repeat(300);
  const folders = ["x", "y".repeat(400)].map((episodeTitle) => {
    const match = {
      title,
      year: 2001,
      ids: { tvdb: 1 },
      episodes: [{ ...DOWNSIZE, title: episodeTitle }],
    };
    const { target } = planRecord(episode("/dl/o.mkv", match), RULES);
    return target!.split("/").slice(0, -1).join("/");
  });
  assertEquals(folders[0], folders[1]);
});
