import { assertEquals } from "@std/assert";
import { parseSize } from "../../lib/scan/parse_size.ts";

const SIZES: Readonly<Record<string, number | undefined>> = {
  "0": 0,
  "500": 500,
  "500b": 500,
  "300M": 300_000_000,
  "300MB": 300_000_000,
  "1.5 GiB": 1_610_612_736,
  "2ki": 2048,
  "1t": 1e12,
  "": undefined,
  "M": undefined,
  "-1": undefined,
  "1x": undefined,
  "1 000": undefined,
  "Infinity": undefined,
};

Deno.test("parseSize() reads sizes as people write them", () => {
  for (const [text, bytes] of Object.entries(SIZES)) assertEquals(parseSize(text), bytes, text);
});
