import type { Match } from "./find_matches.ts";
import type { Draft } from "./values.ts";

/** How likely kind and title are right, from what else the name says. */
export function confidenceOf(draft: Draft, matches: readonly Match[]): number {
  if (draft.title === undefined) return 0;
  let value = 0.4;
  if (draft.year !== undefined) value += 0.25;
  if (draft.episodes !== undefined && (draft.season ?? draft.seasons) !== undefined) value += 0.35;
  if (draft.date !== undefined) value += 0.2;
  if (draft.ids !== undefined) value += 0.2;
  if (matches.length > 3) value += 0.1;
  return Math.round(Math.min(value, 0.99) * 100) / 100;
}
