/**
 * The ways to put a file into its place, one file each. To add one: a file, a line here, and what undoes it in
 * `undo_record.ts`.
 *
 * @module
 */
import type { StepName } from "../journal_lines.ts";
import type { Action } from "./action.ts";
import { COPY } from "./copy.ts";
import { HARDLINK } from "./hardlink.ts";
import { MOVE } from "./move.ts";
import { REMOVE } from "./remove.ts";
import { SYMLINK } from "./symlink.ts";

export type { Action, ActionContext, Placement } from "./action.ts";

/** What a plan may ask for. */
export const ACTIONS: readonly Action[] = [MOVE, COPY, HARDLINK, SYMLINK];

/** The action that a plan asks for, if this version has it. */
export function findAction(name: string): Action | undefined {
  return ACTIONS.find((action) => action.name === name);
}

/** How an operation of a journal is done. */
export function findStep(name: StepName): Action | undefined {
  return name === "remove" ? REMOVE : findAction(name);
}
