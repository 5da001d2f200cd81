import { join } from "@std/path";
import {
  type ActionName,
  type AppliedRecord,
  type FailedRecord,
  type Result,
  StageError,
} from "../record/mod.ts";
import { failRecord, type Link, mapGroups, type RecordStream } from "../stream/mod.ts";
import { toStageError } from "./errno.ts";
import { removeEmptyFolders } from "./folders.ts";
import { JournalIndex } from "./journal_index.ts";
import { appendUndone, findLastRun } from "./journals.ts";
import { type Ready, Run, type RunOptions } from "./run.ts";
import { Spool } from "./spool.ts";
import { toStateFolder } from "./state_folder.ts";
import { toResult } from "./to_result.ts";
import { checkUndo, isStanding, type Standing, toStanding, trustResult } from "./undo_record.ts";

/** How {@linkcode undo} works. */
export interface UndoOptions extends RunOptions {
  /**
   * Takes back also what no journal knows, by what the records tell.
   * @default false
   */
  readonly trustInput?: boolean;
  /** A journal, absolute, that is looked into before those of the state folder. */
  readonly from?: string;
}

type Out = AppliedRecord | FailedRecord;

const GROUP = 2000;
const ALREADY_DONE = { reason: "already_done" };

/**
 * Takes back what `apply` or `undo` did, the last record first, once the input has ended; replaces `result`. A file moves
 * only if it is still the one that was placed, and never over another one.
 */
export function undo(options: UndoOptions): Link<AppliedRecord, AppliedRecord> {
  const undoer = new Undoer(options);
  return mapGroups<AppliedRecord, AppliedRecord>("undo", {
    run(group, reader) {
      undoer.listen(reader);
      undoer.spool(group);
      return Promise.resolve(group.map(() => undefined));
    },
    finish: () => undoer.undoAll(),
  });
}

/**
 * Records of all that a run did and that still stands, as {@linkcode undo} takes them: those of the journal `from`, or of
 * the newest run of `apply` that was not taken back.
 *
 * @throws {StageError} `not_journalled` where there is no such run
 */
export function readRun(
  options: Pick<UndoOptions, "fs" | "state" | "from">,
): RecordStream<AppliedRecord> {
  const { fs, from } = options;
  const journal = from === undefined
    ? findLastRun(fs, toStateFolder(options.state))
    : JournalIndex.read(fs, from);
  if (journal === undefined) {
    const what = from === undefined ? "there is no run to undo" : `"${from}" is no journal`;
    throw new StageError("not_journalled", `Cannot undo: ${what}`);
  }
  return ReadableStream.from(toBatches(journal)) as RecordStream<AppliedRecord>;
}

