import { dirname } from "@std/path";
import { type AppliedRecord, type ErrorCode, type Result, StageError } from "../record/mod.ts";
import { findStep } from "./actions/mod.ts";
import { toStageError } from "./errno.ts";
import { type FileFacts, type FileSystem, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import { missingFolders } from "./folders.ts";
import type { KnownOperation } from "./journal_index.ts";
import type { JournalledFile, StepName } from "./journal_lines.ts";
import { findFlaw } from "./libraries.ts";
import type { Ready } from "./run.ts";

/** What takes each step back; `remove` is taken back by what had placed the file. */
const INVERSE: Readonly<Record<Exclude<StepName, "remove">, StepName | undefined>> = {
  move: "move",
  copy: "remove",
  hardlink: "remove",
  symlink: "remove",
  reflink: undefined,
  replace: undefined,
};

/** A file that was placed, as the journal or a trusted record tells of it. */
interface StandingFile extends FileFacts {
  readonly source: string;
  readonly target: string;
  readonly hash?: string;
  /** What it holds, if it is a symbolic link. */
  readonly link?: string;
}

/** An operation to be taken back. */
export interface Standing {
  readonly action: StepName;
  /** With `remove`, which action had placed the files. */
  readonly placedBy?: StepName;
  readonly library: string;
  readonly files: readonly StandingFile[];
  readonly undoes: { readonly run: string; readonly op: number };
  /** Folders that went up with it, and go when they are empty. */
  readonly folders: readonly string[];
}

/** What the journal knows, if the record tells the same: a record is data and may be forged. */
export function toStanding(result: Result, { intent, done }: KnownOperation): Standing {
  const told = toToldFiles(result);
  const known = intent.files.map(({ source, target, link }, index) => ({
    source,
    target,
    ...done.files[index]!,
    ...(link === undefined ? {} : { link }),
  }));
  const isSame = told.length === known.length &&
    known.every(({ source, target }, index) =>
      told[index]!.source === source && told[index]!.target === target
    );
  if (!isSame) {
    throw new StageError(
      "not_journalled",
      `Cannot undo "${result.target}": the journal tells of other files (operation ${result.op} of ${result.run})`,
    );
  }
  const { line: _, op, undoes: __, ...rest } = intent;
  return { ...rest, files: known, undoes: { run: result.run, op } };
}

/** What the record itself tells, for a user who trusts it. */
export function trustResult(result: Result): Standing {
  const { run, op, action, target } = result;
  const files = toToldFiles(result).map(({ source, target, size, mtime, ino }) => {
    for (const path of [source, target]) {
      const flaw = findFlaw(path);
      if (flaw !== undefined) {
        throw new StageError("invalid_record", `Cannot undo "${path}": of this path, ${flaw}`);
      }
    }
    if (size === undefined || mtime === undefined) {
      throw new StageError(
        "missing_field",
        `Cannot undo "${target}": size and mtime are not known`,
      );
    }
    return { source, target, size, mtime, ...(ino === undefined ? {} : { ino }) };
  });
  if (action !== "move" && action !== "undo") {
    const why = "only its journal could say whether its origin still stands";
    throw new StageError("not_journalled", `Cannot undo "${target}": ${why}`);
  }
  return { action: "move", library: dirname(target), files, folders: [], undoes: { run, op } };
}

function toToldFiles(
  result: Result,
): readonly Pick<Result, "source" | "target" | "size" | "mtime" | "ino">[] {
  return [result, ...result.sidecars ?? []];
}

/**
 * What has to be done to take `standing` back, or the reason why nothing has.
 *
 * @throws {StageError} where a file is not the one that was placed, or its old place is taken
 */
export function checkUndo(standing: Standing, fs: FileSystem): Ready | { readonly reason: string } {
  const { action: step, placedBy, library, undoes } = standing;
  const inverse = step === "remove" ? placedBy : INVERSE[step];
  const action = inverse === undefined ? undefined : findStep(inverse);
  if (action === undefined) {
    const { target } = standing.files[0]!;
    throw new StageError("unsupported", `Cannot undo "${target}": this version does not know how`);
  }
  const seen = standing.files.map((file): SeenFile => {
    try {
      return { ...file, from: lookAt(fs, file.target), to: lookAt(fs, file.source) };
    } catch (error) {
      throw toStageError(error, `Cannot look at "${file.target}" and "${file.source}"`);
    }
  });
  if (seen.every((file) => isBack(file))) return { reason: "already_done" };
  const check = action.name === "remove" ? checkRemoval : checkReturn;
  const files = seen.map((file) => check(file, fs));
  const folders = files.flatMap(({ target }) => missingFolders(fs, dirname(target)));
  return {
    action,
    intent: {
      action: action.name,
      library,
      files,
      folders: [...new Set(folders)],
      undoes,
      ...(action.name === "remove" ? { placedBy: step } : {}),
    },
  };
}

interface SeenFile extends StandingFile {
  /** What is where the file was placed. */
  readonly from: Deno.FileInfo | undefined;
  /** What is where it came from. */
  readonly to: Deno.FileInfo | undefined;
}

/** Whether the file is back already: its inode may be another one, if it came from another device. */
function isBack({ from, to, link, size, mtime }: SeenFile): boolean {
  if (from !== undefined || to === undefined) return false;
  return link !== undefined || isUnchanged(to, { size, mtime });
}

/** A file goes back to where it came from, or a second time beside its origin. */
function checkReturn(file: SeenFile): JournalledFile {
  const { source, target, from, to, link } = file;
  const fail = (code: ErrorCode, why: string) =>
    new StageError(code, `Cannot move "${target}" back to "${source}": ${why}`);
  if (from === undefined) throw fail("source_missing", "it is not there any more");
  if (!isUnchanged(from, file)) throw fail("source_changed", "it is not the file that was placed");
  if (to !== undefined) throw fail("target_exists", "another file has its old place");
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

/** Whether `record` tells of something that was done. */
export function isStanding({ result }: AppliedRecord): boolean {
  return result.status === "done" && result.op > 0;
}
