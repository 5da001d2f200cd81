import { dirname, join } from "@std/path";
import type { PlannedRecord } from "../record/mod.ts";
import { errnoOf, toStageError } from "./errno.ts";
import { type FileSystem, lookAt } from "./file_system.ts";
import { findFlaw, isUnder } from "./libraries.ts";

/**
 * What systems leave in folders by themselves, and make anew whenever they look: a folder with nothing else is empty. A
 * `desktop.ini` is none of them, since nobody makes anew what a user has set in it.
 */
const JUNK: ReadonlySet<string> = new Set([".DS_Store", "Thumbs.db"]);

/**
 * Removes the folders that moved records have left empty, up to the root of their scan, which stays. A folder that holds
 * anything but junk stays. Failures are warnings: all files are where they belong.
 */
export function pruneFolders(
  moved: readonly PlannedRecord[],
  { fs, warn }: { readonly fs: FileSystem; readonly warn: (line: string) => void },
): void {
  const seen = new Set<string>();
  for (const { file: { path, root } } of moved) {
    if (root === undefined || findFlaw(root) !== undefined) continue;
    for (let folder = dirname(path); folder !== root && isUnder(folder, root);) {
      if (seen.has(folder)) break;
      seen.add(folder);
      try {
        if (!removeIfEmpty(fs, folder)) break;
      } catch (error) {
        warn(toStageError(error, `Cannot remove the empty folder "${folder}"`).message);
        break;
      }
      folder = dirname(folder);
    }
  }
}

/** Whether `folder` is gone. */
function removeIfEmpty(fs: FileSystem, folder: string): boolean {
  const info = lookAt(fs, folder);
  if (info === undefined) return true;
  if (!info.isDirectory) return false;
  const entries = [...fs.readDirSync(folder)];
  if (!entries.every(({ name, isFile }) => isFile && JUNK.has(name))) return false;
  for (const { name } of entries) fs.removeSync(join(folder, name));
  try {
    fs.removeSync(folder);
    return true;
  } catch (error) {
    if (errnoOf(error) === "ENOTEMPTY") return false; // something came just now
    throw error;
  }
}
