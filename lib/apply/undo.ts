import { join } from "@std/path";
import { type AppliedRecord, type FailedRecord, type Result, StageError } from "../record/mod.ts";
import { failRecord, type Link, mapGroups } from "../stream/mod.ts";
import { createBreath } from "./breath.ts";
import { hashPath, Interrupted } from "./copy_file.ts";
import { toStageError } from "./errno.ts";
import { leaveFolders } from "./leave_folders.ts";
import { findJournal, type JournalIndex, readIndex } from "./journal_index.ts";
import { appendUndone } from "./journals.ts";
import type { FoundFolder } from "./libraries.ts";
import { createRun, type RunOptions } from "./run.ts";
import { createSpool, type Spool } from "./spool.ts";
import { isStanding, recognizeCopies, type Standing, toStanding, trustResult } from "./standing.ts";
import { toStateError, toStateFolder } from "./state_folder.ts";
import { addToTally } from "./tally.ts";
import { toResult } from "./to_result.ts";
import { checkUndo } from "./undo_record.ts";
import { type Checked, performInWaves, type WaveOutcome } from "./waves.ts";

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

/** A record and what is known of its operation. */
interface Item {
  readonly record: AppliedRecord;
  readonly standing: Standing;
}

const GROUP = 2000;

/** Most records that wait for the others because another file has their old place. */
const MOST_WAITING = 10_000;

/**
 * Takes back what `apply` or `undo` did, the last record first, once the input has ended; replaces `result`. A file moves
 * only if it is still the one that was placed, and never over another one.
 */
