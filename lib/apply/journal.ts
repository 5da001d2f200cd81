import { join } from "@std/path";
import { StageError } from "../record/mod.ts";
import { errnoOf, toStageError } from "./errno.ts";
import type { FileSystem } from "./file_system.ts";
import type { Header, JournalLine } from "./journal_lines.ts";
import { unlock } from "./locks.ts";
import { ensureFolder, type StateFolder, syncFolder, syncName } from "./state_folder.ts";

/** Where a run's journal goes. */
export interface JournalOptions {
  readonly fs: FileSystem;
  readonly state: StateFolder;
  readonly header: Header;
  /** Absolute. @default in the state folder */
  readonly path?: string;
}

/**
 * What a run is about to do and has done, as NDJSON that only grows. It stays until the user removes it: `undo` needs it.
 * Every function throws {@linkcode StageError} `journal_failed` where it cannot, and from then on `write` does.
 */
export interface Journal {
  readonly path: string;
  /** Appends `lines` in one write. */
  readonly write: (...lines: readonly JournalLine[]) => void;
  /** Holds until all that was written is on the disk. */
  readonly sync: () => void;
  /** Ends the run. With `open` operations the mark stays, and the next start looks at them. */
  readonly close: (end: { readonly open: number; readonly at: string }) => void;
}

/** Begins a journal and the mark that says it is open. Both are on the disk when this returns. */
export function createJournal(options: JournalOptions): Journal {
  const { fs, state, header } = options;
  const inState = join(state.journals, `${header.run}.ndjson`);
  const path = options.path ?? inState;
  return guard(path, () => {
    for (const folder of [state.journals, state.open]) ensureFolder(fs, folder);
    // The mark comes first: a journal without one would not be found after a crash.
    fs.openSync(join(state.open, header.run), { write: true, createNew: true }).close();
    syncFolder(fs, state.open);
    // Another run may note in it what it has taken back: so every write goes to the end.
    const file = fs.openSync(path, { read: true, append: true, createNew: true, mode: 0o600 });
    try {
      // As long as it is held the run is alive, and no other one recovers it.
      file.tryLockSync(true);
      writeLine(file, header);
      file.syncSync();
      syncName(fs, path);
      if (path !== inState) writePointer(inState, { ...header, elsewhere: path }, options);
    } catch (error) {
      file.close();
      throw error;
    }
    return toJournal(file, path, options);
  });
}

/** Goes on with the journal of a run that crashed; `undefined` where that run is still alive. */
export function reopenJournal(path: string, options: JournalOptions): Journal | undefined {
  return guard(path, () => {
    const file = options.fs.openSync(path, { read: true, append: true });
    try {
      if (!file.tryLockSync(true)) {
        file.close();
        return undefined;
      }
      // A line that was cut off must not run into the next one.
      const end = file.seekSync(0, Deno.SeekMode.End);
      if (end > 0) {
        const last = new Uint8Array(1);
        file.seekSync(-1, Deno.SeekMode.End);
        file.readSync(last);
        if (last[0] !== NEWLINE) writeAll(file, new Uint8Array([NEWLINE]));
      }
      return toJournal(file, path, options);
    } catch (error) {
      file.close();
      throw error;
    }
  });
}

function toJournal(
  file: Deno.FsFile,
  path: string,
  { fs, state, header }: JournalOptions,
): Journal {
  let isBroken = false;

  function write(...lines: readonly JournalLine[]): void {
    if (isBroken) throw new StageError("journal_failed", "Cannot go on: the journal is broken");
    attempt(() => writeLine(file, ...lines));
  }

  function close({ open, at }: { readonly open: number; readonly at: string }): void {
    try {
      if (open > 0 || isBroken) return;
      write({ line: "end", at });
      attempt(() => file.syncDataSync());
      attempt(() => fs.removeSync(join(state.open, header.run)));
    } finally {
      unlock(file);
    }
  }

  function attempt(act: () => void): void {
    try {
      guard(path, act);
    } catch (error) {
      isBroken = true;
      throw error;
    }
  }

  return { path, write, sync: () => attempt(() => file.syncDataSync()), close };
}

const NEWLINE = 10;
const encoder = new TextEncoder();

function guard<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const what = `Cannot write the journal "${path}"`;
    const { message } = errnoOf(error) === "EEXIST"
      ? new Error(`${what}: a file of this name is there already`)
      : toStageError(error, what);
    throw new StageError("journal_failed", message, { cause: error });
  }
}

function writePointer(path: string, header: Header, { fs }: JournalOptions): void {
  using file = fs.openSync(path, { write: true, createNew: true, mode: 0o600 });
  writeLine(file, header);
  file.syncSync();
  syncName(fs, path);
}

function writeLine(file: Deno.FsFile, ...lines: readonly (JournalLine | Header)[]): void {
  let text = "";
  for (const line of lines) text += JSON.stringify(line) + "\n";
  writeAll(file, encoder.encode(text));
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
}
