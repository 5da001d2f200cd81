import { Conflict } from "./conflict.ts";
import { type FileSystem, isSameInode, isUnchanged, lookAt } from "./file_system.ts";
import type { JournalledFile } from "./journal_lines.ts";
import { type Operation, toHeldPath, toStep } from "./operation.ts";
import { hasEntry, isRespelled, mayBeSameEntry } from "./same_entry.ts";

/** The names at which one file of a unit stands whole. */
export interface Spots {
  /** Its source; also where that was never to go. */
  readonly source: boolean;
  /** The name under which it waits for its target. */
  readonly held: boolean;
  /** Its target; of a file that is removed, whether it is gone. */
  readonly target: boolean;
  /** Another file has its source's name by now. */
  readonly isTaken: boolean;
}

const AT_SOURCE: Spots = { source: true, held: false, target: false, isTaken: false };

/**
 * Where file `index` of an operation is, by a look at all its names.
 *
 * @throws {Conflict} where it is not surely whole at a name that is known
 */
export function findSpots(
  operation: Operation,
  index: number,
  { fs, mayFinish }: { readonly fs: FileSystem; readonly mayFinish: boolean },
): Spots {
  if (operation.untouched.has(index)) return AT_SOURCE;
  const { intent } = operation;
  const file = intent.files[index]!;
  // Only then one name may be the source of one file and the target of another one.
  const isShared = intent.files.some(({ holds }) => holds);
  if (toStep(intent, file) === "remove") return findRemoved(file, { fs, isShared });
  const [from, to] = lookAtBoth(file, { fs, isShared });
  const held = file.holds ? lookAt(fs, toHeldPath(operation, index)) : undefined;
  if (file.link !== undefined) {
    const isPlaced = (info: Deno.FileInfo | undefined, path: string) =>
      info?.isSymlink === true && fs.readLinkSync(path) === file.link;
    return {
      ...AT_SOURCE,
      held: isPlaced(held, toHeldPath(operation, index)),
      target: isPlaced(to, file.target),
    };
  }
  const isAlone = to !== undefined &&
    isPlacedAt(to, file.target, { operation, index, fs, from: undefined });
  const isTaken = (isShared || isAlone) && from !== undefined && !isOrigin(from, file);
  const source = isTaken ? undefined : from;
  if (source === undefined && held === undefined && to === undefined && mayFinish) {
    // A disk that is not mounted looks like this.
    throw new Conflict(file, "it is at neither of them", { again: true });
  }
  const stands = (info: Deno.FileInfo | undefined, path: string) =>
    info !== undefined && isPlacedAt(info, path, { operation, index, fs, from: source });
  const spots: Spots = {
    source: source !== undefined,
    held: stands(held, toHeldPath(operation, index)),
    target: stands(to, file.target),
    isTaken,
  };
  if (source !== undefined || spots.held || spots.target) return spots;
  // Also where someone has just taken the source away: there is nothing of ours to remove.
  if (to === undefined && held === undefined) return AT_SOURCE;
  const where = to === undefined ? `"${toHeldPath(operation, index)}"` : "the target";
  throw new Conflict(file, `it is not at its source, and what is at ${where} is another file`);
}

function findRemoved(
  file: JournalledFile,
  { fs, isShared }: { readonly fs: FileSystem; readonly isShared: boolean },
): Spots {
  const from = lookAt(fs, file.source);
  const isThere = from !== undefined && (!isShared || isOrigin(from, file) ||
    from.isSymlink && fs.readLinkSync(file.source) === file.link);
  return { ...AT_SOURCE, source: isThere, target: !isThere };
}

/** Two spellings of one name lead to one file where the disk does not tell them apart: only the folder's list does. */
function lookAtBoth(
  { source, target }: JournalledFile,
  { fs, isShared }: { readonly fs: FileSystem; readonly isShared: boolean },
): readonly (Deno.FileInfo | undefined)[] {
  const isOne = isShared && isRespelled(fs, source, target);
  return [source, target].map((path) =>
    isOne && !hasEntry(fs, path) ? undefined : lookAt(fs, path)
  );
}

function isOrigin(info: Deno.FileInfo, file: JournalledFile): boolean {
  return isUnchanged(info, file) || file.ino !== undefined && info.ino === file.ino;
}

/** Whether what stands at `path` is ours; and if the source is there as well, it is safe to remove either. */
function isPlacedAt(
  info: Deno.FileInfo,
  path: string,
  { operation: { intent, copied }, index, fs, from }: {
    readonly operation: Operation;
    readonly index: number;
    readonly fs: FileSystem;
    readonly from: Deno.FileInfo | undefined;
  },
): boolean {
  const file = intent.files[index]!;
  const copy = copied.get(index);
  const isCopy = copy?.ino !== undefined && isUnchanged(info, copy);
  const isOurs = isCopy || file.ino !== undefined && info.ino === file.ino;
  if (from === undefined) return isOurs && isUnchanged(info, copy ?? file);
  const isOne = isSameInode(from, info);
  if (!isOurs || !isCopy && !isOne) return false; // someone else's file stands there
  if (mayBeSameEntry(fs, file.source, path)) {
    throw new Conflict(file, "they may be one directory entry");
  }
  if (isOne && (from.nlink ?? 0) < 2) throw new Conflict(file, "they are one file with one name");
  if (!isOne && !isUnchanged(from, file)) throw new Conflict(file, "the source has changed");
  return true;
}
