import type { FailedRecord, FileRecord, MediaFile, Sidecar } from "../record/mod.ts";
import { toDisc, toFile, toSidecar, type Writable } from "./file_facts.ts";
import { judgeChange, judgeSize, judgeWishes, type UnitLookUp } from "./judge_unit.ts";
import type { LeftOutReason } from "./left_out.ts";
import { toFailure } from "./to_failure.ts";
import type { LeftOut, Unit } from "./unit.ts";

/** What became of a unit. */
export interface RecordedUnit {
  readonly record: FileRecord | FailedRecord;
  /** Sidecars that could not be read. */
  readonly failures: readonly FailedRecord[];
  /** Set where its size says that it is to be left out. */
  readonly reason: LeftOutReason | undefined;
}

/** Makes the record of a unit. */
export function recordUnit(unit: Unit, lookUp: UnitLookUp): RecordedUnit {
  const { root, at, disc } = lookUp;
  const path = lookUp.paths[at]!;
  const info = lookUp.infos[at]!;
  const { sidecars, failures } = recordSidecars(unit, lookUp);
  if (info instanceof Error || disc instanceof Error) {
    const cause = (info instanceof Error ? info : disc) as Error;
    const file = { path, root, kind: unit.kind, ...(sidecars.length === 0 ? {} : { sidecars }) };
    return { record: toFailure(file, cause), failures, reason: undefined };
  }
  const found = { path, root, kind: unit.kind, info };
  const file = disc === undefined ? toFile(found) : toDisc(found, disc);
  if (sidecars.length > 0) file.sidecars = sidecars;
  const reason = (disc === undefined ? judgeSize(unit, info) : undefined) ??
    judgeWishes(disc ?? info, lookUp.settings) ?? judgeChange(file, unit, lookUp);
  if (reason !== undefined) file.excluded = { reason };
  return { record: { v: 1, file }, failures, reason };
}

const NONE: readonly never[] = [];

function recordSidecars(
  { sidecars }: Unit,
  { root, at, paths, infos }: UnitLookUp,
): { readonly sidecars: readonly Sidecar[]; readonly failures: readonly FailedRecord[] } {
  if (sidecars.length === 0) return { sidecars: NONE, failures: NONE };
  const read: Sidecar[] = [];
  const failures: FailedRecord[] = [];
  for (let index = 0; index < sidecars.length; index++) {
    const { kind, language, flags } = sidecars[index]!;
    const path = paths[at + 1 + index]!;
    const info = infos[at + 1 + index]!;
    if (info instanceof Error) {
      failures.push(toFailure({ path, root, kind: "sidecar" }, info));
      continue;
    }
    const sidecar = toSidecar(path, { kind, info });
    if (language !== undefined) sidecar.language = language;
    if (flags !== undefined) sidecar.flags = flags;
    read.push(sidecar);
  }
  return { sidecars: read, failures };
}

/**
 * The record by which `--all` shows what was left out. A folder has no size of its own, and what cannot be looked up was
 * not asked for.
 */
export function recordLeftOut({ kind, reason }: LeftOut, lookUp: UnitLookUp): FileRecord {
  const { root, at } = lookUp;
  const info = lookUp.infos[at]!;
  const path = lookUp.paths[at]!;
  const file: Writable<MediaFile> = info instanceof Error || info.isDirectory
    ? { path, root, kind }
    : toFile({ path, root, kind, info });
  file.excluded = { reason };
  return { v: 1, file };
}
