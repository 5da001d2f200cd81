import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parsePath } from "../lib/parse/mod.ts";
import { type PlannableRecord, planRecord, SERVERS, toPlanRules } from "../lib/plan/mod.ts";
import type { ExtraKind, Ids, Match, ParsedName } from "../lib/record/mod.ts";
import { foldTitle } from "../lib/text/mod.ts";

/** Words of titles: plain ones, and such as are also tags, numbers or marks of an edition. */
// deno-fmt-ignore -- a list
const WORDS = [
  "Silent", "River", "Night", "of", "the", "Glass", "Amélie", "Zone", "Mr.", "Who's", "Afraid",
  "Extended", "Family", "Danish", "Girl", "French", "Uncut", "Cam", "Proof", "Web", "Max", "300",
  "II", "Wall·E", "X-Men",
];
const EDITIONS = ["Director's Cut", "Extended", "Final Cut", "Remastered", "IMAX", "Special"];

const EXTRAS: readonly ExtraKind[] = [
  "behindthescenes",
  "deleted",
  "featurette",
  "interview",
  "scene",
  "short",
  "trailer",
  "other",
];

const title = fc.tuple(
  fc.constantFrom("", "", "", "1917", "2001"),
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }),
).map(([first, words]) => [first, ...words].join(" ").trim());
const year = fc.integer({ min: 1900, max: 2030 });
const ids = fc.record({ tmdb: fc.integer({ min: 1, max: 2_000_000 }) });
const few = fc.integer({ min: 1, max: 4 });

/** Plans a file and reads the name that it was given. */
function readBack(
  server: (typeof SERVERS)[number],
  match: Match,
  parsed: Partial<ParsedName> = {},
): { readonly target: string; readonly back: ParsedName } {
  const record: PlannableRecord = {
    file: { path: "/in/a.mkv", kind: "video" },
    parsed: { kind: match.kind!, confidence: 1, ...parsed },
    match,
  };
  const { target } = planRecord(record, toPlanRules({ library: "/library", server })) as {
    target: string;
  };
  return { target, back: parsePath(target) };
}

/** The same film or show: by the id that the name holds, else by title and year. */
function assertIdentity(back: ParsedName, match: Match, target: string): void {
  const { tmdb } = back.ids ?? {};
  if (tmdb === undefined) {
    assertEquals(foldTitle(back.title ?? ""), foldTitle(match.title!), target);
  } else assertEquals(tmdb, match.ids?.tmdb, target);
  assertEquals([back.kind, back.year], [match.kind, match.year], target);
}

for (const server of SERVERS) {
  Deno.test(`parsePath() reads back what planRecord() names for ${server}: films`, () => {
    const film = fc.record({
      title,
      year,
      ids: fc.option(ids, { nil: {} as Ids }),
      edition: fc.option(fc.constantFrom(...EDITIONS), { nil: undefined }),
      part: fc.option(few, { nil: undefined }),
    });
    fc.assert(
      fc.property(film, ({ title, year, ids, edition, part }) => {
        const match: Match = { status: "sure", kind: "movie", title, year, ids, reasons: [] };
        const editions = edition === undefined ? undefined : [edition];
        const { target, back } = readBack(server, match, {
          ...(editions === undefined ? {} : { editions }),
          ...(part === undefined ? {} : { part }),
        });
        assertIdentity(back, match, target);
        assertEquals([back.editions, back.part], [editions, part], target);
      }),
      { numRuns: 500 },
    );
  });

  Deno.test(`parsePath() reads back what planRecord() names for ${server}: episodes`, () => {
    const show = fc.record({
      title,
      year: fc.option(year, { nil: undefined }),
      ids: fc.option(ids, { nil: {} as Ids }),
      season: fc.integer({ min: 0, max: 40 }),
      first: fc.integer({ min: 1, max: 400 }),
      count: few,
    });
    fc.assert(
      fc.property(show, ({ title, year, ids, season, first, count }) => {
        const numbers = Array.from({ length: count }, (_, index) => first + index);
        const match: Match = {
          status: "sure",
          kind: "episode",
          title,
          ...(year === undefined ? {} : { year }),
          ids,
          episodes: numbers.map((number) => ({ season, number, title: "Pilot" })),
          reasons: [],
        };
        const { target, back } = readBack(server, match);
        assertIdentity(back, match, target);
        assertEquals([back.season, back.episodes], [season, numbers], target);
      }),
      { numRuns: 500 },
    );
  });

  Deno.test(`parsePath() reads back what planRecord() names for ${server}: extras`, () => {
    const about = fc.record({
      title,
      year,
      kind: fc.constantFrom<"movie" | "episode">("movie", "episode"),
      extra: fc.constantFrom(...EXTRAS),
      name: fc.constantFrom("Gag Reel", "The Making", "Premiere at Night"),
    });
    fc.assert(
      fc.property(about, ({ title, year, kind, extra, name }) => {
        const match: Match = { status: "sure", kind, title, year, reasons: [] };
        const record: PlannableRecord = {
          file: { path: `/in/${name}.mkv`, kind: "video" },
          parsed: { kind, confidence: 1, extra },
          match,
        };
        const { target } = planRecord(record, toPlanRules({ library: "/library", server }));
        // Not every server has a place for every kind.
        if (target === undefined) return;
        const back = parsePath(target);
        assertEquals(foldTitle(back.title ?? ""), foldTitle(title), target);
        assertEquals([back.year, back.extra === undefined], [year, false], target);
      }),
      { numRuns: 300 },
    );
  });

  Deno.test(`parsePath() reads back what planRecord() names for ${server}: dates and pieces`, () => {
    const shown = fc.record({
      title,
      year: fc.option(year, { nil: undefined }),
      day: fc.date({
        min: new Date("1950-01-01"),
        max: new Date("2030-12-31"),
        noInvalidDate: true,
      }),
      part: few,
    });
    fc.assert(
      fc.property(shown, ({ title, year, day, part }) => {
        const date = day.toISOString().slice(0, 10);
        const show = { kind: "episode", title, ...(year === undefined ? {} : { year }) } as const;
        const match: Match = { status: "sure", ...show, reasons: [] };
        const byDate = readBack(server, match, { date });
        assertIdentity(byDate.back, match, byDate.target);
        assertEquals(byDate.back.date, date, byDate.target);
        const split = readBack(
          server,
          { ...match, episodes: [{ season: 2, number: 5, title: "Pilot" }] },
          { part },
        );
        assertIdentity(split.back, match, split.target);
        assertEquals(
          [split.back.season, split.back.episodes, split.back.part],
          [2, [5], part],
          split.target,
        );
      }),
      { numRuns: 300 },
    );
  });
}
