import { dirname } from "@std/path";
import { isWithin, nameOf } from "../text/mod.ts";
import { resolveLinks, stat, type Work } from "./ask.ts";
import { joinPath } from "./join_path.ts";
import { judgeFolder } from "./junk.ts";
import { kindOfName } from "./media_kinds.ts";
import type { Entries } from "./entries.ts";
import { toFailure } from "./to_failure.ts";
import type { Folder, WalkSettings } from "./walk_settings.ts";

/** What {@linkcode followLinks} needs. */
export interface FollowOptions {
  /** Of the folder: a link that is followed becomes the file or folder that it leads to. */
  readonly entries: Entries;
  readonly settings: Pick<WalkSettings, "named">;
}

/**
 * Follows the links in a folder, and returns the real paths of the folders that they lead to, by name. Not followed is
 * what leads to a place that is scanned in any case, and what leads to a folder that the link itself lies in: so no walk
 * goes in a circle, and none depends on which link comes first. What two links lead to outside comes twice.
 */
export function* followLinks(
  folder: Folder,
  { entries, settings }: FollowOptions,
): Work<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  const { only, isNamed } = folder;
  const all = entries.links.splice(0).sort();
  const links = only === undefined ? all : all.filter((name) => only.has(name));
  if (only !== undefined) entries.links.push(...all.filter((name) => !only.has(name)));
  const infos = yield* stat(links.map((name) => joinPath(folder.path, name)), { follow: true });
  for (const [index, name] of links.entries()) {
    const info = infos[index]!;
    const path = joinPath(folder.path, name);
    const real = info instanceof Error ? info : yield* resolveLinks(path);
    if (info instanceof Error || real instanceof Error) {
      const cause = (info instanceof Error ? info : real) as Error;
      // What else leads nowhere would have been no record either; a list has its own way to say so.
      const isListed = isNamed && only === undefined;
      if (isListed || kindOfName(name) !== "video") entries.links.push(name);
      else yield { give: [toFailure({ path, root: folder.root }, cause, { isLink: true })] };
    } else if (!isNamed && isScannedAnyway(real, folder, settings)) entries.links.push(name);
    else if (info.isFile) entries.files.push(name);
    else if (!info.isDirectory) entries.others.push(name);
    else if (folder.trail.some((place) => isWithin(place, real))) entries.loops.push(name);
    else {
      entries.folders.push(name);
      folders.set(name, real);
    }
  }
  return folders;
}

/** Whether `real` lies in a folder that the walk comes through by another way, and nothing hides it there. */
function isScannedAnyway(
  real: string,
  { trail }: Folder,
  { named }: FollowOptions["settings"],
): boolean {
  for (let place = real;; place = dirname(place)) {
    if (named.has(place) || trail.includes(place)) return true;
    const isHidden = judgeFolder(nameOf(place)) !== undefined;
    if (isHidden || place === dirname(place)) return false;
  }
}
