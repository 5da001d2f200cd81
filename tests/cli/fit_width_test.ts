import { assertEquals } from "@std/assert";
import { fitWidth } from "../../lib/cli/fit_width.ts";

const CASES: readonly [text: string, columns: number, fits: string][] = [
  ["parse  1 records", 5, "parse"],
  ["parse", 5, "parse"],
  ["parse", 0, ""],
  ["parse", -1, ""],
  ["千と千尋の神隠し.mkv", 4, "千と"],
  ["千と千尋の神隠し.mkv", 5, "千と"],
  ["千と千尋の神隠し.mkv", 20, "千と千尋の神隠し.mkv"],
  ["기생충", 4, "기생"],
  ["Ame\u0301lie", 4, "Ame\u0301l"],
  ["😀😀", 3, "😀"],
  ["ＷＩＤＥ", 4, "ＷＩ"],
];

for (const [text, columns, fits] of CASES) {
  Deno.test(`fitWidth() gives what fits of "${text}" in ${columns} columns`, () => {
    assertEquals(fitWidth(text, columns), fits);
  });
}
