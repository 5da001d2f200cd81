import { assertEquals } from "@std/assert";
import { plan, type PlannableRecord, type PlanStageOptions } from "../../lib/plan/mod.ts";
import type { MediaFile, MediaRecord, ParsedName, PlannedRecord } from "../../lib/record/mod.ts";
import { collect, decodeNdjson, fromRecords, type Link, toNdjson } from "../../lib/stream/mod.ts";
import {
  BLADE_RUNNER,
  episode,
  movie,
  OFFICE,
  planAll,
  planOutcomes,
  withSidecars,
} from "./_records.ts";

const FILM = "/media/Movies/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}";
const HEAT = { title: "Heat", year: 1995, ids: { tmdb: 949 } };
const HEAT_FILM = "/media/Movies/Heat (1995) {tmdb-949}/Heat (1995) {tmdb-949}";
const RONIN = { title: "Ronin", year: 1998, ids: { tmdb: 8195 } };
const RONIN_FILM = "/media/Movies/Ronin (1998) {tmdb-8195}/Ronin (1998) {tmdb-8195}";
const TIME = "2024-01-01T00:00:00.000Z";

function withFile(record: PlannableRecord, file: Partial<MediaFile>): PlannableRecord {
  return { ...record, file: { ...record.file, ...file } };
}

function planWhole(input: readonly MediaRecord[], options: PlanStageOptions = {}) {
  return planAll(input, { whole: true, ...options });
}

function run(input: readonly MediaRecord[], options: PlanStageOptions = {}) {
  return planOutcomes(input, { whole: true, ...options });
}

const DELETED = { extra: "deleted" } as const;
const SCENES = `${FILM.slice(0, FILM.lastIndexOf("/"))}/Deleted Scenes`;

/** Inputs in which records stand in each other's way, and what becomes of each. */
const CONFLICTS: Readonly<
  Record<string, readonly [input: readonly MediaRecord[], outcomes: readonly string[]]>
