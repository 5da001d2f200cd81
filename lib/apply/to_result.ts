import type { PlacedFile, Result } from "../record/mod.ts";
import type { DoneFile, Intent } from "./journal_lines.ts";

/** A unit that stands: `done` has an entry for each file of `intent`. */
export interface StandingUnit {
  readonly intent: Pick<Intent, "files" | "disc">;
  readonly done: readonly DoneFile[];
}

/** What a record says of a unit that was placed: enough to take it back. The files of a disc folder come as one. */
export function toResult(
  { intent: { files, disc }, done }: StandingUnit,
  operation: Pick<Result, "run" | "op" | "at" | "action">,
): Result {
  const all = files.map(({ source, target }, index): PlacedFile => {
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
  const placed = all.filter((_, index) => !files[index]!.replaced);
  const replaced = all.filter((_, index) => files[index]!.replaced);
  const main = disc === undefined ? placed[0]! : toDisc(disc, placed.slice(0, disc.files));
  const sidecars = placed.slice(disc?.files ?? 1);
  return {
    status: "done",
    ...operation,
    ...main,
    ...(sidecars.length === 0 ? {} : { sidecars }),
    ...(replaced.length === 0 ? {} : { replaced }),
    bytes: placed.reduce((sum, { size }) => sum + size, 0),
    // A copy's extended attributes cannot be read from here.
    metadata: done.some(({ hash }) => hash !== undefined) ? "partial" : "full",
  };
}

/** What `scan` would say of the folder. */
function toDisc(
  { source, target }: { readonly source: string; readonly target: string },
  files: readonly PlacedFile[],
): PlacedFile {
  return {
    source,
    target,
    size: files.reduce((sum, { size }) => sum + size, 0),
    mtime: files.map(({ mtime }) => mtime).sort().at(-1)!,
    method: files[0]!.method,
  };
}
