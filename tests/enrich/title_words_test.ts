import { assertEquals } from "@std/assert";
import { toCoreWords, toTitleKey, toWords } from "../../lib/enrich/title_words.ts";

const WORDS: readonly (readonly [string, string])[] = [
  ["Rocky II", "rocky 2"],
  ["Rocky Two", "rocky 2"],
  ["V for Vendetta", "v for vendetta"],
  ["I, Robot", "i robot"],
  ["If I Stay", "if i stay"],
  ["History of the World: Part I", "history of the world part 1"],
  ["Star Trek VI", "star trek 6"],
  ["Брат 2", "brat 2"],
  ["Αλεξης", "alexis"],
  ["WALL·E", "wall e"],
  ["Ocean’s Eleven", "oceans 11"],
  ["千と千尋", "千と千尋"],
  ["...", ""],
];

Deno.test("toWords() writes a title in one way", () => {
  for (const [title, words] of WORDS) assertEquals(toWords(title).join(" "), words, title);
});

const SAME: readonly (readonly [string, string])[] = [
  ["The Lord of the Rings", "Lord of the Rings, The"],
  ["Guardians of the Galaxy 2", "Guardians of the Galaxy Vol. 2"],
  ["WALL-E", "WALL·E"],
  ["Mr. & Mrs. Smith", "Mr and Mrs Smith"],
  ["Agents of S.H.I.E.L.D.", "Agents of SHIELD"],
  ["3 A.M", "3 AM"],
  ["A.I. Artificial Intelligence", "AI Artificial Intelligence"],
  ["Amélie", "amelie"],
];

Deno.test("toTitleKey() is equal for spellings of one title", () => {
  for (const [a, b] of SAME) assertEquals(toTitleKey(a), toTitleKey(b), `${a} / ${b}`);
});

const DIFFERENT: readonly (readonly [string, string])[] = [
  ["Alien", "Aliens"],
  ["Rocky", "Rocky II"],
  ["Up", "Us"],
];

Deno.test("toTitleKey() differs for different titles", () => {
  for (const [a, b] of DIFFERENT) assertEquals(toTitleKey(a) === toTitleKey(b), false, a);
});

Deno.test("toCoreWords() leaves a title of nothing but small words as it is", () => {
  assertEquals(toCoreWords(["the", "a"]), ["the", "a"]);
  assertEquals(toCoreWords(["the", "office"]), ["office"]);
});

Deno.test("toWords() looks only at the beginning of a giant title", () => {
  assertEquals(toWords("a ".repeat(1_000_000)).length <= 150, true);
});
