import { assertEquals } from "@std/assert";
import { escapeControls } from "../../lib/text/mod.ts";

const CASES: readonly [name: string, text: string, escaped: string][] = [
  ["plain text", "Amélie 日本 𝄞", "Amélie 日本 𝄞"],
  ["a colour", "\x1b[31mred", "\\u001b[31mred"],
  ["an 8-bit control sequence", "\x9b31m", "\\u009b31m"],
  ["ends of lines", "a\r\nb\tc\u2028d", "a\\u000d\\u000ab\\u0009c\\u2028d"],
  ["delete and nul", "\x7f\0", "\\u007f\\u0000"],
  [
    "marks of direction",
    "a\u202egpj.exe\u2066\u200f\u061c",
    "a\\u202egpj.exe\\u2066\\u200f\\u061c",
  ],
  ["half a character", "a\ud800b\udc00", "a\\ud800b\\udc00"],
  ["a joined emoji", "👩‍🚀", "👩‍🚀"],
];

for (const [name, text, escaped] of CASES) {
  Deno.test(`escapeControls() of ${name}`, () => assertEquals(escapeControls(text), escaped));
}
