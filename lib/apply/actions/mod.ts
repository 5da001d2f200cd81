/**
 * The ways to put a file into its place, one file each. To add one: a file, a line here.
 *
 * @module
 */
import type { StepName } from "../journal_lines.ts";
import type { Action } from "./action.ts";
import { MOVE } from "./move.ts";

export type { Action, ActionContext, Placement } from "./action.ts";

/** All actions. */
export const ACTIONS: readonly Action[] = [MOVE];

/** The action of that name, if this version has it. */
export function findAction(name: StepName | "none" | "undo"): Action | undefined {
  return ACTIONS.find((action) => action.name === name);
}
