import { dirname } from "@std/path";
import { isWithin } from "../text/mod.ts";
import type { FileRecord } from "../record/mod.ts";
import type { RecordStream } from "../stream/mod.ts";
import { findRoots } from "./find_roots.ts";
import { openEvents, type WatchFs } from "./open_events.ts";
import { gatherBatches, type ScanBatch, type ScanOptions, toWalkOptions } from "./scan.ts";
import type { Change } from "./scan_changed.ts";
import { createSettling, type Settling } from "./settling.ts";
import { walk, walkChanges, type WalkOptions } from "./walk.ts";
import type { Folder, WalkStep } from "./walk_settings.ts";

/** How to watch. */
export interface WatchOptions extends Omit<ScanOptions, "list"> {
  /** Seconds without a change after which a file has arrived. @default 30 */
  readonly settle?: number | undefined;
  /**
   * Seconds after which all is looked at again, since NFS and SMB tell of no changes.
   * @default 300
   */
  readonly rescan?: number | undefined;
  /** Says where changes are told of by the system, and where that fails. */
  readonly warn?: (line: string) => void;
  /** Tells of changes in folders. @default Deno.watchFs */
  readonly watchFs?: WatchFs;
  /** Waits so many milliseconds, or until `signal` aborts. Never rejects. @default setTimeout */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Milliseconds in which events are gathered, as a share of what a file has to rest, and their bounds: a download writes
 * all the time, and each time its whole folder would be looked at.
 */
const GATHER = { share: 0.1, least: 200, most: 1000 };

/**
 * Scans as {@linkcode scan} does, and then goes on: gives each video that arrives, is renamed or changes below `roots`,
 * as soon as it has settled, and none twice unless it changed or vanished in between. Ends only when `signal` aborts or
 * the stream is cancelled. Memory grows by 16 to 32 bytes a file, and by what waits to settle.
 */
export function watch(
  roots: string | readonly string[],
  options: WatchOptions = {},
): RecordStream<FileRecord> {
  const stop = new AbortController();
  const { signal } = options;
  const signals = signal === undefined ? [stop.signal] : [stop.signal, signal];
  const batches = watchRoots(typeof roots === "string" ? [roots] : roots, {
    ...options,
    signal: AbortSignal.any(signals),
  });
  return new ReadableStream<ScanBatch>({
    async pull(controller) {
      const { done, value } = await batches.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      stop.abort();
      await batches.return(undefined);
    },
  }, { highWaterMark: 0 }) as RecordStream<FileRecord>;
}

async function* watchRoots(
  roots: readonly string[],
  options: WatchOptions & { readonly signal: AbortSignal },
): AsyncGenerator<ScanBatch> {
  const { settle = 30, rescan = 300, sleep = sleepReally, signal } = options;
  const { settle: _, ...wishes } = options;
  const walked = toWalkOptions(wishes);
  // What is left out is counted once, and not at each look.
  const again: WalkOptions = { ...walked, leaveOut: () => {} };
  const settling = createSettling({ settle, clock: walked.clock });
  const found = findRoots(roots, walked);
  const starts = found.starts.filter((start): start is Folder => "rules" in start);
  // Begun before the first look, so that nothing falls in between.
  const events = openEvents(starts.map(({ path }) => path), { ...options, fs: walked.fs });
  const gather = Math.min(GATHER.most, Math.max(GATHER.least, settle * 1000 * GATHER.share));
  const pace = { now: walked.now, signal };

  async function* lookAtAll(how: WalkOptions): AsyncGenerator<ScanBatch> {
    settling.beginPass();
    yield* gatherBatches(choose(walk(roots, how), settling), pace);
    if (!signal.aborted) settling.endPass();
  }

  try {
    yield* lookAtAll(walked);
    for (let next = walked.clock() + rescan * 1000; !signal.aborted;) {
      const wait = Math.min(next, settling.nextDue()) - walked.clock();
      if (!events.hasChanges()) await sleepUntil(events.change(), { ms: wait, sleep, signal });
      if (events.hasChanges()) await sleep(gather, signal);
      if (signal.aborted) return;
      const { paths, isLost } = events.take();
      if (isLost || walked.clock() >= next) {
        yield* lookAtAll(again);
        next = walked.clock() + rescan * 1000;
        continue;
      }
      const due = settling.due();
      const changes = new Map<string, Change>();
      for (const path of [...paths, ...due].sort()) {
        const kind = findKind(path, walked);
        if (kind === "gone") settling.forget(path);
        const place = kind === "folder" ? path : dirname(path);
        const start = starts.find((one) => isWithin(place, one.path));
        // Of the files of a folder one stands for all.
        if (start !== undefined && changes.get(place)?.isAlone !== false) {
          changes.set(place, { path: place, start, isAlone: kind !== "folder" });
        }
      }
      const steps = walkChanges([...changes.values()], { ...again, named: found.named });
      yield* gatherBatches(choose(steps, settling), pace);
      // What was not even found by now is there no more.
      for (const path of settling.due()) if (due.includes(path)) settling.forget(path);
    }
  } finally {
    events.close();
  }
}

/** Only what is to be given now. */
function* choose(steps: Iterable<WalkStep>, settling: Settling): Generator<WalkStep> {
  for (const step of steps) {
    yield step instanceof Promise ? step : step.filter((record) => settling.take(record));
  }
}

function findKind(path: string, { fs }: WalkOptions): "folder" | "file" | "gone" {
  try {
    return fs.lstatSync(path).isDirectory ? "folder" : "file";
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? "gone" : "file";
  }
}

/** Waits for a change, or so long. */
async function sleepUntil(
  change: Promise<void>,
  { ms, sleep, signal }: Pick<Required<WatchOptions>, "sleep"> & {
    readonly ms: number;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const woken = new AbortController();
  const slept = sleep(Math.max(0, ms), AbortSignal.any([signal, woken.signal]));
  await Promise.race([change, slept]);
  woken.abort();
  await slept;
}

/** The longest that a timer can wait. Milliseconds. */
const LONGEST = 2 ** 31 - 1;

function sleepReally(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, LONGEST));
    signal.addEventListener("abort", end);
  });
}
