import type { FailedRecord, FileRecord } from "../record/mod.ts";
import { stat, type Work } from "./ask.ts";
import { type Gathered, gatherFolder } from "./gather_folder.ts";
import { groupUnits, type LeftOut, type Unit } from "./group_units.ts";
import { chooseItems } from "./choose_items.ts";
import { byName, joinPath } from "./join_path.ts";
import { measureDisc } from "./measure_disc.ts";
import { recordLeftOut, recordUnit } from "./record_unit.ts";
import { toFailure } from "./to_failure.ts";
import { type Below, type Folder, NOTHING_BELOW, type WalkSettings } from "./walk_settings.ts";

/** Entries looked up at once: few at first, so that nobody waits for the whole of a long folder. */
const CHUNK = { first: 1, growth: 4, most: 256 };

/** Scans one folder: gives its records, and returns the folders in it to go on with. */
export function* scanFolder(folder: Folder, settings: WalkSettings): Work<Below> {
  const gathered = yield* gatherFolder(folder, settings);
  if (gathered === undefined) return NOTHING_BELOW;
  if (typeof gathered === "string") {
    settings.leaveOut(gathered, folder.path);
    const self = { name: "", kind: "other", reason: gathered } as const;
    if (settings.all) yield* giveItems(folder, [self], settings);
    return NOTHING_BELOW;
  }
  const grouping = groupUnits(gathered);
  const { units, leftOut, missing } = chooseItems(folder, {
    units: grouping.units,
    leftOut: [...gathered.leftOut, ...grouping.leftOut],
    settings,
  });
  for (const { name, reason } of leftOut) {
    settings.leaveOut(reason, joinPath(folder.path, name));
  }
  const items = settings.all ? [...units, ...leftOut].sort(byName) : units;
  yield* giveItems(folder, items, settings);
  if (missing.length > 0) {
    const cause = new Deno.errors.NotFound();
    yield {
      give: missing.map((name) =>
        toFailure({ path: joinPath(folder.path, name), root: folder.root }, cause)
      ),
    };
  }
  return toBelow(folder, { gathered, settings });
}

/** The folders in `folder` to go on with. */
export function toBelow(
  folder: Folder,
  { gathered, settings }: { readonly gathered: Gathered; readonly settings: WalkSettings },
): Below {
  const { maxDepth = Infinity } = settings.wishes;
  if (folder.only !== undefined || folder.isAlone || folder.depth + 1 >= maxDepth) {
    return NOTHING_BELOW;
  }
  const { folders, linked, rules } = gathered;
  return {
    names: folders,
    toFolder: (name) => ({
      path: joinPath(folder.path, name),
      real: linked.get(name) ?? joinPath(folder.real, name),
      root: folder.root,
      trail: linked.has(name) ? [...folder.trail, linked.get(name)!] : folder.trail,
      depth: folder.depth + 1,
      device: folder.device,
      rules: rules.enter(name),
    }),
  };
}

/** Looks up what `items` are on the disk, and gives a record for each. */
export function* giveItems(
  { path, root, isNamed }: Folder,
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
    const infos = yield* stat(paths, { follow: isNamed || settings.wishes.follow });
    const give: (FileRecord | FailedRecord)[] = [];
    let at = 0;
    for (const item of chunk) {
      if (!isUnit(item)) {
        give.push(recordLeftOut(item, { root, paths, infos, at: at++ }));
        continue;
      }
      const disc = item.kind === "disc" ? yield* measureDisc(paths[at]!) : undefined;
      const { record, failures, reason } = recordUnit(item, {
        root,
        paths,
        infos,
        at,
        disc,
        settings,
      });
      if (reason !== undefined) settings.leaveOut(reason, paths[at]!);
      at += 1 + item.sidecars.length;
      if (reason === undefined || settings.all) give.push(record);
      give.push(...failures);
    }
    if (give.length > 0) yield { give };
  }
}

function isUnit(item: Unit | LeftOut): item is Unit {
  return "sidecars" in item;
}
