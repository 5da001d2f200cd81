import { dirname } from "@std/path";
import { type AppliedRecord, type Result, StageError } from "../record/mod.ts";
import type { ActionContext } from "./actions/mod.ts";
import { type FileFacts, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import type { KnownOperation } from "./journal_index.ts";
import type { Disc, StepName } from "./journal_lines.ts";
import { findFlaw } from "./libraries.ts";

/** A file that was placed, as the journal or a trusted record tells of it. */
export interface StandingFile extends FileFacts {
  readonly source: string;
  readonly target: string;
  readonly hash?: string;
  /** What it holds, if it is a symbolic link. */
  readonly link?: string;
  /** How it was placed. @default the unit's action */
  readonly step?: StepName;
  /** It gave way to the others, or came back from there. */
  readonly replaced?: true;
  /** It waited for its target, since others stood there. */
  readonly holds?: true;
}

/** An operation to be taken back. */
export interface Standing {
  readonly action: StepName;
  /** With `remove`, which action had placed the files. */
  readonly placedBy?: StepName;
  readonly library: string;
  /** Of the scan that found the files. */
  readonly root?: string;
  readonly files: readonly StandingFile[];
  readonly disc?: Disc;
  readonly undoes: { readonly run: string; readonly op: number };
  /** Folders that went up with it, and go when they are empty. */
  readonly folders: readonly string[];
  /** Folders that went with it, and come back. */
  readonly leaves?: readonly string[];
}

/** What the journal knows, if the record tells the same: a record is data and may be forged. */
export function toStanding(result: Result, { intent, done }: KnownOperation): Standing {
  const files = intent.files.map((file, index): StandingFile => {
    const { source, target, link, step, replaced, holds } = file;
    return {
      source,
      target,
      ...done.files[index]!,
      ...(link === undefined ? {} : { link }),
      ...(step === undefined ? {} : { step }),
      ...(replaced === undefined ? {} : { replaced }),
      ...(holds === undefined ? {} : { holds }),
    };
  });
  const { disc } = intent;
  const known = disc === undefined ? files : [disc, ...files.slice(disc.files)];
  const told = toToldFiles(result);
  const isSame = told.length === known.length &&
    known.every(({ source, target }, index) =>
      told[index]!.source === source && told[index]!.target === target
    );
  if (!isSame) {
    const operation = `operation ${result.op} of ${result.run}`;
    throw new StageError(
      "not_journalled",
      `Cannot undo "${result.target}": the journal tells of other files (${operation})`,
    );
  }
  const { action, placedBy, library, root, folders, leaves, op } = intent;
  return {
    action,
    library,
    ...(root === undefined ? {} : { root }),
    files,
    folders,
    ...(placedBy === undefined ? {} : { placedBy }),
    ...(disc === undefined ? {} : { disc }),
    ...(leaves === undefined ? {} : { leaves }),
    undoes: { run: result.run, op },
  };
}

/** What the record itself tells, for a user who trusts it. */
export function trustResult({ file, result }: AppliedRecord): Standing {
  const { run, op, action, method, target } = result;
  const isMove = (action === "move" || action === "undo") && method !== "remove";
  if (file.kind === "disc" || !isMove || result.replaced) {
    const why = file.kind === "disc"
      ? "only its journal knows the files of a disc"
      : "only its journal could say whether its origin still stands";
    throw new StageError("not_journalled", `Cannot undo "${target}": ${why}`);
  }
  const files = toToldFiles(result).map(({ source, target, size, mtime, ino }) => {
    for (const path of [source, target]) {
      const flaw = findFlaw(path);
      if (flaw !== undefined) {
        throw new StageError("invalid_record", `Cannot undo "${path}": this path ${flaw}`);
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
  return {
    action: "move",
    library: dirname(target),
    ...(file.root === undefined ? {} : { root: file.root }),
    files,
    folders: [],
    undoes: { run, op },
  };
}

function toToldFiles(
  result: Result,
): readonly Pick<Result, "source" | "target" | "size" | "mtime" | "ino">[] {
  return [result, ...result.sidecars ?? [], ...result.replaced ?? []];
}

/**
 * Takes a copy for the one that was placed where it holds what was copied: on exFAT and some FUSE file systems its inode is
 * another one after a new mount, and its time was rounded. What was not read when it was placed is known by these alone.
 */
export async function recognizeCopies(
  standing: Standing,
  { fs, hashOf }: Pick<ActionContext, "fs" | "hashOf">,
): Promise<Standing> {
  const files: StandingFile[] = [];
  for (const file of standing.files) {
    const info = file.hash === undefined ? undefined : lookAt(fs, file.target);
    const mayBe = info?.isFile === true && info.size === file.size && !isUnchanged(info, file);
    const isSame = mayBe && await hashOf(file.target) === file.hash;
    files.push(isSame ? { ...file, ...toFacts(info) } : file);
  }
  return { ...standing, files };
}

/** Whether `record` tells of something that was done. */
export function isStanding({ result }: AppliedRecord): boolean {
  return result.status === "done" && result.op > 0;
}
