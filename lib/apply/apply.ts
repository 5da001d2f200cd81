import type { AppliedRecord, FailedRecord, PlannedRecord, Result } from "../record/mod.ts";
import { failRecord, type Link, mapGroups } from "../stream/mod.ts";
import { createBreath } from "./breath.ts";
import { Checker } from "./check_record.ts";
import { hashPath, Interrupted } from "./copy_file.ts";
import { toStageError } from "./errno.ts";
import { Libraries } from "./libraries.ts";
import { PathSet } from "./path_set.ts";
import { type NumberedOutcome, type Ready, Run, type RunOptions } from "./run.ts";
import { toResult } from "./to_result.ts";

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
}

type Out = AppliedRecord | FailedRecord;

/**
 * Does what each record's plan says, and adds `result`. A unit is placed whole or not at all, nothing is ever
 * overwritten, and all that is done can be undone.
 */
export function apply(options: ApplyOptions): Link<PlannedRecord, AppliedRecord> {
  const { fs, libraries: named = [], check = false, warn } = options;
  const run = new Run("apply", options);
  const libraries = new Libraries(fs, named);
  const breathe = createBreath(options.now);
  const made = new PathSet();
  const onLibrary = named.length > 0 ? {} : {
    onLibrary: (library: string) => {
      if (libraries.add(library)) warn(`Takes the library from the plan: "${library}"`);
    },
  };
  const checkFolder = (folder: string) => void libraries.checkFolder(folder);

  async function runGroup(
    group: readonly PlannedRecord[],
    reader: AbortSignal,
  ): Promise<readonly (PlannedRecord | Out)[]> {
    const signal = run.listen(reader);
    if (signal.aborted) return group;
    if (!check) await run.recover();
    const checker = new Checker({
      fs,
      libraries,
      made,
      trustPaths: options.trustPaths ?? false,
      relativeLinks: options.relativeLinks ?? false,
      verify: options.verify ?? "hash",
      hashOf: (path) => hashPath(fs, path, { signal, breathe }),
      ...onLibrary,
    });
    const out: (PlannedRecord | Out)[] = [...group];
    const ready: { readonly index: number; readonly checked: Ready }[] = [];
    for (const [index, record] of group.entries()) {
      await breathe();
      if (signal.aborted) break;
      try {
        const checked = await checker.check(record);
        if ("action" in checked) ready.push({ index, checked });
        else if (!check) out[index] = skip(record, checked.reason);
      } catch (error) {
        if (error instanceof Interrupted) break; // a signal: the rest stays as it came
        out[index] = failRecord(record, "apply", toStageError(error, "Cannot apply the record"));
      }
    }
    if (check) return out;
    const outcomes = await run.perform(ready.map(({ checked }) => checked), {
      signal,
      checkFolder,
    });
    for (const [nth, outcome] of outcomes.entries()) {
      const { index, checked } = ready[nth]!;
      if (outcome.status === "done") {
        for (const folder of checked.intent.folders) made.add(folder);
      }
      out[index] = toOut(group[index]!, checked, outcome);
    }
    return out;
  }

  function skip(record: PlannedRecord, reason: string): AppliedRecord {
    const { file, plan } = record;
    const result: Result = {
      status: "skipped",
      run: run.id,
      op: 0,
      action: plan.action,
      source: file.path,
      target: plan.target ?? file.path,
      at: new Date(options.now()).toISOString(),
      reason,
    };
    return { ...record, result };
  }

  function toOut(
    record: PlannedRecord,
    { intent }: Ready,
    outcome: NumberedOutcome,
  ): PlannedRecord | Out {
    if (outcome.status === "left") return record;
    if (outcome.status === "failed") return failRecord(record, "apply", outcome.error);
    const { op, at, files } = outcome;
    const { action } = record.plan;
    const unit = { files: intent.files, done: files };
    return { ...record, result: toResult(unit, { run: run.id, op, at, action }) };
  }

  return mapGroups<PlannedRecord, AppliedRecord>("apply", {
    async run(group, reader) {
      const out = await runGroup(group, reader);
      for (const record of out) options.tally?.add(record, { check });
      return out as readonly Out[];
    },
    finish() {
      run.close();
      return Promise.resolve([]);
    },
  });
}
