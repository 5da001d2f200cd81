import { basename, dirname } from "@std/path";
import { type FileSystem, isSameInode, lookAt } from "./file_system.ts";

/**
 * Whether two paths may be one directory entry, so that removing "the other name" would lose the file: one folder under
 * two names (a bind mount, a linked folder), or one name in two spellings (a share without regard to case).
 */
export function mayBeSameEntry(fs: FileSystem, a: string, b: string): boolean {
  if (a === b) return true;
  if (fold(basename(a)) !== fold(basename(b))) return false;
  const [aboveA, aboveB] = [dirname(a), dirname(b)];
  // A folder that lists both spellings has two entries.
  if (aboveA === aboveB) return !hasEntry(fs, a) || !hasEntry(fs, b);
  // Folders are followed here: what counts is where the entry is written.
  const [folderA, folderB] = [aboveA, aboveB].map((folder) => lookAt(fs, fs.realPathSync(folder)));
  // A number too large to compare proves nothing, so it is taken for the worse.
  return folderA === undefined || folderB === undefined || isSameInode(folderA, folderB) ||
    !Number.isSafeInteger(folderA.ino);
}

/** Whether two paths are one entry in two spellings, on a disk that does not tell them apart. */
export function isRespelled(fs: FileSystem, a: string, b: string): boolean {
  return a !== b && dirname(a) === dirname(b) && mayBeSameEntry(fs, a, b);
}

/** Whether the folder of `path` lists its name in just this spelling. */
export function hasEntry(fs: FileSystem, path: string): boolean {
  const name = basename(path);
  for (const entry of fs.readDirSync(dirname(path))) if (entry.name === name) return true;
  return false;
}

function fold(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase();
}
