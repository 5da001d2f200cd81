import { assertEquals } from "@std/assert";
import { toIsoTime } from "../../lib/scan/to_iso_time.ts";

Deno.test("toIsoTime() gives what toISOString() gives", () => {
  const times = [
    0,
    1,
    -1,
    86_399_999,
    86_400_000,
    -86_400_000,
    1_700_000_000_123,
    8.64e15,
    -8.64e15,
  ];
  // Back and forth, since the last day is kept.
  for (const time of [...times, ...times.toReversed(), -62_198_755_200_000, 253_402_300_800_000]) {
    assertEquals(toIsoTime(new Date(time)), new Date(time).toISOString());
  }
});

Deno.test("toIsoTime() gives nothing for what is no time", () => {
  assertEquals([toIsoTime(null), toIsoTime(new Date(NaN))], [undefined, undefined]);
});
