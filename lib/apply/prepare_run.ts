import { UsageError } from "../record/mod.ts";
import type { RunOptions } from "./run.ts";
import { findStatePath } from "./state_folder.ts";
import { createTally, describeTally, type Tally } from "./tally.ts";

/** What a command line gives to {@linkcode prepareRun}. */
export interface RunCommand extends Pick<RunOptions, "warn"> {
  readonly env: (name: string) => string | undefined;
  readonly signal: AbortSignal;
  /** Runs `close` at the end, and says what that gives. */
  readonly atEnd: (close: () => string | undefined) => void;
  /** Is given the tally. */
  readonly stats: Record<string, unknown>;
}

/** What a run of `apply` or `undo` takes from its command line, whichever it is. */
export type PreparedRun =
  & Required<Pick<RunOptions, "state" | "now" | "newId" | "warn" | "signal">>
  & { readonly tally: Tally };

/**
 * Finds the state folder, and counts what the run does for the line at its end.
 *
 * @throws {UsageError} where the environment does not say where the state folder is
 */
export function prepareRun({ env, warn, signal, atEnd, stats }: RunCommand): PreparedRun {
  const state = findStatePath(env);
  if (state === undefined) {
    throw new UsageError("Set $HOME or $XDG_STATE_HOME: journals are there");
  }
  const tally = createTally();
  atEnd(() => {
    Object.assign(stats, tally);
    return describeTally(tally) || undefined;
  });
  const newId = () => toRunId(new Date(), crypto.getRandomValues(new Uint8Array(4)));
  return { state, now: Date.now, newId, warn, signal, tally };
}

/** A run's id: its time to the millisecond, by which ids sort, and eight random digits. */
export function toRunId(time: Date, random: Uint8Array): string {
  const digits = time.toISOString().replace(/[-:.Z]/g, "").replace("T", "-");
  const tail = Array.from(random.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0"));
  return `${digits}-${tail.join("")}`;
}
