import { toStageError } from "./errno.ts";
import { type FileSystem, lookAt } from "./file_system.ts";
import { removeEmptyFolders } from "./folders.ts";
import type { Intent } from "./journal_lines.ts";

/** An operation as far as its folders go. */
export type Leaving = Pick<Intent, "leaves" | "disc">;

/** What {@linkcode leaveFolders} needs. */
export interface LeaveOptions {
  readonly fs: FileSystem;
  readonly warn: (line: string) => void;
}

/**
 * Removes the folders that go with the files of operations that are done, if nothing else is in them. Where it cannot, that
 * is no failure: all files are where they belong. Gives those operations, and why.
 */
export function leaveFolders<T extends Leaving>(
  done: readonly T[],
  { fs, warn }: LeaveOptions,
): ReadonlyMap<T, string> {
  const failed = removeEmptyFolders(fs, done.flatMap(({ leaves = [] }) => leaves));
  const staying = new Map<T, string>();
  for (const one of done) {
    const { disc, leaves = [] } = one;
    const folder = leaves.find((folder) => failed.has(folder));
    if (folder !== undefined) {
      const { message } = toStageError(
        failed.get(folder),
        `Cannot remove the empty folder "${folder}"`,
      );
      staying.set(one, message);
    } else if (disc !== undefined && leaves.length > 0 && isThere(disc.source, fs)) {
      warn(`"${disc.source}" stays: something came into it while its disc was placed`);
    }
  }
  return staying;
}

function isThere(path: string, fs: FileSystem): boolean {
  try {
    return lookAt(fs, path) !== undefined;
  } catch {
    return false;
  }
}
