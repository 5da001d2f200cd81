import type { FailedRecord, FileRecord } from "../record/mod.ts";
import { stat, type Work } from "./ask.ts";
import { type Gathered, gatherFolder } from "./gather_folder.ts";
import { groupUnits } from "./group_units.ts";
import { chooseItems } from "./choose_items.ts";
import { byName, joinPath, prefixOf } from "./join_path.ts";
import { measureDisc } from "./measure_disc.ts";
import type { Writable } from "./file_facts.ts";
import type { UnitLookUp } from "./judge_unit.ts";
import { recordLeftOut, recordUnit } from "./record_unit.ts";
import { toFailure } from "./to_failure.ts";
import type { LeftOut, Unit } from "./unit.ts";
import { type Below, type Folder, NOTHING_BELOW, type WalkSettings } from "./walk_settings.ts";

/** Entries looked up at once: few at first, so that nobody waits for the whole of a long folder. */
const CHUNK = { first: 1, growth: 4, most: 256 };

/** Scans one folder: gives its records, and returns the folders in it to go on with. */
export function* scanFolder(folder: Folder, settings: WalkSettings): Work<Below> {
  const gathered = yield* gatherFolder(folder, settings);
  if (gathered === undefined) return endFolder(folder, { below: NOTHING_BELOW, settings });
  if (typeof gathered === "string") {
    settings.leaveOut(gathered, folder.path);
    const self = { name: "", kind: "other", reason: gathered } as const;
    if (settings.all) yield* giveItems(folder, [self], settings);
    return endFolder(folder, { below: NOTHING_BELOW, settings });
  }
  settings.progress.files += gathered.files.length;
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
  return endFolder(folder, { below: toBelow(folder, { gathered, settings }), settings });
}

/** Notes that `folder` is done, but for the folders in it, and returns these. */
function endFolder(
  { share }: Folder,
  { below, settings: { progress } }: { readonly below: Below; readonly settings: WalkSettings },
): Below {
  progress.folders++;
  progress.share += share - below.share * below.names.length;
  return below;
}

/** So many files a folder are supposed to lie below, where nothing is known of it yet. */
const USUAL_FILES = 10;

/** Which part of `share` each of the folders beside so many files has. */
function divideShare(share: number, { files, folders }: Gathered): number {
  return share * USUAL_FILES / (files.length + USUAL_FILES * folders.length);
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
  const share = folders.length === 0 ? 0 : divideShare(folder.share, gathered);
  return {
    names: folders,
    share,
    toFolder: (name) => ({
      path: joinPath(folder.path, name),
      real: linked.get(name) ?? joinPath(folder.real, name),
      root: folder.root,
      trail: linked.has(name) ? [...folder.trail, linked.get(name)!] : folder.trail,
      depth: folder.depth + 1,
      device: folder.device,
      share,
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
  const prefix = prefixOf(path);
  const follow = isNamed || settings.wishes.follow;
  let size = CHUNK.first;
  for (let from = 0; from < items.length; size = Math.min(size * CHUNK.growth, CHUNK.most)) {
    const begin = from;
    from = Math.min(from + size, items.length);
    const paths: string[] = [];
    for (let index = begin; index < from; index++) {
      const item = items[index]!;
      paths.push(item.name === "" ? path : prefix + item.name);
      if (isUnit(item)) { for (const { name } of item.sidecars) paths.push(prefix + name); }
    }
    const infos = yield* stat(paths, { follow });
    const give: (FileRecord | FailedRecord)[] = [];
    // One for all, moved on from item to item.
    const lookUp: Writable<UnitLookUp> = { root, paths, infos, at: 0, settings };
    for (let index = begin; index < from; index++) {
      const item = items[index]!;
      if (!isUnit(item)) {
        give.push(recordLeftOut(item, lookUp));
        lookUp.at++;
        continue;
      }
      lookUp.disc = item.kind === "disc" ? yield* measureDisc(paths[lookUp.at]!) : undefined;
      const { record, failures, reason } = recordUnit(item, lookUp);
      if (reason !== undefined) settings.leaveOut(reason, paths[lookUp.at]!);
      if (reason === undefined || settings.all) give.push(record);
      if (failures.length > 0) give.push(...failures);
      lookUp.at += 1 + item.sidecars.length;
    }
    if (give.length > 0) yield { give };
  }
}

function isUnit(item: Unit | LeftOut): item is Unit {
  return "sidecars" in item;
}
