import { assertEquals } from "@std/assert";
import { createPathStates } from "../../lib/scan/path_states.ts";

Deno.test("createPathStates() keeps a number for each path, and forgets", () => {
  const states = createPathStates();
  const path = (index: number) => `/media/Show ${index % 99}/Episode ${index}.mkv`;
  for (let at = 0; at < 50_000; at++) states.set(path(at), at + 1);
  assertEquals(states.count, 50_000);
  for (let at = 0; at < 50_000; at += 2) states.set(path(at), 0);
  states.change((state) => state % 3 === 0 ? 0 : state * 2);
  let count = 0;
  for (let at = 0; at < 50_000; at++) {
    const expected = at % 2 === 0 || (at + 1) % 3 === 0 ? 0 : (at + 1) * 2;
    if (states.get(path(at)) !== expected) throw new Error(`${path(at)}: ${states.get(path(at))}`);
    if (expected > 0) count++;
  }
  assertEquals(states.count, count);
  assertEquals(states.get("/other"), 0);
});

Deno.test("createPathStates() does not grow where paths come and go", () => {
  const states = createPathStates();
  for (let at = 0; at < 20_000; at++) {
    states.set(`/${at}`, 1);
    states.set(`/${at - 10}`, 0);
  }
  assertEquals(states.count, 10);
  assertEquals(states.get("/19999"), 1);
});
