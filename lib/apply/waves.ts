import { StageError } from "../record/mod.ts";
import type { NumberedOutcome, Ready, Run } from "./run.ts";

/** What a check says: it may be done, why nothing is to be done, or why it cannot. `undefined` where a signal came. */
export type Checked = Ready | { readonly reason: string } | StageError | undefined;

/** What became of one item: what its check said, or what was done. */
export type WaveOutcome =
  | { readonly status: "skipped"; readonly reason: string }
  | { readonly status: "failed"; readonly error: StageError }
  /** Another file has a name that it wants. */
  | { readonly status: "occupied"; readonly ready: Ready }
  | { readonly status: "left" }
  | { readonly status: "done"; readonly ready: Ready; readonly outcome: DoneOutcome };

/** An operation that was done. */
export type DoneOutcome = NumberedOutcome & { readonly status: "done" };

/** How {@linkcode performInWaves} checks and does. */
export interface WaveOptions<Item> {
  readonly run: Run;
  readonly signal: AbortSignal;
  /** Checks items against the disk as it is now: a result for each. */
  readonly check: (items: readonly Item[]) => Promise<readonly Checked[]>;
  readonly checkFolder: (folder: string) => void;
}

/**
 * Checks items and performs them: first those whose targets are free, then those that these have made way for, and at the
 * last those that stand in each other's way in a circle. Never throws.
 */
export async function performInWaves<Item>(
  items: readonly Item[],
  { run, signal, check, checkFolder }: WaveOptions<Item>,
): Promise<readonly WaveOutcome[]> {
  const outcomes: WaveOutcome[] = items.map(() => ({ status: "left" }));
  const freed = new Set<string>();
  let pending = await look([...items.keys()]);
  const isFree = ({ occupied }: Ready) => occupied.length === 0;
  // Where nothing can be done nothing is written, not even a lock.
  if (![...pending.values()].some(isFree) && findCircle(pending).size === 0) {
    await performAll();
    return outcomes;
  }
  try {
    const libraries = [...pending.values()].map(({ intent }) => intent.library);
    const lock = await run.lock(libraries, signal);
    if (lock === undefined) return items.map(() => ({ status: "left" }));
    try {
      if (lock.hasWaited) {
        await run.recover("again");
        pending = await look([...items.keys()]);
      }
      await performAll();
    } finally {
      lock.release();
    }
  } catch (error) {
    for (const index of pending.keys()) {
      outcomes[index] = { status: "failed", error: error as StageError };
    }
  }
  return outcomes;

  /** Checks the items at `indexes`, and gives those that may be done, or wait for a name. */
  async function look(indexes: readonly number[]): Promise<Map<number, Ready>> {
    const found = new Map<number, Ready>();
    const results = await check(indexes.map((index) => items[index]!));
    for (const [nth, checked] of results.entries()) {
      const index = indexes[nth]!;
      if (checked === undefined) outcomes[index] = { status: "left" };
      else if (checked instanceof StageError) {
        outcomes[index] = { status: "failed", error: checked };
      } else if ("reason" in checked) outcomes[index] = { status: "skipped", ...checked };
      else found.set(index, checked);
    }
    return found;
  }

  async function performAll(): Promise<void> {
    while (pending.size > 0 && !signal.aborted) {
      const free = take(({ occupied }) => occupied.every((path) => freed.has(path)));
      if (free.size > 0) {
        await performFree(free);
        continue;
      }
      const circle = findCircle(pending);
      if (circle.size === 0) break;
      const members = new Set(circle.values());
      take((ready) => members.has(ready));
      await perform(circle, true);
    }
    for (const [index, ready] of pending) outcomes[index] = { status: "occupied", ready };
  }

  /** Those that others have made way for are looked at once more: much may have happened since. */
  async function performFree(free: ReadonlyMap<number, Ready>): Promise<void> {
    const waited = [...free].filter(([, { occupied }]) => occupied.length > 0);
    if (waited.length === 0) return await perform(free, false);
    const again = await look(waited.map(([index]) => index));
    for (const [index, ready] of again) {
      if (ready.occupied.length > 0) outcomes[index] = { status: "occupied", ready };
    }
    const group = new Map([...free].filter(([, { occupied }]) => occupied.length === 0));
    for (const [index, ready] of again) if (ready.occupied.length === 0) group.set(index, ready);
    await perform(group, false);
  }

  async function perform(group: ReadonlyMap<number, Ready>, isCircle: boolean): Promise<void> {
    const entries = [...group].sort(([a], [b]) => a - b);
    const ready = entries.map(([, ready]) => isCircle ? toHeld(ready) : ready);
    const results = await run.perform(ready, { signal, checkFolder, isCircle });
    for (const [nth, outcome] of results.entries()) {
      const [index] = entries[nth]!;
      outcomes[index] = outcome.status === "done"
        ? { status: "done", ready: ready[nth]!, outcome }
        : outcome;
      if (outcome.status === "done") { for (const path of ready[nth]!.frees) freed.add(path); }
    }
  }

  function take(isMeant: (ready: Ready) => boolean): Map<number, Ready> {
    const taken = new Map([...pending].filter(([, ready]) => isMeant(ready)));
    for (const index of taken.keys()) pending.delete(index);
    return taken;
  }
}

/** Those of `pending` all of whose targets are names that others of them let go of. */
function findCircle(pending: ReadonlyMap<number, Ready>): ReadonlyMap<number, Ready> {
  let circle = new Map([...pending].filter(([, { intent }]) => intent.action === "move"));
  for (;;) {
    const frees = new Set([...circle.values()].flatMap(({ frees }) => frees));
    const rest = new Map(
      [...circle].filter(([, { occupied }]) => occupied.every((path) => frees.has(path))),
    );
    if (rest.size === circle.size) return circle;
    circle = rest;
  }
}

/** All its files wait for their targets. */
function toHeld(ready: Ready): Ready {
  const files = ready.intent.files.map((file) => ({ ...file, holds: true as const }));
  return { ...ready, intent: { ...ready.intent, files } };
}
