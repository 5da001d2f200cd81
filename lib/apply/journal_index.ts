import { join } from "@std/path";
import type { FileSystem } from "./file_system.ts";
import { lookAt } from "./file_system.ts";
import type { Done, Header, Intent } from "./journal_lines.ts";
import { createLineReader, readHeader, readJournal } from "./read_journal.ts";
import type { StateFolder } from "./state_folder.ts";

/** What a journal knows of an operation that was done. */
export interface KnownOperation {
  readonly intent: Intent;
  readonly done: Done;
  /** Whether another run has taken it back. */
  readonly undone: boolean;
}

/** The operations of one journal by their number, in a few bytes each, so that they can be read in any order. */
export interface JournalIndex {
  readonly path: string;
  readonly header: Header;
  /** Number of the last operation. */
  readonly last: number;
  /** Operation `op`, if it was done. */
  readonly get: (op: number) => KnownOperation | undefined;
  /** Numbers of the operations that are done and not taken back, the newest first. */
  readonly standing: () => Generator<number>;
}

/** Reads the journal at `path`; `undefined` where there is none. */
export function readIndex(fs: FileSystem, path: string): JournalIndex | undefined {
  const header = lookAt(fs, path) === undefined ? undefined : readHeader(fs, path);
  if (header === undefined) return undefined;
  if (header.elsewhere !== undefined) return readIndex(fs, header.elsewhere);
  // Where an operation's lines begin, in bytes; 0 where there is none.
  const intents = createOffsets();
  const dones = createOffsets();
  const undones = createOffsets();
  for (const { line, offset } of readJournal(fs, path)) {
    if (line.line === "intent") intents.set(line.op, offset);
    else if (line.line === "done") dones.set(line.op, offset);
    else if (line.line === "undone") undones.set(line.op, 1);
  }
  const last = intents.last();
  // All intents of a group stand before what became of them.
  const readIntent = createLineReader(fs, path);
  const readDone = createLineReader(fs, path);

  function get(op: number): KnownOperation | undefined {
    const [intentAt, doneAt] = [intents.get(op), dones.get(op)];
    if (intentAt === 0 || doneAt === 0) return undefined;
    const intent = readIntent(intentAt);
    const done = readDone(doneAt);
    if (intent?.line !== "intent" || done?.line !== "done") return undefined;
    return { intent, done, undone: undones.get(op) === 1 };
  }

  function* standing(): Generator<number> {
    for (let op = last; op > 0; op--) if (dones.get(op) > 0 && undones.get(op) === 0) yield op;
  }

  return { path, header, last, get, standing };
}

/** The journal of `run`. The id comes from a record, so it must be no more than a name. */
export function findJournal(
  fs: FileSystem,
  state: StateFolder,
  run: string,
): JournalIndex | undefined {
  if (!/^[\w-]{1,100}$/.test(run)) return undefined;
  const index = readIndex(fs, join(state.journals, `${run}.ndjson`));
  // Where a journal lay elsewhere another one may lie now.
  return index?.header.run === run ? index : undefined;
}

/** Numbers by index that grow as needed, 0 where none was set. An index is checked, since a journal may be damaged. */
function createOffsets() {
  let values = new Float64Array(1024);
  let last = 0;
  return {
    get: (index: number): number => values[index] ?? 0,
    last: (): number => last,
    set(index: number, value: number): void {
      if (!Number.isSafeInteger(index) || index < 1 || index > 1e9) return;
      if (index >= values.length) {
        const larger = new Float64Array(Math.max(index + 1, values.length * 2));
        larger.set(values);
        values = larger;
      }
      values[index] = value;
      last = Math.max(last, index);
    },
  };
}
