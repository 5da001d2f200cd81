import { join } from "@std/path";
import { type MediaFile, type Plan, StageError } from "../record/mod.ts";
import { findStep } from "./actions/mod.ts";
import { type ScannedFacts, toFacts } from "./file_system.ts";
import type { StepName } from "./journal_lines.ts";
import { findFlaw } from "./libraries.ts";
import type { DiscContents } from "./read_disc.ts";

/** One file of a unit, as its record tells of it. */
export interface WantedFile {
  readonly source: string;
  readonly target: string;
  /** What was scanned; missing in a record that was made from a bare path. */
  readonly facts: ScannedFacts | undefined;
  readonly step: StepName;
  /** It gives way to the others; its target lies in the library's trash. */
  readonly isReplaced: boolean;
}

/**
 * The files that `plan` wants placed: the video first, or with `disc` what that holds, then sidecars, then what they replace.
 *
 * @throws {StageError} where the plan is not sane: a path that is no path, a sidecar that the record does not have
 */
export function toWantedFiles(
  file: MediaFile,
  plan: Plan,
  disc?: DiscContents,
): readonly WantedFile[] {
  const { target, sidecars = [] } = plan;
  if (target === undefined) {
    throw new StageError("missing_field", `Cannot place "${file.path}": the plan has no target`);
  }
  const step = (plan.action === "replace" ? plan.via ?? "move" : plan.action) as StepName;
  const verb = findStep(step)?.verb ?? "place";
  checkPaths({ source: file.path, target }, verb);
  const wanted: WantedFile[] = disc === undefined
    ? [{ source: file.path, target, facts: toScanned(file), step, isReplaced: false }]
    : disc.files.map(({ path, info }) => ({
      source: join(file.path, path),
      target: join(target, path),
      facts: toFacts(info),
      step,
      isReplaced: false,
    }));
  for (const { source, target } of sidecars) {
    const sidecar = file.sidecars?.find(({ path }) => path === source);
    if (sidecar === undefined) {
      throw new StageError(
        "invalid_record",
        `Cannot place "${source}": it is no sidecar of the record`,
      );
    }
    wanted.push({ source, target, facts: toScanned(sidecar), step, isReplaced: false });
  }
  wanted.push(...toReplacedFiles(file, plan));
  for (const paths of wanted) checkPaths(paths, verb);
  return wanted;
}

function toReplacedFiles(file: MediaFile, { action, replaces = [] }: Plan): WantedFile[] {
  if (action !== "replace") return [];
  if (replaces.length === 0) {
    const why = "the plan does not say what it replaces";
    throw new StageError("missing_field", `Cannot place "${file.path}": ${why}`);
  }
  return replaces.map(({ path, trash, ...facts }) => ({
    source: path,
    target: trash,
    facts: toScanned(facts),
    step: "move",
    isReplaced: true,
  }));
}

function checkPaths(
  { source, target }: { readonly source: string; readonly target: string },
  verb: string,
): void {
  const what = `Cannot ${verb} "${source}" to "${target}"`;
  const flaw = findFlaw(source);
  if (flaw !== undefined) {
    const advice = source.startsWith("/") ? "" : ": scan --files-from - makes it so";
    throw new StageError("invalid_record", `${what}: the source ${flaw}${advice}`);
  }
  const targetFlaw = findFlaw(target);
  if (targetFlaw !== undefined) {
    throw new StageError("unsafe_target", `${what}: the target ${targetFlaw}`);
  }
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
