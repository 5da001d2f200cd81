import { assertEquals } from "@std/assert";
import { cleanTitle } from "../../lib/parse/clean_title.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["The.Third.Man.", "The Third Man"],
  ["the_third_man_-_", "the third man"],
  ["Mr. Robot ", "Mr. Robot"],
  ["Marvels.Agents.of.S.H.I.E.L.D.", "Marvels Agents of S.H.I.E.L.D."],
  ["M.A.S.H", "M.A.S.H"],
  ["E.T.the.Extra-Terrestrial", "E.T. the Extra-Terrestrial"],
  ["Wait... ", "Wait..."],
  ["District.9.", "District 9"],
  ["The Series Bros. ", "The Series Bros."],
  [" - ", ""],
  ["a\u0000b", "a b"],
];

for (const [raw, expected] of CASES) {
  Deno.test(`cleanTitle() makes ${JSON.stringify(expected)} of ${JSON.stringify(raw)}`, () => {
    assertEquals(cleanTitle(raw), expected);
  });
}
