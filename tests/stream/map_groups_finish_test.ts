import { assert, assertEquals, assertRejects } from "@std/assert";
import { collect, fromRecords, mapGroups } from "../../lib/stream/mod.ts";
import { collectBatches, number, type Numbered, settle } from "./_streams.ts";

Deno.test("mapGroups() drops or holds back what becomes undefined, and gives the rest at the end", async () => {
  const held: Numbered[] = [];
  const link = mapGroups<Numbered, Numbered>("undo", {
    run(group) {
      held.unshift(...group.filter(({ n }) => n % 2 === 0));
      return Promise.resolve(group.map((record) => record.n % 2 === 0 ? undefined : record));
    },
    finish: () => Promise.resolve(held),
  }, { size: 2 });
  const batches = await collectBatches(fromRecords(number(5)).pipeThrough(link));
  assertEquals(batches, [[{ n: 1 }], [{ n: 3 }], [{ n: 4 }, { n: 2 }, { n: 0 }]]);
});

Deno.test("mapGroups() gives a long rest piece by piece, as it is read", async () => {
  const made: number[] = [];
  const link = mapGroups<Numbered, Numbered>("undo", {
    run: (group) => Promise.resolve(group.map(() => undefined)),
    async *finish() {
      for (let n = 0; n < 3; n++) {
        made.push(n);
        yield await Promise.resolve([{ n }]);
      }
    },
  });
  const reader = fromRecords(number(5)).pipeThrough(link).getReader();
  assertEquals((await reader.read()).value, [{ n: 0 }]);
  await settle();
  assertEquals(made, [0]);
  assertEquals((await reader.read()).value, [{ n: 1 }]);
  assertEquals((await reader.read()).value, [{ n: 2 }]);
  assertEquals((await reader.read()).done, true);
});

Deno.test("mapGroups() ends the rest, too, when the reader leaves", async () => {
  let ended = false;
  const link = mapGroups<Numbered, Numbered>("undo", {
    run: (group) => Promise.resolve(group),
    async *finish() {
      try {
        while (true) yield await Promise.resolve([{ n: 0 }]);
      } finally {
        ended = true;
      }
    },
  });
  const reader = fromRecords<Numbered>([]).pipeThrough(link).getReader();
  await reader.read();
  await reader.cancel();
  assert(ended);
});

Deno.test("mapGroups() hands on a throw of finish()", async () => {
  const link = mapGroups<Numbered, Numbered>("undo", {
    run: (group) => Promise.resolve(group.map(() => undefined)),
    finish: () => Promise.reject(new Error("the spool is gone")),
  });
  await assertRejects(
    () => collect(fromRecords(number(2)).pipeThrough(link)),
    Error,
    "the spool is gone",
  );
});
