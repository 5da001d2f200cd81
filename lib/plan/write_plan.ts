import { type ErrorCode, type Plan, StageError } from "../record/mod.ts";
import { type Claim, toMark } from "./claims.ts";
import type { Ledger } from "./ledger.ts";
import { explainRank, isUpgrade } from "./ranking.ts";
import { toReplacedFiles } from "./replaced_files.ts";
import { type Aim, type Name, type Sight, toStay } from "./sight.ts";

/**
 * The plan of a record that the ledger has claimed, where it is to go to `aim`.
 *
 * @throws {StageError} as `planRecord()`, and `duplicate`, `target_claimed`, `target_exists`
 */
export function writePlan(sight: Sight, aim: Aim | undefined, ledger: Ledger): Plan {
  const { ordinal, error } = sight;
  if (error !== undefined) throw error;
  const heir = ledger.contest.successor(ordinal);
  if (heir !== undefined && !ledger.isRefused(heir)) return giveWay(sight, heir, ledger);
  if (aim === undefined) return stay(sight, ledger);
  const { plan, own, shared } = aim;
  // What is not refused has all that it wants.
  if (ledger.isRefused(ordinal) || heir !== undefined) {
    const winner = ledger.findWinner(sight);
    if (winner !== undefined) return lose(sight, winner, ledger);
    const holder = ledger.findHolder(aim.stem.mark, ordinal);
    if (holder !== undefined && ledger.isEqual(sight, holder.ordinal)) {
      return beThere(holder.ordinal);
    }
    for (const name of [aim.stem, ...own]) checkName(name, { sight, aim, ledger });
  }
  const disc = ledger.discs.find(plan.target);
  if (disc !== undefined && disc !== ordinal) {
    const why = `that lies in the disc folder of record ${disc} of the input`;
    throw cannotPlan("target_claimed", sight, { target: plan.target, why });
  }
  const late = shared.filter(({ mark }) =>
    ledger.findRival(mark, ordinal) !== undefined || ledger.findHolder(mark, ordinal) !== undefined
  ).map(({ source }) => source);
  const final = withoutSidecars(plan, late);
  const old = ledger.contest.predecessor(ordinal);
  return old === undefined ? final : { ...final, ...replace(ordinal, old, aim, ledger) };
}

/** `plan` without the sidecars that are in their place or come too late. */
function withoutSidecars(plan: Plan, late: readonly string[]): Plan {
  if (plan.sidecars === undefined) return plan;
  const moving = plan.sidecars.filter(({ source, target }) => source !== target);
  if (late.length === 0 && moving.length === plan.sidecars.length) return plan;
  const left = moving.flatMap(({ source }) => late.includes(source) ? [source] : []);
  return {
    ...plan,
    sidecars: moving.filter(({ source }) => !late.includes(source)),
    ...(left.length === 0 ? {} : { leftBehind: left }),
  };
}

/** What makes a plan one that replaces record `old`. */
function replace(
  ordinal: number,
  old: number,
  { plan }: Aim,
  { contest: { ranks, retired } }: Ledger,
): Partial<Plan> {
  const replaces = retired.get(old)!;
  retired.delete(old);
  return {
    action: "replace",
    via: plan.action as NonNullable<Plan["via"]>,
    replaces,
    why: `${explainRank(ranks.get(ordinal), ranks.get(old))} of record ${old} of the input`,
  };
}

/** For a file of the library that gives way to record `heir`. */
function giveWay(
  { ordinal, record: { file }, stem, draft }: Sight,
  heir: number,
  { contest: { ranks, retired } }: Ledger,
): Plan {
  const library = draft!.plan.library!;
  if (heir > ordinal) retired.set(ordinal, toReplacedFiles(file, { library, stem }));
  const why = explainRank(ranks.get(heir), ranks.get(ordinal));
  return {
    action: "none",
    reason: "replaced",
    why: `record ${heir} of the input is better: ${why}`,
  };
}

/** For a second file of a film or episode. */
function lose(sight: Sight, { ordinal: other, role }: Claim, ledger: Ledger): Plan {
  const { ordinal, draft } = sight;
  const { ranks } = ledger.contest;
  const isNew = role === "arrives";
  if (!isNew && ledger.isEqual(sight, other)) return beThere(other);
  const [mine, its] = [ranks.get(ordinal), ranks.get(other)];
  // What the library holds gives way only to what is known to be better, and then --replace is to be asked for.
  const isBetter = isNew ? mine > its : isUpgrade(mine, its);
  if (ledger.rules.keepBest && !isBetter) {
    const why = mine === its
      ? "is as good and comes first"
      : mine < its
      ? `is better: ${explainRank(its, mine)}`
      : `may be as good: this one has ${explainRank(mine, its)}`;
    return { action: "none", reason: "not_best", why: `record ${other} of the input ${why}` };
  }
  const what = nameKind(sight);
  const where = isNew
    ? ""
    : role === "several"
    ? ", in the library in several versions"
    : ", in the library";
  const better = mine > its ? `; this one has ${explainRank(mine, its)}` : "";
  const why = `record ${other} of the input is ${what}${where}${better}`;
  throw cannotPlan("duplicate", sight, { target: draft!.plan.target!, why });
}

/** For a second file of what lies in the library as record `other`. */
function beThere(other: number): Plan {
  return {
    action: "none",
    reason: "already_there",
    why: `record ${other} of the input has the same size and time, and lies in the library`,
  };
}

function nameKind({ draft }: Sight): string {
  return draft?.facts?.kind === "movie" ? "the same film" : "the same episode";
}

/** For a file that stays. */
function stay(sight: Sight, ledger: Ledger): Plan {
  const { ordinal, stem, inLibrary } = sight;
  if (!inLibrary) return toStay(sight);
  const twin = ledger.findTwin(sight);
  if (twin !== undefined) {
    const why = `record ${twin.ordinal} of the input, ${nameKind(sight)}, is to go to the library`;
    throw cannotLeave("duplicate", sight, why);
  }
  const rival = ledger.findRival(toMark(stem), ordinal);
  if (rival !== undefined && rival.role !== "shared" && !ledger.isRefused(rival.ordinal)) {
    const why = `record ${rival.ordinal} of the input is to go there`;
    throw cannotLeave("target_claimed", sight, why);
  }
  return toStay(sight);
}

/** @throws {StageError} where another has `name` */
function checkName(
  name: Name,
  { sight, aim, ledger }: { readonly sight: Sight; readonly aim: Aim; readonly ledger: Ledger },
): void {
  const { ordinal } = sight;
  const target = name === aim.stem ? aim.plan.target : name.path;
  const rival = ledger.findRival(name.mark, ordinal);
  if (rival !== undefined) {
    const why = `record ${rival.ordinal} of the input claims that name before it`;
    throw cannotPlan("target_claimed", sight, { target, why });
  }
  const holder = ledger.findHolder(name.mark, ordinal);
  if (holder === undefined) return;
  const does = holder.role === "leaves" ? "cannot move away" : "stays";
  const why = `record ${holder.ordinal} of the input lies there and ${does}`;
  throw cannotPlan("target_exists", sight, { target, why });
}

function cannotPlan(
  code: ErrorCode,
  { record: { file } }: Sight,
  { target, why }: { readonly target: string; readonly why: string },
): StageError {
  return new StageError(code, `Cannot plan "${file.path}" as "${target}": ${why}`);
}

function cannotLeave(code: ErrorCode, { record: { file } }: Sight, why: string): StageError {
  return new StageError(code, `Cannot leave "${file.path}" where it is: ${why}`);
}
