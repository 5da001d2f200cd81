import { StageError } from "../record/mod.ts";
import { findStep } from "./actions/mod.ts";
import type { Places } from "./places.ts";
import type { WantedFile } from "./wanted_files.ts";

/**
 * Claims the names of one unit after the other, no two of which may want one name, by whatever path. Gives the names that
 * the unit lets go of.
 *
 * @throws {StageError} `target_claimed`
 */
export function createNameClaims(
  places: Pick<Places, "toRealName">,
): (files: readonly WantedFile[]) => readonly string[] {
  const claimed = { targets: new Set<string>(), sources: new Set<string>() };

  return (files) => {
    const targets = files.map(({ target }) => places.toRealName(target));
    const frees = files.filter(({ step }) => findStep(step)!.removesSource)
      .map(({ source }) => places.toRealName(source));
    const isTaken = hasTwins(targets) || targets.some((path) => claimed.targets.has(path)) ||
      hasTwins(frees) || frees.some((path) => claimed.sources.has(path));
    if (isTaken) {
      const [{ source, target, step }] = files as [WantedFile];
      const what = `Cannot ${findStep(step)!.verb} "${source}" to "${target}"`;
      throw new StageError(
        "target_claimed",
        `${what}: another record wants one of these names`,
      );
    }
    for (const path of targets) claimed.targets.add(path);
    for (const path of frees) claimed.sources.add(path);
    return frees;
  };
}

function hasTwins(paths: readonly string[]): boolean {
  return paths.length > 1 && new Set(paths).size < paths.length;
}
