import {
  type AppliedRecord,
  type FailedRecord,
  type PlannedRecord,
  type Result,
  StageError,
} from "../record/mod.ts";
import { failRecord, type Link, mapGroups } from "../stream/mod.ts";
import { createBreath } from "./breath.ts";
import { createChecker } from "./check_record.ts";
import { hashPath, Interrupted } from "./copy_file.ts";
import { toStageError } from "./errno.ts";
import { createLibraries } from "./libraries.ts";
import { pruneFolders } from "./prune.ts";
import { createRun, type RunOptions } from "./run.ts";
import { createSurvey, type DiskFacts } from "./survey.ts";
import { addToTally } from "./tally.ts";
import { toResult } from "./to_result.ts";
import { type Checked, performInWaves, type WaveOutcome } from "./waves.ts";

/** How {@linkcode apply} works. */
export interface ApplyOptions extends RunOptions {
  /**
   * Folders that targets may lie under, absolute.
   * @default what each plan names, told to `warn`
   */
  readonly libraries?: readonly string[];
  /**
   * Takes records without size and mtime.
   * @default false
   */
  readonly trustPaths?: boolean;
  /**
   * Makes symbolic links that lead from where they stand, so that both folders can move together.
   * @default false
   */
  readonly relativeLinks?: boolean;
  /**
   * Only checks: nothing is written, and records that may be applied come out as they came.
   * @default false
   */
  readonly check?: boolean;
  /**
   * How much room there is on the disk of a path: with `check`, what does not fit fails, and `warn` is told what there is.
   * @default all fits
   */
  readonly measure?: (path: string) => DiskFacts;
  /**
   * Removes folders below the root of the scan that the moves have left empty.
   * @default false
   */
  readonly prune?: boolean;
}

type Out = AppliedRecord | FailedRecord;

/** Most records that wait for the end of the input because another file has their target. */
const MOST_WAITING = 10_000;

/**
 * Does what each record's plan says, and adds `result`. A unit is placed whole or not at all, nothing is ever
 * overwritten, and all that is done can be undone. A record whose target is taken is tried again at the end of the input.
 */
