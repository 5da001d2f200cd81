import { dirname, join } from "@std/path";
import type { Copied, Intent, JournalledFile, StepName } from "./journal_lines.ts";

/** An operation of which no outcome is known yet: what the journal says of it. */
export interface Operation {
  readonly run: string;
  readonly intent: Intent;
  /** Whether anything may have been done. */
  tried: boolean;
  /** Copies that stood whole under their temporary names, by the index of their file. */
  readonly copied: Map<number, Copied>;
  /** Files that surely were not placed, by their index: what stands at their targets is not ours. */
  readonly untouched: Set<number>;
  /** Names that an empty file may hold. */
  readonly reserved: Set<string>;
  /** How many names each file had when it was checked; not known to recovery. */
  readonly names?: readonly number[];
}

/** An operation that nothing was done for. */
export function toOperation(
  run: string,
  intent: Intent,
  names?: readonly number[],
): Operation {
  return {
    run,
    intent,
    tried: false,
    copied: new Map(),
    reserved: new Set(),
    untouched: new Set(),
    ...(names === undefined ? {} : { names }),
  };
}

/** Where the copy of a file grows: next to its target, under a name that no other run, operation or file has. */
export function toTemporaryPath({ run, intent }: Operation, file: number): string {
  return join(dirname(intent.files[file]!.target), `.shelve-${run}-${intent.op}-${file}.part`);
}

/** Where a file waits until its target is free. Like the temporary path, but what stands there is whole. */
export function toHeldPath({ run, intent }: Operation, file: number): string {
  return join(dirname(intent.files[file]!.target), `.shelve-${run}-${intent.op}-${file}.held`);
}

/** Where a file is placed first: at its target, or where it waits for that. */
export function toFirstPath(operation: Operation, file: number): string {
  const { holds, target } = operation.intent.files[file]!;
  return holds ? toHeldPath(operation, file) : target;
}

/** How one file of a unit is placed. */
export function toStep({ action }: Intent, { step = action }: JournalledFile): StepName {
  return step;
}

/** Whether a source goes before what waits for its target takes that: it may be the very name that is wanted. */
export function goesFirst({ swaps, files }: Intent, { holds }: JournalledFile): boolean {
  return swaps !== undefined || holds === undefined && files.some((file) => file.holds);
}
