import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { Batch } from "../stream/mod.ts";
import type { Ask, Work } from "./ask.ts";
import type { Folder } from "./walk_settings.ts";

/** Records that wait with a folder whose work then pauses. */
const HELD = 1024;

/** The work on one folder, which may be ahead of its turn. */
export class FolderJob {
  readonly #work: Work<readonly Folder[]>;
  #step: IteratorResult<Ask, readonly Folder[]>;
  readonly #given: Batch<FileRecord | FailedRecord>[] = [];
  #change = Promise.withResolvers<void>();

  /** Records that wait for the folder's turn. */
  held = 0;
  /** Whether calls for it are in flight. */
  isDriven = false;
  /** A mistake of ours that ended it: to be thrown in its turn. */
  failure: unknown;

  constructor(work: Work<readonly Folder[]>) {
    this.#work = work;
    this.#step = work.next();
  }

  /** What it wants next; nothing at its end. */
  get ask(): Ask | undefined {
    return this.#step.done ? undefined : this.#step.value;
  }

  /** The folders to go on with, once it has ended. */
  get folders(): readonly Folder[] {
    return this.#step.done ? this.#step.value : [];
  }

  /** Whether enough records wait. */
  get isFull(): boolean {
    return this.held >= HELD;
  }

  /** Goes on with `answer`. */
  advance(answer?: unknown): void {
    this.#step = this.#work.next(answer);
  }

  /** Keeps what it gives until its turn. */
  hold(batch: Batch<FileRecord | FailedRecord>): void {
    this.#given.push(batch);
    this.held += batch.length;
  }

  /** The first of what it gave, if any. */
  take(): Batch<FileRecord | FailedRecord> | undefined {
    const batch = this.#given.shift();
    if (batch !== undefined) this.held -= batch.length;
    return batch;
  }

  /** Settles when it gives something or ends. */
  waitForChange(): Promise<void> {
    return this.#change.promise;
  }

  /** Wakes who waits. */
  announce(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}
