import type { Grouping } from "./group_units.ts";
import { joinPath } from "./join_path.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";
import type { LeftOut, Unit } from "./unit.ts";

/** What of a folder is given. */
export interface Chosen extends Grouping {
  /** Names that were asked for, but are not there. */
  readonly missing: readonly string[];
}

/** Chooses what the user named, or else all that he did not name besides, as far as it is wanted. */
export function chooseItems(
  folder: Folder,
  { units, leftOut, settings }: Grouping & { readonly settings: WalkSettings },
): Chosen {
  const chosen = folder.only === undefined
    ? chooseUnnamed(folder, { units, leftOut, settings })
    : chooseOnly(folder.only, { units, leftOut });
  const isWanted = ({ name }: Unit) => settings.wishes.isWanted(name, folder);
  if (chosen.units.every(isWanted)) return chosen;
  const unwanted = chosen.units.filter((unit) => !isWanted(unit));
  return {
    ...chosen,
    units: chosen.units.filter(isWanted),
    leftOut: [
      ...chosen.leftOut,
      ...unwanted.map(({ name, kind }) => ({ name, kind, reason: "unwanted" as const })),
    ],
  };
}

/** All but what the user named besides: that comes in its own turn. */
function chooseUnnamed(
  { real }: Folder,
  { units, leftOut, settings: { named } }: Grouping & { readonly settings: WalkSettings },
): Chosen {
  // Most often one folder was named, and nothing in it can be that.
  if (named.size < 2) return { units, leftOut, missing: [] };
  const isFree = ({ name }: Unit | LeftOut) => !named.has(joinPath(real, name));
  return { units: units.filter(isFree), leftOut: leftOut.filter(isFree), missing: [] };
}

/** What the user named. A sidecar comes with its video, or not at all. */
function chooseOnly(only: ReadonlySet<string>, all: Grouping): Chosen {
  const missing = new Set(only);
  const units: Unit[] = [];
  const leftOut: LeftOut[] = [];
  for (const unit of all.units) {
    const isChosen = missing.delete(unit.name);
    if (isChosen) units.push(unit);
    for (const { name } of unit.sidecars) {
      if (!missing.delete(name) || isChosen) continue;
      leftOut.push({ name, kind: "sidecar", reason: "sidecar_without_video" });
    }
  }
  for (const one of all.leftOut) if (missing.delete(one.name)) leftOut.push(one);
  return { units, leftOut, missing: [...missing].sort() };
}