export function apply(options: ApplyOptions): Link<PlannedRecord, AppliedRecord> {
  const { fs, libraries: named = [], check: isCheck = false, warn, tally } = options;
  const run = createRun("apply", options);
  const libraries = createLibraries(fs, named);
  const breathe = createBreath(options.now);
  const { measure } = options;
  const survey = isCheck && measure !== undefined
    ? createSurvey(fs, { ...options, measure })
    : undefined;
  let waiting: PlannedRecord[] = [];

  async function runGroup(
    group: readonly PlannedRecord[],
    { signal, isLast }: { readonly signal: AbortSignal; readonly isLast: boolean },
  ): Promise<readonly (PlannedRecord | Out | undefined)[]> {
    if (signal.aborted) return group;
    if (isCheck) return await checkGroup(group, signal);
    await run.recover();
    const check = (records: readonly PlannedRecord[]) => checkAll(records, signal);
    const outcomes = await performInWaves(group, {
      run,
      signal,
      check,
      checkFolder: libraries.checkFolder,
    });
    const out = outcomes.map((outcome, index) => {
      const record = group[index]!;
      if (outcome.status !== "occupied" || isLast || waiting.length >= MOST_WAITING) {
        return toOut(record, outcome);
      }
      waiting.push(record);
    });
    if (options.prune) {
      pruneFolders(group.filter((_, index) => isMoved(outcomes[index]!)), { fs, warn });
    }
    return out;
  }

  async function checkAll(
    records: readonly PlannedRecord[],
    signal: AbortSignal,
  ): Promise<readonly Checked[]> {
    const checkRecord = createChecker({
      fs,
      libraries,
      made: run.made,
      trustPaths: options.trustPaths ?? false,
      relativeLinks: options.relativeLinks ?? false,
      verify: options.verify ?? "hash",
      link: options.link ?? "require",
      isExact: isCheck || records.length === 1 ||
        records.some(({ plan }) => plan?.action === "symlink"),
      hashOf: (path) => hashPath(fs, path, { signal, breathe }),
      ...(named.length > 0 ? {} : { onLibrary }),
    });
    const checked: Checked[] = records.map(() => undefined);
    for (const [index, record] of records.entries()) {
      const pause = breathe();
      if (pause !== undefined) await pause;
      if (signal.aborted) break;
      try {
        const verdict = checkRecord(record);
        checked[index] = verdict instanceof Promise ? await verdict : verdict;
      } catch (error) {
        if (error instanceof Interrupted) break; // a signal: the rest stays as it came
        checked[index] = toStageError(error, "Cannot apply the record");
      }
    }
    return checked;
  }

  function onLibrary(library: string): void {
    if (libraries.add(library)) warn(`Takes the library from the plan: "${library}"`);
  }

  /** What stands in the way is no obstacle if a record of the group moves it away. */
  async function checkGroup(
    group: readonly PlannedRecord[],
    signal: AbortSignal,
  ): Promise<readonly (PlannedRecord | Out)[]> {
    const checked = await checkAll(group, signal);
    const frees = new Set(
      checked.flatMap((one) => one !== undefined && "frees" in one ? one.frees : []),
    );
    return group.map((record, index) => {
      const one = checked[index];
      if (one instanceof StageError) return failRecord(record, "apply", one);
      if (one === undefined || "reason" in one) return record;
      if (!one.occupied.every((path) => frees.has(path))) {
        return toOut(record, { status: "occupied", ready: one });
      }
      try {
        survey?.add(one);
        return record;
      } catch (error) {
        return failRecord(record, "apply", toStageError(error, "Cannot measure the disk"));
      }
    });
  }

  function toOut(record: PlannedRecord, outcome: WaveOutcome): PlannedRecord | Out {
    switch (outcome.status) {
      case "left":
        return record;
      case "failed":
        return failRecord(record, "apply", outcome.error);
      case "skipped":
        return { ...record, result: toSkipped(record, outcome.reason) };
      case "occupied": {
        const { action } = record.plan;
        const { source, target } = outcome.ready.intent.files[0]!;
        const what = `Cannot ${action} "${source}" to "${target}"`;
        const [taken] = outcome.ready.occupied;
        const why = taken === target ? "the target exists" : `"${taken}" exists`;
        return failRecord(record, "apply", new StageError("target_exists", `${what}: ${why}`));
      }
      case "done": {
        const { action } = record.plan;
        const { intent } = outcome.ready;
        const { op, at, files } = outcome.outcome;
        return {
          ...record,
          result: toResult({ intent, done: files }, { run: run.id, op, at, action }),
        };
      }
    }
  }

  function toSkipped({ file, plan }: PlannedRecord, reason: string): Result {
    return {
      status: "skipped",
      run: run.id,
      op: 0,
      action: plan.action,
      source: file.path,
      target: plan.target ?? file.path,
      at: new Date(options.now()).toISOString(),
      reason,
    };
  }

  /** Those whose targets were taken, once more: others may have made way since. */
  async function* runWaiting(reader: AbortSignal): AsyncGenerator<readonly Out[]> {
    try {
      const group = waiting;
      waiting = [];
      if (group.length > 0) {
        yield await count(group, { signal: run.listen(reader), isLast: true });
      }
      survey?.describe().forEach(warn);
    } finally {
      run.close();
    }
  }

  async function count(
    group: readonly PlannedRecord[],
    turn: { readonly signal: AbortSignal; readonly isLast: boolean },
  ): Promise<Out[]> {
    const out = await runGroup(group, turn);
    for (const record of out) {
      if (record !== undefined && tally !== undefined) {
        addToTally(tally, record, { check: isCheck });
      }
    }
    return out as Out[];
  }

  return mapGroups<PlannedRecord, AppliedRecord>("apply", {
    run: (group, reader) => count(group, { signal: run.listen(reader), isLast: false }),
    finish: runWaiting,
  });
}

function isMoved(outcome: WaveOutcome): boolean {
  return outcome.status === "done" && outcome.ready.frees.length > 0;
}
