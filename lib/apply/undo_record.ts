import { join } from "@std/path";
import { type ErrorCode, StageError } from "../record/mod.ts";
import { findStep } from "./actions/mod.ts";
import { toStageError } from "./errno.ts";
import {
  type FileSystem,
  folderOf,
  isSameInode,
  isUnchanged,
  lookAt,
  lookForFree,
  toFacts,
} from "./file_system.ts";
import type { JournalledFile, StepName } from "./journal_lines.ts";
import { followPath, type FoundFolder, TRASH } from "./libraries.ts";
import type { Ready } from "./run.ts";
import { hasEntry, isRespelled } from "./same_entry.ts";
import type { Standing, StandingFile } from "./standing.ts";

/** What takes each step back; `remove` is taken back by what had placed the file. */
const INVERSE: Readonly<Partial<Record<StepName, StepName>>> = {
  move: "move",
  copy: "remove",
  hardlink: "remove",
  symlink: "remove",
};

/** What {@linkcode checkUndo} needs. */
interface CheckUndoOptions {
  readonly fs: FileSystem;
  /** Folders that the checks of a group have found; they add to it. */
  readonly known: Map<string, FoundFolder>;
}

/**
 * What has to be done to take `standing` back, or the reason why nothing has.
 *
 * @throws {StageError} where a file is not the one that was placed
 */
export function checkUndo(
  standing: Standing,
  { fs, known }: CheckUndoOptions,
): Ready | { readonly reason: string } {
  const { action: act, library, root, undoes, folders: made, leaves = [], disc } = standing;
  const isReplacement = act === "replace";
  const findFolder = (folder: string) => followPath(fs, folder, known);
  const toRealName = (path: string) => {
    const folder = folderOf(path);
    return join(findFolder(folder).real ?? folder, path.slice(path.lastIndexOf("/") + 1));
  };
  const seen = standing.files.map((file): SeenFile => {
    const step = file.step ?? act;
    const inverse = step === "remove" ? standing.placedBy : INVERSE[step];
    if (inverse === undefined || findStep(inverse) === undefined) {
      const why = "this version does not know how";
      throw new StageError("unsupported", `Cannot undo "${file.target}": ${why}`);
    }
    try {
      const from = lookAt(fs, file.target);
      const to = from?.isFile ? lookForFree(fs, file.source) : lookAt(fs, file.source);
      return { ...file, step, inverse, from, to };
    } catch (error) {
      throw toStageError(error, `Cannot look at "${file.target}" and "${file.source}"`);
    }
  });
  if (seen.every((file) => isBack(file, seen, fs))) return { reason: "already_done" };
  const occupied: string[] = [];
  const targets = new Set(standing.files.map(({ target }) => target));
  const files = seen.map((file): JournalledFile => {
    const checked = file.inverse === "remove" ? checkRemoval(file, fs) : checkReturn(file);
    const isTaken = file.inverse !== "remove" && file.to !== undefined;
    if (isTaken && !(isReplacement && targets.has(file.source))) {
      occupied.push(toRealName(isOneEntry(file, fs) ? file.target : file.source));
    }
    if (!isReplacement) return checked;
    // What waited is what gives way now, and the other way round.
    return {
      ...checked,
      step: file.inverse,
      ...(file.replaced ? { replaced: true } : {}),
      ...(file.holds ? {} : { holds: true }),
    };
  });
  const missing = files.flatMap(({ target }) => findFolder(folderOf(target)).missing);
  // What is below them is made anew, but a disk that is not mounted looks as if they had gone.
  const gone = [root, library].find((folder) =>
    folder !== undefined && missing.includes(folder) && !leaves.includes(folder)
  );
  if (gone !== undefined) {
    const what = `Cannot move "${files[0]!.source}" back to "${files[0]!.target}"`;
    const why = `"${gone}" is not there: mount its disk, or make the folder first`;
    throw new StageError("not_found", `${what}: ${why}`);
  }
  const [{ step, inverse }] = seen as [SeenFile];
  const goes = findStep(inverse)!.removesSource;
  return {
    intent: {
      action: isReplacement ? act : inverse,
      library,
      ...(root === undefined ? {} : { root }),
      files,
      folders: [
        ...new Set([...missing, ...leaves.flatMap((folder) => findFolder(folder).missing)]),
      ],
      ...(made.length > 0 ? { leaves: made } : {}),
      ...(disc === undefined
        ? {}
        : { disc: { ...disc, source: disc.target, target: disc.source } }),
      undoes,
      ...(inverse === "remove" ? { placedBy: step } : {}),
    },
    occupied,
    names: seen.map(({ from }) => from?.nlink ?? 0),
    frees: goes ? standing.files.map(({ target }) => toRealName(target)) : [],
  };
}

