import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { Batch } from "../stream/mod.ts";
import { answerSync, type Work } from "./ask.ts";
import type { ScanFileSystem } from "./file_system.ts";
import { findRoots } from "./find_roots.ts";
import { joinPath } from "./join_path.ts";
import { scanFolder } from "./scan_folder.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";

/** How a walk goes. */
export interface WalkOptions extends Omit<WalkSettings, "named"> {
  readonly fs: ScanFileSystem;
}

/**
 * Walks `roots`, one after the other, and gives the records of each folder before those of the folders in it, all sorted
 * by code unit. Gives an empty batch where a folder had none, so that whoever reads can do something else in between.
 */
export function* walk(
  roots: readonly string[],
  { fs, all, leaveOut }: WalkOptions,
): Generator<Batch<FileRecord | FailedRecord>> {
  const { starts, named } = findRoots(roots, fs);
  const settings = { all, leaveOut, named };
  for (const start of starts) {
    if ("errors" in start) yield [start];
    else yield* walkBelow(start, { fs, settings });
  }
}

function* walkBelow(
  start: Folder,
  { fs, settings }: { readonly fs: ScanFileSystem; readonly settings: WalkSettings },
): Generator<Batch<FileRecord | FailedRecord>> {
  // Only names wait here, so that memory grows with the folders beside the way, not with the files.
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const { path, real, root } = folder;
    const names = yield* runSync(scanFolder(folder, settings), fs);
    for (const name of names.toReversed()) {
      waiting.push({ path: joinPath(path, name), real: joinPath(real, name), root });
    }
    yield [];
  }
}

/** Does the work on one folder, one call after the other. */
function* runSync<Result>(
  work: Work<Result>,
  fs: ScanFileSystem,
): Generator<Batch<FileRecord | FailedRecord>, Result> {
  let step = work.next();
  while (!step.done) {
    const ask = step.value;
    if ("give" in ask) {
      yield ask.give;
      step = work.next();
    } else step = work.next(answerSync(ask, fs));
  }
  return step.value;
}
