import { dirname } from "@std/path";
import { StageError } from "../record/mod.ts";
import { type Action, type ActionContext, findStep, type Placement } from "./actions/mod.ts";
import { hashPath, Interrupted } from "./copy_file.ts";
import { toStageError } from "./errno.ts";
import { type FileSystem, isSameInode, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import { removeEmptyFolders } from "./folders.ts";
import { intoPlace, NameTaken } from "./into_place.ts";
import type { Journal } from "./journal.ts";
import type { DoneFile, JournalledFile } from "./journal_lines.ts";
import {
  goesFirst,
  type Operation,
  toFirstPath,
  toHeldPath,
  toStep,
  toTemporaryPath,
} from "./operation.ts";
import { settle, type Settled } from "./settle.ts";

/** What a run gives to each of its units. */
export interface UnitContext {
  readonly fs: FileSystem;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  readonly breathe: () => Promise<void>;
  readonly onBytes?: (bytes: number) => void;
  readonly verify: "hash" | "size";
  readonly breakLinks: boolean;
  readonly link: "require" | "prefer";
  /** Makes folders, the upper ones first; knows those that it has made. */
  readonly makeFolders: (folders: readonly string[]) => void;
  /** Throws where a folder that was just made or found is in no library; knows those that it has seen. */
  readonly checkFolders: (folders: readonly string[]) => void;
}

/**
 * One operation at work: a video with its sidecars, all of which are placed, or none. The steps are called in their order,
 * and the folders of the targets are synced before each but the first. What any of them throws leaves the unit to
 * `rollBack`.
 */
export interface Unit {
  readonly operation: Operation;
  /** Of the targets. */
  readonly folders: readonly string[];
  /** Whether files of it wait for their targets: then `vacate` and `land` do something. */
  readonly isHeld: boolean;
  /** Puts every file at its target, or where it waits for that; the sources stay. */
  readonly place: () => Promise<void>;
  /** Removes sources that have targets of this unit or of its circle. */
  readonly vacate: () => void;
  /** Gives what waits its target. */
  readonly land: () => void;
  /** Removes all other sources, the video's last. */
  readonly release: () => void;
  /** How each file stands now. */
  readonly describe: () => readonly DoneFile[];
  /** Takes back what was done, looking at all names as recovery does. */
  readonly rollBack: () => Promise<Settled>;
  /** Goes on where `land` has failed: of a circle nothing can be taken back once another one has landed. */
  readonly goOn: () => Promise<Settled>;
}

interface PlacedFile extends Placement {
  readonly info: Deno.FileInfo;
}

/** Ways of placing that give a name, so that the file is the very same. */
const GIVES_NAME: ReadonlySet<string> = new Set(["link", "rename"]);

/** A unit of which nothing was done yet. */
export function createUnit(operation: Operation, context: UnitContext): Unit {
  const { fs, journal, signal, breathe } = context;
  const { intent } = operation;
  const { op, files } = intent;
  const folders = [...new Set(files.map(({ target }) => dirname(target)))];
  const placed: PlacedFile[] = [];
  const hashOf = (path: string) => hashPath(fs, path, { signal, breathe });

  async function place(): Promise<void> {
    journal.write({ line: "try", op });
    operation.tried = true;
    context.makeFolders(intent.folders);
    context.checkFolders(folders);
    for (const index of files.keys()) operation.untouched.add(index);
    for (const index of files.keys()) await placeFile(index);
  }

  async function placeFile(index: number): Promise<void> {
    const file = files[index]!;
    const path = toFirstPath(operation, index);
    let placement: Placement | Promise<Placement>;
    let info: Deno.FileInfo;
    operation.untouched.delete(index);
    try {
      placement = actionOf(file).run(file.source, path, toActionContext(index));
      if (placement instanceof Promise) placement = await placement;
      info = fs.lstatSync(path);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      if (error instanceof NameTaken) operation.untouched.add(index);
      throw toStageError(toCause(error), describeFile(file));
    }
    // A link gives a name to whatever stands at the source by now.
    if (GIVES_NAME.has(placement.method) && !isUnchanged(info, file)) {
      putBack(index, info);
      throw new StageError("source_changed", `${describeFile(file)}: it is not what was scanned`);
    }
    placed.push({ ...placement, info });
  }

  /** What was placed is another file than the one that was checked: it gets its name back. */
  function putBack(index: number, info: Deno.FileInfo): void {
    const { source } = files[index]!;
    const path = toFirstPath(operation, index);
    const from = lookAt(fs, source);
    if (from === undefined) {
      if (intoPlace(path, source, toActionContext(index)) === "link") fs.removeSync(path);
    } else if (isSameInode(from, info) && (from.nlink ?? 0) >= 2) fs.removeSync(path);
  }

  function toActionContext(index: number): ActionContext {
    return {
      ...context,
      expected: files[index]!,
      hashOf,
      isCircle: intent.swaps !== undefined,
      temporary: toTemporaryPath(operation, index),
      onReserve: (path) => onReserve(path, index),
      onCopied(copy) {
        const line = { line: "copied", op, file: index, ...copy } as const;
        journal.write(line);
        journal.sync();
        operation.copied.set(index, line);
      },
    };
  }

  function onReserve(path: string, file: number): void {
    journal.write({ line: "reserve", op, file, path });
    operation.reserved.add(path);
  }

  function vacate(): void {
    removeSources((file) => goesFirst(intent, file), toFirstPath);
  }

  function land(): void {
    for (const [index, file] of files.entries()) {
      if (!file.holds) continue;
      const held = toHeldPath(operation, index);
      try {
        const method = intoPlace(held, file.target, {
          fs,
          onReserve: (path) => onReserve(path, index),
        });
        if (method === "link") fs.removeSync(held);
        placed[index] = { ...placed[index]!, info: fs.lstatSync(file.target) };
      } catch (error) {
        throw toStageError(toCause(error), describeFile(file));
      }
    }
  }

  function release(): void {
    removeSources((file) => !goesFirst(intent, file), (_, index) => files[index]!.target);
    if (intent.leaves !== undefined) leaveFolders(intent.leaves);
  }

  /** All files are where they belong: an empty folder too many is no reason to bring them back. */
  function leaveFolders(leaves: readonly string[]): void {
    try {
      removeEmptyFolders(fs, leaves);
    } catch {
      // It stays.
    }
  }

  function removeSources(
    isMeant: (file: JournalledFile) => boolean,
    toPath: (operation: Operation, index: number) => string,
  ): void {
    for (let index = files.length - 1; index >= 0; index--) {
      const file = files[index]!;
      if (!actionOf(file).removesSource || !isMeant(file)) continue;
      try {
        removeSource(file, placed[index]!, toPath(operation, index));
      } catch (error) {
        const what = `Cannot remove "${file.source}", which stands at "${file.target}" too`;
        throw toStageError(error, what);
      }
    }
  }

  function removeSource(
    file: JournalledFile,
    { method, hash, info }: PlacedFile,
    path: string,
  ): void {
    if (method === "rename") return;
    if (method === "remove") return removePlaced(file);
    const from = lookAt(fs, file.source);
    // Someone else has removed it, or put another file there: the one that was scanned stands at the target.
    if (from === undefined || from.ino !== info.ino && hash === undefined) return;
    const to = lookAt(fs, path);
    const stands = to !== undefined && to.ino === info.ino && to.dev === info.dev &&
      isUnchanged(to, toFacts(info));
    const isSafe = hash === undefined
      ? to?.dev === from.dev && (from.nlink ?? 0) >= 2
      : isUnchanged(from, file);
    if (!stands || !isSafe) {
      throw new StageError("source_changed", `${describeFile(file)}: it was changed meanwhile`);
    }
    fs.removeSync(file.source);
  }

  /** Undoes what stands beside its origin. That was looked at when it was "placed"; it is still the same file. */
  function removePlaced(file: JournalledFile): void {
    const from = lookAt(fs, file.source);
    const isSame = from !== undefined &&
      (file.link === undefined
        ? isUnchanged(from, file) && lookAt(fs, file.target)?.isFile
        : from.isSymlink && fs.readLinkSync(file.source) === file.link);
    if (!isSame) {
      throw new StageError("source_changed", `Cannot remove "${file.source}": it has changed`);
    }
    fs.removeSync(file.source);
  }

  function describe(): DoneFile[] {
    return placed.map(({ method, hash, info }, index) => {
      const facts = { ...toFacts(info, files[index]!.mtime), method };
      return hash === undefined ? facts : { ...facts, hash };
    });
  }

  const settleAs = (mustFinish: boolean) =>
    settle(operation, {
      fs,
      mayFinish: mustFinish,
      mustFinish,
      hashOf,
      onReserve: (path) => onReserve(path, 0),
    });

  function actionOf(file: JournalledFile): Action {
    return findStep(toStep(intent, file))!;
  }

  function describeFile(file: JournalledFile): string {
    return `Cannot ${actionOf(file).verb} "${file.source}" to "${file.target}"`;
  }

  const isHeld = files.some(({ holds }) => holds);
  return {
    operation,
    folders,
    isHeld,
    place,
    vacate,
    land,
    release,
    describe,
    rollBack: () => settleAs(false),
    goOn: () => settleAs(true),
  };
}

/** What to tell of: a taken name is told by who wanted it. */
function toCause(error: unknown): unknown {
  return error instanceof NameTaken ? error.cause : error;
}
