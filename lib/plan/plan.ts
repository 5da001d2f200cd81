import {
  type MediaRecord,
  type Plan,
  type PlannedRecord,
  type PlannedSidecar,
  StageError,
} from "../record/mod.ts";
import { isFailed, type Link, mapRecords } from "../stream/mod.ts";
import { type Claim, Claims } from "./claims.ts";
import type { PlannableRecord } from "./facts.ts";
import { Joins } from "./joins.ts";
import { toExtension } from "./path_segment.ts";
import { type Draft, draftPlan } from "./plan_record.ts";
import { type PlanOptions, type PlanRules, toPlanRules } from "./plan_rules.ts";
import type { PlanSummary } from "./plan_summary.ts";

/** {@linkcode PlanOptions}, and who is told what became of each record. */
export interface PlanStageOptions extends PlanOptions {
  readonly summary?: PlanSummary | undefined;
}

/**
 * Decides where each file belongs: adds `plan`. Touches no disk. What it sees looking back it marks: of two records that
 * claim one name (also in other case or Unicode form, or with another extension) the later fails as `target_claimed`.
 *
 * @throws {TypeError} if a folder of `options` is not absolute
 */
export function plan(options: PlanStageOptions): Link<PlannableRecord, PlannedRecord> {
  const planner = new Planner(toPlanRules(options), options.summary);
  return mapRecords("plan", (record) => planner.plan(record), {
    onPass: (record) => planner.pass(record),
  });
}

/** What {@linkcode plan} remembers of a stream: who takes which name. */
class Planner {
  readonly #rules: PlanRules;
  readonly #summary: PlanSummary | undefined;
  readonly #claims = new Claims();
  readonly #joins = new Joins();
  /** Number of the record in the input, from 1. */
  #ordinal = 0;

  constructor(rules: PlanRules, summary: PlanSummary | undefined) {
    this.#rules = rules;
    this.#summary = summary;
  }

  plan(record: PlannableRecord): PlannedRecord {
    this.#ordinal++;
    try {
      const draft = draftPlan(record, this.#rules);
      const plan = draft.plan.action === "none"
        ? this.#claimPlace(record.file.path, draft)
        : this.#claimTargets(record.file.path, draft);
      this.#summary?.add(plan);
      return { ...record, plan };
    } catch (error) {
      this.#keepPlace(record.file.path);
      this.#summary?.addFailure(error instanceof StageError ? error.code : "internal");
      throw error;
    }
  }

  /** A record that needs no plan takes a name all the same. */
  pass(record: MediaRecord): void {
    this.#ordinal++;
    const { action, target } = toObject(record["plan"]);
    const { path } = toObject(record["file"]);
    const isPlanned = typeof target === "string" && action !== "none" && !isFailed(record);
    if (isPlanned) this.#claim(toName(target));
    else if (typeof path === "string") this.#keepPlace(path);
  }

  /** For a file that goes somewhere. */
  #claimTargets(path: string, { plan: decided, preset }: Draft): Plan {
    if (preset !== undefined && !this.#rules.strictNames) this.#joins.learn(path, preset);
    const plan = preset === undefined ? decided : this.#joins.apply(decided, preset);
    if (plan.target === path) return this.#claimPlace(path, { plan: toStay(plan), preset });
    const target = plan.target!;
    const name = toName(target);
    // In a folder that is spelled in its own way the same film or episode may bear another name.
    if (plan !== decided) {
      this.#refuse(path, target, this.#claims.find(toName(decided.target!)));
    }
    const sidecars = plan.sidecars ?? [];
    // What bears the name of its video belongs to it alone; the rest is common to the folder of a film or show.
    const own = sidecars.map((sidecar) => sidecar.target).filter((each) => each.startsWith(name));
    if (own.length > 0) this.#refuse(path, target, this.#claims.find(name));
    for (const wanted of own) this.#refuse(path, wanted, this.#claims.find(wanted));
    this.#refuse(path, target, this.#claim(name));
    if (plan !== decided) this.#claim(toName(decided.target!));
    for (const wanted of own) this.#claim(wanted);
    const late = new Set<PlannedSidecar>();
    for (const sidecar of sidecars) {
      const isOwn = sidecar.target.startsWith(name);
      if (!isOwn && this.#claim(sidecar.target) !== undefined) late.add(sidecar);
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

  #refuse(path: string, target: string, claim: Claim | undefined): void {
    if (claim === undefined) return;
    const why = claim.arrives ? "claims that name before it" : "holds that name already";
    throw new StageError(
      "target_claimed",
      `Cannot plan "${path}" as "${target}": record ${claim.ordinal} of the input ${why}`,
    );
  }

  /** For a file that stays. */
  #claimPlace(path: string, { plan, preset }: Draft): Plan {
    const claim = this.#claims.find(toName(path));
    if (claim?.arrives) {
      throw new StageError(
        "target_claimed",
        `Cannot leave "${path}" where it is: record ${claim.ordinal} of the input is to go there`,
      );
    }
    this.#keepPlace(path);
    if (preset !== undefined) {
      // Under the name of the preset as well, so that a second copy is seen.
      this.#claims.add(`${preset.root}/${preset.names.join("/")}`, {
        ordinal: this.#ordinal,
        arrives: false,
      });
      this.#joins.learn(path, preset);
    }
    return plan;
  }

  #claim(path: string): Claim | undefined {
    return this.#claims.add(path, { ordinal: this.#ordinal, arrives: true });
  }

  /** What lies outside of the library is in nobody's way. */
  #keepPlace(path: string): void {
    const { movie, episode } = this.#rules;
    if (![movie.root, episode.root].some((root) => path.startsWith(`${root}/`))) return;
    this.#claims.add(toName(path), { ordinal: this.#ordinal, arrives: false });
  }
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
