import { dirname } from "@std/path";
import { errnoOf } from "./errno.ts";
import { type FileSystem, lookAt } from "./file_system.ts";

/** Folders from the one that `folder` lacks first down to itself. */
export function missingFolders(fs: FileSystem, folder: string): string[] {
  const missing: string[] = [];
  for (let path = folder; lookAt(fs, path) === undefined; path = dirname(path)) {
    missing.unshift(path);
  }
  return missing;
}

/** What folders get that are made. */
export interface FolderMode {
  /** Permissions, such as 0o775. */
  readonly mode?: number;
  /** Owner, by number. */
  readonly uid?: number;
  /** Group, by number. */
  readonly gid?: number;
}

/** Makes `folder`, unless it is there. */
export function makeFolder(
  fs: FileSystem,
  folder: string,
  { mode, uid, gid }: FolderMode = {},
): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    // Another unit, or another program, was first.
    if (errnoOf(error) !== "EEXIST" || !lookAt(fs, folder)?.isDirectory) throw error;
    return;
  }
  if (uid !== undefined || gid !== undefined) fs.chownSync(folder, uid ?? null, gid ?? null);
  // After the owner, whose change clears what lets a group inherit the folder.
  if (mode !== undefined) fs.chmodSync(folder, mode);
}

/** Removes those of `folders` that hold nothing, the lower ones first. */
export function removeEmptyFolders(fs: FileSystem, folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    // The call would take a file or a link as well.
    if (!lookAt(fs, folder)?.isDirectory) continue;
    try {
      fs.removeSync(folder);
    } catch (error) {
      if (errnoOf(error) !== "ENOTEMPTY") throw error;
    }
  }
}
