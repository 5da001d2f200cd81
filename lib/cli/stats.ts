import { UsageError } from "../record/mod.ts";
import { describeCause } from "../text/mod.ts";
import type { Io } from "./io.ts";
import type { Meter } from "./meter.ts";
import { VERSION } from "./version.ts";

/** Where the figures of a run go. */
export interface Stats {
  /**
   * Writes them as one line of NDJSON: `records`, `failed`, `failures` by code, `seconds`, `rate` (records a second),
   * `peakMemory` (bytes), and what is the command's `own`.
   *
   * @throws {Error} where the file cannot be written
   */
  write(meter: Meter, own: Readonly<Record<string, unknown>>): void;
}

/**
 * Opens what `--stats` names: a file, or `-` for stderr.
 *
 * @throws {UsageError} where the file cannot be written: before the work, not after hours of it
 */
export function openStats(path: string, io: Io): Stats {
  const put = path === "-" ? io.say : (line: string) => io.writeFile(path, line);
  try {
    put("");
  } catch (error) {
    const why = error instanceof Deno.errors.NotCapable
      ? "this command may not write files, but --stats - gives them on stderr"
      : error instanceof Deno.errors.NotFound
      ? "its folder is not there"
      : describeCause(error as Error);
    throw new UsageError(`Cannot write the figures to "${path}": ${why}`);
  }
  return {
    write(meter, own) {
      const { command, records, failed, seconds, rate } = meter.read();
      const figures = { command, version: VERSION, records, failed, failures: meter.failures };
      put(
        JSON.stringify({ ...figures, seconds, rate, peakMemory: io.peakMemory(), ...own }) + "\n",
      );
    },
  };
}
