import { assert, assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { StageError } from "../../lib/record/mod.ts";
import {
  type AsyncStage,
  collect,
  type ConcurrencyOptions,
  fromRecords,
  mapRecordsAsync,
  type RecordStream,
} from "../../lib/stream/mod.ts";
import { failedBefore, fromBatches, number, type Numbered, settle } from "./_streams.ts";

/** A stage whose calls end when the test says so. */
function createDesk() {
  const open = new Map<number, PromiseWithResolvers<Numbered | undefined>>();
  const started: number[] = [];
  const aborted: number[] = [];
  let most = 0;
  const stage: AsyncStage<Numbered, Numbered> = ({ n }, signal) => {
    const call = Promise.withResolvers<Numbered | undefined>();
    open.set(n, call);
    started.push(n);
    most = Math.max(most, open.size);
    signal.addEventListener("abort", () => {
      aborted.push(n);
      call.reject(signal.reason);
    });
    return call.promise;
  };
  function take(n: number): PromiseWithResolvers<Numbered | undefined> {
    const call = open.get(n)!;
    open.delete(n);
    return call;
  }
  return {
    stage,
    started,
    aborted,
    /** Calls in flight, and how many there were at most. */
    inFlight: () => open.size,
    most: () => most,
    end: (n: number, value: Numbered | undefined = { n }) => take(n).resolve(value),
    fail: (n: number, error: unknown) => take(n).reject(error),
    async endAll() {
      for (await settle(); open.size > 0; await settle()) {
        for (const n of [...open.keys()].toReversed()) take(n).resolve({ n });
      }
    },
  };
}

/** Batches as they come out, read one after the other as soon as they do. */
function readAll<T>(stream: RecordStream<T>) {
  const batches: unknown[][] = [];
  const ended = (async () => {
    for await (const batch of stream) batches.push([...batch]);
  })();
  ended.catch(() => {});
  return { batches, ended };
}

/** A link whose input the test writes. */
function open(stage: AsyncStage<Numbered, Numbered>, options: ConcurrencyOptions = {}) {
  const link = mapRecordsAsync("enrich", stage, options);
  return { readable: link.readable, writer: link.writable.getWriter() };
}

for (const size of [1, 4, 100]) {
  Deno.test(`mapRecordsAsync() keeps 5 calls in flight, never more, in batches of ${size}`, async () => {
    const desk = createDesk();
    const batches = Array.from({ length: 100 / size }, (_, at) => number(size, at * size));
    const out = collect(
      fromBatches(batches).pipeThrough(mapRecordsAsync("enrich", desk.stage, { concurrency: 5 })),
    );
    for (let n = 0; n < 100; n++) {
      await settle();
      assertEquals(desk.inFlight(), Math.min(5, 100 - n));
      desk.end(n);
    }
    assertEquals(await out, number(100));
    assertEquals(desk.most(), 5);
  });
}

Deno.test("mapRecordsAsync() gives results in the order of the input, whichever ends first", async () => {
  using time = new FakeTime();
  const delays = [50, 10, 40, 0, 30, 20, 60, 10];
  const link = mapRecordsAsync<Numbered, Numbered>("enrich", (record) => {
    return new Promise((resolve) => setTimeout(resolve, delays[record.n], record));
  }, { concurrency: 3 });
  const out = collect(fromRecords(number(8)).pipeThrough(link));
  for (let passed = 0; passed < 200; passed++) {
    await time.tickAsync(1);
    await settle();
  }
  assertEquals(await out, number(8));
});

Deno.test("mapRecordsAsync() starts no more than `waiting` records behind a slow elder", async () => {
  const desk = createDesk();
  const link = mapRecordsAsync("enrich", desk.stage, { concurrency: 2, waiting: 10 });
  const out = collect(fromBatches([number(20), number(20, 20)]).pipeThrough(link));
  await settle();
  for (let n = 1; n < 10; n++) {
    desk.end(n);
    await settle();
  }
  assertEquals(desk.started, number(10).map(({ n }) => n));
  desk.end(0);
  await desk.endAll();
  assertEquals(await out, number(40));
});

Deno.test("mapRecordsAsync() counts what passes by as waiting, too", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { concurrency: 2, waiting: 10 });
  const { batches } = readAll(readable);
  let taken = 0;
  writer.write([{ n: 0 }]);
  for (let n = 1; n < 30; n++) {
    writer.write([failedBefore({ n }) as Numbered & { errors: never }]).then(
      () => taken++,
      () => {},
    );
  }
  await settle();
  assertEquals(taken, 9);
  desk.end(0);
  await settle();
  assertEquals(taken, 29);
  assertEquals(batches.flat().length, 30);
  await writer.close();
});

Deno.test("mapRecordsAsync() lets a lone result go without more input", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage);
  const { batches, ended } = readAll(readable);
  await writer.write([{ n: 0 }]);
  desk.end(0);
  await settle();
  assertEquals(batches, [[{ n: 0 }]]);
  await writer.close();
  await ended;
});

Deno.test("mapRecordsAsync() lets a result go while the writer waits for a free call", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { concurrency: 1 });
  const { batches, ended } = readAll(readable);
  const written = writer.write(number(3));
  await settle();
  desk.end(0);
  await settle();
  assertEquals(batches, [[{ n: 0 }]]);
  await desk.endAll();
  await written;
  await writer.close();
  await ended;
});

