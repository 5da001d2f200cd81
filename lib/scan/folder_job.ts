import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { Batch } from "../stream/mod.ts";
import type { Ask, Work } from "./ask.ts";
import { type Below, NOTHING_BELOW } from "./walk_settings.ts";

/** Records that wait with a folder whose work then pauses. */
const HELD = 1024;

/** The work on one folder, which may be ahead of its turn. */
export interface FolderJob {
  /** Whether calls for it are in flight. */
  isDriven: boolean;
  /** A mistake of ours that ended it: to be thrown in its turn. */
  failure: unknown;
  /** What it wants next; nothing at its end. */
  ask(): Ask | undefined;
  /** The folders to go on with, once it has ended; none the next time. */
  takeBelow(): Below;
  /** Whether enough records wait. */
  isFull(): boolean;
  /** Goes on with `answer`. */
  advance(answer?: unknown): void;
  /** Keeps what it gives until its turn. */
  hold(batch: Batch<FileRecord | FailedRecord>): void;
  /** The first of what it gave, if any. */
  take(): Batch<FileRecord | FailedRecord> | undefined;
  /** Settles when it gives something or ends. */
  waitForChange(): Promise<void>;
  /** Wakes who waits. */
  announce(): void;
}

/** Goes on with `work`, which has come as far as `step`. */
export function createFolderJob(
  work: Work<Below>,
  step: IteratorResult<Ask, Below>,
): FolderJob {
  const given: Batch<FileRecord | FailedRecord>[] = [];
  let change: PromiseWithResolvers<void> | undefined;
  let held = 0;
  return {
    isDriven: false,
    failure: undefined,
    ask: () => step.done ? undefined : step.value,
    takeBelow() {
      if (!step.done) return NOTHING_BELOW;
      const below = step.value;
      step = { done: true, value: NOTHING_BELOW };
      return below;
    },
    isFull: () => held >= HELD,
    advance(answer) {
      step = work.next(answer);
    },
    hold(batch) {
      given.push(batch);
      held += batch.length;
    },
    take() {
      const batch = given.shift();
      if (batch !== undefined) held -= batch.length;
      return batch;
    },
    waitForChange() {
      change ??= Promise.withResolvers<void>();
      return change.promise;
    },
    announce() {
      change?.resolve();
      change = undefined;
    },
  };
}
