import {
  type MediaRecord,
  type Plan,
  type PlannedRecord,
  type PlannedSidecar,
  StageError,
} from "../record/mod.ts";
import { isFailed } from "../stream/mod.ts";
import { type Claim, createClaims } from "./claims.ts";
import type { PlannableRecord } from "./facts.ts";
import { createJoins } from "./joins.ts";
import { toExtension } from "./path_segment.ts";
import { type Draft, draftPlan } from "./plan_record.ts";
import type { PlanRules } from "./plan_rules.ts";
import type { PlanSummary } from "./plan_summary.ts";

/** Plans records one after the other, and remembers who takes which name. */
export interface Planner {
  /** @throws {StageError} as `planRecord()`, and `target_claimed` */
  plan(record: PlannableRecord): PlannedRecord;
  /** A record that needs no plan takes a name all the same. */
  pass(record: MediaRecord): void;
}

/** A planner that has seen nothing yet. */
export function createPlanner(rules: PlanRules, summary?: PlanSummary): Planner {
  const claims = createClaims();
  const joins = createJoins();
  /** Number of the record in the input, from 1. */
  let ordinal = 0;

  return {
    plan(record) {
      ordinal++;
      const { path } = record.file;
      try {
        const draft = draftPlan(record, rules);
        const plan = draft.plan.action === "none"
          ? claimPlace(path, draft)
          : claimTargets(path, draft);
        summary?.add(plan);
        return { ...record, plan };
      } catch (error) {
        keepPlace(path);
        summary?.addFailure(error instanceof StageError ? error.code : "internal");
        throw error;
      }
    },
    pass(record) {
      ordinal++;
      const { action, target } = toObject(record["plan"]);
      const { path } = toObject(record["file"]);
      const isPlanned = typeof target === "string" && action !== "none" && !isFailed(record);
      if (isPlanned) claim(toName(target));
      else if (typeof path === "string") keepPlace(path);
    },
  };

  /** For a file that goes somewhere. */
  function claimTargets(path: string, { plan: decided, preset }: Draft): Plan {
    if (preset !== undefined && !rules.strictNames) joins.learn(path, preset);
    const plan = preset === undefined ? decided : joins.apply(decided, preset);
    if (plan.target === path) return claimPlace(path, { plan: toStay(plan), preset });
    const target = plan.target!;
    const name = toName(target);
    const sidecars = plan.sidecars ?? [];
    // What bears the name of its video belongs to it alone; the rest is common to the folder of a
    // film or show.
    const own = sidecars.map((sidecar) => sidecar.target).filter((each) => each.startsWith(name));
    // In a folder that is spelled in its own way the same film or episode may bear another name.
    if (plan !== decided) refuse(path, target, claims.find(toName(decided.target!)));
    if (own.length > 0) refuse(path, target, claims.find(name));
    for (const wanted of own) refuse(path, wanted, claims.find(wanted));
    refuse(path, target, claim(name));
    if (plan !== decided) claim(toName(decided.target!));
    for (const wanted of own) claim(wanted);
    // What is not moved stays in its place as well.
    if (plan.action !== "move") keepPlace(path);
    const late = new Set<PlannedSidecar>();
    for (const sidecar of sidecars) {
      const isOwn = sidecar.target.startsWith(name);
      if (!isOwn && claim(sidecar.target) !== undefined) late.add(sidecar);
    }
    // One that lies in its place already has nowhere to go.
    const moving = sidecars.filter(({ source, target }) => source !== target);
    if (late.size === 0 && moving.length === sidecars.length) return plan;
    const left = moving.filter((sidecar) => late.has(sidecar)).map(({ source }) => source);
    return {
      ...plan,
      sidecars: moving.filter((sidecar) => !late.has(sidecar)),
      ...(left.length === 0 ? {} : { leftBehind: left }),
    };
  }

  /** For a file that stays. */
  function claimPlace(path: string, { plan, preset }: Draft): Plan {
    const other = claims.find(toName(path));
    if (other?.arrives) {
      throw new StageError(
        "target_claimed",
        `Cannot leave "${path}" where it is: record ${other.ordinal} of the input is to go there`,
      );
    }
    keepPlace(path);
    if (preset !== undefined) {
      // Under the name of the preset as well, so that a second copy is seen.
      claims.add(`${preset.root}/${preset.names.join("/")}`, { ordinal, arrives: false });
      joins.learn(path, preset);
    }
    return plan;
  }

  function claim(path: string): Claim | undefined {
    return claims.add(path, { ordinal, arrives: true });
  }

  /** What lies outside of the library is in nobody's way. */
  function keepPlace(path: string): void {
    const { movie, episode } = rules;
    if (![movie.root, episode.root].some((root) => path.startsWith(`${root}/`))) return;
    claims.add(toName(path), { ordinal, arrives: false });
  }
}

function refuse(path: string, target: string, claim: Claim | undefined): void {
  if (claim === undefined) return;
  const why = claim.arrives ? "claims that name before it" : "holds that name already";
  throw new StageError(
    "target_claimed",
    `Cannot plan "${path}" as "${target}": record ${claim.ordinal} of the input ${why}`,
  );
}

/** For a file whose folder is spelled in its own way, and whose name is the preset's. */
function toStay({ library, target }: Plan): Plan {
  return { action: "none", reason: "already_valid", library, target } as Plan;
}

/** The name that a video shares with its sidecars. */
function toName(path: string): string {
  return path.slice(0, path.length - toExtension(path).length);
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
