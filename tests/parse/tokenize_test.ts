import { assertEquals } from "@std/assert";
import { tokenize } from "../../lib/parse/tokenize.ts";

const CASES: readonly (readonly [name: string, words: readonly string[], why: string])[] = [
  ["The.Third_Man-1949", ["the", "third", "man", "1949"], "at every separator"],
  ["Director's Cut", ["director's", "cut"], "not at an apostrophe between letters"],
  ["'Room' HDR10+", ["room", "hdr10", "+"], "a plus sign apart"],
  ["HDTVx264 BD720p", ["hdtv", "x264", "bd", "720p"], "before a codec or height that ends a word"],
  ["İstanbul", ["İstanbul"], "letter for letter where lower case is longer"],
];

for (const [name, words, why] of CASES) {
  Deno.test(`tokenize() cuts ${name}: ${why}`, () => {
    const { lower, tokens } = tokenize(name);
    assertEquals(lower.length, name.length);
    assertEquals(tokens.map(({ start, end }) => lower.slice(start, end)), words);
  });
}

Deno.test("tokenize() pairs brackets and lets one that is never closed hold nothing", () => {
  const { tokens, brackets } = tokenize("[a (b)] (c");
  assertEquals(tokens.map(({ bracket }) => bracket), [0, 1, -1]);
  assertEquals(brackets.map(({ closed }) => closed), [true, true, false]);
});
