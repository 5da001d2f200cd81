import { StageError } from "../record/mod.ts";
import { Interrupted } from "./copy_file.ts";
import { createUnit, type Unit, type UnitContext } from "./create_unit.ts";
import { toStageError } from "./errno.ts";
import { folderOf, lookAt } from "./file_system.ts";
import { type FolderMode, makeFolder } from "./folders.ts";
import type { Journal } from "./journal.ts";
import type { DoneFile, JournalLine } from "./journal_lines.ts";
import { leaveFolders } from "./leave_folders.ts";
import type { Operation } from "./operation.ts";
import type { RecentPaths } from "./recent_paths.ts";
import { syncFolders } from "./state_folder.ts";
import {
  describeUnit,
  goOnWithUnit,
  landUnit,
  placeUnit,
  releaseUnit,
  rollBackUnit,
  vacateUnit,
} from "./unit.ts";

/** What became of an operation. */
export type Outcome =
  | {
    readonly status: "done";
    readonly files: readonly DoneFile[];
    readonly at: string;
    /** A folder that should have gone with it could not be removed. */
    readonly folderStays?: true;
  }
  | { readonly status: "failed"; readonly error: StageError; readonly settled: boolean }
  /** A signal came first. */
  | { readonly status: "left" };

/** What {@linkcode performGroup} needs. */
export interface GroupContext extends Omit<UnitContext, "makeFolders" | "checkFolders"> {
  /** Throws where a folder that was just made or found is in no library. */
  readonly checkFolder: (folder: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Copies in flight. @default 1 */
  readonly concurrency?: number;
  /** Of folders that are made. */
  readonly folderMode?: FolderMode;
  /** Folders that this run has made before. */
  readonly made: Pick<RecentPaths, "has">;
}

/** Milliseconds after which sources are removed before a group of slow copies has ended. */
const COMMIT_AFTER = 1000;

/** A unit that stands at its target, and the place of its operation in the group. */
interface Standing {
  readonly unit: Unit;
  readonly index: number;
}

/**
 * Performs operations that may be lost together at a crash, but no file of them: all intents are on the disk before the
 * first is begun, and all targets before the first source goes. Those of a circle are done all, or none. Never throws: each
 * operation has its own outcome.
 */
export async function performGroup(
  group: readonly Operation[],
  context: GroupContext,
): Promise<readonly Outcome[]> {
  const { journal, signal, now, breathe, concurrency = 1 } = context;
  const outcomes: Outcome[] = group.map(() => ({ status: "left" }));
  try {
    journal.write(...group.map(({ intent }) => intent));
    journal.sync();
  } catch (error) {
    const failure = toStageError(error, "Cannot write the journal");
    return group.map(() => ({ status: "failed", error: failure, settled: true }));
  }
  const isCircle = group[0]?.intent.swaps !== undefined;
  let unitContext = toUnitContext(context);
  let standing: Standing[] = [];
  let failure: StageError | undefined;
  const inFlight = new Set<Promise<void>>();
  let committed = now();
  for (const [index, operation] of group.entries()) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    if (signal.aborted || failure !== undefined) break;
    const work = begin(index, operation)?.finally(() => inFlight.delete(work!));
    if (work !== undefined) inFlight.add(work);
    if (inFlight.size >= concurrency) await Promise.race(inFlight);
    if (isCircle || now() - committed < COMMIT_AFTER) continue;
    await commit(standing.splice(0), outcomes, context);
    committed = now();
  }
  await Promise.all(inFlight);
  const isBroken = isCircle && standing.length < group.length;
  if (isBroken) standing = await breakCircle(standing, outcomes, { ...context, failure });
  await commit(standing, outcomes, context);
  return outcomes;

  /** Gives a promise only where there is something to wait for: most units are placed by a few calls. */
  function begin(index: number, operation: Operation): Promise<void> | undefined {
    const unit = createUnit(operation, unitContext);
    const stand = () => void standing.push({ unit, index });
    const takeBack = async (error: unknown) => {
      outcomes[index] = await rollBack(unit, error, context);
      if (isCircle) failure = toStageError(error, "Cannot go on");
      unitContext = toUnitContext(context); // folders may have gone
    };
    try {
      journal.write({ line: "try", op: operation.intent.op });
      const work = placeUnit(unit);
      if (work !== undefined) return work.then(stand, takeBack);
      stand();
    } catch (error) {
      return takeBack(error);
    }
  }
}