> = {
  "two sources for one film": [
    [movie("/dl/a.mkv", BLADE_RUNNER), movie("/dl/b.mkv", BLADE_RUNNER)],
    [`${FILM}.mkv`, "duplicate"],
  ],
  "a film and the same in pieces": [
    [
      movie("/dl/a.mkv", BLADE_RUNNER),
      movie("/dl/b.avi", BLADE_RUNNER, { part: 1 }),
      movie("/dl/c.avi", BLADE_RUNNER, { part: 2 }),
    ],
    [`${FILM}.mkv`, "duplicate", "duplicate"],
  ],
  "a film in pieces and the same in one": [
    [
      movie("/dl/b.avi", BLADE_RUNNER, { part: 1 }),
      movie("/dl/a.mkv", BLADE_RUNNER),
      movie("/dl/c.avi", BLADE_RUNNER, { part: 2 }),
    ],
    [`${FILM} - pt1.avi`, "duplicate", `${FILM} - pt2.avi`],
  ],
  "a film, and pieces of another edition of it": [
    [
      movie("/dl/a.mkv", BLADE_RUNNER),
      movie("/dl/b.avi", BLADE_RUNNER, { part: 1, editions: ["Final Cut"] }),
    ],
    [
      `${FILM}.mkv`,
      `${FILM.replaceAll("{tmdb-78}", "{tmdb-78} {edition-Final Cut}")} - pt1.avi`,
    ],
  ],
  "an episode and the same in pieces": [
    [
      episode("/dl/a.mkv", { ...OFFICE, episodes: [{ season: 1, number: 1 }] }),
      episode("/dl/b.avi", { ...OFFICE, episodes: [{ season: 1, number: 1 }] }, { part: 1 }),
    ],
    [
      "/media/TV Shows/The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01.mkv",
      "duplicate",
    ],
  ],
  "a film in pieces that the library holds": [
    [
      movie("/dl/a.mkv", BLADE_RUNNER),
      movie(`${FILM} - pt1.avi`, BLADE_RUNNER, { part: 1 }),
      movie(`${FILM} - pt2.avi`, BLADE_RUNNER, { part: 2 }),
    ],
    ["duplicate", "already_valid", "already_valid"],
  ],
  "a swap": [
    [movie(`${HEAT_FILM}.mkv`, BLADE_RUNNER), movie(`${FILM}.mkv`, HEAT)],
    [`${FILM}.mkv`, `${HEAT_FILM}.mkv`],
  ],
  "a cycle of three": [
    [
      movie(`${HEAT_FILM}.mkv`, BLADE_RUNNER),
      movie(`${FILM}.mkv`, RONIN),
      movie(`${RONIN_FILM}.mkv`, HEAT),
    ],
    [`${FILM}.mkv`, `${RONIN_FILM}.mkv`, `${HEAT_FILM}.mkv`],
  ],
  "a chain whose end cannot move": [
    [
      movie("/dl/ronin.mkv", RONIN),
      movie(`${RONIN_FILM}.mkv`, HEAT),
      movie(`${HEAT_FILM}.mkv`, BLADE_RUNNER),
      movie(`${FILM}.mkv`, { status: "ambiguous" }),
    ],
    ["target_exists", "target_exists", "target_exists", "ambiguous"],
  ],
  "a file of the library that comes after what wants its name": [
    [movie("/dl/a.mkv", BLADE_RUNNER), movie(`${FILM}.mp4`, BLADE_RUNNER)],
    ["duplicate", "already_valid"],
  ],
  "a file in doubt that lies in the way": [
    [movie("/dl/a.mkv", BLADE_RUNNER), movie(`${FILM}.avi`, { status: "none" })],
    ["target_exists", "no_match"],
  ],
  "a file that is there already": [
    [
      withFile(movie("/dl/a.mkv", BLADE_RUNNER), { size: 7, mtime: TIME }),
      withFile(movie(`${FILM}.mkv`, BLADE_RUNNER), { size: 7, mtime: TIME }),
    ],
    ["already_there", "already_valid"],
  ],
  "an extra that is there already": [
    [
      withFile(movie("/dl/A.mkv", BLADE_RUNNER, DELETED), { size: 7, mtime: TIME }),
      withFile(movie("/dl/B.mkv", BLADE_RUNNER, DELETED), { size: 8, mtime: TIME }),
      withFile(movie(`${SCENES}/A.mkv`, BLADE_RUNNER, DELETED), { size: 7, mtime: TIME }),
      withFile(movie(`${SCENES}/B.mkv`, BLADE_RUNNER, DELETED), { size: 7, mtime: TIME }),
    ],
    ["already_there", "target_exists", "already_valid", "already_valid"],
  ],
  "a library scanned last, whose folder a new episode joins": [
    [
      episode("/dl/o2.mkv", { ...OFFICE, episodes: [{ season: 1, number: 2 }] }),
      episode("/media/TV Shows/The Office/Season 1/The Office - S01E01.mkv", {
        ...OFFICE,
        episodes: [{ season: 1, number: 1 }],
      }),
    ],
    ["/media/TV Shows/The Office/Season 1/The Office (2001) - s01e02.mkv", "already_valid"],
  ],
  "two discs of one film": [
    [
      withFile(movie("/dl/a/VIDEO_TS", BLADE_RUNNER), { kind: "disc" }),
      withFile(movie("/dl/b/BDMV", BLADE_RUNNER), { kind: "disc" }),
    ],
    ["disc_not_read", "duplicate"],
  ],
  "a film whose folder is a disc's": [
    [
      movie("/dl/a.mkv", BLADE_RUNNER),
      withFile(movie(FILM.slice(0, FILM.lastIndexOf("/")), HEAT), { kind: "disc" }),
    ],
    ["target_claimed", "disc_not_supported"],
  ],
  "a sidecar whose name one has that stays": [
    [
      withSidecars(movie("/media/Movies/x.mkv", { status: "none" }), { path: `${FILM}.en.srt` }),
      withSidecars(movie("/dl/a.mkv", BLADE_RUNNER), { path: "a.en.srt", language: "en" }),
    ],
    ["no_match", "target_exists"],
  ],
  "two versions side by side": [
    [
      movie("/dl/a.mkv", BLADE_RUNNER),
      movie(`${FILM}.mkv`, BLADE_RUNNER),
      movie(`${FILM} - 2160p.mkv`, BLADE_RUNNER),
    ],
    ["duplicate", "already_valid", "already_valid"],
  ],
};

