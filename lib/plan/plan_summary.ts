import type { ErrorCode, Plan } from "../record/mod.ts";

/** Counts what became of records, for one line at the end. */
export class PlanSummary {
  readonly #actions = new Map<string, number>();
  readonly #reasons = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #leftBehind = 0;

  /** Counts a planned record. */
  add({ action, reason, leftBehind = [] }: Plan): void {
    if (action === "none") count(this.#reasons, reason ?? "none");
    else count(this.#actions, action);
    this.#leftBehind += leftBehind.length;
  }

  /** Counts a failed record. */
  addFailure(code: ErrorCode): void {
    count(this.#failures, code);
  }

  /** Figures for `--stats`. */
  toJson(): Record<string, unknown> {
    return {
      actions: Object.fromEntries(this.#actions),
      stays: Object.fromEntries(this.#reasons),
      conflicts: this.#failures.get("target_claimed") ?? 0,
      leftBehind: this.#leftBehind,
    };
  }

  /** Such as `12 move, 3 stay (2 ambiguous, 1 no_match), 1 fails (target_claimed)`; empty if there was nothing. */
  toString(): string {
    const parts = [...sorted(this.#actions)].map(([action, number]) => `${number} to ${action}`);
    if (this.#reasons.size > 0) parts.push(`${total(this.#reasons)} stay (${list(this.#reasons)})`);
    if (this.#failures.size > 0) {
      parts.push(`${total(this.#failures)} failed (${list(this.#failures)})`);
    }
    if (this.#leftBehind > 0) parts.push(`${this.#leftBehind} sidecars left behind`);
    return parts.join(", ");
  }
}

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
