import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { byteLength, cutToBytes, cutToCharacters } from "../../lib/plan/cut_text.ts";
import { cleanText, toExtension, toSegment } from "../../lib/plan/path_segment.ts";

const CLEAN: readonly (readonly [text: string, clean: string])[] = [
  ["Blade Runner", "Blade Runner"],
  ["Alien: Covenant", "Alien - Covenant"],
  ["3:10 to Yuma", "3-10 to Yuma"],
  ["Re:", "Re"],
  ["Face/Off", "Face-Off"],
  [".hack//SIGN", ".hack-SIGN"],
  ["AC\\DC", "AC-DC"],
  ["Who's Afraid of Virginia Woolf?", "Who's Afraid of Virginia Woolf"],
  ["M*A*S*H", "MASH"],
  ['The "Teddy" Bear', "The 'Teddy' Bear"],
  ["I <3 You", "I ‹3 You"],
  ["Act | Two", "Act - Two"],
  ["{tmdb-1}", "(tmdb-1)"],
  ["?", "？"],
  ["...", "．．．"],
  ["***", "＊＊＊"],
  ["  a \t\n b\u00a0c  ", "a b c"],
  ["a\0b\u001b[31mc", "a b [31mc"],
  ["\u202eevil\u200b", "evil"],
  ["Ame\u0301lie", "Amélie"],
  ["a\ud800b\udc00c", "abc"],
  ["WALL·E", "WALL·E"],
  ["千と千尋の神隠し", "千と千尋の神隠し"],
  ["👨‍👩‍👧", "👨‍👩‍👧"],
  ["", ""],
  ["\0\u200e", ""],
];

Deno.test("cleanText() replaces what no portable name may hold", () => {
  for (const [text, clean] of CLEAN) assertEquals(cleanText(text), clean, JSON.stringify(text));
});

const SEGMENTS: readonly (readonly [text: string, segment: string])[] = [
  ["Monsters, Inc. (2001)", "Monsters, Inc. (2001)"],
  ["Monsters, Inc.", "Monsters, Inc"],
  ["...and Justice", "and Justice"],
  [". .", ""],
  ["a. . ", "a"],
  ["a  b", "a b"],
  ["CON", "CON_"],
  ["nul.2010", "nul_.2010"],
  ["Lpt1 .x", "Lpt1_ .x"],
  ["COM¹", "COM¹_"],
  ["Conan", "Conan"],
  ["NUL (2020)", "NUL (2020)"],
];

Deno.test("toSegment() keeps clear of hidden files, trailing dots and devices", () => {
  for (const [text, segment] of SEGMENTS) assertEquals(toSegment(text), segment, text);
});

Deno.test("toExtension() takes only what a server would read", () => {
  assertEquals(toExtension("/a/b.MKV"), ".mkv");
  assertEquals(toExtension("/a.b/c"), "");
  assertEquals(toExtension("/a/b.m k"), "");
  assertEquals(toExtension("/a/b.waytoolongforthis"), "");
  assertEquals(toExtension("/a/b."), "");
});

Deno.test("cutToBytes() cuts between what readers see as characters", () => {
  assertEquals(cutToBytes("abc", 2), "ab");
  assertEquals(cutToBytes("日本", 5), "日");
  assertEquals(cutToBytes("a👨‍👩‍👧", 18), "a");
  assertEquals(cutToBytes("ab cd", 3), "ab");
  // One character of many marks is too long as a whole.
  assertEquals(cutToBytes("e" + "\u0301".repeat(1000), 5), "e\u0301\u0301");
});

Deno.test("cutToCharacters() counts what readers see as characters", () => {
  assertEquals(cutToCharacters("abc", 3), "abc");
  assertEquals(cutToCharacters("a👨‍👩‍👧bc", 2), "a👨‍👩‍👧");
});

Deno.test("cleanText() gives a stable text without what is forbidden, whatever comes", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
    const clean = cleanText(text);
    assert(!/[<>:"|?*\\/{}\p{Cc}\p{Cs}]/u.test(clean), clean);
    assertEquals(clean, clean.normalize("NFC"));
    const segment = toSegment(clean);
    assert(!/^[ .]|[ .]$/.test(segment), segment);
    assertEquals(toSegment(cleanText(segment)), segment);
    assert(byteLength(cutToBytes(segment, 50)) <= 50);
  }));
});
