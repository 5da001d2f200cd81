import { join } from "@std/path";
import type { FileSystem } from "./file_system.ts";
import { findJournal, type JournalIndex, readIndex } from "./journal_index.ts";
import type { Undone } from "./journal_lines.ts";
import { namesIn, type StateFolder } from "./state_folder.ts";

/**
 * The newest run that put something into its place that still stands. Ids begin with the time, so their order is that of
 * runs. A run that took back what another one had taken back counts too.
 */
export function findLastRun(fs: FileSystem, state: StateFolder): JournalIndex | undefined {
  for (const name of namesIn(fs, state.journals).reverse()) {
    const index = readIndex(fs, join(state.journals, name));
    if (index === undefined || index.standing().next().done) continue;
    if (isPlacing(index, (run) => findJournal(fs, state, run))) return index;
  }
}

/** Whether a run put files into their places, by the last thing it did: that may have been taken back since. */
function isPlacing(
  index: JournalIndex,
  find: (run: string) => JournalIndex | undefined,
): boolean {
  if (index.header.command === "apply") return true;
  let op = index.last;
  while (op > 1 && index.get(op) === undefined) op--;
  const { run = "" } = index.get(op)?.intent.undoes ?? {};
  const undone = find(run);
  return undone !== undefined && !isPlacing(undone, find);
}

/** Notes in the journal at `path` that operations of it were taken back. */
export function appendUndone(
  fs: FileSystem,
  path: string,
  { ops, by }: { readonly ops: readonly number[]; readonly by: string },
): void {
  using file = fs.openSync(path, { append: true });
  const lines = ops.map((op): Undone => ({ line: "undone", op, by }));
  let rest = new TextEncoder().encode(lines.map((line) => JSON.stringify(line) + "\n").join(""));
  while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
}
