import { assert, assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { StageError } from "../../lib/record/mod.ts";
import {
  collect,
  fromRecords,
  type GroupOptions,
  type GroupStage,
  mapGroups,
  mapRecords,
} from "../../lib/stream/mod.ts";
import { keepLine } from "../../lib/stream/line_text.ts";
import { failedBefore, fromBatches, number, type Numbered, settle } from "./_streams.ts";

type Failed = Numbered & { errors: never };

/** A stage that notes its groups and gives them as they came. */
function createNotes() {
  const groups: number[][] = [];
  const stage: GroupStage<Numbered, Numbered> = {
    run(group) {
      groups.push(group.map(({ n }) => n));
      return Promise.resolve(group);
    },
  };
  return { groups, stage };
}

/** A stage whose groups end when the test says so. */
function createDesk() {
  const groups: number[][] = [];
  const signals: AbortSignal[] = [];
  let call = Promise.withResolvers<readonly Numbered[]>();
  const stage: GroupStage<Numbered, Numbered> = {
    run(group, signal) {
      groups.push(group.map(({ n }) => n));
      signals.push(signal);
      call = Promise.withResolvers();
      return call.promise.then(() => group);
    },
  };
  return { groups, signals, stage, end: () => call.resolve([]) };
}

function open(stage: GroupStage<Numbered, Numbered>, options: GroupOptions = {}) {
  const link = mapGroups("apply", stage, options);
  return { readable: link.readable, writer: link.writable.getWriter() };
}

Deno.test("mapGroups() cuts the input into groups of `size`", async () => {
  const { groups, stage } = createNotes();
  const batches = [number(5), number(1, 5), number(4, 6)];
  const out = fromBatches(batches).pipeThrough(mapGroups("apply", stage, { size: 4 }));
  assertEquals(await collect(out), number(10));
  assertEquals(groups, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]);
});

Deno.test("mapGroups() cuts the input into smaller groups where lines are long", async () => {
  const { groups, stage } = createNotes();
  const long = number(5);
  for (const record of long) keepLine(record, " ".repeat(200_000));
  const batches = [long, number(3, 5)];
  const out = fromBatches(batches).pipeThrough(mapGroups("apply", stage));
  assertEquals((await collect(out)).length, 8);
  assertEquals(groups, [[0, 1, 2], [3, 4, 5, 6, 7]]);
});

Deno.test("mapGroups() gathers small batches until it is quiet", async () => {
  using time = new FakeTime();
  const { groups, stage } = createNotes();
  const { readable, writer } = open(stage, { quiet: 20 });
  const out = collect(readable);
  for (let n = 0; n < 5; n++) {
    await writer.write([{ n }]);
    await time.tickAsync(19);
    await settle();
  }
  assertEquals(groups, []);
  await time.tickAsync(1);
  await settle();
  assertEquals(groups, [[0, 1, 2, 3, 4]]);
  await writer.write([{ n: 5 }]);
  await writer.close();
  await settle();
  assertEquals(groups.length, 2); // what is closed does not wait for silence
  assertEquals(await out, number(6));
});

Deno.test("mapGroups() lets a lone record go without more input", async () => {
  using time = new FakeTime();
  const { stage } = createNotes();
  const { readable, writer } = open(stage);
  const reader = readable.getReader();
  const reading = reader.read();
  await writer.write([{ n: 0 }]);
  await settle();
  await time.tickAsync(20);
  assertEquals(await reading, { done: false, value: [{ n: 0 }] });
  await reader.cancel();
});

Deno.test("mapGroups() works on one group at a time, and gathers the next meanwhile", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { size: 2 });
  const out = collect(readable);
  await writer.write(number(2));
  await settle();
  writer.write(number(2, 2));
  const closed = writer.close();
  await settle();
  assertEquals(desk.groups, [[0, 1]]);
  desk.end();
  await settle();
  assertEquals(desk.groups, [[0, 1], [2, 3]]);
  desk.end();
  await closed;
  assertEquals(await out, number(4));
});

Deno.test("mapGroups() lets records pass by in their place, outside of the group", async () => {
  const { groups, stage } = createNotes();
  const failed = failedBefore({ n: 1 }) as Failed;
  const all: Numbered[] = [{ n: 0 }, failed, { n: 2 }, { n: 3, result: {} }, { n: 4 }];
  const out = fromRecords<Numbered>(all).pipeThrough(mapGroups("apply", stage));
  assertEquals(await collect(out), all);
  assertEquals(groups, [[0, 2, 4]]);
});

Deno.test("mapGroups() does not trouble its stage with records that all pass by", async () => {
  const { groups, stage } = createNotes();
  const all = [failedBefore({ n: 1 }) as Failed];
  assertEquals(
    await collect(fromRecords<Numbered>(all).pipeThrough(mapGroups("apply", stage))),
    all,
  );
  assertEquals(groups, []);
});

