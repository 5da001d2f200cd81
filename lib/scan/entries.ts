import { judgeFolder } from "./junk.ts";
import { kindOfName, toFileKind } from "./media_kinds.ts";
import type { LeftOut } from "./unit.ts";

/** The names in one folder by what they are, in the order of the disk. */
export interface Entries {
  readonly files: string[];
  readonly folders: string[];
  readonly links: string[];
  /** Links that lead in a circle. */
  readonly loops: string[];
  /** Sockets, pipes, devices. */
  readonly others: string[];
}

/** No entries yet. */
export function noEntries(): Entries {
  return { files: [], folders: [], links: [], loops: [], others: [] };
}

/** Puts `entry` where it belongs. Only its name is kept: a folder may hold a million. */
export function addEntry(entries: Entries, entry: Deno.DirEntry): void {
  if (entry.isFile) entries.files.push(entry.name);
  else if (entry.isDirectory) entries.folders.push(entry.name);
  else if (entry.isSymlink) entries.links.push(entry.name);
  else entries.others.push(entry.name);
}

/** What may become of the entries of one folder, each list sorted by code unit. */
export interface Content {
  readonly files: string[];
  /** Folders that may be entered. */
  readonly folders: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Names that came more than once: no disk has that, so their bytes are no UTF-8. */
  readonly twins: readonly string[];
}

/** Sorts what a folder's listing holds. Hidden folders stay with `hidden`. Links are not followed; what is neither file nor folder is no media. */
export function sortEntries(
  entries: Entries,
  { hidden }: { readonly hidden: boolean },
): Content {
  const twins: string[] = [];
  const leftOut: LeftOut[] = [];
  const files = dropTwins(entries.files.sort(), twins);
  const folders = dropTwins(entries.folders.sort(), twins).filter((name) => {
    const reason = judgeFolder(name);
    if (hidden && reason === "hidden") return true;
    if (reason !== undefined) leftOut.push({ name, kind: "other", reason });
    return reason === undefined;
  });
  for (const name of entries.links) {
    leftOut.push({ name, kind: toFileKind(kindOfName(name)), reason: "symlink" });
  }
  for (const name of entries.loops) leftOut.push({ name, kind: "other", reason: "symlink_loop" });
  for (const name of entries.others) leftOut.push({ name, kind: "other", reason: "not_media" });
  return { files, folders, leftOut, twins };
}

/** Deno writes U+FFFD for what is no UTF-8, so two names may come out as one. */
function dropTwins(sorted: string[], twins: string[]): string[] {
  if (!hasTwins(sorted)) return sorted;
  return sorted.filter((name, index) => {
    const isTwin = name === sorted[index - 1];
    if (isTwin) twins.push(name);
    return !isTwin;
  });
}

function hasTwins(sorted: readonly string[]): boolean {
  for (let at = 1; at < sorted.length; at++) if (sorted[at] === sorted[at - 1]) return true;
  return false;
}
