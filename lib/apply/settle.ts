import { findStep } from "./actions/mod.ts";
import { toStageError } from "./errno.ts";
import { type FileSystem, isSameInode, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import { removeEmptyFolders } from "./folders.ts";
import { intoPlace } from "./into_place.ts";
import type { DoneFile, JournalledFile } from "./journal_lines.ts";
import { type Operation, toTemporaryPath } from "./operation.ts";
import { findHold } from "./removable.ts";
import { mayBeSameEntry } from "./same_entry.ts";
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
  /** Whether an operation all of whose files stand at their targets is finished, or taken back like any other. */
  readonly mayFinish: boolean;
  /** SHA-256 of the file at a path, in hexadecimal. */
  readonly hashOf: (path: string) => Promise<string>;
  readonly onReserve: (path: string) => void;
}

/** Where one file is: whole at one name, or at both. */
type Place = "source" | "both" | "target";

/**
 * Finishes an operation or takes it back, by looking at both ends of each file. A name is removed only where the file
 * surely has the other one too: they are one inode with two names that are two directory entries, or a copy of ours with
 * the journalled inode. All else is a conflict, and nothing is deleted.
 */
export async function settle(operation: Operation, options: SettleOptions): Promise<Settled> {
  const { fs, mayFinish } = options;
  const { intent } = operation;
  try {
    if (!operation.tried) return settleUntried(operation, fs);
    if (intent.action === "remove") return await settleRemoval(operation, options);
    removePlaceholders(operation, fs);
    const places = intent.files.map((_, index) => findPlace(operation, index, options));
    removeTemporaries(operation, fs);
    if (mayFinish && places.every((place) => place !== "source")) {
      for (const [index, place] of places.entries()) {
        if (place === "both") await finishFile(operation, index, options);
      }
      return { outcome: "finished", files: describe(operation, fs) };
    }
    for (const [index, place] of places.entries()) {
      // To bring a copy back takes another copy: it is better to go on than to tear the unit.
      if (place === "target" && operation.copied.has(index)) {
        const why = "a part of it stands on the other device alone, and the rest at both";
        throw new Conflict(intent.files[index]!, why, { again: true });
      }
    }
    for (const [index, place] of places.entries()) {
      if (place !== "source") takeBack(intent.files[index]!, place, options);
    }
    removeEmptyFolders(fs, intent.folders);
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
  if (intent.action === "remove") return { outcome: "rolled_back" }; // both ends are there before, too
  for (const { source, target } of intent.files) {
    const [from, to] = [lookAt(fs, source), lookAt(fs, target)];
    if (from !== undefined && to !== undefined && isSameInode(from, to)) {
      throw new Conflict(
        intent.files[0]!,
        "they are one file, and it is not known who linked them",
      );
    }
  }
  return { outcome: "rolled_back" };
}

/** Files that were placed beside their origins are removed: all of them, once one is gone. */
async function settleRemoval(
  { intent }: Operation,
  { fs, mayFinish, hashOf }: SettleOptions,
): Promise<Settled> {
  const standing = intent.files.filter(({ source }) => lookAt(fs, source) !== undefined);
  if (standing.length === intent.files.length) return { outcome: "rolled_back" };
  for (const file of standing) {
    const hold = mayFinish ? await findHold(file, { fs, hashOf }) : "the rest of it is gone";
    if (hold !== undefined) throw new Conflict(file, hold, { again: !mayFinish });
    fs.removeSync(file.source);
  }
  const files = intent.files.map(({ target }) => ({
    ...toFacts(fs.lstatSync(target)),
    method: "remove",
  }));
  return { outcome: "finished", files };
}

function removePlaceholders({ intent, reserved }: Operation, fs: FileSystem): void {
  for (const file of intent.files) {
    for (const [held, other] of [[file.target, file.source], [file.source, file.target]] as const) {
      if (!reserved.has(held)) continue;
      const [empty, whole] = [lookAt(fs, held), lookAt(fs, other)];
      if (empty === undefined || whole === undefined) continue;
      const isEmpty = empty.isFile && empty.size === 0 && empty.nlink === 1;
      if (isEmpty && !isSameInode(empty, whole) && isUnchanged(whole, file)) fs.removeSync(held);
    }
  }
}

/** @throws {Conflict} where the file is not surely whole at a place that is known */
function findPlace(operation: Operation, index: number, { fs, mayFinish }: SettleOptions): Place {
  if (operation.untouched.has(index)) return "source";
  const file = operation.intent.files[index]!;
  const [from, to] = [lookAt(fs, file.source), lookAt(fs, file.target)];
  if (from === undefined && to === undefined && mayFinish) {
    // A disk that is not mounted looks like this.
    throw new Conflict(file, "it is at neither of them", { again: true });
  }
  // Also where someone has just taken the source away: there is nothing of ours to remove.
  if (to === undefined) return "source";
  if (file.link !== undefined) {
    return to.isSymlink && fs.readLinkSync(file.target) === file.link ? "both" : "source";
  }
  const copy = operation.copied.get(index);
  const isCopy = copy?.ino !== undefined && isUnchanged(to, copy);
  const isOurs = isCopy || file.ino !== undefined && to.ino === file.ino;
  if (from === undefined) {
    if (isOurs && isUnchanged(to, copy ?? file)) return "target";
    throw new Conflict(file, "it is not at its source, and what is at the target is another file");
  }
  const isOne = isSameInode(from, to);
  if (!isOurs || !isCopy && !isOne) return "source"; // someone else's file stands at the target
  if (mayBeSameEntry(fs, file.source, file.target)) {
    throw new Conflict(file, "they may be one directory entry");
  }
  if (isOne && (from.nlink ?? 0) < 2) throw new Conflict(file, "they are one file with one name");
  if (!isOne && !isUnchanged(from, file)) throw new Conflict(file, "the source has changed");
  return "both";
}

function removeTemporaries(operation: Operation, fs: FileSystem): void {
  for (const [index, file] of operation.intent.files.entries()) {
    const temporary = toTemporaryPath(operation, index);
    const left = lookAt(fs, temporary);
    if (left === undefined) continue;
    const [from, to] = [lookAt(fs, file.source), lookAt(fs, file.target)];
    const isElsewhere = from !== undefined && isUnchanged(from, file) ||
      to !== undefined && isSameInode(to, left);
    if (!isElsewhere) throw new Conflict({ ...file, target: temporary }, "the source has changed");
    fs.removeSync(temporary);
  }
}

async function finishFile(
  operation: Operation,
  index: number,
  { fs, hashOf }: SettleOptions,
): Promise<void> {
  const file = operation.intent.files[index]!;
  if (!findStep(operation.intent.action)?.removesSource) return;
  const copy = operation.copied.get(index);
  if (copy !== undefined && await hashOf(file.target) !== copy.hash) {
    throw new Conflict(file, "the copy does not hold what was copied");
  }
  syncName(fs, file.target);
  fs.removeSync(file.source);
}

function takeBack(file: JournalledFile, place: Place, { fs, onReserve }: SettleOptions): void {
  if (place === "target") {
    if (intoPlace(file.target, file.source, { fs, onReserve }) === "rename") return;
    syncName(fs, file.source);
  }
  fs.removeSync(file.target);
}

function describe({ intent, copied }: Operation, fs: FileSystem): DoneFile[] {
  return intent.files.map(({ target }, index) => {
    const copy = copied.get(index);
    const facts = toFacts(fs.lstatSync(target));
    const method = intent.action === "symlink" ? "symlink" : "link";
    return copy === undefined
      ? { ...facts, method }
      : { ...facts, method: "copy", hash: copy.hash };
  });
}

/** Thrown where it is not certain that every file stands whole at a name that stays. */
class Conflict extends Error {
  /** Whether another look may find a way. */
  readonly again: boolean;

  constructor({ source, target }: JournalledFile, why: string, { again = false } = {}) {
    super(`Cannot settle "${source}" and "${target}": ${why}; nothing was deleted`);
    this.again = again;
  }
}
