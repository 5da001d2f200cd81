import { assertEquals, assertNotEquals } from "@std/assert";
import { foldTitle } from "../../lib/text/mod.ts";

const CASES: readonly [title: string, folded: string][] = [
  ["Amélie", "amelie"],
  ["AMÉLIE", "amelie"],
  ["Ame\u0301lie", "amelie"], // decomposed
  ["Ocean's Eleven", "oceans eleven"],
  ["Ocean’s Eleven", "oceans eleven"],
  ["Fast & Furious", "fast and furious"],
  ["Romeo + Juliet", "romeo and juliet"],
  ["WALL·E", "wall e"],
  ["Spider-Man: Far  From_Home!", "spider man far from home"],
  ["Æon Flux", "aeon flux"],
  ["Straße", "strasse"],
  ["STRAẞE", "strasse"],
  ["Łódź", "lodz"],
  ["Smørrebrød", "smorrebrod"],
  ["İstanbul Kırmızısı", "istanbul kirmizisi"],
  ["Ｆｕｌｌ", "full"],
  ["ﬁn", "fin"],
  ["Ёлки", "елки"],
  ["Ταξίδι", "ταξιδι"],
  ["千と千尋の神隠し", "千と千尋の神隠し"],
  ["기생충", "기생충"],
  ["דִּירָה", "דירה"],
  ["1917", "1917"],
  ["...", ""],
  ["", ""],
];

for (const [title, folded] of CASES) {
  Deno.test(`foldTitle() makes ${JSON.stringify(folded)} of ${JSON.stringify(title)}`, () => {
    assertEquals(foldTitle(title), folded);
    assertEquals(foldTitle(folded), folded);
  });
}

const OTHERS: readonly [string, string][] = [
  ["かき", "がき"],
  ["दिल", "दल"],
  ["ปี", "ปู"],
];

for (const [a, b] of OTHERS) {
  Deno.test(`foldTitle() keeps ${a} and ${b} apart`, () => {
    assertNotEquals(foldTitle(a), foldTitle(b));
    assertEquals(foldTitle(a), foldTitle(a.normalize("NFD")));
  });
}

Deno.test("foldTitle() takes half a character", () => {
  assertEquals(foldTitle("a\ud800b"), "a b");
});
