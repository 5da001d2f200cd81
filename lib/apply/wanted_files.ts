import { type MediaFile, type Plan, StageError } from "../record/mod.ts";
import { findAction } from "./actions/mod.ts";
import type { ScannedFacts } from "./file_system.ts";
import { findFlaw } from "./libraries.ts";

/** One file of a unit, as its record tells of it. */
export interface WantedFile {
  readonly source: string;
  readonly target: string;
  /** What was scanned; missing in a record that was made from a bare path. */
  readonly facts: ScannedFacts | undefined;
}

/**
 * The files that `plan` wants placed, the video first.
 *
 * @throws {StageError} where the plan is not sane: a path that is no path, a sidecar that the record does not have
 */
export function toWantedFiles(file: MediaFile, plan: Plan): readonly WantedFile[] {
  if (plan.target === undefined) {
    throw new StageError("missing_field", `Cannot place "${file.path}": the plan has no target`);
  }
  const wanted = [{ source: file.path, target: plan.target, facts: toScanned(file) }];
  for (const { source, target } of plan.sidecars ?? []) {
    const sidecar = file.sidecars?.find(({ path }) => path === source);
    if (sidecar === undefined) {
      throw new StageError(
        "invalid_record",
        `Cannot place "${source}": it is no sidecar of the record`,
      );
    }
    wanted.push({ source, target, facts: toScanned(sidecar) });
  }
  const verb = findAction(plan.action)?.verb ?? "place";
  for (const { source, target } of wanted) {
    const what = `Cannot ${verb} "${source}" to "${target}"`;
    const flaw = findFlaw(source);
    if (flaw !== undefined) {
      throw new StageError("invalid_record", `${what}: of the source, ${flaw}`);
    }
    const targetFlaw = findFlaw(target);
    if (targetFlaw !== undefined) {
      throw new StageError("unsafe_target", `${what}: of the target, ${targetFlaw}`);
    }
  }
  return wanted;
}

function toScanned(
  { size, mtime, ino, dev }: Pick<MediaFile, "size" | "mtime" | "ino" | "dev">,
): ScannedFacts | undefined {
  if (size === undefined || mtime === undefined || size === null || mtime === null) {
    return undefined;
  }
  return {
    size,
    mtime,
    ...(Number.isSafeInteger(ino) ? { ino: ino! } : {}),
    ...(Number.isSafeInteger(dev) ? { dev: dev! } : {}),
  };
}
