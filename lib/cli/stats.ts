import type { Io } from "./io.ts";
import type { Meter } from "./meter.ts";
import { VERSION } from "./version.ts";

/** Where and what {@linkcode writeStats} writes. */
export interface StatsOptions {
  readonly io: Io;
  /** A file, or `-` for stderr. */
  readonly path: string;
  /** Figures that only this command has. */
  readonly own: Readonly<Record<string, unknown>>;
}

/**
 * Writes the figures of a run as one line of NDJSON: `records`, `failed`, `failures` by code, `seconds`, `rate` (records a
 * second), `peakMemory` (bytes), and the command's own.
 *
 * @throws {Error} where the file cannot be written
 */
export function writeStats(meter: Meter, { io, path, own }: StatsOptions): void {
  const { command, records, failed, seconds, rate } = meter.read();
  const line = JSON.stringify({
    command,
    version: VERSION,
    records,
    failed,
    failures: meter.failures,
    seconds,
    rate,
    peakMemory: io.peakMemory(),
    ...own,
  }) + "\n";
  if (path === "-") return io.say(line);
  try {
    io.writeFile(path, line);
  } catch (error) {
    const why = error instanceof Deno.errors.NotCapable
      ? "this command may not write files, but --stats - gives them on stderr"
      : (error as Error).message;
    throw new Error(`Cannot write the figures to "${path}": ${why}`);
  }
}
