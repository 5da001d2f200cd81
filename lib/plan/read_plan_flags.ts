import { resolve } from "@std/path";
import type { PlanStageOptions } from "./plan.ts";
import type { AcceptedStatus, DuplicateRule, PlanAction } from "./plan_rules.ts";
import { readTemplates } from "./read_templates.ts";
import type { TargetFsName } from "./target_fs.ts";
import type { ServerName } from "./templates/mod.ts";

type Folder = "library" | "movies" | "shows" | "anime" | "unmatched";
type Template = "movie" | "show" | "season" | "episode";

/** Flags of the command as they are written; what is missing was not given. */
export type PlanFlags =
  & Readonly<Record<Folder | `${Template}-template` | "templates", string | undefined>>
  & Readonly<Record<"replace" | "whole" | "plexmatch" | "from-names" | "strict-names", boolean>>
  & {
    readonly server: ServerName;
    readonly action: PlanAction;
    readonly accept: AcceptedStatus;
    readonly duplicates: DuplicateRule;
    readonly "target-fs": TargetFsName;
  };

/**
 * What the flags of the command ask for; folders are relative to `cwd`.
 *
 * @throws {TemplateError} for templates that are none
 */
export function readPlanFlags(flags: PlanFlags, cwd: string): PlanStageOptions {
  const { server, action, accept, duplicates, replace, plexmatch } = flags;
  const folder = (name: Folder) =>
    flags[name] === undefined ? undefined : resolve(cwd, flags[name]);
  const own = (["movie", "show", "season", "episode"] as const)
    .flatMap((name) => {
      const text = flags[`${name}-template`];
      return text === undefined ? [] : [[name, text] as const];
    });
  return {
    ...{ server, action, accept, duplicates, replace, plexmatch },
    library: folder("library"),
    movies: folder("movies"),
    shows: folder("shows"),
    anime: folder("anime"),
    unmatched: folder("unmatched"),
    targetFs: flags["target-fs"],
    fromNames: flags["from-names"],
    strictNames: flags["strict-names"],
    templates: { ...readTemplates(flags.templates ?? ""), ...Object.fromEntries(own) },
    whole: flags.whole || replace || plexmatch || duplicates === "keep-best",
  };
}
