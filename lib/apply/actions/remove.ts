import { StageError } from "../../record/mod.ts";
import { findHold } from "../removable.ts";
import type { Action } from "./action.ts";

/** Takes away what an action placed beside its origin, which is the target here. No plan can ask for it. */
export const REMOVE: Action = {
  name: "remove",
  verb: "remove",
  removesSource: true,
  isDone: () => false,
  async run(source, _target, context) {
    const hold = await findHold(context.expected, context);
    if (hold === undefined) return { method: "remove" };
    throw new StageError("source_changed", `Cannot remove "${source}": ${hold}`);
  },
};
