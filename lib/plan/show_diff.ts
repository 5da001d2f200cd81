import type { MediaRecord, PlannedRecord } from "../record/mod.ts";
import { isFailed } from "../stream/mod.ts";
import { escapeControls } from "../text/mod.ts";
import { createPaint } from "./colors.ts";
import type { PlanView } from "./show_tree.ts";

/** Shows each record as it lies now and as it is to lie; of what stays, why. */
export function showDiff({ color }: { readonly color: boolean }): PlanView {
  const paint = createPaint(color);
  const line = (sign: string, text: string) => `${sign} ${escapeControls(text)}`;
  return {
    show(record: MediaRecord) {
      if (isFailed(record)) return paint("red", line("!", record.errors[0].message)) + "\n";
      const { file, plan } = record as Partial<PlannedRecord>;
      if (typeof file?.path !== "string" || plan === undefined) return "";
      if (plan.action === "none") {
        const why = plan.why ?? plan.reason ?? "";
        return paint("dim", line("=", `${file.path}  (${why})`)) + "\n";
      }
      const rows = [paint("red", line("-", file.path))];
      rows.push(paint("green", line("+", plan.target!)));
      for (const { source, target } of plan.sidecars ?? []) {
        rows.push(`  ${paint("red", line("-", nameOf(source)))}`);
        rows.push(`  ${paint("green", line("+", nameOf(target)))}`);
      }
      for (const { path, trash } of plan.replaces ?? []) {
        rows.push(`  ${paint("yellow", line("~", `${nameOf(path)}  (to ${trash})`))}`);
      }
      if (plan.why !== undefined) rows.push(`  ${paint("dim", escapeControls(plan.why))}`);
      return `${rows.join("\n")}\n\n`;
    },
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
