import { dirname, SEPARATOR } from "@std/path";
import { nameOf } from "../text/mod.ts";
import { type Ask, stat, type Work } from "./ask.ts";
import { type Gathered, gatherFolder } from "./gather_folder.ts";
import { groupUnits } from "./group_units.ts";
import { NO_RULES } from "./ignore_rules.ts";
import { joinPath } from "./join_path.ts";
import { judgeFolder } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import { giveItems } from "./scan_folder.ts";
import { toFailure } from "./to_failure.ts";
import type { LeftOut, Unit } from "./unit.ts";
import {
  type Below,
  type Folder,
  NOTHING_BELOW,
  oneBelow,
  type WalkSettings,
} from "./walk_settings.ts";

/** What the names in a folder are, or why it is left out as a whole; `failed` where it cannot be read. */
type Index = LeftOutReason | "failed" | {
  readonly units: ReadonlyMap<string, Unit>;
  readonly leftOut: ReadonlyMap<string, LeftOut>;
  readonly sidecars: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
};

/** What was learnt of the folders of the last paths: a list most often names the files of a folder in a row. */
export type ListedFolders = Map<string, Index>;

/** More would hold much memory where folders are long. */
const KEPT = 8;

/** What {@linkcode scanListed} needs. */
export interface ListedOptions {
  readonly folders: ListedFolders;
  readonly settings: WalkSettings;
}

/**
 * Scans one path of a list: gives its record, or returns it as a folder to go on with. A sidecar gives nothing, since it
 * comes with its video. A file of a disc stands for the whole disc.
 */
export function* scanListed(
  listed: string,
  { folders, settings }: ListedOptions,
): Work<Below> {
  const path = cutAfterDisc(listed);
  const name = nameOf(path);
  const parent = { ...toFolder(dirname(path), settings), isNamed: true };
  const junk = findJunkFolder(parent.path);
  if (junk !== undefined) {
    const one = { name: nameOf(junk), kind: "other", reason: "junk_folder" } as const;
    yield* giveLeftOut(toFolder(dirname(junk), settings), one, settings);
    return NOTHING_BELOW;
  }
  const index = folders.get(parent.path) ?? (yield* indexFolder(parent, { folders, settings }));
  if (index === "failed") {
    // It may be there, but what belongs to it cannot be seen.
    return yield* scanUnknown(path, { settings, fallback: new Deno.errors.PermissionDenied() });
  }
  if (typeof index === "string") {
    yield* giveLeftOut(parent, { name, kind: "other", reason: index }, settings);
  } else if (index.folders.has(name)) return oneBelow(toFolder(path, settings));
  else if (index.units.has(name)) {
    const unit = index.units.get(name)!;
    if (settings.wishes.isWanted(name, parent)) yield* giveItems(parent, [unit], settings);
    else yield* giveLeftOut(parent, { name, kind: unit.kind, reason: "unwanted" }, settings);
  } else if (index.leftOut.has(name) && index.leftOut.get(name)!.reason !== "symlink") {
    yield* giveLeftOut(parent, index.leftOut.get(name)!, settings);
  } else if (!index.sidecars.has(name)) return yield* scanUnknown(path, { settings });
  return NOTHING_BELOW;
}

/** What its folder does not tell of is a folder whose parent may not be read, or it is not there. */
function* scanUnknown(
  path: string,
  { settings, fallback = new Deno.errors.NotFound() }: {
    readonly settings: WalkSettings;
    readonly fallback?: Error;
  },
): Work<Below> {
  const [info] = yield* stat([path]);
  if (!(info instanceof Error) && info!.isDirectory) return oneBelow(toFolder(path, settings));
  const cause = info instanceof Error ? info : fallback;
  const isLink = !(info instanceof Error) && info!.isSymlink;
  yield { give: [toFailure({ path, root: dirname(path) }, cause, { isLink })] };
  return NOTHING_BELOW;
}

function* giveLeftOut(folder: Folder, one: LeftOut, settings: WalkSettings): Work<void> {
  settings.leaveOut(one.reason, joinPath(folder.path, one.name));
  if (settings.all) yield* giveItems(folder, [one], settings);
}

function* indexFolder(folder: Folder, { folders, settings }: ListedOptions): Work<Index> {
  const gathered = yield* gatherAlone(folder, settings);
  const index = toIndex(gathered);
  folders.set(folder.path, index);
  if (folders.size > KEPT) folders.delete(folders.keys().next().value!);
  return index;
}

function toIndex(gathered: Gathered | LeftOutReason | undefined): Index {
  if (typeof gathered !== "object") return gathered ?? "failed";
  const { units, leftOut } = groupUnits(gathered);
  return {
    units: toMap(units),
    leftOut: toMap([...gathered.leftOut, ...leftOut]),
    sidecars: new Set(units.flatMap(({ sidecars }) => sidecars.map(({ name }) => name))),
    folders: new Set(gathered.folders),
  };
}

/** Gathers a folder for the paths in it: where it cannot be listed, each of those says so, and not the folder itself. */
function* gatherAlone(
  folder: Folder,
  settings: WalkSettings,
): Work<Gathered | LeftOutReason | undefined> {
  const work = gatherFolder(folder, settings);
  const given: Ask[] = [];
  let step = work.next();
  while (!step.done) {
    const isGiven = "give" in step.value;
    if (isGiven) given.push(step.value);
    step = work.next(isGiven ? undefined : yield step.value);
  }
  if (step.value !== undefined) yield* given;
  return step.value;
}

function toMap<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.name, one]));
}

function toFolder(path: string, { wishes }: WalkSettings): Folder {
  const rules = NO_RULES.with(wishes.exclude, { reason: "excluded" });
  // How long the list is cannot be known.
  return { path, real: path, root: path, trail: [path], depth: 0, share: 0, rules };
}

function cutAfterDisc(path: string): string {
  return /^.*?[\\/](?:video_ts|bdmv)(?=[\\/])/i.exec(path)?.[0] ?? path;
}

/** The first junk folder on the way to `path`, as a path. */
function findJunkFolder(path: string): string | undefined {
  const parts = path.split(SEPARATOR);
  const at = parts.findIndex((part) => judgeFolder(part) === "junk_folder");
  return at < 0 ? undefined : parts.slice(0, at + 1).join(SEPARATOR);
}
