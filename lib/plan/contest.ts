import type { ReplacedFile } from "../record/mod.ts";
import type { Claim, Claims, Mark, Role } from "./claims.ts";
import { type Column, createColumn } from "./columns.ts";
import type { PlanRules } from "./plan_rules.ts";
import { isUpgrade } from "./ranking.ts";

/** A file that is to be, or is, the one of its film or episode. */
export interface Entrant {
  readonly ordinal: number;
  /** What it is a file of. */
  readonly identity: Mark;
  readonly role: Extract<Role, "stays" | "moves" | "arrives">;
  /** How good it is; asked only where that decides. */
  readonly rank: () => number;
  /** What would give way to a better one; asked only of what lies in the library. */
  readonly files: () => readonly ReplacedFile[];
}

/** Who of several files of one film or episode gets its name. */
export interface Contest {
  enter(entrant: Entrant): void;
  /** Whether one form of a film goes before another: its pieces before the whole, or the other way round. */
  goesBefore(mine: Claim, its: Claim): boolean;
  /** Who has won so far. */
  winner(identity: Mark): Claim | undefined;
  /** Who takes the place of `ordinal`. */
  successor(ordinal: number): number | undefined;
  /** Whose place `ordinal` takes. */
  predecessor(ordinal: number): number | undefined;
  /** What gives way with `ordinal`, which is forgotten; keeps `files` for later where they are given. */
  readonly retired: Map<number, readonly ReplacedFile[]>;
  /** How good each file is. */
  readonly ranks: Column;
}

/** What lies in the library goes before what moves in it, and that before what is new. */
const LEVELS: Readonly<Record<Role, number>> = {
  stays: 2,
  several: 2,
  leaves: 2,
  moves: 1,
  arrives: 0,
  shared: 0,
};

/**
 * A contest that nobody has entered; winners stand in `names` under their identity. Unless it is `whole`, that is all
 * records are known before the first is planned, the first claim wins.
 */
export function createContest(
  names: Claims,
  { whole, keepBest, replace }: Pick<PlanRules, "keepBest" | "replace"> & {
    readonly whole: boolean;
  },
): Contest {
  const ranks = createColumn(Float64Array);
  const successors = new Map<number, number>();
  const predecessors = new Map<number, number>();
  const retired = new Map<number, readonly ReplacedFile[]>();

  function isBetter(ordinal: number, other: number): boolean {
    const [rank, its] = [ranks.get(ordinal), ranks.get(other)];
    // What was planned before is as it is.
    return replace && rank < Infinity && isUpgrade(rank, its);
  }

  function beats(mine: Claim, its: Claim): boolean {
    const distance = LEVELS[mine.role] - LEVELS[its.role];
    if (distance > 0) return !isBetter(its.ordinal, mine.ordinal);
    if (distance < 0) return its.role !== "several" && isBetter(mine.ordinal, its.ordinal);
    return keepBest && ranks.get(mine.ordinal) > ranks.get(its.ordinal);
  }

  /** Lets `ordinal` take the place of `old`, or of nothing. */
  function succeed(ordinal: number, old: number | undefined): void {
    const before = predecessors.get(ordinal);
    if (before !== undefined) successors.delete(before);
    predecessors.delete(ordinal);
    if (old === undefined) return;
    predecessors.set(ordinal, old);
    successors.set(old, ordinal);
  }

  return {
    ranks,
    retired,
    winner: (identity) => names.find(identity),
    goesBefore(mine, its) {
      const distance = LEVELS[mine.role] - LEVELS[its.role] ||
        (keepBest ? ranks.get(mine.ordinal) - ranks.get(its.ordinal) : 0);
      return distance > 0 || (distance === 0 && mine.ordinal < its.ordinal);
    },
    successor: (ordinal) => successors.get(ordinal),
    predecessor: (ordinal) => predecessors.get(ordinal),
    enter({ ordinal, identity, role, rank, files }) {
      if (keepBest || replace) ranks.set(ordinal, rank());
      const mine: Claim = { ordinal, role };
      const its = names.add(identity, mine);
      if (its === undefined || !whole) return;
      const heir = predecessors.get(its.ordinal);
      if (role === "stays" && (LEVELS[its.role] === 2 || heir !== undefined)) {
        // Versions that lie side by side are meant so: none of them gives way.
        succeed(its.ordinal, undefined);
        names.set(identity, { ordinal: heir ?? its.ordinal, role: "several" });
      } else if (beats(mine, its)) {
        const isNewer = LEVELS[role] < LEVELS[its.role];
        succeed(its.ordinal, undefined);
        succeed(ordinal, isNewer ? its.ordinal : LEVELS[role] === 0 ? heir : undefined);
        names.set(identity, mine);
      } else if (LEVELS[role] > LEVELS[its.role] && heir === undefined) {
        succeed(its.ordinal, ordinal);
        retired.set(ordinal, files());
      }
    },
  };
}
