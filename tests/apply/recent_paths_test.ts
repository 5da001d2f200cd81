import { assertEquals } from "@std/assert";
import { createRecentPaths } from "../../lib/apply/recent_paths.ts";

Deno.test("createRecentPaths() remembers what came last or is asked for, and forgets the rest", () => {
  const paths = createRecentPaths(3);
  paths.add("/used");
  for (let index = 0; index < 100; index++) {
    paths.add(`/${index}`);
    assertEquals(paths.has("/used"), true, `after ${index}`);
  }
  const known = Array.from({ length: 100 }, (_, index) => index)
    .filter((index) => paths.has(`/${index}`));
  assertEquals(known.at(-1), 99);
  assertEquals(known.length >= 2 && known.length <= 6, true, known.join());
  assertEquals(paths.has("/never"), false);
});
