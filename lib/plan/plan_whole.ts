import type { FailedRecord, MediaRecord, PlannedRecord } from "../record/mod.ts";
import {
  type Batch,
  failRecord,
  isFreshFailure,
  type Link,
  passesBy,
  type RecordStream,
} from "../stream/mod.ts";
import type { PlannableRecord } from "./facts.ts";
import { createSpool } from "./spool.ts";

/** Plans all records together. Each step is done for all of them before the next. */
export interface WholePlanner {
  /** Takes note of what a record is; `ordinal` is its number in the input, from 1. */
  learn(record: PlannableRecord, ordinal: number): void;
  /** Takes note of a record that is not planned here. */
  pass(record: MediaRecord, ordinal: number): void;
  /** Takes note of what it wants, now that all are known. */
  claim?(record: PlannableRecord, ordinal: number): void;
  /** Decides who gets what. */
  settle?(): void;
  /** @throws {StageError} as `planRecord()`, and where another record stands in the way */
  write(record: PlannableRecord, ordinal: number): PlannedRecord;
}

type In = PlannableRecord | FailedRecord;
type Out = PlannedRecord | FailedRecord;
type Again = () => RecordStream<MediaRecord>;

/**
 * Lifts `planner` to a link: nothing comes out before the last has come in.
 *
 * @param given gives the input once more from its first record, checked as before; without it records
 * are held in memory as they came
 */
export function planWhole(
  planner: WholePlanner,
  given: Again | undefined,
): Link<PlannableRecord, PlannedRecord> {
  const isDone = passesBy("plan");
  const spool = createSpool();
  const again: Again = given ?? spool.read;
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();
  ended.catch(() => {}); // told to the reader
  let learnt = 0;
  /** What has failed in this process, by ordinal: as bytes it would not be told from what came in failed. */
  const failures = new Map<number, MediaRecord>();

  /** Goes through the input once more, as `write` and `pass` turn its records into others. */
  async function* go<T>(
    write: (record: PlannableRecord, ordinal: number) => T,
    pass: (record: MediaRecord, ordinal: number) => T,
  ): AsyncGenerator<T[]> {
    let ordinal = 0;
    for await (const batch of again()) {
      yield (batch as Batch<MediaRecord>).map((record) => {
        ordinal++;
        return isDone(record) ? pass(record, ordinal) : write(record as PlannableRecord, ordinal);
      });
    }
    if (ordinal !== learnt) {
      const why = `the input had ${learnt} records, and ${ordinal} when read again`;
      throw new Error(`Cannot plan: ${why}`);
    }
  }

  async function* run(): AsyncGenerator<Out[]> {
    await ended;
    if (planner.claim !== undefined) {
      const claims = go((record, ordinal) => planner.claim!(record, ordinal), () => {});
      for await (const _ of claims);
    }
    planner.settle?.();
    yield* go<Out>((record, ordinal) => {
      try {
        return planner.write(record, ordinal);
      } catch (error) {
        return failRecord(record, "plan", error);
      }
    }, (record, ordinal) => (failures.get(ordinal) ?? record) as Out);
  }

  const writable = new WritableStream<Batch<In>>({
    write(batch) {
      for (const record of batch) {
        if (isDone(record)) planner.pass(record, ++learnt);
        else planner.learn(record as PlannableRecord, ++learnt);
        if (given === undefined && isFreshFailure(record)) failures.set(learnt, record);
      }
      if (given === undefined) spool.add(batch);
    },
    close: end,
    abort: fail,
  });
  return { writable, readable: ReadableStream.from(run()) as RecordStream<PlannedRecord> };
}
