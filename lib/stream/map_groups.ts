import type { FailedRecord, MediaRecord } from "../record/mod.ts";
import { createBell } from "./_bell.ts";
import { failRecord } from "./failures.ts";
import { lengthOfLine } from "./line_text.ts";
import { passesBy } from "./passes_by.ts";
import type { Batch, Link, RecordStream } from "./record_stream.ts";

/** Work on several records at once, where a commit for each would be too dear. */
export interface GroupStage<In, Out> {
  /**
   * What each record of the group becomes: one result a record, in its order; `undefined` holds it back or drops it. A
   * throw fails the whole group. `signal` aborts when nobody reads any more, or when the input broke off: finish what
   * is begun, leave the rest as it came.
   */
  run(
    group: readonly In[],
    signal: AbortSignal,
  ): Promise<readonly (Out | FailedRecord | undefined)[]>;
  /** What was held back, once the input has ended: at once, or piece by piece where it may be much. */
  finish?(signal: AbortSignal): Rest<Out | FailedRecord>;
}

type Rest<T> = Promise<readonly T[]> | AsyncIterable<readonly T[]>;

/** When {@linkcode mapGroups} closes a group. */
export interface GroupOptions {
  /**
   * Most records of one group, where their lines are short: of long ones there are fewer.
   * @default 2000
   */
  readonly size?: number;
  /** Milliseconds without input after which a smaller group goes ahead. @default 20 */
  readonly quiet?: number;
}

/**
 * Characters of lines after which a group is whole: a record that is worked on takes some ten times its line, and the
 * memory of a stage is to be that of a few hundred records, however much they hold.
 */
const MOST_TEXT = 512 * 1024;

/** Results that are given at once: what is written of them is then so short that V8 sweeps it soon. */
const PIECE = 64;

/**
 * Lifts a stage that works on groups of records to a link. A group is what came in while the last one was worked on, up
 * to `size`, or up to `quiet` milliseconds of silence. One group is worked on at a time, in the order of the input, and
 * none is cut short: `cancel()` of the results, and an error of the input, wait for the end of the group in hand. Passes
 * records by as {@linkcode mapRecords} does.
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
  /** Characters of the lines in the queue. */
  let text = 0;
  const changed = createBell();
  /** Results that nobody has taken yet. */
  let done: Result[] = [];
  let closed = false;
  let cancelled = false;
  /** Whether the input broke off, and all that is left to give are results. */
  let broken = false;
  let rest: AsyncIterator<readonly Result[]> | undefined;
  let working: Promise<unknown> = Promise.resolve(); // until the group in hand is done
  let output: ReadableStreamDefaultController<Batch<Result>>;
  let input: WritableStreamDefaultController;

  /** Waits until a group is whole. */
  async function gather(): Promise<void> {
    while (queue.length === 0 && !closed && !abort.signal.aborted) await changed.wait();
    while (!isWhole() && !closed && !abort.signal.aborted) {
      const before = queue.length;
      await changedOrQuiet();
      if (queue.length === before) return;
    }
  }

  function isWhole(): boolean {
    return queue.length >= size || text >= MOST_TEXT;
  }

  function take(): (In | FailedRecord)[] {
    let [count, length] = [0, 0];
    while (count < Math.min(queue.length, size) && length < MOST_TEXT) {
      length += lengthOfLine(queue[count++]!);
    }
    text -= length;
    return queue.splice(0, count);
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
      if (results.length !== open.length) {
        throw new Error(`${open.length} records gave ${results.length} results`);
      }
    } catch (error) {
      results = open.map((record) => failRecord(record, name, error));
    }
    let next = 0;
    return group
      .map((record) => isDone(record) ? record as unknown as Result : results[next++])
      .filter((record) => record !== undefined);
  }

  /** Waits for the group in hand; whether it failed is told elsewhere. */
  function idle(): Promise<unknown> {
    return working.catch(() => {});
  }

  /** The next piece of what was held back; nothing at its end. */
  async function takeRest(): Promise<readonly Result[] | undefined> {
    rest ??= toPieces(stage.finish?.(abort.signal));
    const { done: ended, value } = await rest.next();
    return ended ? undefined : value;
  }

  const readable = new ReadableStream<Batch<Result>>({
    start(controller) {
      output = controller;
    },
    async pull(controller) {
      while (true) {
        if (done.length > 0) {
          controller.enqueue(done.splice(0, PIECE));
          if (done.length === 0) changed.ring();
          return;
        }
        if (broken) return controller.error(abort.signal.reason);
        if (abort.signal.aborted) return;
        await gather();
        if (abort.signal.aborted) return;
        const group = take();
        changed.ring();
        const work = group.length === 0 ? takeRest() : runGroup(group);
        working = work;
        const results = await work;
        if (cancelled) return;
        if (results === undefined) return controller.close();
        done = [...results];
      }
    },
    async cancel(reason) {
      cancelled = true;
      abort.abort(reason);
      input.error(reason);
      changed.ring();
      await idle();
      await rest?.return?.();
    },
  }, { highWaterMark: 0 });

  const writable = new WritableStream<Batch<In | FailedRecord>>({
    start(controller) {
      input = controller;
      controller.signal.addEventListener("abort", () => {
        abort.abort(controller.signal.reason);
        changed.ring();
        idle().then(() => {
          broken = true;
          if (done.length === 0) output.error(controller.signal.reason);
        });
      });
    },
    async write(batch) {
      for (const record of batch) {
        queue.push(record);
        text += lengthOfLine(record);
      }
      changed.ring();
      while ((isWhole() || done.length > 0) && !abort.signal.aborted) await changed.wait();
    },
    close() {
      closed = true;
      changed.ring();
    },
  });
  return { readable: readable as RecordStream<Out>, writable };
}

async function* toPieces<T>(rest: Rest<T> | undefined): AsyncGenerator<readonly T[]> {
  if (rest === undefined) return;
  if (Symbol.asyncIterator in rest) yield* rest;
  else yield await rest;
}
