import { fingerprint } from "../text/mod.ts";
import { type Claim, createClaims, type Mark, toMark } from "./claims.ts";
import { createColumn } from "./columns.ts";
import { type Contest, createContest } from "./contest.ts";
import { createDiscs, type Discs } from "./discs.ts";
import { createJoins } from "./joins.ts";
import type { PlanRules } from "./plan_rules.ts";
import { toRank } from "./ranking.ts";
import { toReplacedFiles } from "./replaced_files.ts";
import { type Aim, isInLibrary, type Name, type Sight, type Standing, takeAim } from "./sight.ts";

/**
 * Who lies where and wants what: numbers only, no record is kept. A record is learnt, then claimed,
 * then judged. For a plan that looks back only, all three in a row; for a whole one each step for all
 * records before the next, and `settle()` in between.
 */
export interface Ledger {
  readonly rules: PlanRules;
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
  /** Where a record wants to go. */
  aim(sight: Sight): Aim | undefined;
  /** Whether another has the name, the identity or the place that this one wants. */
  isRefused(ordinal: number): boolean;
  /** Who has won, if it is a second file of a film or episode. */
  findWinner(sight: Sight): Claim | undefined;
  /** Who else is a file of the same film or episode and is to go to the library, for one that lies there. */
  findTwin(sight: Sight): Claim | undefined;
  /** Who lies there and stays, other than `ordinal`. */
  findHolder(mark: Mark, ordinal: number): Claim | undefined;
  /** Who else is to go there. */
  findRival(mark: Mark, ordinal: number): Claim | undefined;
  /** Whether a file seems to be that of record `other`, which lies in the library: alike in size and time. */
  isEqual(sight: Sight, other: number): boolean;
}

