import { type ActionName, type AppliedRecord, StageError } from "../record/mod.ts";
import type { RecordStream } from "../stream/mod.ts";
import type { FileSystem } from "./file_system.ts";
import { type JournalIndex, type KnownOperation, readIndex } from "./journal_index.ts";
import { findLastRun } from "./journals.ts";
import { toStateFolder } from "./state_folder.ts";
import { toResult } from "./to_result.ts";

/** Which run {@linkcode readRun} reads. */
export interface ReadRunOptions {
  readonly fs: FileSystem;
  /** The state folder, absolute. */
  readonly state: string;
  /** A journal, absolute. @default that of the newest run that still stands */
  readonly from?: string;
}

const BATCH = 2000;

/**
 * Records of all that a run did and that still stands, as `undo` takes them: those of the journal `from`, or of the newest
 * run of `apply` that was not taken back.
 *
 * @throws {StageError} `not_journalled` where there is no such run
 */
export function readRun({ fs, state, from }: ReadRunOptions): RecordStream<AppliedRecord> {
  const journal = from === undefined ? findLastRun(fs, toStateFolder(state)) : readIndex(fs, from);
  if (journal === undefined) {
    const none = "there is no run to undo (an undo is taken back by its records, or --journal)";
    const what = from === undefined ? none : `"${from}" is no journal`;
    throw new StageError("not_journalled", `Cannot undo: ${what}`);
  }
  if (journal.standing().next().done) {
    const why = "nothing that it tells of still stands";
    throw new StageError("not_journalled", `Cannot undo by "${journal.path}": ${why}`);
  }
  return ReadableStream.from(toBatches(journal)) as RecordStream<AppliedRecord>;
}

/** The oldest first, as `apply` wrote them: undo reverses the order. */
function* toBatches(journal: JournalIndex): Generator<AppliedRecord[]> {
  let batch: AppliedRecord[] = [];
  for (let op = 1; op <= journal.last; op++) {
    const known = journal.get(op);
    if (known === undefined || known.undone) continue;
    batch.push(toRecord(journal, known));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function toRecord({ header }: JournalIndex, { intent, done }: KnownOperation): AppliedRecord {
  const action = header.command === "undo" ? "undo" : intent.action as ActionName;
  const result = toResult({ intent, done: done.files }, {
    run: header.run,
    op: intent.op,
    at: done.at,
    action,
  });
  const { size, mtime } = intent.disc === undefined ? intent.files[0]! : result;
  const sidecars = (result.sidecars ?? []).map(({ source, size, mtime }) => ({
    path: source,
    kind: "other" as const,
    size,
    mtime,
  }));
  return {
    v: 1,
    file: {
      path: result.source,
      ...(size === undefined || mtime === undefined ? {} : { size, mtime }),
      ...(intent.disc === undefined ? {} : { kind: "disc" }),
      sidecars,
    },
    result,
  };
}