function toUnitContext(context: GroupContext): UnitContext {
  const { fs, made, folderMode } = context;
  return {
    ...context,
    makeFolders: once((folder) => {
      // It most likely stands, and to look is cheaper than an exception.
      if (made.has(folder) && lookAt(fs, folder)?.isDirectory) return;
      makeFolder(fs, folder, folderMode);
    }),
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

/** Where one of a circle cannot be placed, the others go back: each stands in the way of another one. */
async function breakCircle(
  standing: readonly Standing[],
  outcomes: Outcome[],
  context: GroupContext & { readonly failure: StageError | undefined },
): Promise<Standing[]> {
  const { failure } = context;
  const cause = failure === undefined
    ? new Interrupted()
    : new StageError(failure.code, `${failure.message}; it is one of a circle`);
  for (const { unit, index } of standing) outcomes[index] = await rollBack(unit, cause, context);
  if (failure === undefined) return [];
  for (const [index, { status }] of outcomes.entries()) {
    if (status === "left") {
      outcomes[index] = { status: "failed", error: cause as StageError, settled: true };
    }
  }
  return [];
}

/** Makes what stands at its targets last, and lets the sources go. */
async function commit(
  standing: readonly Standing[],
  outcomes: Outcome[],
  context: GroupContext,
): Promise<void> {
  const at = new Date(context.now()).toISOString();
  const held = standing.filter(({ unit }) => unit.isHeld);
  let rest = await sync(standing);
  if (held.length > 0) {
    rest = await attempt(rest, vacateUnit);
    const isCircle = held[0]!.unit.operation.intent.swaps !== undefined;
    if (isCircle && rest.length < standing.length) {
      const { error: failure } = outcomes.find(({ status }) => status === "failed") as Failed;
      rest = await breakCircle(rest, outcomes, { ...context, failure });
    }
    rest = await attempt(rest, landUnit, isCircle);
    const waited = rest.filter(({ unit }) => unit.isHeld);
    const landed = new Set(await sync(waited));
    rest = rest.filter((one) => landed.has(one) || !one.unit.isHeld);
  }
  rest = await attempt(rest, releaseUnit);
  const staying = leaveFolders(rest.map(({ unit }) => unit.operation.intent), context);
  for (const { unit, index } of rest) {
    outcomes[index] = {
      status: "done",
      files: describeUnit(unit),
      at,
      ...(staying.has(unit.operation.intent) ? { folderStays: true } : {}),
    };
  }
  writeDone(standing, outcomes, context);

  async function sync(units: readonly Standing[]): Promise<readonly Standing[]> {
    // A folder that was made has a name of its own, which lasts no longer than the folder that it is in.
    const toFolders = ({ folders, operation: { intent } }: Unit) =>
      folders.concat(intent.folders.map(folderOf));
    const unsynced = await syncFolders(context.fs, units.flatMap(({ unit }) => toFolders(unit)));
    if (unsynced.size === 0) return units;
    return await attempt(units, (unit) => {
      const folder = toFolders(unit).find((folder) => unsynced.has(folder));
      if (folder === undefined) return;
      throw toStageError(unsynced.get(folder), `Cannot write "${folder}" to the disk`);
    });
  }

  /** Does `act` for each; those that it throws for are taken back, or where that is no way, gone on with. */
  async function attempt(
    units: readonly Standing[],
    act: (unit: Unit) => void,
    mustGoOn = false,
  ): Promise<readonly Standing[]> {
    const well: Standing[] = [];
    for (const one of units) {
      try {
        act(one.unit);
        well.push(one);
      } catch (error) {
        const settled = mustGoOn ? await goOnWithUnit(one.unit) : undefined;
        outcomes[one.index] = settled?.outcome === "finished"
          ? { status: "done", files: settled.files, at }
          : await rollBack(one.unit, error, context);
      }
    }
    return well;
  }
}

type Failed = Outcome & { readonly status: "failed" };

/** What is done is done, also where the journal cannot be told any more: the next start sees it on the disk. */
function writeDone(
  standing: readonly Standing[],
  outcomes: readonly Outcome[],
  { journal }: GroupContext,
): void {
  tell(
    journal,
    standing.flatMap(({ unit, index }): JournalLine[] => {
      const outcome = outcomes[index]!;
      if (outcome.status !== "done") return [];
      const { files, at } = outcome;
      return [{ line: "done", op: unit.operation.intent.op, at, files }];
    }),
  );
}

async function rollBack(unit: Unit, cause: unknown, { journal }: GroupContext): Promise<Outcome> {
  const settled = await rollBackUnit(unit);
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
