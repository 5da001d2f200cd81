import type { LeftOut } from "./group_units.ts";
import { judgeFolder } from "./junk.ts";
import { kindOfName, toFileKind } from "./media_kinds.ts";

/** The entries of one folder by what they are, each sorted by code unit. */
export interface Content {
  readonly files: readonly string[];
  /** Folders that may be entered. */
  readonly folders: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Names that came more than once: no disk has that, so their bytes are no UTF-8. */
  readonly twins: readonly string[];
}

/** Sorts what a folder's listing holds. Links are not followed; what is neither file nor folder is no media. */
export function sortEntries(entries: Iterable<Deno.DirEntry>): Content {
  let files: string[] = [];
  let folders: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name, isFile, isDirectory, isSymlink } of entries) {
    if (isFile) files.push(name);
    else if (!isDirectory) {
      leftOut.push({
        name,
        kind: toFileKind(kindOfName(name)),
        reason: isSymlink ? "symlink" : "not_media",
      });
    } else {
      const reason = judgeFolder(name);
      if (reason === undefined) folders.push(name);
      else leftOut.push({ name, kind: "other", reason });
    }
  }
  const twins: string[] = [];
  files = dropTwins(files.sort(), twins);
  folders = dropTwins(folders.sort(), twins);
  return { files, folders, leftOut, twins };
}

/** Deno writes U+FFFD for what is no UTF-8, so two names may come out as one. */
function dropTwins(sorted: string[], twins: string[]): string[] {
  return sorted.filter((name, index) => {
    const isTwin = index > 0 && name === sorted[index - 1];
    if (isTwin) twins.push(name);
    return !isTwin;
  });
}
