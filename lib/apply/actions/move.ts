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
  // After a swap another file has the source's name: then only the inode tells.
  isDone: ({ facts, from, to }) =>
    facts !== undefined && isScanned(to, facts) &&
    (from === undefined || facts.ino !== undefined && to.ino === facts.ino && from.ino !== to.ino),
  run(source, target, context): Placement | Promise<Placement> {
    try {
      return { method: intoPlace(source, target, context) };
    } catch (error) {
      if (errnoOf(error) !== "EXDEV") throw error;
    }
    if (context.isCircle) {
      const why =
        "they are on different devices, and the file there waits for the place of this one";
      const what = `Cannot move "${source}" to "${context.expected.target}"`;
      throw new StageError("cross_device", `${what}: ${why}`);
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
