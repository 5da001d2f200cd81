import { assert, assertEquals } from "@std/assert";
import { type MediaRecord, StageError } from "../../lib/record/mod.ts";
import {
  collect,
  fromRecords,
  isFailed,
  isFreshFailure,
  joinLinks,
  type Link,
  mapGroups,
  mapRecords,
  mapRecordsAsync,
  records,
} from "../../lib/stream/mod.ts";
import { collectBatches, failedBefore, fromBatches } from "./_streams.ts";

/** Every way to lift a stage passes by the same records. */
const LIFTS: readonly {
  name: string;
  lift: (
    name: string,
    stage: (record: MediaRecord) => MediaRecord,
  ) => Link<MediaRecord, MediaRecord>;
}[] = [
  { name: "mapRecords", lift: (name, stage) => mapRecords(name, stage) },
  { name: "mapRecordsAsync", lift: (name, stage) => mapRecordsAsync(name, stage) },
  {
    name: "mapGroups",
    lift: (name, stage) =>
      mapGroups<MediaRecord, MediaRecord>(name, {
        run: (group) => Promise.resolve(group.map(stage)),
      }),
  },
];

const ERROR = { stage: "scan", code: "not_found", message: "Cannot find it" } as const;

const PASSING: readonly { name: string; stage: string; record: MediaRecord; passes: boolean }[] = [
  { name: "errors", stage: "parse", record: { errors: [ERROR] }, passes: true },
  { name: "no errors left", stage: "parse", record: { errors: [] }, passes: false },
  { name: "errors of null", stage: "parse", record: { errors: null } as never, passes: false },
  {
    name: "errors of another shape",
    stage: "parse",
    record: { errors: "x" } as never,
    passes: true,
  },
  { name: "its key", stage: "parse", record: { parsed: {} }, passes: true },
  { name: "its key as null", stage: "parse", record: { parsed: null }, passes: false },
  { name: "the key of another", stage: "parse", record: { match: {} }, passes: false },
  {
    name: "excluded",
    stage: "parse",
    record: { file: { excluded: { reason: "a" } } },
    passes: true,
  },
  { name: "excluded null", stage: "parse", record: { file: { excluded: null } }, passes: false },
  { name: "a file of null", stage: "parse", record: { file: null }, passes: false },
  { name: "a file of text", stage: "parse", record: { file: "a" }, passes: false },
  { name: "a result", stage: "undo", record: { result: {} }, passes: false },
  { name: "a match", stage: "enrich", record: { match: { status: "none" } }, passes: true },
  {
    name: "a match to try again",
    stage: "enrich",
    record: { match: { status: "unavailable" } },
    passes: false,
  },
  {
    name: "a match that failed",
    stage: "enrich",
    record: { match: { status: "unavailable" }, errors: [ERROR] },
    passes: true,
  },
];

for (const { name: link, lift } of LIFTS) {
  for (const { name, stage, record, passes } of PASSING) {
    Deno.test(`${link}() ${passes ? "passes by" : "shows"} ${stage} a record with ${name}`, async () => {
      const out = fromRecords([record]).pipeThrough(lift(stage, (one) => ({ ...one, seen: true })));
      assertEquals(await collect(out), [passes ? record : { ...record, seen: true }]);
    });
  }

  Deno.test(`${link}() turns a throw into a failed record and goes on`, async () => {
    const stage = ({ n }: MediaRecord): MediaRecord => {
      if (n === 1) throw new StageError("rate_limited", "Cannot ask", { retryAfter: 100 });
      if (n === 2) throw new TypeError("a bug");
      if (n === 3) throw "text";
      return { n };
    };
    // A group fails as a whole, so each record comes alone.
    const batches = [0, 1, 2, 3, 4].map((n) => [{ n, unknown: "field" }]);
    const out = fromBatches(batches).pipeThrough(
      link === "mapGroups"
        ? mapGroups<MediaRecord, MediaRecord>("enrich", {
          run: (group) => new Promise((resolve) => resolve(group.map(stage))),
        }, { size: 1 })
        : lift("enrich", stage),
    );
    const fail = (code: string, message: string, more = {}) => ({
      unknown: "field",
      errors: [{ stage: "enrich", code, message, ...more }],
    });
    assertEquals(await collect(out) as unknown, [
      { n: 0 },
      { n: 1, ...fail("rate_limited", "Cannot ask", { retryAfter: 100 }) },
      { n: 2, ...fail("internal", "TypeError: a bug") },
      { n: 3, ...fail("internal", "text") },
      { n: 4 },
    ]);
  });
}

