import { assertEquals } from "@std/assert";
import { plan, type PlannableRecord, planRecord, toPlanRules } from "../../lib/plan/mod.ts";
import type { PlannedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords, isFailed } from "../../lib/stream/mod.ts";
import { at, episode, OFFICE, SORTS, withSidecars } from "./_records.ts";

Deno.test("isRead() leaves alone only what lies under its own root", () => {
  const path = "/elsewhere/Blade Runner (1982)/Blade Runner (1982).mkv";
  const rules = toPlanRules({ movies: "/media" });
  assertEquals(planRecord(at(path, "movie"), rules).action, "move");
});

Deno.test("planRecord() with strictNames renames what the server reads in another spelling", () => {
  const path = "/media/Blade Runner (1982)/Blade Runner (1982).mkv";
  const rules = toPlanRules({ movies: "/media", strictNames: true });
  assertEquals(
    planRecord(at(path, "movie"), rules).target,
    "/media/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}.mkv",
  );
});

async function run(...input: readonly PlannableRecord[]): Promise<readonly (string | undefined)[]> {
  const planned = await collect(
    fromRecords(input as PlannedRecord[]).pipeThrough(plan({ movies: "/media", shows: "/media" })),
  );
  return planned.flatMap((record) =>
    isFailed(record) ? [record.errors[0].code] : [
      record.plan.reason ?? record.plan.target,
      ...(record.plan.sidecars ?? []).map(({ target }) => target),
    ]
  );
}

Deno.test("plan() joins the folders of a show and season that are there", async () => {
  const there = at("/media/The Office/Season 1/The Office - S01E01.mkv", "episode");
  const special = at("/media/The Office/Specials/The Office - s00e01.mkv", "special");
  const second = SORTS.second;
  const other = episode("/dl/o3.mkv", { ...OFFICE, episodes: [{ season: 2, number: 1 }] });
  assertEquals(
    await run(
      there,
      special,
      withSidecars(second, { path: "o2.srt" }, { path: "poster.jpg" }),
      other,
    ),
    [
      "already_valid",
      "already_valid",
      "/media/The Office/Season 1/The Office (2001) - s01e02 - Work Experience.mkv",
      "/media/The Office/Season 1/The Office (2001) - s01e02 - Work Experience.srt",
      "/media/The Office/poster.jpg",
      "/media/The Office/Season 02/The Office (2001) - s02e01.mkv",
    ],
  );
});

Deno.test("plan() renames a file within folders that the server reads well", async () => {
  const odd = at("/media/The Office/Season 1/office 1x01.mkv", "episode");
  const flat = at("/media/The Office/o2.mkv", "second");
  const there = at("/media/The Office/Specials/The Office - s00e01.mkv", "special");
  assertEquals(await run(odd, flat, there), [
    "/media/The Office/Season 1/The Office (2001) - s01e01 - Downsize.mkv",
    "/media/The Office/Season 1/The Office (2001) - s01e02 - Work Experience.mkv",
    "already_valid",
  ]);
  const film = withSidecars(at("/media/Blade Runner (1982)/br.mkv", "movie"), {
    path: "poster.jpg",
  });
  assertEquals(await run(film, at("/media/Blade Runner (1982)/Trailers/x.mkv", "trailer")), [
    "/media/Blade Runner (1982)/Blade Runner (1982) {tmdb-78}.mkv",
    "already_valid",
  ]);
});

Deno.test("plan() brings a trailer into the folder of its film", async () => {
  const there = at("/media/Blade Runner (1982)/Blade Runner (1982).mkv", "movie");
  assertEquals(await run(there, at("/dl/br-trailer.mp4", "trailer")), [
    "already_valid",
    "/media/Blade Runner (1982)/Trailers/br.mp4",
  ]);
});

Deno.test("plan() sees a second copy of what lies there under another name", async () => {
  const film = at("/media/Blade Runner (1982)/Blade Runner (1982).mkv", "movie");
  assertEquals(await run(film, at("/dl/br.mkv", "movie")), ["already_valid", "duplicate"]);
  const first = at("/media/The Office/Season 1/The Office - S01E01.mkv", "episode");
  assertEquals(await run(first, at("/dl/o.mkv", "episode")), ["already_valid", "duplicate"]);
  // Two new copies in a joined folder.
  const second = SORTS.second;
  const twin = at("/dl/o3.mp4", "second");
  assertEquals((await run(first, second, twin))[2], "duplicate");
});