Deno.test("mapRecordsAsync() gives what settles in one turn as one batch", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage);
  const { batches, ended } = readAll(readable);
  await writer.write(number(6));
  await settle();
  for (const n of [3, 0, 1, 4, 2]) {
    desk.end(n);
    for (let step = 0; step < 10; step++) await Promise.resolve(); // the same turn still
  }
  await settle();
  assertEquals(batches, [number(5)]);
  desk.end(5);
  await writer.close();
  await ended;
});

Deno.test("mapRecordsAsync() gives answers that are at hand as one batch", async () => {
  const link = mapRecordsAsync<Numbered, Numbered>("enrich", (record) => record);
  const { batches, ended } = readAll(fromRecords(number(400)).pipeThrough(link));
  await ended;
  assertEquals(batches, [number(400)]);
});

Deno.test("mapRecordsAsync() takes a promise, a value, a throw and a rejection alike", async () => {
  const link = mapRecordsAsync<Numbered, Numbered>("enrich", ({ n }) => {
    if (n === 0) return { n, as: "value" };
    if (n === 1) return Promise.resolve({ n, as: "promise" });
    if (n === 2) throw new StageError("not_found", "Cannot find it");
    if (n === 3) return Promise.reject(new StageError("rate_limited", "Wait", { retryAfter: 5 }));
    if (n === 4) return Promise.reject("text");
    return n === 5 ? undefined : Promise.resolve(undefined);
  });
  const fail = (code: string, message: string, more = {}) => ({
    errors: [{ stage: "enrich", code, message, ...more }],
  });
  assertEquals(await collect(fromRecords(number(7)).pipeThrough(link)) as unknown, [
    { n: 0, as: "value" },
    { n: 1, as: "promise" },
    { n: 2, ...fail("not_found", "Cannot find it") },
    { n: 3, ...fail("rate_limited", "Wait", { retryAfter: 5 }) },
    { n: 4, ...fail("internal", "text") },
  ]);
});

Deno.test("mapRecordsAsync() lets failed records pass by in their place", async () => {
  const desk = createDesk();
  const failed = failedBefore({ n: 1 }) as Numbered & { errors: never };
  const out = collect(
    fromRecords<Numbered>([{ n: 0 }, failed, { n: 2 }]).pipeThrough(
      mapRecordsAsync("enrich", desk.stage),
    ),
  );
  await settle();
  assertEquals(desk.started, [0, 2]);
  desk.end(2);
  await settle();
  desk.end(0);
  assertEquals(await out as unknown, [{ n: 0 }, failed, { n: 2 }]);
});

Deno.test("mapRecordsAsync() aborts what is in flight when the reader leaves, and errors the writer", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { concurrency: 3 });
  const written = writer.write(number(10));
  const closed = assertRejects(() => writer.closed, Error, "no more");
  await settle();
  await readable.cancel(new Error("no more"));
  await written.catch(() => {});
  await closed;
  await assertRejects(() => writer.write([{ n: 10 }]), Error, "no more");
  assertEquals(desk.aborted, [0, 1, 2]);
  assertEquals(desk.started, [0, 1, 2]);
});

Deno.test("mapRecordsAsync() stops reading its input when the reader leaves", async () => {
  const desk = createDesk();
  let left: unknown;
  const input = new ReadableStream({
    start: (controller) => controller.enqueue(number(1)),
    cancel: (reason) => left = reason,
  }) as RecordStream<Numbered>;
  const reader = input.pipeThrough(mapRecordsAsync("enrich", desk.stage)).getReader();
  const reading = reader.read();
  await settle();
  await reader.cancel("enough");
  assertEquals((await reading).done, true);
  await settle();
  assertEquals([left, desk.aborted], ["enough", [0]]);
});

Deno.test("mapRecordsAsync() hands on an error of the input, and aborts what is in flight", async () => {
  const desk = createDesk();
  const stream = fromBatches([number(2), new Error("the disk is gone")]).pipeThrough(
    mapRecordsAsync("enrich", desk.stage),
  );
  await assertRejects(() => collect(stream), Error, "the disk is gone");
  assertEquals(desk.aborted, [0, 1]);
});

Deno.test("mapRecordsAsync() hands on an abort even while a write waits for a slow reader", async () => {
  const desk = createDesk();
  const { readable, writer } = open(desk.stage, { concurrency: 1 });
  const written = writer.write(number(5));
  written.catch(() => {});
  await settle();
  await writer.abort(new Error("the disk is gone"));
  await assertRejects(() => collect(readable), Error, "the disk is gone");
  assertEquals(desk.started, [0]);
});

Deno.test("mapRecordsAsync() holds the input back while nobody reads", async () => {
  let called = 0;
  let pulled = 0;
  function* read() {
    while (pulled < 1000) yield number(10, pulled++ * 10);
  }
  const stream = fromBatches(read()).pipeThrough(
    mapRecordsAsync<Numbered, Numbered>("enrich", (record) => {
      called++;
      return record;
    }, { concurrency: 2, waiting: 20 }),
  );
  await settle();
  assertEquals(called, 20);
  assert(pulled <= 5, `${pulled} batches were pulled`);
  assertEquals((await collect(stream)).length, 10_000);
});

Deno.test("mapRecordsAsync() ends with its input, also where all is dropped", async () => {
  const link = mapRecordsAsync<Numbered, Numbered>("enrich", () => undefined);
  const { batches, ended } = readAll(fromRecords(number(10)).pipeThrough(link));
  await ended;
  assertEquals(batches, []);
  const empty = mapRecordsAsync<Numbered, Numbered>("enrich", (record) => record);
  assertEquals(await collect(fromBatches<Numbered>([]).pipeThrough(empty)), []);
});
