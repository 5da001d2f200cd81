import { assertEquals, assertRejects } from "@std/assert";
import { createMemory } from "../../lib/enrich/memory.ts";

Deno.test("Memory asks once for equal questions, also while the answer is under way", async () => {
  const memory = createMemory<number>(10);
  const { promise, resolve } = Promise.withResolvers<number>();
  let asked = 0;
  const find = () => (asked++, promise);
  const first = memory.get("a", find);
  const second = memory.get("a", find);
  resolve(7);
  assertEquals([await first, await second, asked], [7, 7, 1]);
  assertEquals(memory.get("a", find), 7); // at once by now
});

Deno.test("Memory keeps no answer that failed", async () => {
  const memory = createMemory<number>(10);
  const failed = memory.get("a", () => Promise.reject(new Error("no"))) as Promise<number>;
  await assertRejects(() => failed);
  assertEquals(memory.get("a", () => 1), 1);
});

Deno.test("Memory forgets what was not used for longest", () => {
  const memory = createMemory<number>(2);
  memory.get("a", () => 1);
  memory.get("b", () => 2);
  memory.get("a", () => -1);
  memory.get("c", () => 3);
  assertEquals(memory.get("a", () => -1), 1);
  assertEquals(memory.get("b", () => -2), -2);
});

Deno.test("Memory keeps an answer that is undefined", () => {
  const memory = createMemory<undefined>(2);
  let asked = 0;
  const find = () => void asked++;
  memory.get("a", find);
  memory.get("a", find);
  assertEquals(asked, 1);
});
