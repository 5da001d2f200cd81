import { findStep } from "./actions/mod.ts";
import { Conflict } from "./conflict.ts";
import { toStageError } from "./errno.ts";
import {
  type FileSystem,
  folderOf,
  isSameInode,
  isUnchanged,
  lookAt,
  toFacts,
} from "./file_system.ts";
import { findSpots, type Spots } from "./find_spots.ts";
import { removeEmptyFolders } from "./folders.ts";
import { intoPlace, type PlaceMethod, type PlaceOptions } from "./into_place.ts";
import type { DoneFile, JournalledFile } from "./journal_lines.ts";
import { goesFirst, type Operation, toHeldPath, toStep, toTemporaryPath } from "./operation.ts";
import { findHold } from "./removable.ts";
import { syncName } from "./state_folder.ts";

/** What became of an operation that had been left half-way. */
export type Settled =
  | { readonly outcome: "finished"; readonly files: readonly DoneFile[] }
  | { readonly outcome: "rolled_back" }
  /** Nothing was deleted; `message` names both places. With `again`, another look may find a way: the disk failed. */
  | { readonly outcome: "conflict"; readonly message: string; readonly again: boolean };

/** How {@linkcode settle} goes about it. */
export interface SettleOptions {
  readonly fs: FileSystem;
  /** Whether an operation all of whose files are placed is finished, or taken back like any other. */
  readonly mayFinish: boolean;
  /** An operation of the same circle was finished, so this one has to be, too. @default false */
  readonly mustFinish?: boolean;
  /** SHA-256 of the file at a path, in hexadecimal. */
  readonly hashOf: (path: string) => Promise<string>;
  readonly onReserve: (path: string) => void;
}

/** A file of an operation and where it is. */
interface SpottedFile {
  readonly file: JournalledFile;
  readonly index: number;
  readonly spots: Spots;
}

/**
 * Finishes an operation or takes it back, by looking at all names of each file. A name is removed only where the file
 * surely has another one too: they are one inode with two names that are two directory entries, or a copy of ours with
 * the journalled inode. All else is a conflict, and nothing is deleted.
 */
export async function settle(operation: Operation, options: SettleOptions): Promise<Settled> {
  const { fs, mayFinish, mustFinish = false } = options;
  const { intent } = operation;
  try {
    if (!operation.tried) return settleUntried(operation, fs);
    if (mayFinish || operation.copied.size > 0) {
      for (const file of intent.files) checkDisk(file, intent.folders, fs);
    }
    removePlaceholders(operation, fs);
    const files = intent.files.map((file, index): SpottedFile => ({
      file,
      index,
      spots: findSpots(operation, index, { fs, mayFinish }),
    }));
    removeTemporaries(operation, fs);
    const isRemoved = ({ file }: SpottedFile) => toStep(intent, file) === "remove";
    const isGone = ({ spots }: SpottedFile) => !spots.source;
    const isBegun = files.every(isRemoved)
      ? files.some(isGone)
      : files.every((file) => isRemoved(file) || file.spots.held || file.spots.target);
    // A circle is taken back unless a file of it has landed: then no other one finds its old place free.
    const isCircle = intent.swaps !== undefined;
    const isBound = mustFinish || files.some(({ spots }) => spots.target || spots.isTaken);
    const isFree = files.every((file) => findObstacle(operation, file, files, fs) === undefined);
    const isOver = files.every((file) => isRemoved(file) && isGone(file));
    if (isOver || mayFinish && isBegun && isFree && (!isCircle || isBound)) {
      return { outcome: "finished", files: await finish(operation, files, options) };
    }
    takeBack(operation, files, options);
    return { outcome: "rolled_back" };
  } catch (error) {
    if (error instanceof Conflict) {
      return { outcome: "conflict", message: error.message, again: error.again };
    }
    const { source, target } = intent.files[0]!;
    const { message } = toStageError(error, `Cannot settle "${source}" and "${target}"`);
    return { outcome: "conflict", message, again: true };
  }
}

