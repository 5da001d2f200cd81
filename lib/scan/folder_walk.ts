import {
  answerNow,
  answerSoon,
  countEntries,
  type DiskAsk,
  type ScanFileSystem,
  type Work,
} from "./ask.ts";
import { createFolderJob, type FolderJob } from "./folder_job.ts";
import { createLimiter } from "./limiter.ts";
import { createPace } from "./pace.ts";
import { type Change, scanChanged } from "./scan_changed.ts";
import { scanFolder } from "./scan_folder.ts";
import { type ListedFolders, scanListed } from "./scan_listed.ts";
import type { Below, Folder, WalkSettings, WalkStep } from "./walk_settings.ts";

/** How folders are walked. */
export interface FolderWalkOptions {
  readonly fs: ScanFileSystem;
  /** Milliseconds that pass. */
  readonly now: () => number;
  /** Calls in flight; without it one or many, as the disk takes it. */
  readonly concurrency?: number | undefined;
}

/** A folder, a path of which a list does not say what it is, or a change. */
export type Task = Folder | { readonly listed: string } | { readonly change: Change };

/** Does tasks, one after the other, each with all that lies below it: with one call to the disk at a time or many. */
export type FolderWalk = (tasks: readonly Task[]) => Generator<WalkStep>;

/** Calls in flight where latency limits: Deno has as many threads for them, and more would only wait. */
const CALLS = 32;

/** How far a walk works ahead where latency limits: in folders, and in records that wait for their turn. */
const AHEAD = { folders: 256, records: 8192 };

/**
 * Makes ready to walk. The work on a folder is a generator that asks of the disk ({@linkcode Work}). On a fast disk its
 * asks are answered at once, and so is one folder after the other done: a call that does not block would cost more than
 * it saves. On a slow one the work becomes a {@linkcode FolderJob}, many of which are driven at a time, those whose turn is
 * to come among them; what they give waits for its turn, so that the order is the same.
 */
