import type { MediaRecord, PlannedRecord } from "../record/mod.ts";
import type { PlannableRecord } from "./facts.ts";
import { createLedger } from "./ledger.ts";
import type { PlanRules } from "./plan_rules.ts";
import { addPlan, type PlanSummary } from "./plan_summary.ts";
import type { WholePlanner } from "./plan_whole.ts";
import { toSight, toStanding } from "./sight.ts";
import { writePlan } from "./write_plan.ts";

/** Plans records one after the other, and remembers who takes which name. */
export interface Planner {
  /** @throws {StageError} as `planRecord()`, and where another record stands in the way */
  plan(record: PlannableRecord): PlannedRecord;
  /** A record that needs no plan takes a name all the same. */
  pass(record: MediaRecord): void;
}

/** A planner that looks back only: the first claim wins. */
export function createPlanner(rules: PlanRules, summary?: PlanSummary): Planner {
  const ledger = createLedger(rules, { whole: false });
  let ordinal = 0;
  return {
    plan(record) {
      const sight = toSight(record, ++ordinal, rules);
      ledger.learn(sight);
      const aim = ledger.claim(sight);
      return addPlan(record, () => writePlan(sight, aim, ledger), summary);
    },
    pass: (record) => ledger.pass(toStanding(record, ++ordinal)),
  };
}

/** A planner that knows all records before it plans the first. */
export function createWholePlanner(rules: PlanRules, summary?: PlanSummary): WholePlanner {
  const ledger = createLedger(rules, { whole: true });
  return {
    learn: (record, ordinal) => ledger.learn(toSight(record, ordinal, rules)),
    pass: (record, ordinal) => ledger.pass(toStanding(record, ordinal)),
    claim: (record, ordinal) => void ledger.claim(toSight(record, ordinal, rules)),
    settle: ledger.settle,
    write(record, ordinal) {
      const sight = toSight(record, ordinal, rules);
      return addPlan(record, () => writePlan(sight, ledger.aim(sight), ledger), summary);
    },
  };
}
