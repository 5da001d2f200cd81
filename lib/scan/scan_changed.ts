import { SEPARATOR } from "@std/path";
import type { Work } from "./ask.ts";
import { gatherFolder } from "./gather_folder.ts";
import { scanFolder, toBelow } from "./scan_folder.ts";
import { type Below, type Folder, oneBelow, type WalkSettings } from "./walk_settings.ts";

/** Something changed in the folder `path`, below a folder that the user named. */
export interface Change {
  readonly path: string;
  readonly start: Folder;
  /** The folder itself changed, and not what lies deeper. */
  readonly isAlone: boolean;
}

/**
 * Scans a folder again in which something changed. It is found on the way down from the root, so that all rules hold as
 * in a walk, and what changes in a subtitle or disc folder makes the folder of the video be scanned.
 */
export function* scanChanged(
  { path, start, isAlone }: Change,
  settings: WalkSettings,
): Work<Below> {
  let folder = start;
  for (const part of path.slice(start.path.length).split(SEPARATOR).filter(Boolean)) {
    if (folder.only !== undefined) break;
    const gathered = yield* gatherFolder(folder, settings);
    const isBelow = typeof gathered === "object" && gathered.folders.includes(part);
    if (!isBelow) return yield* scanFolder({ ...folder, isAlone: true }, settings);
    folder = toBelow(folder, { gathered, settings }).toFolder(part);
  }
  if (isAlone) return yield* scanFolder({ ...folder, isAlone }, settings);
  return oneBelow(folder);
}
