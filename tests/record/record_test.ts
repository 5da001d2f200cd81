import { assert, assertEquals, assertMatch } from "@std/assert";
import { ERROR_CODES, SHAPES, STAGE_KEYS, StageError } from "../../lib/record/mod.ts";

Deno.test("ERROR_CODES are unique and in snake_case", () => {
  assertEquals(new Set(ERROR_CODES).size, ERROR_CODES.length);
  for (const code of ERROR_CODES) assertMatch(code, /^[a-z]+(_[a-z0-9]+)*$/);
});

Deno.test("SHAPES hold each key of STAGE_KEYS, and no other", () => {
  assertEquals(Object.keys(SHAPES).sort(), Object.values(STAGE_KEYS).sort());
});

Deno.test("SHAPES are written in words that the check knows", () => {
  const words: string[] = [];
  const gather = (shape: unknown): void => {
    if (typeof shape === "string") words.push(shape);
    else if (Array.isArray(shape)) {
      assertEquals(shape.length, 1);
      gather(shape[0]);
    } else Object.values(shape as object).forEach(gather);
  };
  gather(SHAPES);
  assert(words.length > 50);
  for (const word of words) {
    assertMatch(
      word,
      /^((string|number|integer|boolean|object)\??|(string|number|integer)\[\]\?)$/,
    );
  }
});

Deno.test("StageError holds a code, a message, when to try again and its cause", () => {
  const cause = new Error("429");
  const error = new StageError("rate_limited", "Cannot ask", { retryAfter: 5, cause });
  assertEquals(
    [error.name, error.code, error.message, error.retryAfter, error.cause],
    ["StageError", "rate_limited", "Cannot ask", 5, cause],
  );
  assertEquals(new StageError("internal", "A bug").retryAfter, undefined);
});
