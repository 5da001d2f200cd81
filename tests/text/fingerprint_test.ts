import { assertEquals } from "@std/assert";
import { fingerprint } from "../../lib/text/mod.ts";

Deno.test("fingerprint() tells apart what differs by a character or their order", () => {
  const texts = [
    "",
    "a",
    "b",
    "ab",
    "ba",
    "aa",
    "aaa",
    "a\0",
    "\0a",
    "\u0101",
    "/a/b",
    "/a/c",
    "/b/a",
  ];
  const prints = texts.map((text) => fingerprint(text).join(" "));
  assertEquals(new Set(prints).size, texts.length);
  assertEquals(fingerprint("/a/b"), fingerprint(["", "a", "b"].join("/")));
});

Deno.test("fingerprint() gives two unsigned halves that 200,000 like paths fill without a twin", () => {
  const prints = new Set<string>();
  let most = 0;
  for (let number = 0; number < 200_000; number++) {
    const [high, low] = fingerprint(`/media/Movies/Film ${number}/Film ${number}.mkv`);
    prints.add(`${high} ${low}`);
    most = Math.max(most, high, low);
    assertEquals(high >= 0 && low >= 0, true);
  }
  assertEquals(prints.size, 200_000);
  assertEquals(most > 0xffff0000 && most <= 0xffffffff, true);
});
