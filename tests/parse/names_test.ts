import { assertEquals } from "@std/assert";
import { parsePath } from "../../lib/parse/mod.ts";
import { listNames, readNames } from "./_fixtures.ts";

for (const file of listNames()) {
  Deno.test(`parsePath() reads every name of ${file}`, async (t) => {
    for (const { name, expect, why } of readNames(file)) {
      await t.step(why === undefined ? name : `${name} (${why})`, () => {
        const parsed = parsePath(name) as unknown as Record<string, unknown>;
        const actual = Object.fromEntries(
          Object.keys(expect).map((key) => [key, parsed[key] ?? null]),
        );
        assertEquals(actual, expect);
      });
    }
  });
}