for (const [name, [input, outcomes]] of Object.entries(CONFLICTS)) {
  Deno.test(`plan() of a whole plan judges ${name}`, async () => {
    assertEquals<readonly unknown[]>(await run(input), outcomes);
    // What is read again comes to the same.
    assertEquals<readonly unknown[]>(
      await run(input, { again: () => fromRecords(input) }),
      outcomes,
    );
  });
}

Deno.test("plan() of a whole plan names the record that stands in the way, and the target", async () => {
  const [stuck] = await planWhole([
    movie("/dl/a.mkv", BLADE_RUNNER),
    movie(`${FILM}.avi`, { status: "none" }),
  ]);
  assertEquals(
    stuck!.errors![0]!.message,
    `Cannot plan "/dl/a.mkv" as "${FILM}.mkv": record 2 of the input lies there and stays`,
  );
});

const POOR = { resolution: "720p", source: "HDTV" };
const GOOD = { resolution: "1080p", source: "WEB-DL" };
const BEST = { resolution: "2160p", source: "BluRay", remux: true };

Deno.test("plan() with keep-best lets the best of several go, and says why the others stay", async () => {
  const planned = await planWhole([
    movie("/dl/poor.mkv", BLADE_RUNNER, POOR),
    movie("/dl/best.mkv", BLADE_RUNNER, BEST),
    movie("/dl/good.mkv", BLADE_RUNNER, GOOD),
    movie("/dl/best.mp4", BLADE_RUNNER, BEST),
  ], { duplicates: "keep-best" }) as PlannedRecord[];
  assertEquals(planned.map(({ plan }) => plan.why ?? plan.target), [
    "record 2 of the input is better: 2160p over 720p",
    `${FILM}.mkv`,
    "record 2 of the input is better: 2160p over 1080p",
    "record 2 of the input is as good and comes first",
  ]);
  assertEquals(planned[0]!.plan.reason, "not_best");
});

Deno.test("plan() with keep-best lets a film go, or all of its pieces", async () => {
  const pieces = (quality: Partial<ParsedName>) =>
    [1, 2].map((part) => movie(`/dl/${part}.avi`, BLADE_RUNNER, { part, ...quality }));
  const options = { duplicates: "keep-best" } as const;
  const better = [...pieces(POOR), movie("/dl/a.mkv", BLADE_RUNNER, GOOD)];
  assertEquals(await run(better, options), ["not_best", "not_best", `${FILM}.mkv`]);
  const worse = [movie("/dl/a.mkv", BLADE_RUNNER, POOR), ...pieces(GOOD)];
  assertEquals(await run(worse, options), ["not_best", `${FILM} - pt1.avi`, `${FILM} - pt2.avi`]);
});

Deno.test("plan() with keep-best brings the best one's poster", async () => {
  const [, best] = await planWhole([
    withSidecars(movie("/a/poor.mkv", BLADE_RUNNER, POOR), { path: "poster.jpg" }),
    withSidecars(movie("/b/best.mkv", BLADE_RUNNER, BEST), { path: "poster.jpg" }),
  ], { duplicates: "keep-best" }) as PlannedRecord[];
  assertEquals(best!.plan.sidecars!.map(({ source }) => source), ["/b/poster.jpg"]);
});

Deno.test("plan() replaces what the library holds only when asked to, and only by what is better", async () => {
  const old = movie(`${FILM}.avi`, BLADE_RUNNER, GOOD);
  const better = movie("/dl/best.mkv", BLADE_RUNNER, BEST);
  const larger = withFile(movie("/dl/large.mkv", BLADE_RUNNER, GOOD), { size: 2 ** 40 });
  assertEquals(await run([old, better]), ["already_valid", "duplicate"]);
  assertEquals(await run([old, better], { duplicates: "keep-best" }), [
    "already_valid",
    "duplicate",
  ]);
  assertEquals(await run([old, better], { replace: true }), ["replaced", `${FILM}.mkv`]);
  assertEquals(await run([old, larger], { replace: true }), ["already_valid", "duplicate"]);
  const plain = movie(`${FILM}.avi`, BLADE_RUNNER);
  assertEquals(await run([plain, better], { replace: true }), ["already_valid", "duplicate"]);
  const best = { duplicates: "keep-best" } as const;
  assertEquals(await run([plain, better], best), ["already_valid", "not_best"]);
  assertEquals(await run([old, larger], best), ["already_valid", "not_best"]);
  const two = [old, movie(`${FILM} - 720p.avi`, BLADE_RUNNER, POOR)];
  assertEquals((await run([...two, better], { replace: true }))[2], "duplicate");
  assertEquals((await run([better, ...two], { replace: true }))[0], "duplicate");
});

