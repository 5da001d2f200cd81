import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { Batch } from "../stream/mod.ts";
import { answerNow, answerSoon, countEntries, type DiskAsk } from "./ask.ts";
import type { ScanFileSystem } from "./file_system.ts";
import { findRoots } from "./find_roots.ts";
import { FolderJob } from "./folder_job.ts";
import { Limiter } from "./limiter.ts";
import { Pace } from "./pace.ts";
import { scanFolder } from "./scan_folder.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";

/** How a walk goes. */
export interface WalkOptions extends Omit<WalkSettings, "named"> {
  readonly fs: ScanFileSystem;
  /** Milliseconds that pass. */
  readonly now: () => number;
  /** Calls in flight; without it one or many, as the disk takes it. */
  readonly concurrency?: number | undefined;
}

/** What a walk gives: records, or something to wait for before it is asked again. */
export type WalkStep = Batch<FileRecord | FailedRecord> | Promise<void>;

/** Calls in flight where latency limits: Deno has as many threads for them, and more would only wait. */
const CALLS = 32;

/** How far a walk works ahead where latency limits: in folders, and in records that wait for their turn. */
const AHEAD = { folders: 256, records: 8192 };

/**
 * Walks `roots`, one after the other, and gives the records of each folder before those of the folders in it, all sorted
 * by code unit: however many calls are in flight, the order is the same. Gives an empty batch where a folder had none, so
 * that whoever reads can do something else in between.
 */
export function* walk(roots: readonly string[], options: WalkOptions): Generator<WalkStep> {
  const { starts, named } = findRoots(roots, options);
  for (const start of starts) {
    if ("errors" in start) yield [start];
    else yield* new Walk({ ...options, named }, options).below(start);
  }
}

/** The walk below one root. */
class Walk {
  readonly #settings: WalkSettings;
  readonly #fs: ScanFileSystem;
  readonly #now: () => number;
  readonly #pace = new Pace();
  readonly #limiter: Limiter;
  readonly #concurrency: number | undefined;
  /** Folders whose turn is to come, the next one last. */
  readonly #waiting: Folder[] = [];
  /** Those of them whose work has begun. */
  readonly #begun = new Map<Folder, FolderJob>();
  #driven = 0;
  #held = 0;
  #isOver = false;

  constructor(settings: WalkSettings, { fs, now, concurrency }: WalkOptions) {
    this.#settings = settings;
    this.#fs = fs;
    this.#now = now;
    this.#concurrency = concurrency;
    this.#limiter = new Limiter(concurrency ?? CALLS);
  }

  *below(start: Folder): Generator<WalkStep> {
    this.#waiting.push(start);
    try {
      for (let folder = this.#waiting.pop(); folder; folder = this.#waiting.pop()) {
        const job = this.#begun.get(folder) ?? this.#begin(folder);
        this.#begun.delete(folder);
        yield* this.#finish(job);
        for (const below of job.folders.toReversed()) this.#waiting.push(below);
        yield [];
      }
    } finally {
      this.#isOver = true;
    }
  }

  /** Gives what the folder whose turn it is has, and works on it until it ends. */
  *#finish(job: FolderJob): Generator<WalkStep> {
    while (true) {
      // Asked for before anything is begun, which may be over at once.
      const change = job.waitForChange();
      const batch = job.take();
      const { ask } = job;
      if (batch !== undefined) {
        this.#held -= batch.length;
        yield batch;
      } else if (job.failure !== undefined) throw job.failure;
      else if (job.isDriven || (ask !== undefined && this.#isWide())) {
        if (!job.isDriven) this.#drive(job);
        this.#driveAhead();
        yield change;
      } else if (ask === undefined) return;
      else if ("give" in ask) {
        job.advance();
        yield ask.give;
      } else job.advance(this.#answerTimed(ask));
    }
  }

  #isWide(): boolean {
    return this.#concurrency === undefined ? this.#pace.isSlow : this.#concurrency > 1;
  }

  #begin(folder: Folder): FolderJob {
    return new FolderJob(scanFolder(folder, this.#settings));
  }

  /** Works on the folders that come next, as far as there is room. */
  #driveAhead(): void {
    const last = Math.max(0, this.#waiting.length - AHEAD.folders);
    for (let at = this.#waiting.length - 1; at >= last; at--) {
      if (this.#isOver || !this.#isWide()) return;
      if (this.#driven >= (this.#concurrency ?? CALLS) || this.#held >= AHEAD.records) return;
      const folder = this.#waiting[at]!;
      if (this.#begun.has(folder)) continue;
      const job = this.#begin(folder);
      this.#begun.set(folder, job);
      this.#drive(job);
    }
  }

  /** Works on a folder with many calls in flight, until it ends or holds enough. Never rejects. */
  async #drive(job: FolderJob): Promise<void> {
    job.isDriven = true;
    this.#driven++;
    try {
      for (let { ask } = job; ask !== undefined && !job.isFull && !this.#isOver; { ask } = job) {
        if ("give" in ask) {
          job.hold(ask.give);
          this.#held += ask.give.length;
          job.advance();
          job.announce();
        } else job.advance(await this.#answerWide(ask));
      }
    } catch (error) {
      job.failure = error ?? new Error("The work on a folder ended without a reason");
    }
    job.isDriven = false;
    this.#driven--;
    job.announce();
    this.#driveAhead();
  }

  #answerWide(ask: DiskAsk): unknown {
    const isTimed = this.#concurrency === undefined && !("read" in ask) &&
      this.#pace.wantsProbe("list" in ask ? "list" : "stat");
    if (!isTimed) return answerSoon(ask, { fs: this.#fs, limiter: this.#limiter });
    if ("list" in ask) return this.#answerTimed(ask);
    // One of the files is enough, and it is looked up again with the others.
    this.#answerTimed({ stat: ask.stat.slice(0, 1) });
    return answerSoon(ask, { fs: this.#fs, limiter: this.#limiter });
  }

  #answerTimed(ask: DiskAsk): unknown {
    const begin = this.#now();
    const answer = answerNow(ask, this.#fs);
    if ("read" in ask || (answer instanceof Error)) return answer;
    const entries = countEntries(answer);
    if (entries > 0 || "list" in ask) {
      this.#pace.add("list" in ask ? "list" : "stat", { ms: this.#now() - begin, entries });
    }
    return answer;
  }
}