/** The oldest first, as `apply` wrote them: undo reverses the order. */
function* toBatches(journal: JournalIndex): Generator<AppliedRecord[]> {
  let batch: AppliedRecord[] = [];
  for (let op = 1; op <= journal.last; op++) {
    const known = journal.get(op);
    if (known === undefined || known.undone) continue;
    const { intent, done } = known;
    const [video, ...sidecars] = intent.files;
    const { source, size, mtime } = video!;
    const action = journal.header.command === "undo" ? "undo" : intent.action as ActionName;
    batch.push({
      v: 1,
      file: {
        path: source,
        size,
        mtime,
        sidecars: sidecars.map(({ source, size, mtime }) => ({
          path: source,
          kind: "other",
          size,
          mtime,
        })),
      },
      result: toResult({ files: intent.files, done: done.files }, {
        run: journal.header.run,
        op,
        at: done.at,
        action,
      }),
    });
    if (batch.length < GROUP) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A run of `undo`. */
class Undoer {
  readonly #options: UndoOptions;
  readonly #run: Run;
  readonly #journals = new Map<string, JournalIndex | undefined>();
  #spool: Spool<AppliedRecord> | undefined;
  #signal = new AbortController().signal;

  constructor(options: UndoOptions) {
    this.#options = options;
    this.#run = new Run("undo", options);
  }

  listen(reader: AbortSignal): void {
    this.#signal = this.#run.listen(reader);
  }

  spool(group: readonly AppliedRecord[]): void {
    const { fs, state } = this.#options;
    this.#spool ??= new Spool(fs, join(toStateFolder(state).spool, this.#run.id));
    this.#spool.push(group);
  }

  async *undoAll(): AsyncGenerator<readonly Out[]> {
    const spool = this.#spool;
    if (spool === undefined) return;
    try {
      await this.#run.recover();
      while (spool.length > 0) {
        const out = await this.#undoGroup(spool.pop(GROUP));
        for (const record of out) this.#options.tally?.add(record);
        yield out;
      }
    } finally {
      spool.close();
      this.#run.close();
    }
  }

  async #undoGroup(group: readonly AppliedRecord[]): Promise<readonly Out[]> {
    const signal = this.#signal;
    const out: Out[] = [...group];
    if (signal.aborted) return out;
    const ready: { index: number; standing: Standing; checked: Ready }[] = [];
    const claimed = new Set<string>();
    const gone: Standing[] = [];
    for (const [index, record] of group.entries()) {
      try {
        if (!isStanding(record)) {
          out[index] = this.#skip(record, "nothing_to_undo");
          continue;
        }
        const standing = this.#find(record);
        const isClaimed = standing.files.some(({ target }) => claimed.has(target));
        const checked = isClaimed ? ALREADY_DONE : checkUndo(standing, this.#options.fs);
        if ("action" in checked) {
          ready.push({ index, standing, checked });
          for (const { target } of standing.files) claimed.add(target);
        } else {
          out[index] = this.#skip(record, checked.reason);
          // A crash may have come before the journal was told.
          if (!isClaimed) gone.push(standing);
        }
      } catch (error) {
        out[index] = failRecord(record, "undo", toStageError(error, "Cannot undo the record"));
      }
    }
    const outcomes = await this.#run.perform(ready.map(({ checked }) => checked), {
      signal,
      // Where the files came from is no library; the journal says where that is.
      checkFolder: () => {},
    });
    for (const [nth, outcome] of outcomes.entries()) {
      const { index, standing, checked } = ready[nth]!;
      const record = group[index]!;
      if (outcome.status === "failed") out[index] = failRecord(record, "undo", outcome.error);
      if (outcome.status !== "done") continue;
      gone.push(standing);
      const { op, at, files: done } = outcome;
      const unit = { files: checked.intent.files, done };
      const operation = { run: this.#run.id, op, at, action: "undo" } as const;
      out[index] = { ...record, result: toResult(unit, operation) };
    }
    this.#clear(gone);
    return out;
  }

  /** What the journal knows of it, or with trust the record itself. */
  #find({ result }: AppliedRecord): Standing {
    const known = this.#journalOf(result.run)?.get(result.op);
    if (known !== undefined) return toStanding(result, known);
    if (this.#options.trustInput) return trustResult(result);
    throw new StageError(
      "not_journalled",
      `Cannot undo "${result.target}": no journal knows operation ${result.op} of the run ${result.run}`,
    );
  }

  #journalOf(run: string): JournalIndex | undefined {
    const { fs, state, from } = this.#options;
    if (!this.#journals.has(run)) {
      const named = from === undefined ? undefined : JournalIndex.read(fs, from);
      const isNamed = named?.header.run === run;
      this.#journals.set(run, isNamed ? named : JournalIndex.find(fs, toStateFolder(state), run));
    }
    return this.#journals.get(run);
  }

  #skip(record: AppliedRecord, reason: string): AppliedRecord {
    const { source, target } = record.result;
    const at = new Date(this.#options.now()).toISOString();
    const result: Result = {
      status: "skipped",
      run: this.#run.id,
      op: 0,
      action: "undo",
      source: target,
      target: source,
      at,
      reason,
    };
    return { ...record, result };
  }

  /** Removes the folders that went up with what is gone now, and tells the journals. Neither can fail a record. */
  #clear(gone: readonly Standing[]): void {
    const { fs, warn } = this.#options;
    const byRun = new Map<string, number[]>();
    for (const { folders, undoes: { run, op } } of gone) {
      try {
        removeEmptyFolders(fs, folders);
      } catch (error) {
        warn(toStageError(error, `Cannot remove the empty folder "${folders[0]}"`).message);
        continue; // not noted, so that the next undo comes back for it
      }
      if (!byRun.has(run)) byRun.set(run, []);
      byRun.get(run)!.push(op);
    }
    for (const [run, ops] of byRun) {
      const path = this.#journalOf(run)?.path;
      if (path === undefined) continue;
      try {
        appendUndone(fs, path, { ops, by: this.#run.id });
      } catch (error) {
        warn(toStageError(error, `Cannot note in "${path}" what was undone`).message);
      }
    }
  }
}
