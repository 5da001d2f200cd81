import { fingerprint } from "../text/mod.ts";
import { type Claim, type Claims, createClaims } from "./claims.ts";
import { createColumn } from "./columns.ts";
import { type Contest, createContest } from "./contest.ts";
import { createDiscs, type Discs } from "./discs.ts";
import { createJoins, type Joins } from "./joins.ts";
import type { PlanRules } from "./plan_rules.ts";
import { toRank } from "./ranking.ts";
import { toReplacedFiles } from "./replaced_files.ts";
import { type Aim, isInLibrary, type Sight, type Standing, takeAim } from "./sight.ts";

/**
 * Who lies where and wants what: numbers only, no record is kept. A record is learnt, then claimed,
 * then judged. For a plan that looks back only, all three in a row; for a whole one each step for all
 * records before the next, and `settle()` in between.
 */
export interface Ledger {
  readonly rules: PlanRules;
  /** What is to arrive, and what the library holds by its identity. */
  readonly names: Claims;
  /** What lies in the library. */
  readonly places: Claims;
  readonly contest: Contest;
  readonly discs: Discs;
  /** Takes note of what a record is, and where it lies. */
  learn(sight: Sight): void;
  /** Takes the names that it wants, or refuses it; gives where it wants to go. */
  claim(sight: Sight): Aim | undefined;
  /** Lets a record keep what it has that needs no plan. */
  pass(standing: Standing): void;
  /** Refuses what wants the place of a file that cannot move away. */
  settle(): void;
  /** Where a record goes that has been claimed. */
  aim(sight: Sight): Aim | undefined;
  /** Whether another has the name, the identity or the place that this one wants. */
  isRefused(ordinal: number): boolean;
  /** Whether it is a second file of a film or episode: then who has won. */
  findWinner(sight: Sight): Claim | undefined;
  /** Who lies at `path` and stays, other than `ordinal`. */
  findHolder(path: string, ordinal: number): Claim | undefined;
  /** Who else is to go to `path`. */
  findRival(path: string, ordinal: number): Claim | undefined;
  /** Whether two files seem to be one: alike in size and time. */
  isEqual(ordinal: number, other: number): boolean;
}

