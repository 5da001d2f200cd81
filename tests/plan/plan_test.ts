import { assertEquals, assertThrows } from "@std/assert";
import { ACTIONS, createPlanSummary, plan } from "../../lib/plan/mod.ts";
import type { MediaRecord, PlannedRecord } from "../../lib/record/mod.ts";
import {
  BLADE_RUNNER,
  episode,
  movie,
  OFFICE,
  planAll,
  planOutcomes,
  withoutMatch,
  withSidecars,
} from "./_records.ts";

const TARGET = "/media/Movies/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}";

Deno.test("plan() lets the first claim win and names both in the second's error", async () => {
  const [, other, twin] = await planAll([
    movie("/dl/a.mkv", BLADE_RUNNER),
    movie("/dl/b.mkv", { title: "Heat" }),
    movie("/dl/c.mkv", BLADE_RUNNER),
  ]);
  assertEquals(other!.errors, undefined);
  assertEquals(twin!.errors, [{
    stage: "plan",
    code: "duplicate",
    message: `Cannot plan "/dl/c.mkv" as "${TARGET}.mkv": record 1 of the input is the same film`,
  }]);
  assertEquals((twin as MediaRecord)["plan"], undefined);
});

Deno.test("plan() sees twins that differ by case, Unicode form or extension", async () => {
  const titles = [["Heat", "HEAT"], ["Amélie", "Ame\u0301lie"], ["Σας", "ΣΑΣ"]];
  for (const [one, two] of titles) {
    const codes = await planOutcomes([
      movie("/a.mkv", { title: one! }),
      movie("/b.mkv", { title: two! }),
    ]);
    assertEquals(codes[1], "duplicate", one);
  }
  const codes = await planOutcomes([
    movie("/a.mkv", { title: "Heat" }),
    movie("/b.mp4", { title: "Heat" }),
  ]);
  assertEquals(codes[1], "duplicate");
});

Deno.test("plan() tells editions, parts, remakes and episodes apart", async () => {
  const one = { ...BLADE_RUNNER };
  const codes = await planOutcomes([
    movie("/a.mkv", one),
    movie("/b.mkv", one, { editions: ["Final Cut"] }),
    movie("/c.mkv", { title: "Heat" }, { part: 1 }),
    movie("/d.mkv", { title: "Heat" }, { part: 2 }),
    movie("/e.mkv", { ...one, year: 2049, ids: { tmdb: 335984 } }),
    episode("/f.mkv", OFFICE, { season: 1, episodes: [1] }),
    episode("/g.mkv", OFFICE, { season: 1, episodes: [2] }),
    episode("/h.mkv", OFFICE, { season: 2, episodes: [1] }),
  ]);
  assertEquals(new Set(codes).size, 8);
  assertEquals(codes.includes("duplicate"), false);
});

Deno.test("plan() sees a sidecar that takes another's name", async () => {
  const [, late] = await planAll([
    withSidecars(movie("/dl/x.mkv", { title: "Pilot" }), { path: "x.en.srt", language: "en" }),
    withSidecars(movie("/dl/y.mkv", { title: "Pilot.en" }), { path: "y.srt" }),
  ], { templates: { movie: "<title>" } });
  const [error] = late!.errors ?? [];
  assertEquals(error?.code, "target_claimed");
  assertEquals(error?.message.includes("Pilot.en.srt"), true);
});

Deno.test("plan() takes an episode for the same whatever its title", async () => {
  const numbered = { season: 1, number: 1 };
  assertEquals(
    (await planOutcomes([
      episode("/dl/x.mkv", { ...OFFICE, episodes: [{ ...numbered, title: "Pilot" }] }),
      episode("/dl/y.mkv", { ...OFFICE, episodes: [{ ...numbered, title: "Pilot.en" }] }),
    ]))[1],
    "duplicate",
  );
});

Deno.test("plan() takes what a user's template tells apart for one film all the same", async () => {
  const templates = { movie: "<title> <resolution>" };
  const two = [
    movie("/dl/a.mkv", BLADE_RUNNER, { resolution: "720p" }),
    movie("/dl/b.mkv", BLADE_RUNNER, { resolution: "1080p" }),
  ];
  assertEquals((await planOutcomes(two, { templates }))[1], "duplicate");
  // Two films that a template gives one name are another matter.
  const remake = movie("/dl/c.mkv", { ...BLADE_RUNNER, year: 2049, ids: { tmdb: 2 } }, {
    resolution: "720p",
  });
  assertEquals((await planOutcomes([two[0]!, remake], { templates }))[1], "target_claimed");
});

Deno.test("plan() leaves behind a picture that a folder has already", async () => {
  const [first, second] = await planAll([
    withSidecars(movie("/a/1.avi", BLADE_RUNNER, { part: 1 }), { path: "poster.jpg" }),
    withSidecars(movie("/b/2.avi", BLADE_RUNNER, { part: 2 }), { path: "Poster.JPG" }, {
      path: "2.srt",
    }),
  ]) as PlannedRecord[];
  assertEquals(first!.plan.sidecars!.length, 1);
  assertEquals(second!.plan.sidecars!.map(({ source }) => source), ["/b/2.srt"]);
  assertEquals(second!.plan.leftBehind, ["/b/Poster.JPG"]);
});

