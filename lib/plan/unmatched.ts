import { nameOf } from "../text/mod.ts";
import { type MediaFile, type Plan, type PlannedSidecar, StageError } from "../record/mod.ts";
import type { PlanRules } from "./plan_rules.ts";
import type { StayReason } from "./stay_reasons.ts";

/**
 * A plan for what is in doubt: to the folder that the user named for it, under the path that it has
 * below the folder that was scanned. What lies there or in the library already stays.
 *
 * @throws {StageError} `unsafe_target` where a path would lead out of the folder
 */
export function planUnmatched(file: MediaFile, reason: StayReason, rules: PlanRules): Plan {
  const { action, unmatched: folder, roots } = rules;
  if (folder === undefined || [folder, ...roots].some((root) => file.path.startsWith(`${root}/`))) {
    return { action: "none", reason };
  }
  const sidecars = (file.sidecars ?? []).map(({ path }): PlannedSidecar => ({
    source: path,
    target: toTarget(path, file, folder),
  }));
  return {
    ...{ action, library: folder, target: toTarget(file.path, file, folder), reason },
    ...(sidecars.length === 0 ? {} : { sidecars }),
  };
}

function toTarget(path: string, { root }: MediaFile, folder: string): string {
  const base = root === undefined ? "" : `${root.replace(/\/+$/, "")}/`;
  const below = base !== "" && path.startsWith(base) ? path.slice(base.length) : nameOf(path);
  if (below.split("/").some((name) => ["", ".", ".."].includes(name)) || below.includes("\0")) {
    throw new StageError("unsafe_target", `Cannot plan a target "${below}" in "${folder}"`);
  }
  return `${folder}/${below}`;
}