export function createFolderWalk(
  settings: WalkSettings,
  { fs, now, concurrency }: FolderWalkOptions,
): FolderWalk {
  const pace = createPace();
  const limiter = createLimiter(concurrency ?? CALLS);
  const folders: ListedFolders = new Map();
  /** Those whose turn is to come, the next one last. */
  const waiting: (Task | Rest)[] = [];
  /** Those of them whose work has begun. */
  const begun = new Map<Task, FolderJob>();
  let driven = 0;
  let held = 0;
  let isOver = false;

  return function* (tasks) {
    isOver = false;
    for (let at = tasks.length - 1; at >= 0; at--) waiting.push(tasks[at]!);
    try {
      for (let task = waiting.pop(); task; task = waiting.pop()) {
        if ("names" in task) {
          waiting.push(...unfold(task));
          continue;
        }
        const below = yield* finish(task);
        if (below.names.length > 0) waiting.push(...unfold({ ...below, from: 0 }));
        yield NOTHING;
      }
    } finally {
      isOver = true;
    }
  };

  /** Does `task`, whose turn it is, up to its end: with one call after the other as long as that is fast. */
  function* finish(task: Task): Generator<WalkStep, Below> {
    const before = begun.get(task);
    begun.delete(task);
    if (before !== undefined) return yield* finishJob(before);
    const work = begin(task);
    for (let step = work.next();;) {
      if (step.done) return step.value;
      const ask = step.value;
      if ("give" in ask) {
        yield ask.give;
        step = work.next();
      } else if (isWide()) return yield* finishJob(createFolderJob(work, step));
      else step = work.next(answerTimed(ask));
    }
  }

  /** Gives what a folder has, and works on it until it ends. */
  function* finishJob(job: FolderJob): Generator<WalkStep, Below> {
    while (true) {
      const batch = job.take();
      const ask = job.ask();
      if (batch !== undefined) {
        held -= batch.length;
        yield batch;
      } else if (job.failure !== undefined) throw job.failure;
      else if (job.isDriven || (ask !== undefined && isWide())) {
        // Asked for before anything is begun, which may be over at once.
        const change = job.waitForChange();
        if (!job.isDriven) drive(job);
        driveAhead();
        yield change;
      } else if (ask === undefined) return job.takeBelow();
      else if ("give" in ask) {
        job.advance();
        yield ask.give;
      } else job.advance(answerTimed(ask));
    }
  }

  function isWide(): boolean {
    return concurrency === undefined ? pace.isSlow() : concurrency > 1;
  }

  function begin(task: Task): Work<Below> {
    if ("change" in task) return scanChanged(task.change, settings);
    if ("listed" in task) return scanListed(task.listed, { folders, settings });
    return scanFolder(task, settings);
  }

  /** Works on the folders that come next, as far as there is room. */
  function driveAhead(): void {
    const last = Math.max(0, waiting.length - AHEAD.folders);
    for (let at = waiting.length - 1; at >= last; at--) {
      if (isOver || !isWide()) return;
      if (driven >= (concurrency ?? CALLS) || held >= AHEAD.records) return;
      const task = waiting[at]!;
      if ("names" in task) {
        const inner = unfold(task);
        waiting.splice(at, 1, ...inner);
        at += inner.length;
        continue;
      }
      const before = begun.get(task);
      if (before !== undefined) {
        // What lies in a folder comes right after it, and may be begun as soon as it is known.
        const below = before.takeBelow();
        const inner = below.names.length > 0 ? unfold({ ...below, from: 0 }) : [];
        waiting.splice(at, 0, ...inner);
        at += inner.length;
        continue;
      }
      const work = begin(task);
      const job = createFolderJob(work, work.next());
      begun.set(task, job);
      drive(job);
    }
  }

  /** Works on a folder with many calls in flight, until it ends or holds enough. Never rejects. */
  async function drive(job: FolderJob): Promise<void> {
    job.isDriven = true;
    driven++;
    try {
      for (let ask = job.ask(); ask && !job.isFull() && !isOver; ask = job.ask()) {
        if ("give" in ask) {
          job.hold(ask.give);
          held += ask.give.length;
          job.advance();
          job.announce();
        } else job.advance(await answerWide(ask));
      }
    } catch (error) {
      job.failure = error ?? new Error("The work on a folder ended without a reason");
    }
    job.isDriven = false;
    driven--;
    job.announce();
    driveAhead();
  }

  function answerWide(ask: DiskAsk): unknown {
    const isTimed = concurrency === undefined && ("list" in ask || "stat" in ask) &&
      pace.wantsProbe("list" in ask ? "list" : "stat");
    if (!isTimed) return answerSoon(ask, { fs, limiter });
    if ("list" in ask) return answerTimed(ask);
    // One of the files is enough, and it is looked up again with the others.
    answerTimed({ ...ask, stat: ask.stat.slice(0, 1) });
    return answerSoon(ask, { fs, limiter });
  }

  function answerTimed(ask: DiskAsk): unknown {
    const begin = now();
    const answer = answerNow(ask, fs);
    if (answer instanceof Error || !("list" in ask || "stat" in ask)) return answer;
    const entries = countEntries(answer);
    if (entries > 0 || "list" in ask) {
      pace.add("list" in ask ? "list" : "stat", { ms: now() - begin, entries });
    }
    return answer;
  }
}

/** Folders of which only the names are held yet. */
interface Rest extends Below {
  /** Where those begin that are still to come. */
  readonly from: number;
}

/** The next folders of `rest`, the very next one last, and before them what then is left of it. */
function unfold(rest: Rest): (Folder | Rest)[] {
  const { names, toFolder, from } = rest;
  const end = Math.min(from + AHEAD.folders, names.length);
  const tasks: (Folder | Rest)[] = end < names.length ? [{ ...rest, from: end }] : [];
  for (let at = end - 1; at >= from; at--) tasks.push(toFolder(names[at]!));
  return tasks;
}

/** One for all, since it is given after each folder. */
const NOTHING: readonly never[] = [];
