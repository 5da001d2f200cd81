import type { FailedRecord, FileRecord } from "../record/mod.ts";
import { stat, type Work } from "./ask.ts";
import { gatherFolder } from "./gather_folder.ts";
import { groupUnits, type LeftOut, type Unit } from "./group_units.ts";
import { byName, joinPath } from "./join_path.ts";
import { measureDisc } from "./measure_disc.ts";
import { type Found, recordUnit, toFacts, type UnitOnDisk } from "./record_unit.ts";
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
  folder: Folder,
  items: readonly (Unit | LeftOut)[],
  settings: WalkSettings,
): Work<void> {
  let size = CHUNK.first;
  for (let at = 0; at < items.length; size = Math.min(size * CHUNK.growth, CHUNK.most)) {
    const chunk = items.slice(at, at += size);
    const paths: string[] = [];
    for (const item of chunk) {
      paths.push(joinPath(folder.path, item.name));
      if (!("sidecars" in item)) continue;
      for (const { name } of item.sidecars) paths.push(joinPath(folder.path, name));
    }
    const infos = yield* stat(paths);
    const found = paths.map((path, index): Found => ({ path, info: infos[index]! }));
    const give: (FileRecord | FailedRecord)[] = [];
    let next = 0;
    for (const item of chunk) {
      const self = found[next++]!;
      if (!("sidecars" in item)) {
        give.push(showLeftOut(item, { root: folder.root, self }));
        continue;
      }
      const sidecars = found.slice(next, next += item.sidecars.length);
      const disc = item.kind === "disc" ? yield* measureDisc(self.path) : undefined;
      const recorded = recordUnit(item, { root: folder.root, self, sidecars, disc });
      if (recorded.reason !== undefined) settings.leaveOut(recorded.reason);
      if (recorded.reason === undefined || settings.all) give.push(recorded.record);
      give.push(...recorded.failures);
    }
    if (give.length > 0) yield { give };
  }
}

/** The record by which `--all` shows what was left out. A folder has no size of its own. */
function showLeftOut(
  { kind, reason }: LeftOut,
  { root, self: { path, info } }: Pick<UnitOnDisk, "root" | "self">,
): FileRecord {
  const facts = info instanceof Error || info.isDirectory ? {} : toFacts(info);
  return { v: 1, file: { path, root, ...facts, kind, excluded: { reason } } };
}
