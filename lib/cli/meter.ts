import type { FailedRecord, MediaRecord } from "../record/mod.ts";
import { type Batch, isFreshFailure } from "../stream/mod.ts";

/** How far a command is. */
export interface Reading {
  readonly command: string;
  /** Records that went out. */
  readonly records: number;
  /** How many of them failed here. */
  readonly failed: number;
  readonly seconds: number;
  /** Records a second. */
  readonly rate: number;
  /** What the command counts besides, by name. */
  readonly counts?: Readonly<Record<string, number>>;
  /** What it is at, where one record takes long. */
  readonly current?: string;
  /** Share of the whole, 0 to 1, where the whole is known. */
  readonly done?: number;
  /** Seconds to go, where the whole is known. */
  readonly eta?: number;
}

/** How far a command is by its own reckoning. */
export type Reckoning = Pick<Reading, "counts" | "current" | "done">;

/** Counts what goes in and out of a command. */
export interface Meter {
  /** Records and bytes that came in. */
  taken: number;
  bytes: number;
  /** Records that went out. */
  records: number;
  failed: number;
  /** What the whole will be, where that is known. */
  expectedRecords: number | undefined;
  expectedBytes: () => number | undefined;
  /** What the command knows itself; that goes before records and bytes. */
  reckon: () => Reckoning;
  /** Failures of this process by code. */
  readonly failures: Record<string, number>;
  /** Counts a batch that goes out and gives what failed here. */
  count(batch: Batch<MediaRecord>): readonly FailedRecord[];
  read(): Reading;
}

/** A meter that begins now; `now` gives milliseconds. */
export function createMeter(command: string, now: () => number): Meter {
  const begin = now();
  const meter: Meter = {
    taken: 0,
    bytes: 0,
    records: 0,
    failed: 0,
    expectedRecords: undefined,
    expectedBytes: () => undefined,
    reckon: () => ({}),
    failures: {},
    count(batch) {
      meter.records += batch.length;
      const failed = batch.filter(isFreshFailure);
      meter.failed += failed.length;
      for (const { errors: [{ code }] } of failed) {
        meter.failures[code] = (meter.failures[code] ?? 0) + 1;
      }
      return failed;
    },
    read() {
      const { records, failed } = meter;
      const seconds = Math.max(0, now() - begin) / 1000;
      const rate = seconds > 0 ? round(records / seconds, 1) : 0;
      const { counts, current, done = toShare(meter) } = meter.reckon();
      return {
        command,
        records,
        failed,
        seconds: round(seconds, 3),
        rate,
        ...(counts === undefined ? {} : { counts }),
        ...(current === undefined ? {} : { current }),
        ...(done === undefined ? {} : { done: round(done, 4) }),
        ...(done === undefined || done === 0 ? {} : { eta: round(seconds / done - seconds, 1) }),
      };
    },
  };
  return meter;
}

function toShare(meter: Meter): number | undefined {
  const { records, taken, expectedRecords, bytes, expectedBytes } = meter;
  if (expectedRecords) return Math.min(1, records / expectedRecords);
  const whole = expectedBytes();
  // What has been read and waits for its turn is not done yet.
  if (whole) return Math.min(1, bytes / whole) * Math.min(1, records / Math.max(1, taken));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
