import { dirname, join } from "@std/path";
import type { Copied, Intent } from "./journal_lines.ts";

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
}

/** An operation that nothing was done for. */
export function toOperation(run: string, intent: Intent): Operation {
  return {
    run,
    intent,
    tried: false,
    copied: new Map(),
    reserved: new Set(),
    untouched: new Set(),
  };
}

/** Where the copy of a file grows: next to its target, under a name that no other run, operation or file has. */
export function toTemporaryPath({ run, intent }: Operation, file: number): string {
  return join(dirname(intent.files[file]!.target), `.shelve-${run}-${intent.op}-${file}.part`);
}
