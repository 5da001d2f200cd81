import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { editDistance } from "../../lib/text/mod.ts";

const DISTANCES: readonly [a: string, b: string, distance: number][] = [
  ["", "", 0],
  ["a", "", 1],
  ["matrix", "matrix", 0],
  ["matrix", "matrx", 1], // one missing
  ["matrix", "maatrix", 1], // one too many
  ["matrix", "matriz", 1], // one changed
  ["matrix", "matirx", 1], // two swapped
  ["kitten", "sitting", 3],
  ["ca", "abc", 3], // no letter is touched twice
  ["heat", "cold", 4],
];

for (const [a, b, distance] of DISTANCES) {
  Deno.test(`editDistance() of "${a}" and "${b}" is ${distance}`, () => {
    assertEquals(editDistance(a, b), distance);
    assertEquals(editDistance(b, a), distance);
    for (let limit = 0; limit < 6; limit++) {
      assertEquals(editDistance(a, b, limit), Math.min(distance, limit + 1), `limit ${limit}`);
    }
  });
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

Deno.test("editDistance() is symmetric, and a limit changes nothing below it", () => {
  fc.assert(fc.property(word, word, fc.nat(8), (a, b, limit) => {
    const distance = editDistance(a, b);
    assertEquals(editDistance(b, a), distance);
    assertEquals(editDistance(a, b, limit), Math.min(distance, limit + 1));
    assert(distance >= Math.abs(a.length - b.length));
    assert(distance <= Math.max(a.length, b.length));
    assertEquals(distance === 0, a === b);
  }));
});