export function undo(options: UndoOptions): Link<AppliedRecord, AppliedRecord> {
  const { fs, warn, tally } = options;
  const state = toStateFolder(options.state);
  // What had been copied since it could not be linked is copied again.
  const run = createRun("undo", { ...options, link: "prefer" });
  const breathe = createBreath(options.now);
  const journals = new Map<string, JournalIndex | undefined>();
  let spool: Spool<AppliedRecord> | undefined;
  const waiting: Item[] = [];

  async function* undoAll(reader: AbortSignal): AsyncGenerator<readonly Out[]> {
    if (spool === undefined) return;
    const signal = run.listen(reader);
    try {
      await run.recover();
      while (spool.length > 0) yield await undoGroup(spool.pop(GROUP), signal);
      if (waiting.length > 0) yield count(await undoItems(waiting, signal, true));
    } finally {
      spool.close();
      run.close();
    }
  }

  async function undoGroup(
    group: readonly AppliedRecord[],
    signal: AbortSignal,
  ): Promise<readonly Out[]> {
    if (signal.aborted) return count(group);
    const out: (Out | undefined)[] = [...group];
    const items: Item[] = [];
    const indexes: number[] = [];
    for (const [index, record] of group.entries()) {
      try {
        if (isStanding(record)) {
          items.push({ record, standing: find(record) });
          indexes.push(index);
        } else out[index] = skip(record, "nothing_to_undo");
      } catch (error) {
        out[index] = failRecord(record, "undo", toStageError(error, "Cannot undo the record"));
      }
    }
    const undone = await undoItems(items, signal, false);
    for (const [nth, index] of indexes.entries()) out[index] = undone[nth];
    return count(out);
  }

  function count(records: readonly (Out | undefined)[]): readonly Out[] {
    const out = records.filter((record) => record !== undefined);
    for (const record of out) if (tally !== undefined) addToTally(tally, record);
    return out;
  }

  async function undoItems(
    items: readonly Item[],
    signal: AbortSignal,
    isLast: boolean,
  ): Promise<readonly (Out | undefined)[]> {
    const twice = new Set<Item>();
    const outcomes = await performInWaves(items, {
      run,
      signal,
      check: (items) => checkItems(items, twice, signal),
      // Where the files came from is no library; the journal says where that is.
      checkFolder: () => {},
    });
    note(items.filter((_, index) => isCleared(outcomes[index]!)));
    // Where it was done before a crash, that may have come before folders were removed and the journal was told.
    const uncleared = items.flatMap((item, index) => {
      const { status } = outcomes[index]!;
      const isBack = status === "done" || status === "skipped" && !twice.has(item);
      return isBack && !isCleared(outcomes[index]!)
        ? [{ item, leaves: item.standing.folders }]
        : [];
    });
    const staying = leaveFolders(uncleared, { fs, warn });
    for (const message of new Set(staying.values())) warn(message);
    note(uncleared.filter((one) => !staying.has(one)).map(({ item }) => item));
    return outcomes.map((outcome, index) => {
      const item = items[index]!;
      if (outcome.status !== "occupied" || isLast || waiting.length >= MOST_WAITING) {
        return toOut(item, outcome);
      }
      waiting.push(item);
    });
  }

  async function checkItems(
    items: readonly Item[],
    twice: Set<Item>,
    signal: AbortSignal,
  ): Promise<readonly Checked[]> {
    const known = new Map<string, FoundFolder>();
    const claimed = new Set<string>();
    const hashOf = (path: string) => hashPath(fs, path, { signal, breathe });
    const all: Checked[] = [];
    for (const item of items) all.push(await checkItem(item));
    return all;

    async function checkItem(item: Item): Promise<Checked> {
      const { standing } = item;
      if (standing.files.some(({ target }) => claimed.has(target))) {
        twice.add(item);
        return { reason: "already_done" };
      }
      try {
        const checked = checkUndo(await recognizeCopies(standing, { fs, hashOf }), { fs, known });
        if ("intent" in checked) { for (const { target } of standing.files) claimed.add(target); }
        return checked;
      } catch (error) {
        if (error instanceof Interrupted) return undefined; // a signal: it stays as it came
        return toStageError(error, "Cannot undo the record");
      }
    }
  }

  function toOut({ record }: Item, outcome: WaveOutcome): Out {
    switch (outcome.status) {
      case "left":
        return record;
      case "failed":
        return failRecord(record, "undo", outcome.error);
      case "skipped":
        return skip(record, outcome.reason);
      case "occupied": {
        const { source, target } = outcome.ready.intent.files[0]!;
        const what = `Cannot move "${source}" back to "${target}"`;
        const error = new StageError("target_exists", `${what}: another file has its old place`);
        return failRecord(record, "undo", error);
      }
      case "done": {
        const { intent } = outcome.ready;
        const { op, at, files: done } = outcome.outcome;
        const operation = { run: run.id, op, at, action: "undo" } as const;
        return { ...record, result: toResult({ intent, done }, operation) };
      }
    }
  }

  /** What the journal knows of it, or with trust the record itself. */
  function find(record: AppliedRecord): Standing {
    const { result } = record;
    const known = journalOf(result.run)?.get(result.op);
    if (known !== undefined) return toStanding(result, known);
    if (options.trustInput) return trustResult(record);
    const why = `no journal knows operation ${result.op} of the run ${result.run}`;
    throw new StageError("not_journalled", `Cannot undo "${result.target}": ${why}`);
  }

  function journalOf(id: string): JournalIndex | undefined {
    if (!journals.has(id)) {
      const named = options.from === undefined ? undefined : readIndex(fs, options.from);
      journals.set(id, named?.header.run === id ? named : findJournal(fs, state, id));
    }
    return journals.get(id);
  }

  function skip(record: AppliedRecord, reason: string): AppliedRecord {
    const { source, target } = record.result;
    const result: Result = {
      status: "skipped",
      run: run.id,
      op: 0,
      action: "undo",
      source: target,
      target: source,
      at: new Date(options.now()).toISOString(),
      reason,
    };
    return { ...record, result };
  }

  /** Tells the journals what is gone now with its folders, which cannot fail a record. */
  function note(gone: readonly Item[]): void {
    const byRun = new Map<string, number[]>();
    for (const { standing: { undoes } } of gone) {
      if (!byRun.has(undoes.run)) byRun.set(undoes.run, []);
      byRun.get(undoes.run)!.push(undoes.op);
    }
    for (const [id, ops] of byRun) {
      const path = journalOf(id)?.path;
      if (path === undefined) continue;
      try {
        appendUndone(fs, path, { ops, by: run.id });
      } catch (error) {
        warn(toStageError(error, `Cannot note in "${path}" what was undone`).message);
      }
    }
  }

  return mapGroups<AppliedRecord, AppliedRecord>("undo", {
    run(group, reader) {
      run.listen(reader);
      try {
        spool ??= createSpool(fs, join(state.spool, run.id));
        spool.push(group);
      } catch (error) {
        throw toStateError(error, options.state);
      }
      return Promise.resolve(group.map(() => undefined));
    },
    finish: undoAll,
  });
}

function isCleared(outcome: WaveOutcome): boolean {
  return outcome.status === "done" && !outcome.outcome.folderStays;
}