/** Nothing was begun, so what stands at the target is not known to be ours. */
function settleUntried({ intent }: Operation, fs: FileSystem): Settled {
  for (const file of intent.files) {
    if (toStep(intent, file) === "remove") continue; // both ends are there before, too
    const [from, to] = [lookAt(fs, file.source), lookAt(fs, file.target)];
    // A name in another spelling is the same file from the begin on.
    if (file.holds || from === undefined || to === undefined || !isSameInode(from, to)) continue;
    throw new Conflict(file, "they are one file, and it is not known who linked them");
  }
  return { outcome: "rolled_back" };
}

/**
 * A target looks absent where its disk is not mounted, and all of its operation that stands there would be forgotten.
 *
 * @throws {Conflict} where there is no folder that was there before its run
 */
function checkDisk(file: JournalledFile, made: readonly string[], fs: FileSystem): void {
  let folder = folderOf(file.target);
  while (made.includes(folder)) folder = folderOf(folder);
  if (lookAt(fs, folder) !== undefined) return;
  throw new Conflict(file, `"${folder}" is not there: mount its disk`, { again: true });
}

/** An empty file that held a name goes, where the file that it was for stands whole under another one. */
function removePlaceholders(operation: Operation, fs: FileSystem): void {
  const { intent, reserved } = operation;
  for (const [index, file] of intent.files.entries()) {
    const names = [file.source, file.target, ...(file.holds ? [toHeldPath(operation, index)] : [])];
    for (const name of names) {
      if (!reserved.has(name)) continue;
      const empty = lookAt(fs, name);
      if (!empty?.isFile || empty.size > 0 || empty.nlink !== 1) continue;
      const isElsewhere = names.some((other) => {
        const whole = other === name ? undefined : lookAt(fs, other);
        return whole !== undefined && !isSameInode(whole, empty) &&
          (whole.ino === file.ino || isUnchanged(whole, file) ||
            isUnchanged(whole, operation.copied.get(index) ?? file));
      });
      if (isElsewhere) fs.removeSync(name);
    }
  }
}

function removeTemporaries(operation: Operation, fs: FileSystem): void {
  for (const [index, file] of operation.intent.files.entries()) {
    const temporary = toTemporaryPath(operation, index);
    const left = lookAt(fs, temporary);
    if (left === undefined) continue;
    const isElsewhere = [file.source, file.target, toHeldPath(operation, index)].some((path) => {
      const other = lookAt(fs, path);
      return other !== undefined &&
        (isSameInode(other, left) || path === file.source && isUnchanged(other, file));
    });
    if (!isElsewhere) throw new Conflict({ ...file, target: temporary }, "the source has changed");
    fs.removeSync(temporary);
  }
}

/** What keeps a file that waits from landing, once all that goes first has gone. */
function findObstacle(
  { intent }: Operation,
  { file, spots }: SpottedFile,
  all: readonly SpottedFile[],
  fs: FileSystem,
): Deno.FileInfo | undefined {
  if (!file.holds || spots.target) return undefined;
  const goes = all.some((other) =>
    other.file.source === file.target && other.spots.source && goesFirst(intent, other.file)
  );
  return goes ? undefined : lookAt(fs, file.target);
}

async function finish(
  operation: Operation,
  files: readonly SpottedFile[],
  options: SettleOptions,
): Promise<DoneFile[]> {
  const { fs } = options;
  const { intent } = operation;
  for (const file of files) await checkSource(operation, file, options);
  for (const { file, spots } of files) {
    if (spots.source && goesFirst(intent, file)) removeSource(operation, file, fs);
  }
  for (const { file, index, spots } of files) {
    if (!file.holds) continue;
    const held = toHeldPath(operation, index);
    const isLinked = spots.target
      ? spots.held
      : bring(file, { from: held, to: file.target }, options) === "link";
    if (isLinked) fs.removeSync(held);
  }
  for (const { file, spots } of files) {
    if (spots.source && !goesFirst(intent, file)) removeSource(operation, file, fs);
  }
  leave(fs, intent.leaves ?? []);
  return describe(operation, fs);
}

