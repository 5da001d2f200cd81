import { join } from "@std/path";
import { StageError } from "../record/mod.ts";
import { toStageError } from "./errno.ts";
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
 *
 * @throws {StageError} `journal_failed`, from every method
 */
export class Journal {
  readonly run: string;
  readonly path: string;
  readonly #fs: FileSystem;
  readonly #file: Deno.FsFile;
  readonly #marker: string;
  #broken = false;

  private constructor(file: Deno.FsFile, path: string, { fs, state, header }: JournalOptions) {
    this.run = header.run;
    this.path = path;
    this.#fs = fs;
    this.#file = file;
    this.#marker = join(state.open, header.run);
  }

  /** Begins a journal and the mark that says it is open. Both are on the disk when this returns. */
  static create(options: JournalOptions): Journal {
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
      return new Journal(file, path, options);
    });
  }

  /** Goes on with the journal of a run that crashed; `undefined` where that run is still alive. */
  static reopen(path: string, options: JournalOptions): Journal | undefined {
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
        return new Journal(file, path, options);
      } catch (error) {
        file.close();
        throw error;
      }
    });
  }

  /** Whether a write has failed, so that nothing may be begun any more. */
  get isBroken(): boolean {
    return this.#broken;
  }

  /** Appends `lines` in one write. */
  write(...lines: readonly JournalLine[]): void {
    if (this.#broken) throw new StageError("journal_failed", "Cannot go on: the journal is broken");
    this.#guard(() => writeLine(this.#file, ...lines));
  }

  /** Holds until all that was written is on the disk. */
  sync(): void {
    this.#guard(() => this.#file.syncDataSync());
  }

  /** Ends the run. With `open` operations the mark stays, and the next start looks at them. */
  close({ open, at }: { readonly open: number; readonly at: string }): void {
    try {
      if (open > 0 || this.#broken) return;
      this.write({ line: "end", at });
      this.sync();
      this.#guard(() => this.#fs.removeSync(this.#marker));
    } finally {
      unlock(this.#file);
    }
  }

  #guard(act: () => void): void {
    try {
      guard(this.path, act);
    } catch (error) {
      this.#broken = true;
      throw error;
    }
  }
}

const NEWLINE = 10;
const encoder = new TextEncoder();

function guard<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { message } = toStageError(error, `Cannot write the journal "${path}"`);
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
