import { type Plan, type PlannedSidecar, StageError } from "../record/mod.ts";
import { byteLength } from "./cut_text.ts";
import { type Facts, gatherFacts, type PlannableRecord } from "./facts.ts";
import { type FieldValues, toFieldValues } from "./fields.ts";
import { countFolders, isRead, SEEMS_EXTRA } from "./is_read.ts";
import { toExtension } from "./path_segment.ts";
import type { Place, PlanRules } from "./plan_rules.ts";
import type { StayReason } from "./stay_reasons.ts";
import { nameSidecars, type SidecarName } from "./sidecars.ts";
import type { Template } from "./template.ts";
import { writePath } from "./write_path.ts";

/**
 * Decides where the file of `record` belongs, from this record and nothing else: neither the disk
 * nor its neighbours. What is in doubt stays, with the reason.
 *
 * @throws {StageError} `missing_field`, `no_library`, `no_metadata`, `name_too_long`,
 * `unsafe_target`
 */
export function planRecord(record: PlannableRecord, rules: PlanRules): Plan {
  return draftPlan(record, rules).plan;
}

/** A plan, and what a later record of the same film or show needs to know of it. */
export interface Draft {
  readonly plan: Plan;
  /** Where the preset alone would put it; missing where that is not known. */
  readonly preset?: {
    readonly root: string;
    /** Folders and file below the root, without an extension. */
    readonly names: readonly string[];
    /** Of the folders that it lies in now, how many the server reads well. */
    readonly kept: number;
    /** A film's own file has its own folder: its name may have to begin with the folder's. */
    readonly mayJoin: boolean;
  } | undefined;
}

/** As {@linkcode planRecord}, with how the plan came about. */
export function draftPlan(record: PlannableRecord, rules: PlanRules): Draft {
  const { file } = record;
  const facts = gatherFacts(record, rules);
  if (typeof facts === "string") return stay(facts);
  if (file.kind === "disc") return stay("disc_not_supported");
  const place = rules[facts.kind];
  const template = facts.extra === undefined ? place.whole : place.extras.get(facts.extra);
  if (template === undefined) return stay("extra_not_supported");
  if (place.root === undefined) {
    const flag = facts.kind === "movie" ? "--movies" : "--shows";
    throw new StageError(
      "no_library",
      `Cannot plan "${file.path}": no folder for it was named (${flag} or --library)`,
    );
  }
  const values = toFieldValues(facts);
  const extension = toExtension(file.path);
  const sidecars = nameSidecars(file.sidecars ?? [], {
    of: facts.extra === undefined ? facts.kind : "extra",
    stem: facts.name,
    extension,
    thumb: rules.preset.thumb,
    folder: place.title !== undefined,
  });
  const writing: Writing = { place, template, values, extension, sidecars };
  const { root } = place;
  const names = writeNames(facts, writing);
  const stem = names.join("/");
  const target = toTarget(root, stem + extension);
  const library = place.library!;
  const valid: Plan = { action: "none", reason: "already_valid", library, target: file.path };
  if (target === file.path) {
    return { plan: valid, preset: { root, names, kept: 0, mayJoin: false } };
  }
  const present = toNames(file.path, root);
  const kept = present === undefined ? 0 : countFolders(present, facts, rules.preset);
  const isFilm = facts.kind === "movie" && facts.extra === undefined;
  const preset = { root, names, kept, mayJoin: kept > 0 || !isFilm };
  if (present !== undefined && !rules.strictNames && isRead(present, facts, rules.preset)) {
    return { plan: valid, preset };
  }
  const plan = { action: rules.action, library, target, server: rules.preset.name };
  if (sidecars.length === 0) return { plan, preset };
  let folder: string | undefined;
  const planned = sidecars.map((sidecar): PlannedSidecar => ({
    source: sidecar.source,
    target: toTarget(
      root,
      "suffix" in sidecar
        ? stem + sidecar.suffix
        : `${folder ??= writeTitle(writing).join("/")}/${sidecar.shared}`,
    ),
  }));
  return { plan: { ...plan, sidecars: planned }, preset };
}

function stay(reason: StayReason): Draft {
  return { plan: { action: "none", reason } };
}

/** The names of `path` below `root`, without an extension, if it lies there. */
function toNames(path: string, root: string): readonly string[] | undefined {
  if (!path.startsWith(`${root}/`)) return undefined;
  return path.slice(root.length + 1, path.length - toExtension(path).length).split("/");
}

/** What a target is written from. */
interface Writing {
  readonly place: Place;
  readonly template: Template;
  readonly values: FieldValues;
  readonly extension: string;
  readonly sidecars: readonly SidecarName[];
}

/** The folders of a film or show below the root. */
function writeTitle({ place, values }: Writing): string[] {
  return place.title === undefined ? [] : writePath(place.title, values, 0);
}

/** The file's path below the root, without its extension. */
function writeNames(facts: Facts, writing: Writing): string[] {
  const { template, values, extension, sidecars } = writing;
  const room = sidecars.reduce(
    (most, sidecar) => "suffix" in sidecar ? Math.max(most, byteLength(sidecar.suffix)) : most,
    extension.length,
  );
  const names = writePath(template, values, room);
  if (facts.extra !== undefined) return [...writeTitle(writing), ...names];
  names.push(names.pop()!.replace(SEEMS_EXTRA, " "));
  return names;
}

/** `path` below `root`; what could lead out of it cannot be, and is looked for all the same. */
function toTarget(root: string, path: string): string {
  const target = `${root}/${path}`;
  // No name is empty or begins with a dot.
  const isOdd = target.includes("//", root.length) || target.endsWith("/") ||
    target.includes("/.", root.length);
  if (isOdd || target.includes("\0")) {
    throw new StageError("unsafe_target", `Cannot plan a target "${path}" in "${root}"`);
  }
  return target;
}