Deno.test("plan() has nothing to do with a sidecar that is in its place", async () => {
  const record = withSidecars(
    movie("/media/Movies/Blade Runner (1982) {tmdb-78}/br.mkv", BLADE_RUNNER),
    { path: `${TARGET}.srt` },
    { path: "poster.jpg" },
    { path: "br.nfo" },
  );
  const [planned] = await planAll([record]) as PlannedRecord[];
  assertEquals(planned!.plan.sidecars, [{
    source: "/media/Movies/Blade Runner (1982) {tmdb-78}/br.nfo",
    target: `${TARGET}.nfo`,
  }]);
  assertEquals(planned!.plan.leftBehind, undefined);
});

Deno.test("plan() sees what already lies under a name", async () => {
  const there = movie(`${TARGET}.mp4`, BLADE_RUNNER);
  assertEquals(await planOutcomes([there, movie("/dl/a.mkv", BLADE_RUNNER)]), [
    "already_valid",
    "duplicate",
  ]);
  // What is in doubt takes its place as well, if it lies in the library.
  const doubt = movie(`${TARGET}.mkv`, { status: "ambiguous" });
  assertEquals(await planOutcomes([doubt, movie("/dl/a.mkv", BLADE_RUNNER)]), [
    "ambiguous",
    "target_exists",
  ]);
  // The other way round, the one that stays is told.
  const [, late] = await planAll([movie("/dl/a.mkv", BLADE_RUNNER), there]);
  assertEquals(
    late!.errors![0]!.message,
    `Cannot leave "${TARGET}.mp4" where it is: record 1 of the input, the same film, is to go to the library`,
  );
});

Deno.test("plan() leaves two versions alone that lie side by side", async () => {
  const two = [movie(`${TARGET}.mp4`, BLADE_RUNNER), movie(`${TARGET}.mkv`, BLADE_RUNNER)];
  assertEquals(await planOutcomes(two), ["already_valid", "already_valid"]);
});

Deno.test("plan() lets records pass that failed, are planned or are left out, and counts them", async () => {
  const failed = {
    ...movie("/a.mkv", BLADE_RUNNER),
    errors: [{ stage: "x", code: "internal" as const, message: "" }],
  };
  const excluded = { file: { path: "/s.mkv", excluded: { reason: "sample" } } };
  const planned = { ...movie("/b.mkv"), plan: { action: "move", target: `${TARGET}.mkv` } };
  const odd = [{ plan: 1, file: null }, { plan: { target: 1 }, file: { path: 2 } }];
  const out = await planAll([failed, excluded, ...odd, planned, movie("/c.mkv", BLADE_RUNNER)]);
  assertEquals<readonly unknown[]>(out.slice(0, 5), [failed, excluded, ...odd, planned]);
  assertEquals(
    out[5]!.errors![0]!.message.endsWith("record 5 of the input is the same film"),
    true,
  );
});

Deno.test("plan() keeps unknown fields, and its output depends on the input alone", async () => {
  const input = [{ ...movie("/a.mkv", BLADE_RUNNER), mine: { x: 1 } }];
  const [first, second] = [await planAll(input), await planAll(input)];
  assertEquals(first, second);
  assertEquals(first[0]!["mine"], { x: 1 });
});

Deno.test("plan() refuses a library that is not absolute", () => {
  assertThrows(() => plan({ library: "media" }), TypeError);
});

Deno.test("PlanSummary says how many of each action and reason", async () => {
  const summary = createPlanSummary();
  assertEquals(String(summary), "");
  await planOutcomes([
    withSidecars(movie("/1.mkv", BLADE_RUNNER, { part: 1 }), { path: "poster.jpg" }),
    withSidecars(movie("/2.mkv", BLADE_RUNNER, { part: 2 }), { path: "poster.jpg" }),
    movie("/3.mkv", BLADE_RUNNER, { part: 2 }),
    movie("/4.mkv", { status: "none" }),
    movie("/5.mkv", { status: "ambiguous" }),
    movie("/6.mkv", { status: "ambiguous" }),
    withoutMatch(movie("/7.mkv")),
  ], { summary });
  assertEquals(
    String(summary),
    "2 to move, 3 stay (2 ambiguous, 1 no_match), 2 failed (1 duplicate, 1 missing_field), " +
      "1 sidecars left behind",
  );
  assertEquals(summary.toJson(), {
    actions: { move: 2 },
    stays: { no_match: 1, ambiguous: 2 },
    conflicts: 1,
    leftBehind: 1,
  });
});

Deno.test("plan() keeps the place of what is not moved away", async () => {
  const heat = { title: "Heat", year: 1995 };
  const input = [
    movie("/media/Movies/Heat (1995)/Heat (1995).mkv", BLADE_RUNNER),
    movie("/dl/heat.mkv", heat),
  ];
  const [, free] = await planOutcomes(input);
  assertEquals(free, "/media/Movies/Heat (1995)/Heat (1995).mkv");
  for (const action of ACTIONS.filter((action) => action !== "move")) {
    const [copy, taken] = await planAll(input, { action });
    assertEquals((copy as PlannedRecord).plan.action, action);
    assertEquals(taken?.errors?.[0]?.code, "target_exists");
  }
});
