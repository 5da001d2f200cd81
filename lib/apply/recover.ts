import { join } from "@std/path";
import { hashPath } from "./copy_file.ts";
import { type FileSystem, lookAt } from "./file_system.ts";
import { type Journal, reopenJournal } from "./journal.ts";
import type { Copied, Reserve, Try } from "./journal_lines.ts";
import { type Operation, toOperation } from "./operation.ts";
import { readHeader, readJournal, readLines } from "./read_journal.ts";
import { settle, type Settled } from "./settle.ts";
import { namesIn, type StateFolder, toStateFolder } from "./state_folder.ts";

/** What {@linkcode recover} needs. */
export interface RecoverOptions {
  readonly fs: FileSystem;
  /** The state folder, absolute. */
  readonly state: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Is told what was done, a line each. */
  readonly warn: (line: string) => void;
}

/** How many operations were left half-way, and what became of them. */
export interface Recovery {
  readonly finished: number;
  readonly rolledBack: number;
  readonly conflicts: number;
}

/** Nothing waits for recovery, and it is not cut short. */
const UNHURRIED = { signal: new AbortController().signal, breathe: () => undefined };

/** A run that has marked its beginning and still has no journal after these milliseconds never began. */
const PATIENCE = 60_000;

/**
 * Finishes or takes back what runs that were killed have left half-way. Runs that are still alive are left alone; what
 * cannot be decided is said, and nothing is deleted.
 */
export async function recover(options: RecoverOptions): Promise<Recovery> {
  const { fs, warn } = options;
  const state = toStateFolder(options.state);
  const total = { finished: 0, rolledBack: 0, conflicts: 0 };
  for (const run of namesIn(fs, state.open)) {
    try {
      await recoverRun(run, total, { ...options, state });
    } catch (error) {
      warn(`Cannot recover the run ${run}: ${(error as Error).message}`);
      total.conflicts++;
    }
  }
  return total;
}

type Context = Omit<RecoverOptions, "state"> & { readonly state: StateFolder };

async function recoverRun(
  run: string,
  total: { -readonly [Key in keyof Recovery]: Recovery[Key] },
  context: Context,
): Promise<void> {
  const { fs, now, warn } = context;
  const journal = openJournal(run, context);
  if (journal === undefined) return;
  let open = 0;
  /** Circles of which an operation was finished: the others have to be, too. */
  const bound = new Set<number>();
  const before = { ...total };
  try {
    for (const operation of findOpen(fs, run, journal.path)) {
      const settled = await settle(operation, {
        fs,
        mayFinish: true,
        mustFinish: bound.has(operation.intent.swaps ?? 0),
        hashOf: (path) => hashPath(fs, path, UNHURRIED),
        onReserve: (path) => {
          journal.write({ line: "reserve", op: operation.intent.op, file: 0, path });
        },
      });
      if (settled.outcome === "finished") {
        total.finished++;
        if (operation.intent.swaps !== undefined) bound.add(operation.intent.swaps);
      }
      if (settled.outcome === "rolled_back" && operation.tried) total.rolledBack++;
      if (settled.outcome === "conflict") {
        total.conflicts++;
        if (settled.again) open++;
        const mark = join(context.state.open, run);
        const later = `; the next start looks again, unless you remove "${mark}"`;
        warn(settled.message + (settled.again ? later : ""));
      }
      writeOutcome(journal, operation, { settled, at: new Date(now()).toISOString() });
    }
  } finally {
    journal.close({ open, at: new Date(now()).toISOString() });
  }
  const [finished, back] = [total.finished - before.finished, total.rolledBack - before.rolledBack];
  if (finished + back > 0) {
    warn(`Recovered the run ${run}: ${finished} finished, ${back} taken back`);
  }
}

/** The journal of `run`, if the run is dead. */
function openJournal(run: string, { fs, state, now }: Context): Journal | undefined {
  const inState = join(state.journals, `${run}.ndjson`);
  const mark = join(state.open, run);
  if (!hasLine(fs, inState)) {
    const age = now() - (lookAt(fs, mark)?.mtime?.getTime() ?? 0);
    // Killed before it could write a line, so before it did anything.
    if (age > PATIENCE) fs.removeSync(mark);
    return undefined;
  }
  const header = readHeader(fs, inState);
  const path = header?.elsewhere ?? inState;
  if (header === undefined || !hasLine(fs, path) || readHeader(fs, path)?.run !== run) {
    const what = "is not there, or is no journal of that run that this version can read";
    throw new Error(`"${path}" ${what}; the next start looks again, unless you remove "${mark}"`);
  }
  return reopenJournal(path, { fs, state, header });
}

function hasLine(fs: FileSystem, path: string): boolean {
  if (lookAt(fs, path) === undefined) return false;
  for (const _ of readLines(fs, path)) return true;
  return false;
}

/** Operations without an outcome, in order. */
function findOpen(fs: FileSystem, run: string, path: string): Operation[] {
  const open = new Map<number, Operation>();
  for (const { line } of readJournal(fs, path)) {
    if (line.line === "intent") open.set(line.op, toOperation(run, line));
    else if (line.line === "done" || line.line === "failed") open.delete(line.op);
    else if (line.line !== "end" && line.line !== "undone") note(open.get(line.op), line);
  }
  return [...open.values()];
}

function note(operation: Operation | undefined, line: Try | Copied | Reserve): void {
  if (operation === undefined) return;
  if (line.line === "try") operation.tried = true;
  else if (line.line === "copied") operation.copied.set(line.file, line);
  else operation.reserved.add(line.path);
}

/** An operation that was looked at is closed, but where the disk failed: then the next start looks again. */
function writeOutcome(
  journal: Journal,
  { intent: { op }, tried }: Operation,
  { settled, at }: { readonly settled: Settled; readonly at: string },
): void {
  if (settled.outcome === "finished") {
    journal.write({ line: "done", op, at, files: settled.files });
  } else if (settled.outcome === "rolled_back") {
    const message = tried ? "It was taken back after a crash" : "It was not begun";
    journal.write({ line: "failed", op, code: "interrupted", message });
  } else if (!settled.again) {
    journal.write({ line: "failed", op, code: "io_error", message: settled.message });
  }
}
