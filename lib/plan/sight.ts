import { folderOf, nameOf } from "../text/mod.ts";
import type { MediaRecord, Plan, PlannedSidecar } from "../record/mod.ts";
import { isFailed } from "../stream/mod.ts";
import { type Mark, toMark } from "./claims.ts";
import type { PlannableRecord } from "./facts.ts";
import { toIdentity, toWholeIdentity } from "./identity.ts";
import type { Joins } from "./joins.ts";
import { toExtension } from "./path_segment.ts";
import { type Draft, draftPlan } from "./plan_record.ts";
import type { PlanRules } from "./plan_rules.ts";

/** A record in its place of the input, with what is known of it alone. */
export interface Sight {
  /** Number of the record in the input, from 1. */
  readonly ordinal: number;
  readonly record: PlannableRecord;
  /** Where it lies, without an extension. */
  readonly stem: string;
  readonly inLibrary: boolean;
  /** Missing where that failed. */
  readonly draft?: Draft;
  /** Why it failed. */
  readonly error?: unknown;
  /** What is equal for two files of one film or episode. */
  readonly identity?: Name | undefined;
  /** Of a piece: that of the whole film or episode in one file. */
  readonly wholeIdentity?: Name | undefined;
}

/** A path, or what stands for one. */
export interface Name {
  readonly path: string;
  readonly mark: Mark;
}

function toName(path: string): Name {
  return { path, mark: toMark(path) };
}

/** Looks at one record by itself. */
export function toSight(record: PlannableRecord, ordinal: number, rules: PlanRules): Sight {
  const { path, kind } = record.file;
  const stem = toStem(path, kind === "disc");
  const inLibrary = isInLibrary(path, rules);
  try {
    const draft = draftPlan(record, rules);
    const identity = toIdentity(draft, rules);
    const whole = toWholeIdentity(draft, rules);
    return {
      ...{ ordinal, record, stem, inLibrary, draft },
      identity: identity === undefined ? undefined : toName(identity),
      wholeIdentity: whole === undefined ? undefined : toName(whole),
    };
  } catch (error) {
    return { ordinal, record, stem, inLibrary, error };
  }
}

/** Whether `path` lies where films or shows go. */
export function isInLibrary(path: string, { roots }: PlanRules): boolean {
  return roots.some((root) => path.startsWith(`${root}/`));
}

/** Where a record goes, with all names that it takes. */
export interface Aim {
  readonly plan: Plan & { readonly target: string };
  /** The name that the video shares with its sidecars. */
  readonly stem: Name;
  /** What bears that name: nobody else may have it. */
  readonly own: readonly Name[];
  /** What is common to the folder of a film or show: the first brings it. */
  readonly shared: readonly SharedSidecar[];
}

/** A sidecar that is common to a folder. */
export interface SharedSidecar extends PlannedSidecar {
  readonly mark: Mark;
}

/** Where `sight` goes, in the folders that the library has; `undefined` if it stays. */
export function takeAim({ record, draft, identity }: Sight, joins: Joins): Aim | undefined {
  if (draft === undefined || draft.plan.action === "none") return undefined;
  const { file } = record;
  const plan = draft.preset === undefined ? draft.plan : joins.apply(draft.plan, draft.preset);
  if (plan.target === undefined || plan.target === file.path) return undefined;
  const path = toStem(plan.target, file.kind === "disc");
  const stem = path === identity?.path ? identity : toName(path);
  const own: Name[] = [];
  const shared: SharedSidecar[] = [];
  for (const sidecar of plan.sidecars ?? []) {
    if (sidecar.target.startsWith(path)) own.push(toName(sidecar.target));
    else shared.push({ ...sidecar, mark: toMark(sidecar.target) });
  }
  return { plan: plan as Aim["plan"], stem, own, shared };
}

/** The plan of a file that stays where it is. */
export function toStay({ record, draft }: Sight): Plan {
  const { plan } = draft!;
  if (plan.action === "none") return plan;
  // Its folder is spelled in its own way, and its name is the preset's.
  const { library } = plan;
  return {
    ...{ action: "none", reason: "already_valid" },
    ...(library === undefined ? {} : { library }),
    target: record.file.path,
  };
}

/** The name that a video shares with its sidecars; for a disc, that of its folder. */
export function toStem(path: string, isDisc = false): string {
  if (!isDisc) return path.slice(0, path.length - toExtension(path).length);
  const folder = folderOf(path);
  return `${folder}/${nameOf(folder)}`;
}

/** What a record that is not planned here takes. */
export interface Standing {
  readonly ordinal: number;
  /** Where it lies. */
  readonly path?: string | undefined;
  /** Where an earlier plan sends it. */
  readonly target?: string | undefined;
}

/** A record that passes by: it failed, or has a plan already. */
export function toStanding(record: MediaRecord, ordinal: number): Standing {
  const { action, target } = toObject(record["plan"]);
  const { path, kind } = toObject(record["file"]);
  const isPlanned = typeof target === "string" && action !== "none" && !isFailed(record);
  return {
    ordinal,
    path: typeof path === "string" ? toStem(path, kind === "disc") : undefined,
    target: isPlanned ? toStem(target, kind === "disc") : undefined,
  };
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
