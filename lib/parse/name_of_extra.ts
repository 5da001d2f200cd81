import type { ExtraKind } from "../record/mod.ts";
import { EXTRA_NAMES } from "./rules/extra.ts";

/** Characters of the longest such name, with a number behind it. */
const LONGEST = Math.max(...[...EXTRA_NAMES.keys()].map(({ length }) => length)) + 3;

/** Which extra a file is that has no other name: "trailer", "Deleted Scenes 2". */
export function nameOfExtra(stem: string): ExtraKind | undefined {
  if (stem.length > LONGEST) return undefined;
  const words = stem.toLowerCase().replace(/[ ._-]+/g, " ").replace(/ ?\d{1,2}$/, "");
  return EXTRA_NAMES.get(words.trim());
}
