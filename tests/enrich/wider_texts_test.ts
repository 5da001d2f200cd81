import { assertEquals } from "@std/assert";
import { toWiderTexts } from "../../lib/enrich/wider_texts.ts";

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["Solaris", []],
  ["", []],
  ["Night Trian", ["Night", "Trian"]],
  ["Three Word Titel", ["Three Word", "Word Titel", "Three Titel", "Titel"]],
  ["A Long Way Home Again", ["Long Way Home Again", "Home Again", "Long Way", "Again"]],
  ["The Return", ["Return"]],
  ["NightTrain", ["Night Train", "Night", "Train"]],
  ["Dragon Saga IV", [
    "Dragon Saga 4",
    "Dragon Saga four",
    "Dragon Saga",
    "Saga IV",
    "Dragon IV",
    "IV",
  ]],
  ["Dragon 4", ["Dragon IV", "Dragon four", "Dragon", "4"]],
  // A first word is the title's own: "I Robot" is no "1 Robot".
  ["I Robot", ["I", "Robot"]],
];

Deno.test("toWiderTexts() gives what to search for where the whole title finds nothing", () => {
  for (const [title, texts] of CASES) {
    assertEquals(toWiderTexts({ kinds: ["movie"], titles: [title] }), texts, title);
  }
});

Deno.test("toWiderTexts() keeps few and short texts of a giant title", () => {
  const texts = toWiderTexts({ kinds: ["movie"], titles: ["Wörd \ud800\u0000 ".repeat(5_000)] });
  assertEquals(texts.length <= 6 && texts.every((text) => text.length <= 150), true);
  assertEquals(texts.every((text) => text.isWellFormed() && !/\p{Cc}/u.test(text)), true);
});
