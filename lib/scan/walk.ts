import { resolve } from "@std/path";
import type { FailedRecord, FileRecord, MediaFile } from "../record/mod.ts";
import type { Batch } from "../stream/mod.ts";
import { answerNow, answerSoon, countEntries, type DiskAsk } from "./ask.ts";
import type { ScanFileSystem } from "./file_system.ts";
import { findRoots } from "./find_roots.ts";
import { FolderJob } from "./folder_job.ts";
import type { LeftOutReason } from "./left_out.ts";
import { Limiter } from "./limiter.ts";
import { Pace } from "./pace.ts";
import { PathSet } from "./path_set.ts";
import { scanFolder } from "./scan_folder.ts";
import { ListedFolders, scanListed } from "./scan_listed.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";

/** How a walk goes. */
export interface WalkOptions extends Omit<WalkSettings, "named"> {
  readonly fs: ScanFileSystem;
  /** Milliseconds that pass. */
  readonly now: () => number;
  /** Calls in flight; without it one or many, as the disk takes it. */
  readonly concurrency?: number | undefined;
  /** Further paths, after the roots; what comes twice is given once. */
  readonly list?: AsyncIterable<readonly string[]> | undefined;
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
  if (options.list === undefined) return yield* walkRoots(roots, options);
  const seen = new PathSet();
  const counted = new PathSet();
  function leaveOut(reason: LeftOutReason, path: string): void {
    if (counted.add(path)) options.leaveOut(reason, path);
  }
  for (const step of walkListed(roots, { ...options, leaveOut, list: options.list })) {
    yield step instanceof Promise ? step : step.filter(({ file }) => {
      return seen.add((file as MediaFile).path);
    });
  }
}

function* walkRoots(roots: readonly string[], options: WalkOptions): Generator<WalkStep> {
  const { starts, named } = findRoots(roots, options);
  for (const start of starts) {
    if ("errors" in start) yield [start];
    else yield* new Walk({ ...options, named }, options).through([start]);
  }
}

/** Walks the roots, and then what the list names, in its order. */
function* walkListed(
  roots: readonly string[],
  options: WalkOptions & { readonly list: AsyncIterable<readonly string[]> },
): Generator<WalkStep> {
  yield* walkRoots(roots, options);
  const walk = new Walk({ ...options, named: new Set() }, options);
  const list = options.list[Symbol.asyncIterator]();
  let part: IteratorResult<readonly string[]> | undefined;
  try {
    while (true) {
      yield list.next().then((next) => {
        part = next;
      });
      if (part!.done) return;
      yield* walk.through(part!.value.map((path) => ({ listed: resolve(path) })));
    }
  } finally {
    if (!part?.done) list.return?.();
  }
}

/** A folder, or a path of which a list does not say what it is. */
type Task = Folder | { readonly listed: string };

/** A walk, one call after the other or many at once. */
class Walk {
  readonly #settings: WalkSettings;
  readonly #fs: ScanFileSystem;
  readonly #now: () => number;
  readonly #pace = new Pace();
  readonly #limiter: Limiter;
  readonly #concurrency: number | undefined;
  /** Folders whose turn is to come, the next one last. */
  readonly #waiting: Task[] = [];
  readonly #listed = new ListedFolders();
  /** Those of them whose work has begun. */
  readonly #begun = new Map<Task, FolderJob>();
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

  /** Does `tasks`, one after the other, each with all that lies below it. */
  *through(tasks: readonly Task[]): Generator<WalkStep> {
    this.#isOver = false;
    this.#waiting.push(...tasks.toReversed());
    try {
      for (let task = this.#waiting.pop(); task; task = this.#waiting.pop()) {
        const job = this.#begun.get(task) ?? this.#begin(task);
        this.#begun.delete(task);
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

  #begin(task: Task): FolderJob {
    const settings = this.#settings;
    return new FolderJob(
      "listed" in task
        ? scanListed(task.listed, { folders: this.#listed, settings })
        : scanFolder(task, settings),
    );
  }

  /** Works on the folders that come next, as far as there is room. */
  #driveAhead(): void {
    const last = Math.max(0, this.#waiting.length - AHEAD.folders);
    for (let at = this.#waiting.length - 1; at >= last; at--) {
      if (this.#isOver || !this.#isWide()) return;
      if (this.#driven >= (this.#concurrency ?? CALLS) || this.#held >= AHEAD.records) return;
      const task = this.#waiting[at]!;
      if (this.#begun.has(task)) continue;
      const job = this.#begin(task);
      this.#begun.set(task, job);
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
