import { assertEquals } from "@std/assert";
import { suggest } from "../../lib/cli/suggest.ts";

const NAMES = ["action", "library", "offline", "shows", "movies"];

const CASES: readonly [typed: string, name: string | undefined][] = [
  ["action", "action"],
  ["actoin", "action"],
  ["ACTION", "action"],
  ["lib", "library"],
  ["librarry", "library"],
  ["of", "offline"],
  ["movie", "movies"],
  ["show", "shows"],
  ["x", undefined],
  ["zzzzzz", undefined],
  ["", undefined],
  ["a".repeat(10_000), undefined],
];

for (const [typed, name] of CASES) {
  Deno.test(`suggest() takes "${typed.slice(0, 20)}" for ${name ?? "none"}`, () => {
    assertEquals(suggest(typed, NAMES), name);
  });
}

Deno.test("suggest() has nothing to offer where there is no name", () => {
  assertEquals(suggest("action", []), undefined);
});
