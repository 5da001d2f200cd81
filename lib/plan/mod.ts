/**
 * Decides where each file belongs, without touching the disk.
 *
 * @module
 */
export { compileTemplate } from "./compile_template.ts";
export type { PlannableRecord } from "./facts.ts";
export { FIELDS } from "./fields.ts";
export { FILTERS } from "./filters.ts";
export { listFields } from "./list_fields.ts";
export { plan, type PlanStageOptions } from "./plan.ts";
export { planRecord } from "./plan_record.ts";
export * from "./plan_rules.ts";
export { createPlanSummary, type PlanSummary } from "./plan_summary.ts";
export { TARGET_FS_NAMES, type TargetFsName } from "./target_fs.ts";
export { readPlanFlags } from "./read_plan_flags.ts";
export { RANKING } from "./ranking.ts";
export { showDiff, showTree } from "./views.ts";
export { SAMPLES } from "./samples.ts";
export { TemplateError } from "./template_cursor.ts";
export * from "./templates/mod.ts";
