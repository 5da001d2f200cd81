import { StageError } from "../record/mod.ts";
import type { Placement } from "./actions/mod.ts";
import { type FileSystem, isUnchanged, lookAt, toFacts } from "./file_system.ts";
import type { JournalledFile } from "./journal_lines.ts";

/** How a file came to its place, and what it was there: not looked at yet, where its source still is to be. */
export interface PlacedFile extends Placement {
  readonly info?: Deno.FileInfo;
}

/**
 * Removes the source of a file that was linked to its place, by a look at the source alone: it has one name more than
 * `names`, so ours stands, and the file outlives the other one. Gives what it was; nothing where that is not so.
 */
export function removeLinked(
  file: JournalledFile,
  { fs, names }: { readonly fs: FileSystem; readonly names: number },
): Deno.FileInfo | undefined {
  const from = lookAt(fs, file.source);
  if (from === undefined || file.ino === undefined || from.ino !== file.ino) return undefined;
  if (names < 1 || from.nlink !== names + 1 || !isUnchanged(from, file)) return undefined;
  fs.removeSync(file.source);
  return from;
}

/** What {@linkcode removeSource} needs. */
export interface RemoveSourceOptions {
  readonly fs: FileSystem;
  /** Where the file stands as well. */
  readonly path: string;
  /** As in `Cannot move "a" to "b"`. */
  readonly verb: string;
}

/**
 * Removes the name that a file had before it was placed.
 *
 * @throws {StageError} `source_changed` where it does not surely stand at the other one
 */
export function removeSource(
  file: JournalledFile,
  { method, hash, info }: Required<Pick<PlacedFile, "info">> & PlacedFile,
  { fs, path, verb }: RemoveSourceOptions,
): void {
  if (method === "rename") return;
  if (method === "remove") return removePlaced(file, info, fs);
  const from = lookAt(fs, file.source);
  // Someone else has removed it, or put another file there: the one that was scanned stands at the target.
  if (from === undefined || from.ino !== info.ino && hash === undefined) return;
  // As many names as right after ours was given: so that one still stands, and the file outlives the other.
  const isLinked = hash === undefined && from.dev === info.dev && (from.nlink ?? 0) >= 2 &&
    from.nlink === info.nlink && isUnchanged(from, file);
  if (!isLinked) {
    const to = lookAt(fs, path);
    const stands = to !== undefined && to.ino === info.ino && to.dev === info.dev &&
      isUnchanged(to, toFacts(info));
    const isSafe = hash === undefined
      ? to?.dev === from.dev && (from.nlink ?? 0) >= 2
      : isUnchanged(from, file);
    if (!stands || !isSafe) {
      const what = `Cannot ${verb} "${file.source}" to "${file.target}"`;
      throw new StageError("source_changed", `${what}: it was changed meanwhile`);
    }
  }
  fs.removeSync(file.source);
}

/** Undoes what stands beside its origin, which was compared with it when it was "placed" and was `info` then. */
function removePlaced(file: JournalledFile, info: Deno.FileInfo, fs: FileSystem): void {
  const { source, target, link } = file;
  const [to, from] = [lookAt(fs, target), lookAt(fs, source)];
  const isSame = from !== undefined &&
    (link === undefined
      ? isUnchanged(from, file) && to !== undefined && isUnchanged(to, toFacts(info))
      : from.isSymlink && fs.readLinkSync(source) === link);
  if (!isSame) {
    throw new StageError(
      "source_changed",
      `Cannot remove "${source}": it or its origin has changed`,
    );
  }
  fs.removeSync(source);
}