Deno.test("mapGroups() fails the whole group by a throw, and goes on", async () => {
  const link = mapGroups<Numbered, Numbered>("apply", {
    run: (group) =>
      group[0]?.n === 0
        ? Promise.reject(new StageError("journal_failed", "Cannot write the journal"))
        : Promise.resolve(group),
  }, { size: 2 });
  const out = await collect(fromRecords(number(4)).pipeThrough(link));
  assertEquals(out.map((record) => record.errors?.[0]?.code), [
    "journal_failed",
    "journal_failed",
    undefined,
    undefined,
  ]);
});

Deno.test("mapGroups() fails a group whose results are not as many as its records", async () => {
  const link = mapGroups<Numbered, Numbered>("apply", { run: () => Promise.resolve([{ n: 9 }]) });
  const out = await collect(fromRecords(number(2)).pipeThrough(link));
  assertEquals(out.map(({ n, errors }) => [n, errors?.[0]?.code, errors?.[0]?.message]), [
    [0, "internal", "Error: 2 records gave 1 results"],
    [1, "internal", "Error: 2 records gave 1 results"],
  ]);
});

Deno.test("mapGroups() lets the group in hand end when the reader leaves, then errors the writer", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { size: 2 });
  const closed = assertRejects(() => writer.closed, Error, "no more");
  const written = writer.write(number(6));
  const reader = readable.getReader();
  const reading = reader.read();
  await settle();
  let left = false;
  const leaving = reader.cancel(new Error("no more")).then(() => left = true);
  await settle();
  assertEquals([left, desk.signals[0]?.aborted], [false, true]);
  desk.end();
  await leaving;
  assertEquals((await reading).done, true);
  await closed;
  await written.catch(() => {});
  assertEquals(desk.groups, [[0, 1]]);
});

Deno.test("mapGroups() leaves at once when the reader does and no group is in hand", async () => {
  const { groups, stage } = createNotes();
  const { readable, writer } = open(stage);
  const closed = assertRejects(() => writer.closed);
  await readable.cancel("no more");
  await closed;
  assertEquals(groups, []);
});

Deno.test("mapGroups() gives the group in hand before an error of the input", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { size: 2 });
  const reader = readable.getReader();
  const reading = reader.read();
  const written = writer.write(number(4));
  written.catch(() => {});
  await settle();
  const aborted = writer.abort(new Error("the disk is gone"));
  await settle();
  assertEquals(desk.signals[0]?.aborted, true);
  desk.end();
  assertEquals((await reading).value, number(2));
  await assertRejects(() => reader.read(), Error, "the disk is gone");
  await aborted;
  assertEquals(desk.groups, [[0, 1]]);
});

Deno.test("mapGroups() loses no piece of the group in hand at an error of the input", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { size: 150 });
  const reader = readable.getReader();
  const reading = reader.read();
  const written = writer.write(number(151));
  written.catch(() => {});
  await settle();
  const aborted = writer.abort(new Error("the disk is gone"));
  await settle();
  desk.end();
  const first = (await reading).value!;
  await settle();
  const all = [...first, ...(await reader.read()).value!, ...(await reader.read()).value!];
  assertEquals(all, number(150));
  await assertRejects(() => reader.read(), Error, "the disk is gone");
  await aborted;
});

Deno.test("mapGroups() hands on an error of the input that comes while it waits for more", async () => {
  const { stage } = createNotes();
  const out = fromBatches([number(2), new Error("the disk is gone")]);
  await assertRejects(
    () => collect(out.pipeThrough(mapGroups("apply", stage))),
    Error,
    "the disk is gone",
  );
});

Deno.test("mapGroups() holds the input back while nobody reads", async () => {
  const { groups, stage } = createNotes();
  let pulled = 0;
  function* read() {
    while (pulled < 100) yield number(10, pulled++ * 10);
  }
  const stream = fromBatches(read()).pipeThrough(mapGroups("apply", stage, { size: 20 }));
  await settle();
  assertEquals(groups, []);
  assert(pulled <= 5, `${pulled} batches were pulled`);
  assertEquals(await collect(stream), number(1000));
});

Deno.test("mapGroups() takes a batch of any size", async () => {
  const { stage } = createNotes();
  const out = fromRecords(number(300_000)).pipeThrough(mapGroups("apply", stage));
  assertEquals((await collect(out)).length, 300_000);
});

Deno.test("mapGroups() lets the end of a group be awaited through a stage before it", async () => {
  const desk = createDesk();
  const first = mapRecords<Numbered, Numbered>("plan", (record) => record);
  const stream = fromRecords(number(2)).pipeThrough(first).pipeThrough(
    mapGroups("apply", desk.stage),
  );
  const out = collect(stream);
  await settle();
  assertEquals(desk.groups, [[0, 1]]);
  desk.end();
  assertEquals(await out, number(2));
});
