import type { LeftOut } from "./group_units.ts";
import { judgeFolder } from "./junk.ts";
import { kindOfName, toFileKind } from "./media_kinds.ts";
import type { Entries } from "./read_entries.ts";

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
