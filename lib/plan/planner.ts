import { type MediaRecord, type Plan, type PlannedRecord, StageError } from "../record/mod.ts";
import type { PlannableRecord } from "./facts.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { PlanRules } from "./plan_rules.ts";
import type { PlanSummary } from "./plan_summary.ts";
import type { WholePlanner } from "./plan_whole.ts";
import { type Aim, type Sight, toSight, toStanding } from "./sight.ts";
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
      return toPlanned(sight, ledger.claim(sight), { ledger, summary });
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
      return toPlanned(sight, ledger.aim(sight), { ledger, summary });
    },
  };
}

/** Writes the plan of `sight`, which goes to `aim`, into its record, and counts it. */
function toPlanned(
  sight: Sight,
  aim: Aim | undefined,
  { ledger, summary }: {
    readonly ledger: Ledger;
    readonly summary?: PlanSummary | undefined;
  },
): PlannedRecord {
  let plan: Plan;
  try {
    plan = writePlan(sight, aim, ledger);
  } catch (error) {
    summary?.addFailure(error instanceof StageError ? error.code : "internal");
    throw error;
  }
  summary?.add(plan);
  return { ...sight.record, plan };
}
