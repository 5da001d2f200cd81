import { type ErrorCode, type Plan, type PlannedRecord, StageError } from "../record/mod.ts";
import type { PlannableRecord } from "./facts.ts";

/** Counts what became of records, for one line at the end. */
export interface PlanSummary {
  /** Counts a planned record. */
  add(plan: Plan): void;
  /** Counts a failed record. */
  addFailure(code: ErrorCode): void;
  /** Figures for `--stats`. */
  toJson(): Record<string, unknown>;
  /**
   * Such as `12 to move, 3 stay (2 ambiguous, 1 no_match), 1 failed (1 target_claimed)`; empty if
   * there was nothing.
   */
  toString(): string;
}

/** A summary of nothing yet. */
export function createPlanSummary(): PlanSummary {
  const actions = new Map<string, number>();
  const reasons = new Map<string, number>();
  /** Reasons of what moves all the same. */
  const oddities = new Map<string, number>();
  const failures = new Map<string, number>();
  let left = 0;
  return {
    add({ action, reason, leftBehind = [] }) {
      if (action === "none") count(reasons, reason ?? "none");
      else {
        count(actions, action);
        if (reason !== undefined) count(oddities, reason);
      }
      left += leftBehind.length;
    },
    addFailure: (code) => count(failures, code),
    toJson: () => ({
      actions: Object.fromEntries(actions),
      stays: Object.fromEntries(reasons),
      ...(oddities.size === 0 ? {} : { odd: Object.fromEntries(oddities) }),
      conflicts: CONFLICTS.reduce((sum, code) => sum + (failures.get(code) ?? 0), 0),
      leftBehind: left,
    }),
    toString() {
      const parts = sorted(actions).map(([action, number]) => `${number} to ${action}`);
      if (oddities.size > 0) parts[parts.length - 1] += ` (${list(oddities)})`;
      if (reasons.size > 0) parts.push(`${total(reasons)} stay (${list(reasons)})`);
      if (failures.size > 0) parts.push(`${total(failures)} failed (${list(failures)})`);
      if (left > 0) parts.push(`${left} sidecars left behind`);
      return parts.join(", ");
    },
  };
}

/** `record` with the plan that `decide` makes, which `summary` counts; it also counts a failure, and lets it by. */
export function addPlan(
  record: PlannableRecord,
  decide: () => Plan,
  summary: PlanSummary | undefined,
): PlannedRecord {
  let plan: Plan;
  try {
    plan = decide();
  } catch (error) {
    summary?.addFailure(error instanceof StageError ? error.code : "internal");
    throw error;
  }
  summary?.add(plan);
  return { ...record, plan };
}

/** What one record does to another. */
const CONFLICTS: readonly ErrorCode[] = ["duplicate", "target_claimed", "target_exists"];

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function total(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, number) => sum + number, 0);
}

/** Most first. */
function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function list(counts: ReadonlyMap<string, number>): string {
  return sorted(counts).map(([key, number]) => `${number} ${key}`).join(", ");
}
