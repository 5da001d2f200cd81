import { StageError } from "../record/mod.ts";
import { type Action, type ActionContext, findStep, type Placement } from "./actions/mod.ts";
import { hashPath, Interrupted } from "./copy_file.ts";
import type { Unit } from "./create_unit.ts";
import { errnoOf, toStageError } from "./errno.ts";
import { folderOf, isSameInode, isUnchanged, lookAt, toFacts } from "./file_system.ts";
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
import { type PlacedFile, removeLinked, removeSource } from "./remove_source.ts";
import { settle, type Settled } from "./settle.ts";

/** Ways of placing that give a name, so that the file is the very same. */
const GIVES_NAME: ReadonlySet<string> = new Set(["link", "rename"]);

/**
 * Puts every file at its target, or where it waits for that; the sources stay. The journal must say already that this is
 * tried. Gives a promise only where it must wait.
 */
export function placeUnit(unit: Unit): Promise<void> | undefined {
  const { operation, context, folders } = unit;
  const { files, folders: missing } = operation.intent;
  operation.tried = true;
  try {
    context.makeFolders(missing);
    context.checkFolders(folders);
  } catch (error) {
    throw toStageError(error, describeFile(unit, files[0]!));
  }
  for (const index of files.keys()) operation.untouched.add(index);
  return placeFrom(unit, 0);
}

function placeFrom(unit: Unit, first: number): Promise<void> | undefined {
  const { length } = unit.operation.intent.files;
  for (let index = first; index < length; index++) {
    const work = placeFile(unit, index);
    if (work !== undefined) return work.then(() => placeFrom(unit, index + 1));
  }
}

function placeFile(unit: Unit, index: number): Promise<void> | undefined {
  const { operation, context: { fs } } = unit;
  const file = operation.intent.files[index]!;
  const path = toFirstPath(operation, index);
  operation.untouched.delete(index);
  let placed: PlacedFile | Promise<PlacedFile>;
  try {
    const placement = actionOf(unit, file).run(file.source, path, toActionContext(unit, index));
    placed = placement instanceof Promise ? placement.then(look).catch(fail) : look(placement);
  } catch (error) {
    fail(error);
  }
  if (placed instanceof Promise) return placed.then((one) => keep(unit, index, one));
  keep(unit, index, placed);

  function look(placement: Placement): PlacedFile {
    // Its source is looked at before it goes, and tells as much.
    const isLater = placement.method === "link" && operation.names !== undefined && !file.holds &&
      actionOf(unit, file).removesSource;
    return isLater ? placement : { ...placement, info: fs.lstatSync(path) };
  }

  function fail(error: unknown): never {
    if (error instanceof Interrupted) throw error;
    // Where the source has gone nothing was placed either: what stands at the target is there by someone else.
    const isGone = errnoOf(error) === "ENOENT" && lookAt(fs, file.source) === undefined;
    // Nothing can have such a name, so to look what has it would only fail again.
    const isTooLong = errnoOf(error) === "ENAMETOOLONG" && fs.existsSync?.(path) === false;
    if (error instanceof NameTaken || isGone || isTooLong) operation.untouched.add(index);
    if (errnoOf(error) === "ENOENT" && !isGone && lookAt(fs, folderOf(path)) === undefined) {
      const why = `the folder "${folderOf(path)}" has gone`;
      throw new StageError("not_found", `${describeFile(unit, file)}: ${why}`, { cause: error });
    }
    throw toStageError(toCause(error), describeFile(unit, file));
  }
}

/** A link gives a name to whatever stands at the source by then. */
function keep(unit: Unit, index: number, one: PlacedFile): void {
  const file = unit.operation.intent.files[index]!;
  if (one.info !== undefined && GIVES_NAME.has(one.method) && !isUnchanged(one.info, file)) {
    putBack(unit, index, one.info);
    const why = "it is not what was scanned";
    throw new StageError("source_changed", `${describeFile(unit, file)}: ${why}`);
  }
  if (one.info !== undefined) checkCopy(unit, index, one.info);
  unit.placed[index] = one;
}

/**
 * What stands where our copy was put must be that, or its source would be the last one. Its size tells: with the name some
 * FUSE file systems change the inode, and round the time later on.
 */
function checkCopy(unit: Unit, index: number, info: Deno.FileInfo): void {
  const { operation } = unit;
  const copy = operation.copied.get(index);
  if (copy === undefined || info.isFile && info.size === copy.size) return;
  const what = describeFile(unit, operation.intent.files[index]!);
  throw new StageError("target_exists", `${what}: another file has taken its place`);
}

/** What was placed is another file than the one that was checked: it gets its name back. */
function putBack(unit: Unit, index: number, info: Deno.FileInfo): void {
  const { operation, context: { fs } } = unit;
  const { source } = operation.intent.files[index]!;
  const path = toFirstPath(operation, index);
  const from = lookAt(fs, source);
  if (from === undefined) {
    if (intoPlace(path, source, toActionContext(unit, index)) === "link") fs.removeSync(path);
  } else if (isSameInode(from, info) && (from.nlink ?? 0) >= 2) fs.removeSync(path);
}

