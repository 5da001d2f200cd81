import { StageError } from "../record/mod.ts";
import type { Action } from "./actions/mod.ts";
import { Interrupted } from "./copy_file.ts";
import { toStageError } from "./errno.ts";
import { makeFolder } from "./folders.ts";
import type { Journal } from "./journal.ts";
import type { Done, DoneFile, JournalLine } from "./journal_lines.ts";
import type { Operation } from "./operation.ts";
import { syncFolders } from "./state_folder.ts";
import { Unit, type UnitContext } from "./unit.ts";

/** What became of an operation. */
export type Outcome =
  | { readonly status: "done"; readonly files: readonly DoneFile[]; readonly at: string }
  | { readonly status: "failed"; readonly error: StageError; readonly settled: boolean }
  /** A signal came first. */
  | { readonly status: "left" };

/** What {@linkcode performGroup} needs. */
export interface GroupContext extends Omit<UnitContext, "makeFolders" | "checkFolders"> {
  /** Throws where a folder that was just made or found is in no library. */
  readonly checkFolder: (folder: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Milliseconds after which sources are removed before a group of slow copies has ended. */
const COMMIT_AFTER = 1000;

/**
 * Performs operations that may be lost together at a crash, but no file of them: all intents are on the disk before the
 * first is begun, and all targets before the first source goes. Never throws: each operation has its own outcome.
 */
export async function performGroup(
  group: readonly { readonly operation: Operation; readonly action: Action }[],
  context: GroupContext,
): Promise<readonly Outcome[]> {
  const { journal, signal, now, breathe } = context;
  const outcomes: Outcome[] = group.map(() => ({ status: "left" }));
  try {
    journal.write(...group.map(({ operation }) => operation.intent));
    journal.sync();
  } catch (error) {
    const failure = toStageError(error, "Cannot write the journal");
    return group.map(() => ({ status: "failed", error: failure, settled: true }));
  }
  let unitContext = toUnitContext(context);
  let standing: { readonly unit: Unit; readonly index: number }[] = [];
  let committed = now();
  for (const [index, { operation, action }] of group.entries()) {
    await breathe();
    if (signal.aborted) break;
    const unit = new Unit(operation, action, unitContext);
    try {
      await unit.place();
      standing.push({ unit, index });
    } catch (error) {
      outcomes[index] = await rollBack(unit, error, context);
      unitContext = toUnitContext(context); // folders may have gone
    }
    if (now() - committed < COMMIT_AFTER) continue;
    await commit(standing, outcomes, context);
    standing = [];
    committed = now();
  }
  await commit(standing, outcomes, context);
  return outcomes;
}

function toUnitContext(context: GroupContext): UnitContext {
  return {
    ...context,
    makeFolders: once((folder) => makeFolder(context.fs, folder)),
    checkFolders: once(context.checkFolder),
  };
}

/** Does `act` for each folder that it was not done for before: the files of a season share theirs. */
function once(act: (folder: string) => void): (folders: readonly string[]) => void {
  const done = new Set<string>();
  return (folders) => {
    for (const folder of folders) {
      if (done.has(folder)) continue;
      act(folder);
      done.add(folder);
    }
  };
}

/** Makes what stands at its targets last, and lets the sources go. */
async function commit(
  standing: readonly { readonly unit: Unit; readonly index: number }[],
  outcomes: Outcome[],
  context: GroupContext,
): Promise<void> {
  const unsynced = await syncFolders(context.fs, standing.flatMap(({ unit }) => unit.folders));
  const at = new Date(context.now()).toISOString();
  for (const { unit, index } of standing) {
    try {
      const folder = unit.folders.find((folder) => unsynced.has(folder));
      if (folder !== undefined) {
        throw toStageError(unsynced.get(folder), `Cannot write "${folder}" to the disk`);
      }
      unit.removeSources();
      outcomes[index] = { status: "done", files: unit.describe(), at };
    } catch (error) {
      outcomes[index] = await rollBack(unit, error, context);
    }
  }
  writeDone(standing, outcomes, context);
}

/** What is done is done, also where the journal cannot be told any more: the next start sees it on the disk. */
function writeDone(
  standing: readonly { readonly unit: Unit; readonly index: number }[],
  outcomes: readonly Outcome[],
  { journal }: GroupContext,
): void {
  const lines: Done[] = [];
  for (const { unit, index } of standing) {
    const outcome = outcomes[index]!;
    if (outcome.status !== "done") continue;
    const { files, at } = outcome;
    lines.push({ line: "done", op: unit.operation.intent.op, at, files });
  }
  tell(journal, lines);
}

async function rollBack(unit: Unit, cause: unknown, { journal }: GroupContext): Promise<Outcome> {
  const settled = await unit.rollBack();
  const error = toStageError(cause, "Cannot go on");
  if (settled.outcome === "conflict") {
    const message = `${error.message}; then: ${settled.message}`;
    return { status: "failed", error: new StageError(error.code, message), settled: false };
  }
  const { op } = unit.operation.intent;
  const isLeft = cause instanceof Interrupted;
  const code = isLeft ? "interrupted" : error.code;
  tell(journal, [{ line: "failed", op, code, message: error.message }]);
  return isLeft ? { status: "left" } : { status: "failed", error, settled: true };
}

function tell(journal: Journal, lines: readonly JournalLine[]): void {
  try {
    if (lines.length > 0) journal.write(...lines);
  } catch {
    // The journal is broken now: nothing more is begun, and its mark stays for the next start.
  }
}
