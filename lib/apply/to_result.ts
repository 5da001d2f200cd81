import type { PlacedFile, Result } from "../record/mod.ts";
import type { DoneFile, JournalledFile } from "./journal_lines.ts";

/** A unit that stands: `done` has an entry for each of `files`. */
export interface StandingUnit {
  readonly files: readonly JournalledFile[];
  readonly done: readonly DoneFile[];
}

/** What a record says of a unit that was placed: enough to take it back. */
export function toResult(
  { files, done }: StandingUnit,
  operation: Pick<Result, "run" | "op" | "at" | "action">,
): Result {
  const placed = files.map(({ source, target }, index): PlacedFile => {
    const { method, size, mtime, ino, hash } = done[index]!;
    return {
      source,
      target,
      size,
      mtime,
      ...(ino === undefined ? {} : { ino }),
      ...(hash === undefined ? {} : { hash }),
      method,
    };
  });
  const [video, ...sidecars] = placed;
  return {
    status: "done",
    ...operation,
    ...video!,
    ...(sidecars.length === 0 ? {} : { sidecars }),
    bytes: placed.reduce((sum, { size }) => sum + size, 0),
    // A copy's extended attributes cannot be read from here.
    metadata: done.some(({ hash }) => hash !== undefined) ? "partial" : "full",
  };
}