interface SeenFile extends StandingFile {
  readonly step: StepName;
  /** What takes it back. */
  readonly inverse: StepName;
  /** What is where the file was placed. */
  readonly from: Deno.FileInfo | undefined;
  /** What is where it came from. */
  readonly to: Deno.FileInfo | undefined;
}

/** Whether the file is back already: its inode may be another one, if it came from another device. */
function isBack(file: SeenFile, unit: readonly SeenFile[], fs: FileSystem): boolean {
  const { to, link, size, mtime, ino } = file;
  if (to === undefined) return false;
  if (isOneEntry(file, fs)) return hasEntry(fs, file.source);
  // Where it stood, what it had replaced may stand again.
  const before = unit.find(({ source }) => source === file.target);
  const isReturned = before !== undefined && file.from !== undefined &&
    isUnchanged(file.from, before);
  const from = isReturned ? undefined : file.from;
  if (from === undefined) return link !== undefined || isUnchanged(to, { size, mtime });
  // What it had swapped places with may stand there again: then only the inode tells.
  return ino !== undefined && to.ino === ino && from.ino !== ino &&
    isUnchanged(to, { size, mtime });
}

function isOneEntry({ source, target, from, to }: SeenFile, fs: FileSystem): boolean {
  return from !== undefined && to !== undefined && isSameInode(from, to) &&
    isRespelled(fs, source, target);
}

/** A file goes back to where it came from, or a second time beside its origin. */
function checkReturn(file: SeenFile): JournalledFile {
  const { source, target, from, link } = file;
  const fail = (code: ErrorCode, why: string) =>
    new StageError(code, `Cannot move "${target}" back to "${source}": ${why}`);
  if (from === undefined) {
    const isRetired = file.replaced && target.includes(`/${TRASH}/`);
    const why = isRetired
      ? "the trash was emptied, so what replaced it stays"
      : "it is not there any more";
    throw fail("source_missing", why);
  }
  if (!isUnchanged(from, file)) throw fail("source_changed", "it is not the file that was placed");
  const checked = { source: target, target: source, ...toFacts(from) };
  return link === undefined ? checked : { ...checked, link };
}

/** A file that was placed beside its origin goes. The action itself looks whether the origin holds the same. */
function checkRemoval(file: SeenFile, fs: FileSystem): JournalledFile {
  const { source, target, from, to, link, hash } = file;
  const fail = (code: ErrorCode, why: string) =>
    new StageError(code, `Cannot remove "${target}": ${why}`);
  if (from === undefined) throw fail("source_missing", "it is not there any more");
  const isPlaced = link === undefined
    ? isUnchanged(from, file)
    : from.isSymlink && fs.readLinkSync(target) === link;
  if (!isPlaced) throw fail("source_changed", "it is not the file that was placed");
  if (!to?.isFile) throw fail("source_missing", `its origin "${source}" is gone`);
  return {
    source: target,
    target: source,
    ...toFacts(from),
    ...(hash === undefined ? {} : { hash }),
    ...(link === undefined ? {} : { link }),
  };
}