function toActionContext({ operation, context }: Unit, index: number): ActionContext {
  const { fs, journal, signal, breathe, verify, breakLinks, link } = context;
  const { op, files, swaps } = operation.intent;
  return {
    fs,
    signal,
    breathe,
    verify,
    breakLinks,
    link,
    ...(context.onBytes === undefined ? {} : { onBytes: context.onBytes }),
    expected: files[index]!,
    isCircle: swaps !== undefined,
    hashOf: (path) => hashPath(fs, path, { signal, breathe }),
    temporary: () => toTemporaryPath(operation, index),
    onReserve: (path) => noteReserve(operation, journal, { path, file: index }),
    onCopied(copy) {
      const line = { line: "copied", op, file: index, ...copy } as const;
      journal.write(line);
      journal.sync();
      operation.copied.set(index, line);
    },
  };
}

function noteReserve(
  operation: Operation,
  journal: Journal,
  { path, file }: { readonly path: string; readonly file: number },
): void {
  journal.write({ line: "reserve", op: operation.intent.op, file, path });
  operation.reserved.add(path);
}

/** Removes sources that have targets of this unit or of its circle. */
export function vacateUnit(unit: Unit): void {
  const { intent } = unit.operation;
  removeSources(unit, (file) => goesFirst(intent, file), toFirstPath);
}

/** Gives what waits its target. */
export function landUnit(unit: Unit): void {
  const { operation, placed, context: { fs, journal } } = unit;
  for (const [index, file] of operation.intent.files.entries()) {
    if (!file.holds) continue;
    const held = toHeldPath(operation, index);
    try {
      const method = intoPlace(held, file.target, {
        fs,
        onReserve: (path) => noteReserve(operation, journal, { path, file: index }),
      });
      if (method === "link") fs.removeSync(held);
      const info = fs.lstatSync(file.target);
      checkCopy(unit, index, info);
      placed[index] = { ...placed[index]!, info };
    } catch (error) {
      throw toStageError(toCause(error), describeFile(unit, file));
    }
  }
}

/** Removes all other sources, the video's last. */
export function releaseUnit(unit: Unit): void {
  const { intent } = unit.operation;
  removeSources(unit, (file) => !goesFirst(intent, file), toTarget);
}

function toTarget({ intent }: Operation, index: number): string {
  return intent.files[index]!.target;
}

function removeSources(
  unit: Unit,
  isMeant: (file: JournalledFile) => boolean,
  toPath: (operation: Operation, index: number) => string,
): void {
  const { operation, placed, context: { fs } } = unit;
  const { files } = operation.intent;
  for (let index = files.length - 1; index >= 0; index--) {
    const file = files[index]!;
    const { removesSource, verb } = actionOf(unit, file);
    if (!removesSource || !isMeant(file)) continue;
    const path = toPath(operation, index);
    try {
      const one = placed[index]!;
      if (one.info === undefined) {
        const info = removeLinked(file, { fs, names: operation.names?.[index] ?? 0 });
        placed[index] = { ...one, info: info ?? fs.lstatSync(path) };
        if (info !== undefined) continue;
        keep(unit, index, placed[index]!);
      }
      removeSource(file, placed[index]! as PlacedFile & { info: Deno.FileInfo }, {
        fs,
        path,
        verb,
      });
    } catch (error) {
      const what = verb === "remove"
        ? `Cannot remove "${file.source}"`
        : `${describeFile(unit, file)}, since its source cannot be removed`;
      throw toStageError(error, what);
    }
  }
}

/** How each file stands now. */
export function describeUnit({ operation, placed }: Unit): DoneFile[] {
  const { files } = operation.intent;
  return placed.map(({ method, hash, info }, index) => {
    const { size, mtime, ino } = toFacts(info!, files[index]!.mtime);
    return {
      size,
      mtime,
      ...(ino === undefined ? {} : { ino }),
      method,
      ...(hash === undefined ? {} : { hash }),
    };
  });
}

/** Takes back what was done, looking at all names as recovery does. */
export function rollBackUnit(unit: Unit): Promise<Settled> {
  return settleUnit(unit, false);
}

/** Goes on where `landUnit` has failed: of a circle nothing can be taken back once another one has landed. */
export function goOnWithUnit(unit: Unit): Promise<Settled> {
  return settleUnit(unit, true);
}

function settleUnit({ operation, context }: Unit, mustFinish: boolean): Promise<Settled> {
  const { fs, journal, signal, breathe } = context;
  return settle(operation, {
    fs,
    mayFinish: mustFinish,
    mustFinish,
    hashOf: (path) => hashPath(fs, path, { signal, breathe }),
    onReserve: (path) => noteReserve(operation, journal, { path, file: 0 }),
  });
}

function actionOf({ operation }: Unit, file: JournalledFile): Action {
  return findStep(toStep(operation.intent, file))!;
}

function describeFile(unit: Unit, file: JournalledFile): string {
  return `Cannot ${actionOf(unit, file).verb} "${file.source}" to "${file.target}"`;
}

/** What to tell of: a taken name is told by who wanted it. */
function toCause(error: unknown): unknown {
  return error instanceof NameTaken ? error.cause : error;
}
