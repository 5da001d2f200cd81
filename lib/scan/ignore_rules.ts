import { SEPARATOR } from "@std/path";
import { compileGlob, type Glob } from "./glob.ts";

/** Why patterns leave something out: files in the tree say so, or the user does. */
export type RuleReason = "pattern" | "excluded";

/** The patterns of one place. */
interface RuleSet {
  readonly reason: RuleReason;
  readonly globs: readonly Glob[];
  /** Folders from the place of the patterns to the one in question. */
  readonly way: readonly string[];
}

/** The patterns that hold in a folder: its own and those of the folders above. */
export class IgnoreRules {
  readonly #sets: readonly RuleSet[];

  /** No patterns. */
  constructor(sets: readonly RuleSet[] = []) {
    this.#sets = sets;
  }

  /** These patterns and, from this folder on, those in `lines`, which have the last word. */
  with(lines: readonly string[], { reason, isShallow = false }: {
    readonly reason: RuleReason;
    readonly isShallow?: boolean;
  }): IgnoreRules {
    const globs = lines.map((line) => compileGlob(line, { isShallow }))
      .filter((glob) => glob !== undefined);
    if (globs.length === 0) return this;
    return new IgnoreRules([...this.#sets, { reason, globs, way: [] }]);
  }

  /** The same patterns, as they hold in folder `name` below. */
  enter(name: string): IgnoreRules {
    if (this.#sets.length === 0) return this;
    const parts = name.split(SEPARATOR);
    return new IgnoreRules(this.#sets.map((set) => ({ ...set, way: [...set.way, ...parts] })));
  }

  /** Why `name`, relative to the folder, is left out, or nothing. The last pattern that names it decides. */
  judge(name: string, isFolder: boolean): RuleReason | undefined {
    if (this.#sets.length === 0) return undefined;
    const found = { pattern: false, excluded: false };
    for (const { reason, globs, way } of this.#sets) {
      const parts = [...way, ...name.split(SEPARATOR)];
      for (const glob of globs) if (glob.matches(parts, isFolder)) found[reason] = !glob.isNegated;
    }
    return found.excluded ? "excluded" : found.pattern ? "pattern" : undefined;
  }
}