/** A ledger of nothing; `whole` if all records are learnt before the first is claimed. */
export function createLedger(rules: PlanRules, { whole }: { readonly whole: boolean }): Ledger {
  const names = createClaims();
  const places = createClaims();
  const joins: Joins = createJoins();
  const discs = createDiscs();
  const refused = createColumn(Uint8Array);
  const marks = createColumn(Uint32Array);
  const { keepBest, replace } = rules;
  const contest = createContest(names, { whole, keepBest, replace });
  const isRefused = (ordinal: number) => refused.get(ordinal) === 1;
  const refuse = (ordinal: number) => refused.set(ordinal, 1);

  function learn(sight: Sight): void {
    const { ordinal, record, stem, identity, inLibrary, draft } = sight;
    const { file } = record;
    if (inLibrary && draft?.preset !== undefined && !rules.strictNames) {
      joins.learn(file.path, draft.preset);
    }
    marks.set(ordinal, toMark(file));
    if (identity === undefined) return;
    contest.enter({
      ordinal,
      identity,
      role: !inLibrary ? "arrives" : takeAim(sight, joins) === undefined ? "stays" : "moves",
      rank: () => toRank(file, record.parsed),
      files: () => toReplacedFiles(file, { library: draft!.plan.library!, stem }),
    });
  }

  function claim(sight: Sight): Aim | undefined {
    const { ordinal, record, stem, identity, inLibrary } = sight;
    if (contest.successor(ordinal) !== undefined) return;
    const aim = sight.error === undefined && findWinner(sight) === undefined
      ? takeAim(sight, joins)
      : undefined;
    if (aim === undefined) {
      if (!isStaying(sight)) refuse(ordinal);
      lie(sight);
      return;
    }
    const wanted = aim.own.map(({ target }) => target);
    if (aim.stem !== identity) wanted.push(aim.stem);
    if (wanted.some((path) => isTaken(path, ordinal))) {
      refuse(ordinal);
      lie(sight);
      return aim;
    }
    const role = inLibrary ? "moves" : "arrives";
    for (const path of wanted) names.set(path, { ordinal, role });
    for (const { target } of aim.shared) names.add(target, { ordinal, role: "shared" });
    if (inLibrary) {
      // What is not moved stays in its place as well.
      places.add(stem, { ordinal, role: rules.action === "move" ? "leaves" : "stays" });
    }
    discs.add(record.file, { ordinal, target: aim.plan.target, inLibrary });
    return aim;
  }

  /** Whether some other is to go to `path`; with a whole plan, who lies there is seen later. */
  function isTaken(path: string, ordinal: number): boolean {
    return findRival(path, ordinal) !== undefined ||
      (!whole && findHolder(path, ordinal) !== undefined);
  }

  function isStaying(sight: Sight): boolean {
    return sight.error === undefined && takeAim(sight, joins) === undefined;
  }

  /** What lies outside of the library is in nobody's way. */
  function lie({ ordinal, record: { file }, stem, inLibrary }: Sight): void {
    if (!inLibrary) return;
    places.add(stem, { ordinal, role: "stays" });
    for (const { path } of file.sidecars ?? []) {
      if (!path.startsWith(stem)) places.add(path, { ordinal, role: "stays" });
    }
    discs.add(file, { ordinal, inLibrary });
  }

  function findWinner(sight: Sight): Claim | undefined {
    const { ordinal, identity } = sight;
    if (identity === undefined) return undefined;
    const winner = contest.winner(identity);
    if (winner === undefined || winner.ordinal === ordinal) return undefined;
    return isStaying(sight) ? undefined : winner;
  }

  function findRival(path: string, ordinal: number): Claim | undefined {
    const rival = names.find(path);
    if (rival === undefined || rival.ordinal === ordinal) return undefined;
    return rival.role === "stays" || rival.role === "several" ? undefined : rival;
  }

  function findHolder(path: string, ordinal: number): Claim | undefined {
    const holder = places.find(path);
    if (holder === undefined || holder.ordinal === ordinal) return undefined;
    return holder.role === "leaves" && !isRefused(holder.ordinal) ? undefined : holder;
  }

  return {
    ...{ rules, names, places, contest, discs, learn, claim },
    ...{ isRefused, findWinner, findHolder, findRival },
    aim: (sight) => takeAim(sight, joins),
    isEqual: (one, other) => marks.get(one) !== 0 && marks.get(one) === marks.get(other),
    pass({ ordinal, path, target }) {
      if (target !== undefined) {
        names.add(target, { ordinal, role: "arrives" });
        if (keepBest || replace) contest.ranks.set(ordinal, Infinity);
      } else if (path !== undefined && isInLibrary(path, rules)) {
        places.add(path, { ordinal, role: "stays" });
      }
    },
    settle() {
      /** Who wants the place of whom that means to leave it. */
      const waiting = new Map<number, number[]>();
      names.meet(places, (claim, holder) => {
        const isThere = claim.role !== "arrives" && claim.role !== "moves";
        if (isThere || claim.ordinal === holder.ordinal) return;
        if (holder.role === "stays") return refuse(claim.ordinal);
        const others = waiting.get(holder.ordinal);
        if (others === undefined) waiting.set(holder.ordinal, [claim.ordinal]);
        else others.push(claim.ordinal);
      });
      const open = [...waiting.keys()].filter(isRefused);
      for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
        for (const ordinal of waiting.get(holder) ?? []) {
          if (isRefused(ordinal)) continue;
          refuse(ordinal);
          open.push(ordinal);
        }
      }
    },
  };
}

/** Of size and time, 32 bits; 0 where they are not known. */
function toMark({ size, mtime }: Sight["record"]["file"]): number {
  return size === undefined || mtime === undefined ? 0 : fingerprint(`${size} ${mtime}`)[0];
}