Deno.test("plan() says what gives way to a better file, and where it goes", async () => {
  const old = withSidecars(
    withFile(movie(`${FILM}.mkv`, BLADE_RUNNER, POOR), { size: 5, mtime: TIME, ino: 9 }),
    { path: `${FILM}.en.srt`, size: 1, mtime: TIME },
    { path: "poster.jpg", size: 2 },
  );
  const good = movie("/dl/good.mkv", BLADE_RUNNER, GOOD);
  const best = movie("/dl/best.mkv", BLADE_RUNNER, BEST);
  const options = { duplicates: "keep-best", replace: true, action: "copy" } as const;
  const name = FILM.slice("/media".length);
  // In whatever order they come.
  for (const input of [[old, good, best], [best, good, old], [good, old, best]]) {
    const planned = await planWhole(input, options) as PlannedRecord[];
    const [was, is] = [planned[input.indexOf(old)]!, planned[input.indexOf(best)]!];
    const [first, third] = [input.indexOf(best) + 1, input.indexOf(old) + 1];
    assertEquals(was.plan, {
      action: "none",
      reason: "replaced",
      why: `record ${first} of the input is better: 2160p over 720p`,
    });
    assertEquals(is.plan, {
      action: "replace",
      library: "/media",
      target: `${FILM}.mkv`,
      server: "plex",
      via: "copy",
      replaces: [
        {
          path: `${FILM}.mkv`,
          trash: `/media/.shelve-trash${name}.mkv`,
          size: 5,
          mtime: TIME,
          ino: 9,
        },
        {
          path: `${FILM}.en.srt`,
          trash: `/media/.shelve-trash${name}.en.srt`,
          size: 1,
          mtime: TIME,
        },
      ],
      why: `2160p over 720p of record ${third} of the input`,
    });
    assertEquals(planned[input.indexOf(good)]!.plan.reason, "not_best");
  }
});

Deno.test("plan() of a whole plan keeps every record in its place", async () => {
  const failed = { errors: [{ stage: "x", code: "internal" as const, message: "" }], mine: 1 };
  const excluded = { file: { path: "/s.mkv", excluded: { reason: "sample" } } };
  const planned = { ...movie("/b.mkv"), plan: { action: "move", target: `${FILM}.mkv` } };
  const out = await planWhole([failed, excluded, planned, movie("/c.mkv", BLADE_RUNNER)]);
  assertEquals(toNdjson(out.slice(0, 3)), toNdjson([failed, excluded, planned]));
  assertEquals(out[3]!.errors![0]!.code, "duplicate");
  assertEquals(await planWhole([]), []);
});

Deno.test("plan() of a whole plan gives back each digit that it was given", async () => {
  const line = JSON.stringify(movie("/dl/a.mkv", BLADE_RUNNER)).replace(/^\{/, '{"mine":1.10,');
  const decoder = decodeNdjson({ name: "plan", keepsLines: true });
  const writer = decoder.writable.getWriter();
  writer.write(new TextEncoder().encode(line)).then(() => writer.close());
  const options = { library: "/media", whole: true };
  const planned = decoder.readable.pipeThrough(
    plan(options) as unknown as Link<MediaRecord, MediaRecord>,
  );
  assertEquals(toNdjson(await collect(planned)).startsWith('{"mine":1.10,'), true);
});

Deno.test("plan() of a whole plan says so where the input changes while it is read", async () => {
  const input = [movie("/dl/a.mkv", BLADE_RUNNER)];
  let message = "";
  await planWhole(input, { again: () => fromRecords([...input, ...input]) })
    .catch((error) => message = error.message);
  assertEquals(message, "Cannot plan: the input had 1 records, and 2 when read again");
});
