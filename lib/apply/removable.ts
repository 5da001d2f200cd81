import { type FileSystem, isSameInode, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import type { JournalledFile } from "./journal_lines.ts";
import { mayBeSameEntry } from "./same_entry.ts";

/** What {@linkcode findHold} needs. */
export interface HoldOptions {
  readonly fs: FileSystem;
  /** SHA-256 of the file at a path, in hexadecimal. */
  readonly hashOf: (path: string) => Promise<string>;
}

/**
 * Why the file at `source`, which an action placed beside its origin `target`, may not be removed: it is another file by
 * now, or the origin does not surely hold the same. Nothing where it may.
 */
export async function findHold(
  file: JournalledFile,
  { fs, hashOf }: HoldOptions,
): Promise<string | undefined> {
  const { source, target, link, hash } = file;
  const from = lookAt(fs, source);
  if (from === undefined) return "it is not there any more";
  if (link !== undefined) {
    return from.isSymlink && fs.readLinkSync(source) === link
      ? undefined
      : "it is not the link that was placed";
  }
  if (!isUnchanged(from, file)) return "it is not the file that was placed";
  const to = lookAt(fs, target);
  if (!to?.isFile) return "its origin is gone, so it is the last of its kind";
  if (mayBeSameEntry(fs, source, target)) return "it may be one directory entry with its origin";
  if (isSameInode(from, to)) {
    return (from.nlink ?? 0) >= 2 ? undefined : "it is the last name of the file";
  }
  if (hash === undefined) return "its origin is another file by now";
  const isSame = await hashOf(target) === hash;
  const after = lookAt(fs, target);
  return isSame && after !== undefined && isUnchanged(after, toFacts(to))
    ? undefined
    : "its origin holds something else by now";
}
