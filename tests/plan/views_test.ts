import { assertEquals } from "@std/assert";
import { showDiff, showTree } from "../../lib/plan/mod.ts";
import type { MediaRecord, Plan } from "../../lib/record/mod.ts";

function record(path: string, plan: Plan): MediaRecord {
  return { file: { path }, parsed: { kind: "movie", confidence: 1 }, plan };
}

const MOVE = record("/dl/b.mkv", {
  action: "move",
  library: "/media",
  target: "/media/Movies/B/B.mkv",
  sidecars: [{ source: "/dl/b.srt", target: "/media/Movies/B/B.srt" }],
});
const THERE = record("/media/Movies/A/A.mkv", {
  action: "none",
  library: "/media",
  target: "/media/Movies/A/A.mkv",
  reason: "already_valid",
});
const DOUBT = record("/dl/x.mkv", { action: "none", reason: "ambiguous" });
const BETTER = record("/dl/a.mkv", {
  action: "replace",
  library: "/media",
  target: "/media/Movies/A/A.mkv",
  replaces: [{ path: "/media/Movies/A/A.avi", trash: "/media/.shelve-trash/Movies/A/A.avi" }],
  why: "2160p over 720p of record 1 of the input",
});
const FAILED = {
  file: { path: "/dl/y.mkv" },
  errors: [{ stage: "scan", code: "not_found", message: 'Cannot read "/dl/y.mkv"' }],
} as const;
const ALL: readonly MediaRecord[] = [MOVE, THERE, DOUBT, BETTER, FAILED, {}];

Deno.test("showTree() draws the library as it will be, sorted", () => {
  const view = showTree({ color: false });
  assertEquals(ALL.map((record) => view.show(record)).join(""), "");
  assertEquals(
    view.end!(),
    "/media\n" +
      "└── Movies\n" +
      "    ├── A\n" +
      "    │   └── A.mkv\n" +
      "    └── B\n" +
      "        ├── B.mkv\n" +
      "        └── B.srt\n",
  );
});

Deno.test("showTree() tells by its color what is new", () => {
  const view = showTree({ color: true });
  for (const record of [MOVE, THERE]) view.show(record);
  const [a, b] = view.end!().split("\n").filter((line) =>
    line.endsWith(".mkv") || line.includes(".mkv")
  );
  assertEquals([a!.includes("\x1b[32m"), b!.includes("\x1b[32mB.mkv\x1b[0m")], [false, true]);
});

Deno.test("showDiff() shows old and new, why a file stays, and what failed", () => {
  const view = showDiff({ color: false });
  assertEquals(ALL.map((record) => view.show(record)), [
    "- /dl/b.mkv\n+ /media/Movies/B/B.mkv\n  - b.srt\n  + B.srt\n\n",
    "= /media/Movies/A/A.mkv  (already_valid)\n",
    "= /dl/x.mkv  (ambiguous)\n",
    "- /dl/a.mkv\n+ /media/Movies/A/A.mkv\n" +
    "  ~ A.avi  (to /media/.shelve-trash/Movies/A/A.avi)\n" +
    "  2160p over 720p of record 1 of the input\n\n",
    '! Cannot read "/dl/y.mkv"\n',
    "",
  ]);
});

Deno.test("showDiff() says what a file in doubt may be", () => {
  const { show } = showDiff({ color: false });
  const candidates = [
    { title: "X", year: 1999, ids: { tmdb: 5, imdb: "tt0000005" } },
    { title: "X, too", ids: {} },
    null,
    { title: "Y" },
  ];
  const wait = { status: "ambiguous", candidates };
  assertEquals(
    show({ ...DOUBT, match: wait } as unknown as MediaRecord),
    "= /dl/x.mkv  (ambiguous: X (1999) {tmdb-5}, X, too, , …)\n",
  );
  // The show is known: its id in the name would not settle which episode it is.
  const episode = { ...wait, reasons: ["title_equal", "episode_read_two_ways"] };
  assertEquals(
    show({ ...DOUBT, match: episode } as unknown as MediaRecord),
    "= /dl/x.mkv  (ambiguous: episode_read_two_ways)\n",
  );
  assertEquals(
    show({ ...DOUBT, match: { candidates: "X" } } as unknown as MediaRecord),
    "= /dl/x.mkv  (ambiguous)\n",
  );
});

Deno.test("showDiff() names the file of a failure that does not", () => {
  const errors = [{ stage: "enrich", code: "missing_field", message: "It has no name" }];
  const record = { file: { path: "/dl/x.mkv" }, errors } as unknown as MediaRecord;
  assertEquals(showDiff({ color: false }).show(record), "! It has no name (/dl/x.mkv)\n");
});

Deno.test("showDiff() takes a record that says oddly how it failed", () => {
  const view = showDiff({ color: false });
  for (const errors of ["boom", [null], [{}], {}]) {
    assertEquals(view.show({ errors } as unknown as MediaRecord), `! ${JSON.stringify(errors)}\n`);
  }
});

Deno.test("showDiff() and showTree() take a plan without a target, as jq may leave it", () => {
  for (const target of [undefined, null]) {
    const plan = { action: "move", library: "/media", target } as unknown as Plan;
    const tree = showTree({ color: false });
    assertEquals([tree.show(record("/dl/x.mkv", plan)), tree.end!()], ["", ""]);
    const shown = showDiff({ color: false }).show(record("/dl/x.mkv", plan));
    assertEquals(shown, "= /dl/x.mkv  (the plan has no target)\n");
  }
});

Deno.test("showDiff() and showTree() let no name steer the terminal", () => {
  const odd = record("/dl/\x1b[2J.mkv", {
    action: "move",
    library: "/m\x07",
    target: "/m\x07/\x1b]0;x.mkv",
  });
  const tree = showTree({ color: false });
  tree.show(odd);
  for (const text of [showDiff({ color: false }).show(odd), tree.end!()]) {
    // deno-lint-ignore no-control-regex -- What must not be there.
    assertEquals(/[\x00-\x09\x0b-\x1f]/.test(text), false, text);
  }
});
