import type { FailedRecord, FileRecord } from "../record/mod.ts";
import { stat, type Work } from "./ask.ts";
import { gatherFolder } from "./gather_folder.ts";
import { groupUnits, type LeftOut, type Unit } from "./group_units.ts";
import { byName, joinPath } from "./join_path.ts";
import { measureDisc } from "./measure_disc.ts";
import { recordLeftOut, recordUnit } from "./record_unit.ts";
import { toFailure } from "./to_failure.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";

/** Entries looked up at once: few at first, so that nobody waits for the whole of a long folder. */
const CHUNK = { first: 1, growth: 4, most: 256 };

/** Scans one folder: gives its records, and returns the names of the folders in it to go on with, sorted. */
export function* scanFolder(folder: Folder, settings: WalkSettings): Work<readonly string[]> {
  const gathered = yield* gatherFolder(folder, settings);
  if (gathered === undefined) return [];
  if (gathered === "hidden") {
    settings.leaveOut("ignored");
    const self = { name: "", kind: "other", reason: "ignored" } as const;
    if (settings.all) yield* giveItems(folder, [self], settings);
    return [];
  }
  const grouping = groupUnits(gathered);
  const leftOut = [...gathered.leftOut, ...grouping.leftOut];
  const chosen = folder.only === undefined
    ? chooseUnnamed(folder, { units: grouping.units, leftOut, named: settings.named })
    : chooseOnly(folder.only, { units: grouping.units, leftOut });
  for (const { reason } of chosen.leftOut) settings.leaveOut(reason);
  const items = settings.all ? [...chosen.units, ...chosen.leftOut].sort(byName) : chosen.units;
  yield* giveItems(folder, items, settings);
  if (folder.only === undefined) return gathered.folders;
  const missing = chosen.missing.map((name) =>
    toFailure({ path: joinPath(folder.path, name), root: folder.root }, new Deno.errors.NotFound())
  );
  if (missing.length > 0) yield { give: missing };
  return [];
}

interface Choice {
  readonly units: readonly Unit[];
  readonly leftOut: readonly LeftOut[];
  /** Asked for, but not there. */
  readonly missing: readonly string[];
}

/** All but what the user named besides: that comes in its own turn. */
function chooseUnnamed(
  { real }: Folder,
  { units, leftOut, named }: Omit<Choice, "missing"> & Pick<WalkSettings, "named">,
): Choice {
  // Most often one folder was named, and nothing in it can be that.
  if (named.size < 2) return { units, leftOut, missing: [] };
  const isFree = ({ name }: Unit | LeftOut) => !named.has(joinPath(real, name));
  return { units: units.filter(isFree), leftOut: leftOut.filter(isFree), missing: [] };
}

/** What the user named. A sidecar comes with its video, or not at all. */
function chooseOnly(only: ReadonlySet<string>, all: Omit<Choice, "missing">): Choice {
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

/** Looks up what `items` are on the disk, and gives a record for each. */
function* giveItems(
  { path, root }: Folder,
  items: readonly (Unit | LeftOut)[],
  settings: WalkSettings,
): Work<void> {
  let size = CHUNK.first;
  for (let from = 0; from < items.length; size = Math.min(size * CHUNK.growth, CHUNK.most)) {
    const chunk = items.slice(from, from += size);
    const paths: string[] = [];
    for (const item of chunk) {
      paths.push(joinPath(path, item.name));
      if (isUnit(item)) { for (const { name } of item.sidecars) paths.push(joinPath(path, name)); }
    }
    const infos = yield* stat(paths);
    const give: (FileRecord | FailedRecord)[] = [];
    let at = 0;
    for (const item of chunk) {
      if (!isUnit(item)) {
        give.push(recordLeftOut(item, { root, paths, infos, at: at++ }));
        continue;
      }
      const disc = item.kind === "disc" ? yield* measureDisc(paths[at]!) : undefined;
      const { record, failures, reason } = recordUnit(item, { root, paths, infos, at, disc });
      at += 1 + item.sidecars.length;
      if (reason !== undefined) settings.leaveOut(reason);
      if (reason === undefined || settings.all) give.push(record);
      give.push(...failures);
    }
    if (give.length > 0) yield { give };
  }
}

function isUnit(item: Unit | LeftOut): item is Unit {
  return "sidecars" in item;
}
