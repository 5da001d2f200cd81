import { StageError } from "../../record/mod.ts";
import { errnoOf } from "../errno.ts";
import { intoPlace } from "../into_place.ts";
import { isScanned } from "../file_system.ts";
import type { Action, ActionContext, Placement } from "./action.ts";
import { copyIntoPlace } from "./copy_into_place.ts";

/** A second name, then the first one goes; across devices a verified copy. Tried, since device numbers do not tell. */
export const MOVE: Action = {
  name: "move",
  verb: "move",
  removesSource: true,
  isDone: ({ facts, from, to }) =>
    from === undefined && facts !== undefined && isScanned(to, facts),
  run(source, target, context): Placement | Promise<Placement> {
    try {
      return { method: intoPlace(source, target, context) };
    } catch (error) {
      if (errnoOf(error) !== "EXDEV") throw error;
    }
    refuseToBreakLinks(source, context);
    return copyIntoPlace(source, target, context);
  },
};

/** A file that is seeded has another name; across devices it would take its space twice and the link would be lost. */
function refuseToBreakLinks(source: string, { fs, breakLinks }: ActionContext): void {
  if (breakLinks || (fs.lstatSync(source).nlink ?? 1) < 2) return;
  throw new StageError(
    "cross_device",
    `Cannot move "${source}" to another device: it has other hard links (--break-links copies it)`,
  );
}
