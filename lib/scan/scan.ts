import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { Batch, RecordStream } from "../stream/mod.ts";
import type { ScanFileSystem } from "./ask.ts";
import type { LeftOutCounts } from "./left_out.ts";
import { walk, type WalkOptions } from "./walk.ts";
import type { ScanProgress, WalkStep } from "./walk_settings.ts";
import { readWishes, type WishOptions } from "./wishes.ts";

/** How to scan. */
export interface ScanOptions extends WishOptions {
  /**
   * Give what is left out as records, too, with `file.excluded.reason`; later stages pass them by.
   * @default false
   */
  readonly all?: boolean;
  /** Further paths of files or folders, after the roots, as {@linkcode splitPaths} gives them: each is given once. */
  readonly list?: AsyncIterable<readonly string[]> | undefined;
  /** Counts what is left out, by reason. */
  readonly leftOut?: LeftOutCounts;
  /**
   * Calls to the disk in flight: 1 for one after the other. Without it, one or up to 32, as the disk takes it. The output
   * is the same.
   */
  readonly concurrency?: number | undefined;
  /** Says how far the scan is, whenever it is looked at. */
  readonly progress?: ScanProgress;
  /** Ends the scan, as if there were no more. */
  readonly signal?: AbortSignal | undefined;
  /** The disk. @default Deno */
  readonly fs?: ScanFileSystem;
  /** Milliseconds that pass. @default performance.now */
  readonly now?: () => number;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
}

/** Most records of a batch, but for sidecars that fail beside them. */
const BATCH = 256;

/** Milliseconds after which a batch leaves, full or not, and the event loop has its turn. */
const PATIENCE = 20;

/** Steps between two looks at the clock, which take as long as half a file each. */
const STEPS = 4;

/**
 * Finds every video and disc folder below `roots`, folders or files, with all that belongs to it. Symbolic links are not
 * followed, but for the roots themselves. What cannot be read is a failed record, and the rest is scanned. The records
 * come in the same order each time; memory does not grow with their number. Cancelling the stream ends the walk.
 */
export function scan(
  roots: string | readonly string[],
  options: ScanOptions = {},
): RecordStream<FileRecord> {
  const walked = toWalkOptions(options);
  const found = walk(typeof roots === "string" ? [roots] : roots, walked);
  const batches = gatherBatches(found, { now: walked.now, signal: options.signal });
  return ReadableStream.from(batches) as RecordStream<FileRecord>;
}

/** What a walk needs, with defaults for what was not given. */
export function toWalkOptions(options: ScanOptions): WalkOptions {
  const { leftOut } = options;
  return {
    fs: options.fs ?? Deno,
    list: options.list,
    now: options.now ?? (() => performance.now()),
    clock: options.clock ?? Date.now,
    concurrency: options.concurrency,
    wishes: readWishes(options),
    all: options.all ?? false,
    progress: options.progress ?? { files: 0, folders: 0, share: 0 },
    leaveOut: (reason) => leftOut?.set(reason, (leftOut.get(reason) ?? 0) + 1),
  };
}

/** What scan gives at once. */
export type ScanBatch = Batch<FileRecord | FailedRecord>;

/** Gathers the records of small folders. The very first record leaves at once. */
export async function* gatherBatches(
  found: Iterable<WalkStep>,
  { now, signal }: { readonly now: () => number; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<ScanBatch> {
  let batch: (FileRecord | FailedRecord)[] = [];
  let limit = 1;
  let begin = now();
  let steps = 0;
  for (const given of found) {
    if (signal?.aborted) return;
    if (given instanceof Promise) {
      // How long that takes nobody knows: what is there leaves first.
      if (batch.length > 0) {
        yield batch;
        batch = [];
        limit = BATCH;
      }
      await given;
      begin = now();
      continue;
    }
    for (const record of given) batch.push(record);
    if (batch.length < limit && (++steps % STEPS !== 0 || now() - begin <= PATIENCE)) continue;
    if (batch.length > 0) {
      yield batch;
      batch = [];
      limit = BATCH;
    } else await new Promise((resolve) => setTimeout(resolve));
    begin = now();
  }
  if (batch.length > 0) yield batch;
}