/** A ledger of nothing; `whole` if all records are learnt before the first is claimed. */
export function createLedger(rules: PlanRules, { whole }: { readonly whole: boolean }): Ledger {
  /** What is to arrive, and what the library holds by its identity. */
  const names = createClaims();
  /** What lies in the library. */
  const places = createClaims();
  const joins = createJoins();
  const discs = createDiscs();
  const refused = createColumn(Uint8Array);
  const stamps = createColumn(Uint32Array);
  /** Who wants the place of whom, by the one that lies there. */
  const waiting = new Map<number, { readonly mark: Mark; readonly ordinals: number[] }>();
  /** Whether some record is a piece of a film or episode. */
  let hasPieces = false;
  const { keepBest, replace } = rules;
  const contest = createContest(names, { whole, keepBest, replace });

  function isRefused(ordinal: number): boolean {
    return refused.get(ordinal) === 1;
  }

  function refuse(ordinal: number): void {
    refused.set(ordinal, 1);
  }

  function aim(sight: Sight): Aim | undefined {
    return takeAim(sight, joins);
  }

  function learn(sight: Sight): void {
    const { ordinal, record, stem, identity, wholeIdentity, inLibrary, draft } = sight;
    const { file, parsed } = record;
    if (inLibrary) {
      stamps.set(ordinal, toStamp(sight));
      places.add(toMark(stem), { ordinal, role: "stays" });
      if (draft?.preset !== undefined && !rules.strictNames) joins.learn(file.path, draft.preset);
    }
    if (identity === undefined) return;
    const role = !inLibrary ? "arrives" : aim(sight) === undefined ? "stays" : "moves";
    if (wholeIdentity !== undefined) {
      hasPieces = true;
      names.add(toPieces(wholeIdentity), { ordinal, role });
    }
    contest.enter({
      ordinal,
      identity: identity.mark,
      role,
      rank: () => toRank(file, parsed),
      files: () => toReplacedFiles(file, { library: draft!.plan.library!, stem }),
    });
  }

  function claim(sight: Sight): Aim | undefined {
    const { ordinal, stem, identity, inLibrary } = sight;
    if (contest.successor(ordinal) !== undefined) return undefined;
    const wish = aim(sight);
    if (wish === undefined) {
      if (sight.error !== undefined) refuse(ordinal);
      lie(sight);
      return undefined;
    }
    // With presets the identity stands for all names.
    const isNamed = identity !== undefined && !rules.ownTemplates;
    const all = [wish.stem, ...wish.own];
    const wanted = isNamed ? [] : all.filter((name) => name !== identity);
    const isTaken = wanted.some(({ mark }) => findRival(mark, ordinal) !== undefined);
    const hasLost = findBetter(sight) !== undefined;
    if (isTaken || hasLost || (!places.isEmpty() && isHeld(all, ordinal))) {
      refuse(ordinal);
      lie(sight);
      return wish;
    }
    const role = inLibrary ? "moves" : "arrives";
    for (const { mark } of wanted) names.set(mark, { ordinal, role });
    for (const { mark } of wish.shared) names.add(mark, { ordinal, role: "shared" });
    // What is not moved stays in its place as well.
    if (inLibrary && rules.action === "move") {
      places.set(toMark(stem), { ordinal, role: "leaves" });
    }
    discs.add(sight.record.file, { ordinal, target: wish.plan.target, inLibrary });
    return wish;
  }

  /** Whether somebody lies in the way; with a whole plan that is told when all are known. */
  function isHeld(wanted: readonly Name[], ordinal: number): boolean {
    if (!whole) return wanted.some(({ mark }) => findHolder(mark, ordinal) !== undefined);
    for (const { mark } of wanted) {
      const holder = places.find(mark);
      if (holder === undefined || holder.ordinal === ordinal) continue;
      const known = waiting.get(holder.ordinal);
      if (known === undefined) waiting.set(holder.ordinal, { mark, ordinals: [ordinal] });
      else known.ordinals.push(ordinal);
    }
    return false;
  }

  /** What lies outside of the library is in nobody's way. */
  function lie({ ordinal, record: { file }, stem, inLibrary }: Sight): void {
    if (!inLibrary) return;
    for (const { path } of file.sidecars ?? []) {
      if (!path.startsWith(stem)) places.add(toMark(path), { ordinal, role: "stays" });
    }
    discs.add(file, { ordinal, inLibrary });
  }

  /** Who goes before a file of the same film or episode. */
  function findBetter(sight: Sight): Claim | undefined {
    const { ordinal, identity } = sight;
    if (identity === undefined) return undefined;
    const winner = contest.winner(identity.mark);
    if (winner !== undefined && winner.ordinal !== ordinal) return winner;
    return hasPieces ? findOtherForm(sight, identity) : undefined;
  }

  /**
   * A film in one file and the same film in pieces are two of one film, and servers that put pieces
   * together lose some where the whole lies beside them.
   */
  function findOtherForm({ wholeIdentity }: Sight, identity: Name): Claim | undefined {
    const name = wholeIdentity ?? identity;
    const inOne = contest.winner(name.mark);
    const inPieces = names.find(toPieces(name));
    if (inOne === undefined || inPieces === undefined) return undefined;
    const first = contest.goesBefore(inPieces, inOne) ? inPieces : inOne;
    return (first === inPieces) === (wholeIdentity !== undefined) ? undefined : first;
  }

  function findRival(mark: Mark, ordinal: number): Claim | undefined {
    const rival = names.find(mark);
    if (rival === undefined || rival.ordinal === ordinal) return undefined;
    return rival.role === "stays" || rival.role === "several" ? undefined : rival;
  }

  function findHolder(mark: Mark, ordinal: number): Claim | undefined {
    const holder = places.find(mark);
    if (holder === undefined || holder.ordinal === ordinal) return undefined;
    const heir = contest.successor(holder.ordinal);
    if (heir !== undefined && !isRefused(heir)) return undefined;
    return holder.role === "leaves" && !isRefused(holder.ordinal) ? undefined : holder;
  }

  function pass({ ordinal, path, target }: Standing): void {
    if (target !== undefined) {
      names.add(toMark(target), { ordinal, role: "arrives" });
      if (keepBest || replace) contest.ranks.set(ordinal, Infinity);
    } else if (path !== undefined && isInLibrary(path, rules)) {
      places.add(toMark(path), { ordinal, role: "stays" });
    }
  }

  function settle(): void {
    const open = [...waiting.keys()];
    for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
      const wish = waiting.get(holder);
      for (const ordinal of wish?.ordinals ?? []) {
        if (isRefused(ordinal) || findHolder(wish!.mark, ordinal) === undefined) continue;
        refuse(ordinal);
        open.push(ordinal);
      }
    }
  }

  return {
    ...{ rules, contest, discs, learn, claim, pass, settle },
    ...{ aim, isRefused, findHolder, findRival },
    findWinner: (sight) => aim(sight) === undefined ? undefined : findBetter(sight),
    findTwin(sight) {
      const winner = findBetter(sight);
      if (winner === undefined || isRefused(winner.ordinal)) return undefined;
      return winner.role === "arrives" || winner.role === "moves" ? winner : undefined;
    },
    isEqual(sight, other) {
      const stamp = toStamp(sight);
      return stamp !== 0 && stamp === stamps.get(other);
    },
  };
}

/** What stands for the pieces of a film or episode, by the identity of the whole. */
function toPieces({ path }: Name): Mark {
  return toMark(`${path}//pieces`);
}

/** Of size and time, 32 bits; 0 where they are not known. */
function toStamp({ record: { file: { size, mtime } } }: Sight): number {
  return size === undefined || mtime === undefined ? 0 : fingerprint(`${size} ${mtime}`)[0];
}
