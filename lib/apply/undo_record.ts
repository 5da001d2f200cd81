import { dirname } from "@std/path";
import { type AppliedRecord, type ErrorCode, type Result, StageError } from "../record/mod.ts";
import { findAction } from "./actions/mod.ts";
import { toStageError } from "./errno.ts";
import { type FileFacts, type FileSystem, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import { missingFolders } from "./folders.ts";
import type { KnownOperation } from "./journal_index.ts";
import type { JournalledFile, StepName } from "./journal_lines.ts";
import { findFlaw } from "./libraries.ts";
import type { Ready } from "./run.ts";

/** What takes each action back. */
const INVERSE: Readonly<Partial<Record<Result["action"] | StepName, StepName>>> = {
  move: "move",
  undo: "move",
};

/** A file that was placed, as the journal or a trusted record tells of it. */
interface StandingFile extends FileFacts {
  readonly source: string;
  readonly target: string;
}

/** An operation to be taken back. */
export interface Standing {
  readonly action: Result["action"] | StepName;
  readonly library: string;
  readonly files: readonly StandingFile[];
  readonly undoes: { readonly run: string; readonly op: number };
  /** Folders that went up with it, and go when they are empty. */
  readonly folders: readonly string[];
}

/** What the journal knows, if the record tells the same: a record is data and may be forged. */
export function toStanding(result: Result, { intent, done }: KnownOperation): Standing {
  const told = toToldFiles(result);
  const known = intent.files.map(({ source, target }, index) => ({
    source,
    target,
    ...done.files[index]!,
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
  const { action, library, folders } = intent;
  return { action, library, files: known, folders, undoes: { run: result.run, op: result.op } };
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
  return { action, library: dirname(target), files, folders: [], undoes: { run, op } };
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
  const inverse = INVERSE[standing.action];
  const action = inverse === undefined ? undefined : findAction(inverse);
  if (action === undefined) {
    const { target } = standing.files[0]!;
    throw new StageError("unsupported", `Cannot undo "${target}": this version does not know how`);
  }
  const seen = standing.files.map((file) => {
    try {
      return { file, from: lookAt(fs, file.target), to: lookAt(fs, file.source) };
    } catch (error) {
      throw toStageError(error, `Cannot look at "${file.target}" and "${file.source}"`);
    }
  });
  const isBack = seen.every(({ file, from, to }) =>
    from === undefined && to !== undefined && isUnchanged(to, { ...file, ino: to.ino ?? 0 })
  );
  if (isBack) return { reason: "already_done" };
  const files = seen.map(({ file, from, to }): JournalledFile => {
    const fail = (code: ErrorCode, why: string) =>
      new StageError(code, `Cannot move "${file.target}" back to "${file.source}": ${why}`);
    if (from === undefined) throw fail("source_missing", "it is not there any more");
    if (!isUnchanged(from, file)) {
      throw fail("source_changed", "it is not the file that was placed");
    }
    if (to !== undefined) throw fail("target_exists", "another file has its old place");
    return { source: file.target, target: file.source, ...toFacts(from) };
  });
  const folders = files.flatMap(({ target }) => missingFolders(fs, dirname(target)));
  return {
    action,
    intent: {
      action: action.name,
      library: standing.library,
      files,
      folders: [...new Set(folders)],
      undoes: standing.undoes,
    },
  };
}

/** Whether `record` tells of something that was done. */
export function isStanding({ result }: AppliedRecord): boolean {
  return result.status === "done" && result.op > 0;
}