/** @throws {Conflict} where the source may not go, though it should */
async function checkSource(
  operation: Operation,
  { file, index, spots }: SpottedFile,
  { fs, hashOf, mayFinish }: SettleOptions,
): Promise<void> {
  const { intent, copied } = operation;
  const step = toStep(intent, file);
  if (!spots.source || !findStep(step)?.removesSource) return;
  if (step === "remove") {
    const hold = mayFinish ? await findHold(file, { fs, hashOf }) : "the rest of it is gone";
    if (hold !== undefined) throw new Conflict(file, hold, { again: !mayFinish });
  }
  const copy = copied.get(index);
  if (copy === undefined) return;
  const path = spots.target ? file.target : toHeldPath(operation, index);
  if (await hashOf(path) !== copy.hash) {
    throw new Conflict(file, "the copy does not hold what was copied");
  }
}

function removeSource(operation: Operation, file: JournalledFile, fs: FileSystem): void {
  const { intent } = operation;
  const step = toStep(intent, file);
  if (!findStep(step)?.removesSource) return;
  if (step !== "remove") syncName(fs, file.target);
  fs.removeSync(file.source);
}

/** Those that wait go back first: they may stand where the others belong. */
function takeBack(
  operation: Operation,
  files: readonly SpottedFile[],
  { fs, onReserve }: SettleOptions,
): void {
  const { intent, copied } = operation;
  for (const { file, index, spots } of files) {
    if (spots.source) continue;
    const isRemoved = toStep(intent, file) === "remove";
    // To bring a copy back takes another copy: it is better to go on than to tear the unit.
    if (isRemoved || copied.has(index)) {
      const why = isRemoved
        ? "a part of it is gone, and the rest is not"
        : "a part of it stands on the other device alone, and the rest at both";
      throw new Conflict(file, why, { again: true });
    }
  }
  for (const { file, index, spots } of files.toSorted(byHold)) {
    if (toStep(intent, file) === "remove") continue;
    const names = [
      ...(spots.target ? [file.target] : []),
      ...(spots.held ? [toHeldPath(operation, index)] : []),
    ];
    if (!spots.source) {
      const placed = names.shift()!;
      if (bring(file, { from: placed, to: file.source }, { fs, onReserve }) === "link") {
        syncName(fs, file.source);
        fs.removeSync(placed);
      }
    }
    for (const name of names) fs.removeSync(name);
  }
  leave(fs, intent.folders);
}

function leave(fs: FileSystem, folders: readonly string[]): void {
  for (const [, error] of removeEmptyFolders(fs, folders)) throw error;
}

/** {@linkcode intoPlace}, which says at a failure where the file stands now: that may be a name that nobody looks for. */
function bring(
  file: JournalledFile,
  { from, to }: { readonly from: string; readonly to: string },
  options: PlaceOptions,
): PlaceMethod {
  try {
    return intoPlace(from, to, options);
  } catch (error) {
    const { message } = toStageError(error, `Cannot give the name "${to}"`);
    throw new Conflict(file, `it stands at "${from}" (${message})`, { again: true });
  }
}

function byHold(a: SpottedFile, b: SpottedFile): number {
  return Number(b.file.holds ?? false) - Number(a.file.holds ?? false);
}

function describe({ intent, copied }: Operation, fs: FileSystem): DoneFile[] {
  return intent.files.map((file, index) => {
    const copy = copied.get(index);
    const facts = toFacts(fs.lstatSync(file.target));
    const step = toStep(intent, file);
    if (copy !== undefined) return { ...facts, method: "copy", hash: copy.hash };
    return { ...facts, method: step === "symlink" || step === "remove" ? step : "link" };
  });
}
