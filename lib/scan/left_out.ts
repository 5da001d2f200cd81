/**
 * Why something on the disk is no record, with the words for one and for many of it. `scan --all` writes the name to
 * `file.excluded.reason`.
 */
export const LEFT_OUT = {
  sample: ["sample", "samples"],
  partial: ["unfinished download", "unfinished downloads"],
  sidecar_without_video: ["sidecar without a video", "sidecars without a video"],
  folder_level: ["file of a whole show or folder", "files of a whole show or folder"],
  archive: ["archive", "archives"],
  loose_disc: [
    "file of a DVD without its VIDEO_TS folder",
    "files of DVDs without their VIDEO_TS folder",
  ],
  pattern: [
    "file or folder that .ignore or .plexignore names",
    "files or folders that .ignore or .plexignore name",
  ],
  excluded: ["file or folder that --exclude names", "files or folders that --exclude names"],
  unwanted: ["video that was not asked for", "videos that were not asked for"],
  unchanged: ["video that has not changed", "videos that have not changed"],
  unsettled: ["video that may still grow", "videos that may still grow"],
  other_file_system: ["folder of another file system", "folders of other file systems"],
  symlink: ["symbolic link", "symbolic links"],
  symlink_loop: ["symbolic link to where it lies", "symbolic links to where they lie"],
  ignored: [
    "folder that .nomedia, .ignore or .tmmignore hides",
    "folders that .nomedia, .ignore or .tmmignore hide",
  ],
  hidden: ["hidden file or folder", "hidden files or folders"],
  junk_folder: ["junk folder", "junk folders"],
  junk: ["junk file", "junk files"],
  not_media: ["other file", "other files"],
} as const satisfies Record<string, readonly [one: string, many: string]>;

/** Why something was left out. */
export type LeftOutReason = keyof typeof LEFT_OUT;

/** How many were left out, by reason. */
export type LeftOutCounts = Map<LeftOutReason, number>;

/** The closing line, such as "left out 3 samples, 2 junk folders"; nothing where nothing was left out. */
export function describeLeftOut(counts: LeftOutCounts): string | undefined {
  const parts = Object.entries(LEFT_OUT).flatMap(([reason, [one, many]]) => {
    const count = counts.get(reason as LeftOutReason) ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return parts.length === 0 ? undefined : `left out ${parts.join(", ")}`;
}
