import { assertEquals } from "@std/assert";
import type { MediaRecord, StageKey } from "../../lib/record/mod.ts";
import { checkRecords, collect, fromRecords } from "../../lib/stream/mod.ts";

async function check(
  record: MediaRecord,
  options: { requires?: StageKey[]; accepts?: StageKey[] },
  name = "plan",
): Promise<string> {
  const [out] = await collect(fromRecords([record]).pipeThrough(checkRecords(name, options)));
  const [error] = out?.errors ?? [];
  if (error === undefined || error.stage !== name) {
    assertEquals(out, record);
    return "passes";
  }
  return `${error.code}: ${error.message}`;
}

const FILE = { path: "/a.mkv" };
const SIDECAR = { path: "/a.srt", kind: "subtitle" };

/** A record with what was changed in its `file`, `parsed`, `match`; and what is said. */
const CASES: readonly [MediaRecord, string][] = [
  [{ file: FILE, parsed: { kind: "movie" } }, "passes"],
  [{ file: { ...FILE, more: [1] }, parsed: { kind: "movie", more: {} }, more: 1 }, "passes"],
  [{ file: { ...FILE, sidecars: [SIDECAR] }, parsed: { kind: "movie" } }, "passes"],
  [{}, 'missing_field: The record has no "file": send it through scan'],
  [{ file: null }, 'missing_field: The record has no "file": send it through scan'],
  [{ file: FILE }, 'missing_field: The record has no "parsed": send it through parse'],
  [{ file: "a", parsed: {} }, '"file" is no object'],
  [{ file: [FILE], parsed: {} }, '"file" is no object'],
  [{ file: {}, parsed: {} }, '"file.path" is no string'],
  [{ file: { path: 1 }, parsed: {} }, '"file.path" is no string'],
  [
    { file: { ...FILE, size: 1.5 } },
    'missing_field: The record has no "parsed": send it through parse',
  ],
  [{ file: { ...FILE, size: 1.5 }, parsed: {} }, '"file.size" is no integer'],
  [{ file: { ...FILE, size: "1" }, parsed: {} }, '"file.size" is no integer'],
  [{ file: { ...FILE, ino: 2 ** 53 }, parsed: {} }, '"file.ino" is no integer'],
  [{ file: { ...FILE, sidecars: {} }, parsed: {} }, '"file.sidecars" is no list'],
  [{ file: { ...FILE, sidecars: [SIDECAR, 1] }, parsed: {} }, '"file.sidecars[1]" is no object'],
  [{ file: { ...FILE, sidecars: [{}] }, parsed: {} }, '"file.sidecars[0].path" is no string'],
  [
    { file: { ...FILE, sidecars: [{ ...SIDECAR, flags: ["a", 1] }] }, parsed: {} },
    '"file.sidecars[0].flags" is no list of string',
  ],
  [{ file: FILE, parsed: {} }, '"parsed.kind" is no string'],
  [{ file: FILE, parsed: { kind: "movie", remux: 1 } }, '"parsed.remux" is no boolean'],
  [{ file: FILE, parsed: { kind: "movie", ids: [] } }, '"parsed.ids" is no object'],
  [{ file: { path: null }, parsed: {} }, '"file.path" is no string'],
  [
    { file: FILE, parsed: { kind: "movie", episodes: [1, null] } },
    '"parsed.episodes" is no list of integer',
  ],
  [
    { file: FILE, parsed: { kind: "movie", episodes: 1 } },
    '"parsed.episodes" is no list of integer',
  ],
  [
    { file: FILE, parsed: { kind: "movie", absoluteEpisodes: ["1"] } },
    '"parsed.absoluteEpisodes" is no list of number',
  ],
  [{ file: FILE, parsed: { kind: "movie" }, match: { status: "none" } }, "passes"],
  [{ file: FILE, parsed: { kind: "movie" }, match: {} }, '"match.status" is no string'],
  [{ v: 1, file: FILE, parsed: { kind: "movie" } }, "passes"],
  [{ v: 99, file: FILE, parsed: { kind: "movie" } }, '"v" is 99, and this command knows 1 alone'],
  [{ v: "1", file: FILE, parsed: { kind: "movie" } }, '"v" is "1", and this command knows 1 alone'],
  [
    { file: FILE, parsed: { kind: "movie" }, match: { status: "sure", episodes: [{ season: 1 }] } },
    '"match.episodes[0].number" is no integer',
  ],
];

for (const [record, said] of CASES) {
  Deno.test(`checkRecords() says of ${JSON.stringify(record)}: ${said}`, async () => {
    const expected = said.startsWith('"')
      ? `invalid_record: Cannot read the record: ${said}`
      : said;
    const options = { requires: ["file", "parsed"], accepts: ["match"] } satisfies object;
    assertEquals(await check(record, options as never), expected);
  });
}

Deno.test("checkRecords() takes what jq has set to null for deleted", async () => {
  const record = {
    v: null,
    file: { ...FILE, size: null, sidecars: [{ ...SIDECAR, language: null }], more: null },
    parsed: { kind: "movie", ids: { tmdb: null } },
    match: null,
    more: null,
  } as unknown as MediaRecord;
  const link = checkRecords("plan", { requires: ["file"], accepts: ["parsed", "match"] });
  const out = await collect(fromRecords([record]).pipeThrough(link));
  assertEquals(JSON.parse(JSON.stringify(out)), [{
    v: null,
    file: { ...FILE, sidecars: [SIDECAR] },
    parsed: { kind: "movie", ids: { tmdb: null } },
    more: null,
  }]);
});

Deno.test("checkRecords() lets by what its stage passes by", async () => {
  const options = { requires: ["file"] } satisfies { requires: StageKey[] };
  const failed: MediaRecord = {
    errors: [{ stage: "scan", code: "not_found", message: "Cannot find it" }],
  };
  assertEquals(await check(failed, options), "passes");
  assertEquals(await check({ plan: { action: "none" } }, options), "passes");
  assertEquals(await check({ file: { excluded: { reason: "sample" } } }, options), "passes");
});

Deno.test("checkRecords() fails what has its stage's own key in another shape", async () => {
  const record = { file: FILE, plan: { action: "move", sidecars: 5 } };
  assertEquals(
    await check(record, { requires: ["file"] }),
    'invalid_record: Cannot read the record: "plan.sidecars" is no list',
  );
});

Deno.test("checkRecords() reads no key that its stage does not name", async () => {
  assertEquals(await check({ file: 1, parsed: 2 }, {}), "passes");
});

Deno.test("checkRecords() keeps the order and the batches", async () => {
  const all = [{ file: FILE, n: 0 }, { n: 1 }, { file: FILE, n: 2 }];
  const out = fromRecords<MediaRecord>(all).pipeThrough(
    checkRecords("parse", { requires: ["file"] }),
  );
  const [batch] = await Array.fromAsync(out as AsyncIterable<MediaRecord[]>);
  assertEquals(batch?.map((record) => [record["n"], record.errors === undefined]), [
    [0, true],
    [1, false],
    [2, true],
  ]);
});
