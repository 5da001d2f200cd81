import { assertEquals } from "@std/assert";
import { plan } from "../../lib/plan/mod.ts";
import type { MediaRecord, PlannedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";
import { BLADE_RUNNER, episode, movie, OFFICE } from "./_records.ts";

function inRoot(record: ReturnType<typeof movie>, root = "/tv") {
  return { ...record, file: { ...record.file, root } };
}

async function run(input: readonly MediaRecord[]): Promise<PlannedRecord[]> {
  const stream = fromRecords(input as PlannedRecord[]);
  return await collect(stream.pipeThrough(plan({ plexmatch: true }))) as PlannedRecord[];
}

function numbered(path: string, ...numbers: readonly (readonly [number, number])[]) {
  const episodes = numbers.map(([season, number]) => ({ season, number }));
  return inRoot(episode(path, { ...OFFICE, episodes }));
}

Deno.test("plan() with plexmatch gives one file a show, with the episodes that Plex would not find", async () => {
  const planned = await run([
    numbered("/tv/Office UK/Season 1/The Office S01E01.mkv", [1, 1]),
    numbered("/tv/Office UK/Season 1/second one.mkv", [1, 2]),
    numbered("/tv/Office UK/Season 1/double.mkv", [1, 3], [1, 4]),
    numbered("/tv/Office UK/Specials/christmas.mkv", [0, 1]),
  ]);
  assertEquals(planned.map(({ plan }) => plan.reason), [
    "plexmatch",
    "plexmatch_not_needed",
    "plexmatch_not_needed",
    "plexmatch_not_needed",
  ]);
  assertEquals(planned[0]!.plan, {
    action: "none",
    reason: "plexmatch",
    plexmatch: {
      path: "/tv/Office UK/.plexmatch",
      text: "title: The Office\nyear: 2001\ntmdbid: 2996\ntvdbid: 78107\n" +
        "ep: S01E02: Season 1/second one.mkv\n" +
        "ep: S01E03-E04: Season 1/double.mkv\n" +
        "sp: 01: Specials/christmas.mkv\n",
    },
  });
});

Deno.test("plan() with plexmatch says where there can be no such file", async () => {
  const planned = await run([
    inRoot(movie("/tv/br.mkv", BLADE_RUNNER)),
    inRoot(episode("/tv/x.mkv", { status: "none" })),
    numbered("/tv/loose.mkv", [1, 1]),
    numbered("/tv/Season 1/loose.mkv", [1, 1]),
  ]);
  assertEquals(planned.map(({ plan }) => plan.reason), [
    "plexmatch_not_for_films",
    "no_match",
    "no_show_folder",
    "no_show_folder",
  ]);
});

Deno.test("plan() with plexmatch sees two shows in one folder", async () => {
  const [, other] = await run([
    numbered("/tv/Mixed/a.mkv", [1, 1]),
    inRoot(episode("/tv/Mixed/b.mkv", { title: "Extras", episodes: [{ season: 1, number: 1 }] })),
  ]);
  assertEquals(other!.errors, [{
    stage: "plan",
    code: "target_claimed",
    message:
      'Cannot match "/tv/Mixed/b.mkv" where it lies: record 1 of the input is another show in "/tv/Mixed"',
  }]);
});

Deno.test("plan() with plexmatch lets no title or path break a line", async () => {
  const odd = episode("/tv/Odd/x\ny.mkv", {
    title: "A\nep: S09E09: z",
    episodes: [{ season: 1, number: 1 }],
  });
  const [planned] = await run([inRoot(odd)]);
  assertEquals(planned!.plan.plexmatch!.text, "title: A ep: S09E09: z\n");
});
