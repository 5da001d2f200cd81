import { join } from "@std/path";
import type { FileSystem } from "./file_system.ts";
import { lookAt } from "./file_system.ts";
import type { Done, Header, Intent } from "./journal_lines.ts";
import { readHeader, readJournal, readLineAt } from "./read_journal.ts";
import type { StateFolder } from "./state_folder.ts";

/** What a journal knows of an operation that was done. */
export interface KnownOperation {
  readonly intent: Intent;
  readonly done: Done;
  /** Whether another run has taken it back. */
  readonly undone: boolean;
}

/** The operations of one journal by their number, in a few bytes each, so that they can be read in any order. */
export class JournalIndex {
  readonly path: string;
  readonly header: Header;
  /** Number of the last operation. */
  readonly last: number;
  readonly #fs: FileSystem;
  /** Where an operation's lines begin, in bytes; 0 where there is none. */
  readonly #intents: Float64Array;
  readonly #dones: Float64Array;
  readonly #undone: Uint8Array;

  private constructor(fs: FileSystem, path: string, header: Header) {
    this.#fs = fs;
    this.path = path;
    this.header = header;
    const intents = new Offsets();
    const dones = new Offsets();
    const undone = new Offsets();
    for (const { line, offset } of readJournal(fs, path)) {
      if (line.line === "intent") intents.set(line.op, offset);
      else if (line.line === "done") dones.set(line.op, offset);
      else if (line.line === "undone") undone.set(line.op, 1);
    }
    this.last = intents.last;
    this.#intents = intents.values;
    this.#dones = dones.values;
    this.#undone = Uint8Array.from(undone.values);
  }

  /** Reads the journal at `path`; `undefined` where there is none. */
  static read(fs: FileSystem, path: string): JournalIndex | undefined {
    const header = lookAt(fs, path) === undefined ? undefined : readHeader(fs, path);
    if (header === undefined) return undefined;
    return header.elsewhere === undefined
      ? new JournalIndex(fs, path, header)
      : JournalIndex.read(fs, header.elsewhere);
  }

  /** The journal of `run`. The id comes from a record, so it must be no more than a name. */
  static find(fs: FileSystem, state: StateFolder, run: string): JournalIndex | undefined {
    if (!/^[\w-]{1,100}$/.test(run)) return undefined;
    return JournalIndex.read(fs, join(state.journals, `${run}.ndjson`));
  }

  /** Operation `op`, if it was done. */
  get(op: number): KnownOperation | undefined {
    const [intentAt, doneAt] = [this.#intents[op], this.#dones[op]];
    if (!intentAt || !doneAt) return undefined;
    const intent = readLineAt(this.#fs, this.path, intentAt);
    const done = readLineAt(this.#fs, this.path, doneAt);
    if (intent?.line !== "intent" || done?.line !== "done") return undefined;
    return { intent, done, undone: this.#undone[op] === 1 };
  }

  /** Numbers of the operations that are done and not taken back, the newest first. */
  *standing(): Generator<number> {
    for (let op = this.last; op > 0; op--) if (this.#dones[op] && !this.#undone[op]) yield op;
  }
}

/** Numbers by index that grow as needed. An index is checked, since a journal may be damaged. */
class Offsets {
  values = new Float64Array(1024);
  last = 0;

  set(index: number, value: number): void {
    if (!Number.isSafeInteger(index) || index < 1 || index > 1e9) return;
    if (index >= this.values.length) {
      const larger = new Float64Array(Math.max(index + 1, this.values.length * 2));
      larger.set(this.values);
      this.values = larger;
    }
    this.values[index] = value;
    this.last = Math.max(this.last, index);
  }
}
