import type { FailedRecord, MediaRecord } from "../record/mod.ts";
import { createBell } from "./_bell.ts";
import { failRecord } from "./failures.ts";
import { passesBy } from "./passes_by.ts";
import type { Batch, Link, RecordStream } from "./record_stream.ts";

/**
 * What one record becomes, in its own time; `undefined` drops it, a throw marks it as failed. A stage that has its
 * answer at hand may give it as it is. `signal` aborts when nobody reads any more.
 */
export type AsyncStage<In, Out> = (
  record: In,
  signal: AbortSignal,
) => Promise<Out | undefined> | Out | undefined;

/** How far {@linkcode mapRecordsAsync} runs ahead. */
export interface ConcurrencyOptions {
  /** Calls in flight at once. @default 8 */
  readonly concurrency?: number;
  /** Records that may be under way or wait behind a slow elder. @default 64 × concurrency */
  readonly waiting?: number;
}

interface Slot<T> {
  settled: boolean;
  value?: T | undefined;
}

/**
 * Lifts `stage` to a link that keeps up to `concurrency` calls in flight across batches and gives the results in the
 * order of the input. A result never waits for more input. What settles in one turn of the event loop leaves as one
 * batch. Passes records by as {@linkcode mapRecords} does.
 */
export function mapRecordsAsync<In extends MediaRecord, Out extends MediaRecord>(
  name: string,
  stage: AsyncStage<In, Out>,
  { concurrency = 8, waiting = concurrency * 64 }: ConcurrencyOptions = {},
): Link<In, Out> {
  type Result = Out | FailedRecord;
  const isDone = passesBy(name);
  const abort = new AbortController();
  const slots: Slot<Result>[] = []; // oldest first
  const changed = createBell();
  let running = 0;
  let closed = false;
  let output: ReadableStreamDefaultController<Batch<Result>>;
  let input: WritableStreamDefaultController;

  function start(record: In): void {
    const slot: Slot<Result> = { settled: false };
    slots.push(slot);
    running++;
    const settle = (value: Result | undefined) => {
      slot.settled = true;
      slot.value = value;
      running--;
      changed.ring();
    };
    try {
      const value = stage(record, abort.signal);
      if (value instanceof Promise) {
        value.then(settle, (error) => settle(failRecord(record, name, error)));
      } else settle(value);
    } catch (error) {
      settle(failRecord(record, name, error));
    }
  }

  function takeSettled(): Result[] {
    let end = slots.findIndex((slot) => !slot.settled);
    if (end < 0) end = slots.length;
    const values: Result[] = [];
    for (const { value } of slots.splice(0, end)) if (value !== undefined) values.push(value);
    return values;
  }

  const readable = new ReadableStream<Batch<Result>>({
    start(controller) {
      output = controller;
    },
    async pull(controller) {
      while (!abort.signal.aborted) {
        if (slots[0]?.settled) {
          // What other calls settle in this turn leaves in the same batch.
          if (running > 0) await nextTurn();
          if (abort.signal.aborted) return;
          const values = takeSettled();
          changed.ring();
          if (values.length > 0) return controller.enqueue(values);
        } else if (closed && slots.length === 0) return controller.close();
        else await changed.wait();
      }
    },
    cancel(reason) {
      abort.abort(reason);
      input.error(reason);
      changed.ring();
    },
  }, { highWaterMark: 0 });

  const writable = new WritableStream<Batch<In | FailedRecord>>({
    start(controller) {
      input = controller;
      // abort() of the sink would wait for a write that waits for the reader.
      controller.signal.addEventListener("abort", () => {
        abort.abort(controller.signal.reason);
        output.error(controller.signal.reason);
        changed.ring();
      });
    },
    async write(batch) {
      for (const record of batch) {
        while (running >= concurrency || slots.length >= waiting) {
          await changed.wait();
          if (abort.signal.aborted) return;
        }
        if (isDone(record)) {
          slots.push({ settled: true, value: record as unknown as Out });
        } else start(record as In);
      }
      changed.ring();
    },
    close() {
      closed = true;
      changed.ring();
    },
  });
  return { readable: readable as RecordStream<Out>, writable };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
