import { assert, assertEquals } from "@std/assert";
import { createPathSet } from "../../lib/apply/path_set.ts";

Deno.test("createPathSet() has what was added and nothing else, among many that are alike", () => {
  const set = createPathSet();
  const paths = Array.from({ length: 50_000 }, (_, index) => `/media/Movies/Film ${index}`);
  for (const path of paths) set.add(path);
  assert(paths.every((path) => set.has(path)));
  assertEquals(paths.filter((path) => set.has(`${path}x`) || set.has(path.toLowerCase())), []);
});
