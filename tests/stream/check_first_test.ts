import { assertEquals, assertRejects } from "@std/assert";
import { checkFirst, collect, fromRecords } from "../../lib/stream/mod.ts";
import type { MediaRecord } from "../../lib/record/mod.ts";

const FAILED = { errors: [{ stage: "scan", code: "not_found", message: "" }] } as const;

Deno.test("checkFirst() looks at the first record that the stage works on, and at no other", async () => {
  const seen: unknown[] = [];
  const link = checkFirst<MediaRecord>("apply", (record) => void seen.push(record["n"]));
  const all: MediaRecord[] = [FAILED, { n: 1, result: {} }, { n: 2 }, { n: 3 }];
  assertEquals(await collect(fromRecords(all).pipeThrough(link)), all);
  assertEquals(seen, [2]);
});

Deno.test("checkFirst() ends the stream with what the check throws", async () => {
  const link = checkFirst<MediaRecord>("apply", () => {
    throw new TypeError("no library");
  });
  await assertRejects(() => collect(fromRecords([{ n: 1 }]).pipeThrough(link)), TypeError);
});
