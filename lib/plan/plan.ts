import type { PlannedRecord } from "../record/mod.ts";
import { type Link, mapRecords } from "../stream/mod.ts";
import type { PlannableRecord } from "./facts.ts";
import { type PlanOptions, toPlanRules } from "./plan_rules.ts";
import type { PlanSummary } from "./plan_summary.ts";
import { createPlanner } from "./planner.ts";

/** {@linkcode PlanOptions}, and who is told what became of each record. */
export interface PlanStageOptions extends PlanOptions {
  /** Counts what became of each record. */
  readonly summary?: PlanSummary | undefined;
}

/**
 * Decides where each file belongs: adds `plan`. Touches no disk. What it sees looking back it
 * marks: of two records that claim one name (also in other case or Unicode form, or with another
 * extension) the later fails as `target_claimed`.
 *
 * @throws {TypeError} if a folder of `options` is not absolute
 * @throws {TemplateError} if a template cannot be read
 */
export function plan(options: PlanStageOptions): Link<PlannableRecord, PlannedRecord> {
  const planner = createPlanner(toPlanRules(options), options.summary);
  return mapRecords("plan", planner.plan, { onPass: planner.pass });
}
