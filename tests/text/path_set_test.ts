import { assertEquals } from "@std/assert";
import { createPathSet } from "../../lib/text/path_set.ts";

Deno.test("createPathSet() knows what it was given, and nothing else", () => {
  const paths = Array.from(
    { length: 200_000 },
    (_, i) => `/media/Show ${i % 999}/Episode ${i}.mkv`,
  );
  const set = createPathSet();
  assertEquals(paths.filter((path) => set.add(path)).length, paths.length);
  assertEquals(paths.some((path) => set.add(path)), false);
  assertEquals(paths.every((path) => set.has(path)), true);
  assertEquals(paths.some((path) => set.has(`${path}x`) || set.has(path.toLowerCase())), false);
});

Deno.test("createPathSet() tells paths that differ by little", () => {
  const set = createPathSet();
  const alike = ["", "a", "b", "ab", "ba", "a\0", "\0a", "A", "é", "e\u0301", "日", "\u6500"];
  assertEquals(alike.every((path) => set.add(path)), true);
});
