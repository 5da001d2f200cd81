import type { FailedRecord, MediaRecord } from "../record/mod.ts";
import { createBell } from "./_bell.ts";
import { failRecord } from "./failures.ts";
import { passesBy } from "./passes_by.ts";
import type { Batch, Link, RecordStream } from "./record_stream.ts";

/** Work on several records at once, where a commit for each would be too dear. */
export interface GroupStage<In, Out> {
  /**
   * What each record of the group becomes, in its order; `undefined` holds it back or drops it. A throw fails the whole
   * group. `signal` aborts when nobody reads any more: finish what is begun, leave the rest as it came.
   */
  run(
    group: readonly In[],
    signal: AbortSignal,
  ): Promise<readonly (Out | FailedRecord | undefined)[]>;
  /** What was held back, once the input has ended. */
  finish?(signal: AbortSignal): Promise<readonly (Out | FailedRecord)[]>;
}

/** When {@linkcode mapGroups} closes a group. */
export interface GroupOptions {
  /**
   * Most records of one group.
   * @default 2000
   */
  readonly size?: number;
  /**
   * Milliseconds without input after which a smaller group goes ahead.
   * @default 20
   */
  readonly quiet?: number;
}

/**
 * Lifts a stage that works on groups of records to a link. A group is what came in while the last one was worked on, up
 * to `size`, or up to `quiet` milliseconds of silence. One group is worked on at a time, in the order of the input.
 * Passes records by as {@linkcode mapRecords} does.
 */
export function mapGroups<In extends MediaRecord, Out extends MediaRecord>(
  name: string,
  stage: GroupStage<In, Out>,
  { size = 2000, quiet = 20 }: GroupOptions = {},
): Link<In, Out> {
  type Result = Out | FailedRecord;
  const isDone = passesBy(name);
  const abort = new AbortController();
  const queue: (In | FailedRecord)[] = [];
  const changed = createBell();
  let closed = false;
  let output: ReadableStreamDefaultController<Batch<Result>>;
  let input: WritableStreamDefaultController;

  /** Waits until a group is whole. */
  async function gather(): Promise<void> {
    while (queue.length === 0 && !closed && !abort.signal.aborted) await changed.wait();
    while (queue.length < size && !closed && !abort.signal.aborted) {
      const before = queue.length;
      await changedOrQuiet();
      if (queue.length === before) return;
    }
  }

  async function changedOrQuiet(): Promise<void> {
    const silence = Promise.withResolvers<void>();
    const timer = setTimeout(silence.resolve, quiet);
    await Promise.race([changed.wait(), silence.promise]);
    clearTimeout(timer);
  }

  async function runGroup(group: readonly (In | FailedRecord)[]): Promise<Result[]> {
    const open = group.filter((record) => !isDone(record)) as In[];
    if (open.length === 0) return group as unknown as Result[];
    let results: readonly (Result | undefined)[];
    try {
      results = await stage.run(open, abort.signal);
    } catch (error) {
      results = open.map((record) => failRecord(record, name, error));
    }
    let next = 0;
    return group
      .map((record) => isDone(record) ? record as unknown as Result : results[next++])
      .filter((record) => record !== undefined);
  }

  const readable = new ReadableStream<Batch<Result>>({
    start(controller) {
      output = controller;
    },
    async pull(controller) {
      while (!abort.signal.aborted) {
        await gather();
        if (abort.signal.aborted) return;
        const ending = queue.length === 0;
        const group = queue.splice(0, size);
        changed.ring();
        const results = ending ? await stage.finish?.(abort.signal) ?? [] : await runGroup(group);
        if (abort.signal.aborted) return;
        if (results.length > 0) controller.enqueue(results);
        if (ending) return controller.close();
        if (results.length > 0) return;
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
      controller.signal.addEventListener("abort", () => {
        abort.abort(controller.signal.reason);
        output.error(controller.signal.reason);
        changed.ring();
      });
    },
    async write(batch) {
      queue.push(...batch);
      changed.ring();
      while (queue.length >= size && !abort.signal.aborted) await changed.wait();
    },
    close() {
      closed = true;
      changed.ring();
    },
  });
  return { readable: readable as RecordStream<Out>, writable };
}
