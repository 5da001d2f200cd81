import { assertEquals } from "@std/assert";
import { collect, fromRecords } from "../../lib/stream/mod.ts";

async function* count(to: number): AsyncGenerator<{ n: number }> {
  for (let n = 0; n < to; n++) yield await Promise.resolve({ n });
}

Deno.test("fromRecords() gives what is at hand as one batch, and what comes one by one in some", async () => {
  const sizes = async (stream: ReadableStream<readonly unknown[]>) =>
    (await Array.fromAsync(stream)).map(({ length }) => length);
  assertEquals(await sizes(fromRecords([{ n: 1 }, { n: 2 }])), [2]);
  assertEquals(await sizes(fromRecords(count(600))), [256, 256, 88]);
  assertEquals(await sizes(fromRecords(count(0))), []);
  assertEquals(await collect(fromRecords(count(2))), [{ n: 0 }, { n: 1 }]);
});
