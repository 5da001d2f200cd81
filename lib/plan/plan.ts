import type { MediaRecord, PlannedRecord } from "../record/mod.ts";
import { type Link, mapRecords, type RecordStream } from "../stream/mod.ts";
import type { PlannableRecord } from "./facts.ts";
import { type PlanOptions, toPlanRules } from "./plan_rules.ts";
import type { PlanSummary } from "./plan_summary.ts";
import { planWhole } from "./plan_whole.ts";
import { createPlanner, createWholePlanner } from "./planner.ts";
import { createPlexmatchPlanner } from "./plexmatch.ts";

/** {@linkcode PlanOptions}, and how the records are gone through. */
export interface PlanStageOptions extends PlanOptions {
  /** Counts what became of each record. */
  readonly summary?: PlanSummary | undefined;
  /**
   * Holds the output until all records are known, so that swaps, cycles and chains are seen as well.
   * @default true with `keep-best` and `replace`, else false
   */
  readonly whole?: boolean | undefined;
  /**
   * Moves nothing, but says what `.plexmatch` files would make Plex match shows where they lie.
   * @default false
   */
  readonly plexmatch?: boolean | undefined;
  /**
   * With `whole` or `plexmatch`: gives the input once more from its first record.
   * @default records are held in memory
   */
  readonly again?: (() => RecordStream<MediaRecord>) | undefined;
}

/**
 * Decides where each file belongs: adds `plan`. Touches no disk. What it sees looking back it
 * marks: of two records that claim one name (also in other case or Unicode form, or with another
 * extension) the later fails. With `whole` it looks at all records first.
 *
 * @throws {TypeError} if a folder of `options` is not absolute
 * @throws {TemplateError} if a template cannot be read
 */
export function plan(options: PlanStageOptions): Link<PlannableRecord, PlannedRecord> {
  const rules = toPlanRules(options);
  const { summary, again, plexmatch = false, whole = rules.keepBest || rules.replace } = options;
  if (plexmatch) return planWhole(createPlexmatchPlanner(rules, summary), again);
  if (whole) return planWhole(createWholePlanner(rules, summary), again);
  const planner = createPlanner(rules, summary);
  return mapRecords("plan", planner.plan, { onPass: planner.pass });
}
