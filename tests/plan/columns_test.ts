import { assertEquals } from "@std/assert";
import { createColumn } from "../../lib/plan/columns.ts";

Deno.test("Column holds a number for each record, and 0 for the others", () => {
  const column = createColumn(Float64Array);
  for (const ordinal of [1, 16_383, 16_384, 5_000_000]) column.set(ordinal, ordinal * 1e9 + 1);
  for (const ordinal of [1, 16_383, 16_384, 5_000_000]) {
    assertEquals(column.get(ordinal), ordinal * 1e9 + 1);
  }
  for (const ordinal of [0, 2, 16_385, 9_000_000]) assertEquals(column.get(ordinal), 0);
});
