import type { FailedRecord, MediaRecord, PlannedRecord } from "../record/mod.ts";
import { type Batch, failRecord, type Link, passesBy, type RecordStream } from "../stream/mod.ts";
import type { PlannableRecord } from "./facts.ts";
import { createLedger } from "./ledger.ts";
import type { PlanRules } from "./plan_rules.ts";
import type { PlanSummary } from "./plan_summary.ts";
import { toPlanned } from "./planner.ts";
import { toSight, toStanding } from "./sight.ts";
import { createSpool } from "./spool.ts";

/** How {@linkcode planWhole} gets at what it has read. */
export interface WholeOptions {
  readonly summary?: PlanSummary | undefined;
  /**
   * Gives the input once more from its first record, checked as before.
   * @default records are held in memory as they came
   */
  readonly again?: (() => RecordStream<MediaRecord>) | undefined;
}

type In = PlannableRecord | FailedRecord;
type Out = PlannedRecord | FailedRecord;

/**
 * Plans all records together: nothing comes out before the last has come in. They are gone through
 * three times: what each is, what it wants, what it gets.
 */
export function planWhole(
  rules: PlanRules,
  { summary, again }: WholeOptions,
): Link<PlannableRecord, PlannedRecord> {
  const ledger = createLedger(rules, { whole: true });
  const isDone = passesBy("plan");
  const spool = again === undefined ? createSpool() : undefined;
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();
  ended.catch(() => {}); // told to the reader
  let learnt = 0;

  /** Shows each record that is to be planned with its number, the others by `pass`. */
  async function* go<T>(
    show: (record: PlannableRecord, ordinal: number) => T,
    pass: (record: MediaRecord, ordinal: number) => T,
  ): AsyncGenerator<T[]> {
    let ordinal = 0;
    for await (const batch of again?.() ?? spool!.read()) {
      yield (batch as Batch<MediaRecord>).map((record) => {
        ordinal++;
        return isDone(record) ? pass(record, ordinal) : show(record as PlannableRecord, ordinal);
      });
    }
    if (ordinal !== learnt) {
      throw new Error(
        `Cannot plan: the input had ${learnt} records, and ${ordinal} when read again`,
      );
    }
  }

  async function* run(): AsyncGenerator<Out[]> {
    await ended;
    const claims = go(
      (record, ordinal) => void ledger.claim(toSight(record, ordinal, rules)),
      () => {},
    );
    for await (const _ of claims);
    ledger.settle();
    yield* go<Out>((record, ordinal) => {
      const sight = toSight(record, ordinal, rules);
      try {
        return toPlanned(sight, ledger.aim(sight), { ledger, summary });
      } catch (error) {
        return failRecord(record, "plan", error);
      }
    }, (record) => record as Out);
  }

  const writable = new WritableStream<Batch<In>>({
    write(batch) {
      for (const record of batch) {
        learnt++;
        if (isDone(record)) ledger.pass(toStanding(record, learnt));
        else ledger.learn(toSight(record as PlannableRecord, learnt, rules));
      }
      spool?.add(batch);
    },
    close: end,
    abort: fail,
  });
  return { writable, readable: ReadableStream.from(run()) as RecordStream<PlannedRecord> };
}
