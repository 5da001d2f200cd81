import { SEPARATOR } from "@std/path";
import { compileGlob, type Glob, type GlobOptions } from "./glob.ts";

/** Why patterns leave something out: files in the tree say so, or the user does. */
export type RuleReason = "pattern" | "excluded";

/** How patterns are read. */
export interface RuleOptions extends GlobOptions {
  readonly reason: RuleReason;
}

/** The patterns that hold in a folder: its own and those of the folders above. */
export interface IgnoreRules {
  /** These patterns and, from this folder on, those in `lines`, which have the last word. */
  with(lines: readonly string[], options: RuleOptions): IgnoreRules;
  /** The same patterns, as they hold in folder `name` below. */
  enter(name: string): IgnoreRules;
  /** Why `name`, relative to the folder, is left out, or nothing. The last pattern that names it decides. */
  judge(name: string, isFolder: boolean): RuleReason | undefined;
}

/** The patterns of one place. */
interface RuleSet {
  readonly reason: RuleReason;
  readonly globs: readonly Glob[];
  /** Folders from the place of the patterns to the one in question. */
  readonly way: readonly string[];
}

/** No patterns: what most folders have. */
export const NO_RULES: IgnoreRules = {
  with: (lines, options) => addRules([], { lines, ...options }),
  enter: () => NO_RULES,
  judge: () => undefined,
};

function createRules(sets: readonly RuleSet[]): IgnoreRules {
  return {
    with: (lines, options) => addRules(sets, { lines, ...options }),
    enter(name) {
      const parts = name.split(SEPARATOR);
      return createRules(sets.map((set) => ({ ...set, way: [...set.way, ...parts] })));
    },
    judge(name, isFolder) {
      const found = { pattern: false, excluded: false };
      for (const { reason, globs, way } of sets) {
        const parts = [...way, ...name.split(SEPARATOR)];
        for (const glob of globs) {
          if (glob.matches(parts, isFolder)) found[reason] = !glob.isNegated;
        }
      }
      return found.excluded ? "excluded" : found.pattern ? "pattern" : undefined;
    },
  };
}

function addRules(
  sets: readonly RuleSet[],
  { lines, reason, isShallow = false }: RuleOptions & { readonly lines: readonly string[] },
): IgnoreRules {
  const globs = lines.map((line) => compileGlob(line, { isShallow }))
    .filter((glob) => glob !== undefined);
  const all = globs.length === 0 ? sets : [...sets, { reason, globs, way: [] }];
  return all.length === 0 ? NO_RULES : createRules(all);
}
