import { errnoOf } from "./errno.ts";
import { type FileSystem, lookAt } from "./file_system.ts";

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

/** Removes those of `folders` that hold nothing, each once, the lower ones first. Gives those that it failed for, and why. */
export function removeEmptyFolders(
  fs: FileSystem,
  folders: Iterable<string>,
): ReadonlyMap<string, unknown> {
  const failed = new Map<string, unknown>();
  for (const folder of [...new Set(folders)].sort().reverse()) {
    try {
      // The call would take a file or a link as well.
      if (lookAt(fs, folder)?.isDirectory) fs.removeSync(folder);
    } catch (error) {
      if (errnoOf(error) !== "ENOTEMPTY") failed.set(folder, error);
    }
  }
  return failed;
}