Deno.test("mapRecords() drops what becomes undefined, and gives no empty batch", async () => {
  const odd = mapRecords<MediaRecord, MediaRecord>(
    "parse",
    (record) => (record["n"] as number) % 2 === 1 ? record : undefined,
  );
  const batches = [[{ n: 1 }, { n: 2 }, { n: 3 }], [{ n: 4 }], [{ n: 5 }]];
  assertEquals(await collectBatches(fromBatches(batches).pipeThrough(odd)), [
    [{ n: 1 }, { n: 3 }],
    [{ n: 5 }],
  ]);
});

Deno.test("mapRecords() shows what passes by in its place in the order", async () => {
  const seen: unknown[] = [];
  const all: MediaRecord[] = [{ n: 1 }, { n: 2, errors: [ERROR] }, { n: 3 }];
  const out = mapRecords<MediaRecord, MediaRecord>("plan", (record) => {
    seen.push(record["n"]);
    return record;
  }, { onPass: (record) => seen.push(`passes ${record["n"]}`) });
  assertEquals(await collect(fromRecords(all).pipeThrough(out)), all);
  assertEquals(seen, [1, "passes 2", 3]);
});

Deno.test("mapRecords() hands on an error of the input", async () => {
  const link = mapRecords<MediaRecord, MediaRecord>("parse", (record) => record);
  const out = fromBatches<MediaRecord>([[{ n: 1 }], new Error("the disk is gone")]);
  const seen: unknown[] = [];
  let message = "";
  try {
    for await (const record of records(out.pipeThrough(link))) seen.push(record);
  } catch (error) {
    message = (error as Error).message;
  }
  assertEquals([seen, message], [[{ n: 1 }], "the disk is gone"]);
});

Deno.test("joinLinks() makes two links one, and one record goes through both", async () => {
  const first = mapRecords<MediaRecord, MediaRecord>("one", (record) => ({ ...record, one: 1 }));
  const second = mapRecords<MediaRecord, MediaRecord>("two", (record) => ({ ...record, two: 2 }));
  const out = fromRecords([{ n: 1 }]).pipeThrough(joinLinks(first, second));
  assertEquals(await collect(out) as unknown, [{ n: 1, one: 1, two: 2 }]);
});

Deno.test("joinLinks() keeps the reason why a record failed in the first", async () => {
  const first = mapRecords<MediaRecord, MediaRecord>("one", () => {
    throw new StageError("not_found", "Cannot find it");
  });
  const second = mapRecords<MediaRecord, MediaRecord>("two", (record) => ({ ...record, two: 2 }));
  const [record] = await collect(fromRecords([{}]).pipeThrough(joinLinks(first, second)));
  assertEquals(record?.errors?.map(({ stage, code }) => [stage, code]), [["one", "not_found"]]);
  assert(isFreshFailure(record!));
});

Deno.test("isFreshFailure() tells what failed here from what came in failed", () => {
  const here = failedBefore({ n: 1 });
  const before = JSON.parse(JSON.stringify(here));
  assertEquals([isFailed(here), isFreshFailure(here)], [true, true]);
  assertEquals([isFailed(before), isFreshFailure(before)], [true, false]);
  assertEquals([isFailed({}), isFreshFailure({})], [false, false]);
});

Deno.test("collect() takes a batch of any size", async () => {
  const all = await collect(fromRecords(Array.from({ length: 300_000 }, (_, n) => ({ n }))));
  assertEquals(all.length, 300_000);
});
