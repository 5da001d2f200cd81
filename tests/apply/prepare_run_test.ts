import { assert, assertEquals } from "@std/assert";
import { toRunId } from "../../lib/apply/mod.ts";

Deno.test("toRunId() sorts by time, to the millisecond", () => {
  const random = Uint8Array.of(255, 0, 1, 2);
  const id = toRunId(new Date("2026-11-22T13:57:39.763Z"), random);
  assertEquals(id, "20261122-135739763-ff000102");
  assert(id < toRunId(new Date("2026-11-22T13:57:39.764Z"), Uint8Array.of(0, 0, 0, 0)));
});
