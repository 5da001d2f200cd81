import { StageError } from "../record/mod.ts";
import { errnoOf } from "./errno.ts";
import { type FileSystem, isSameInode, lookAt } from "./file_system.ts";

/** How a name was given. */
export type PlaceMethod = "link" | "rename";

/** What {@linkcode intoPlace} needs. */
export interface PlaceOptions {
  readonly fs: FileSystem;
  /** Journals that `path` will be held by an empty file. */
  readonly onReserve: (path: string) => void;
}

/** What the system says where it has no hard links, or not for this file. */
const NO_LINK: ReadonlySet<string> = new Set(["EPERM", "EMLINK", "ENOSYS", "EOPNOTSUPP", "EINVAL"]);

/**
 * Gives the file `from` the name `to` without ever replacing what has it. With `link` both names are there afterwards;
 * where there are no hard links, or none can be seen, an empty file holds the name and is then renamed over, and `from` is gone.
 *
 * @throws {NameTaken} where `to` is taken
 * @throws the system's own error, such as `EXDEV` across devices
 */
export function intoPlace(
  from: string,
  to: string,
  { fs, onReserve }: PlaceOptions,
): PlaceMethod {
  if (isLinked(from, to, fs)) return "link";
  onReserve(to);
  const held = giveName(to, () => reserve(fs, to));
  try {
    if (!isHeld(fs, to, held)) {
      throw new StageError(
        "target_exists",
        `Cannot rename "${from}" to "${to}": the target exists`,
      );
    }
    fs.renameSync(from, to);
    return "rename";
  } catch (error) {
    if (isHeld(fs, to, held)) fs.removeSync(to);
    throw error;
  }
}

/**
 * Links, where the disk has links and shows them. mergerfs and other FUSE file systems may show another inode at each name,
 * and for a second the old number of names: then nothing could tell later on that the source may go.
 */
function isLinked(from: string, to: string, fs: FileSystem): boolean {
  try {
    giveName(to, () => fs.linkSync(from, to));
  } catch (error) {
    if (!NO_LINK.has(errnoOf(error))) throw error;
    return false;
  }
  const source = lookAt(fs, from);
  if (source === undefined) return true;
  const hasNames = (source.nlink ?? 0) >= 2;
  if (hasNames && isBlockDevice(source.dev)) return true;
  const target = lookAt(fs, to);
  if (target?.size !== source.size || target.mtime?.getTime() !== source.mtime?.getTime()) {
    const code = target === undefined ? "source_changed" : "target_exists";
    throw new StageError(code, `Cannot give the name "${to}": another program has it by now`);
  }
  if (hasNames && isSameInode(source, target)) return true;
  // Only what is seen to have another name may lose this one; all else is judged as it comes.
  if ((target.nlink ?? 0) < 2) return true;
  fs.removeSync(to);
  return false;
}

/** Whether a device number has a major part: those of FUSE and of networks have none. */
function isBlockDevice(dev: number): boolean {
  return (Math.floor(dev / 256) & 0xfff) !== 0;
}

/** Thrown where someone else was faster: what has the name is not ours, even if it is another name of the source. */
export class NameTaken extends StageError {
  constructor(path: string, options: ErrorOptions) {
    super("target_exists", `Cannot give the name "${path}": the target exists`, options);
  }
}

/** Does `act`, which makes an entry at `path` or fails because there is one. */
export function giveName<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (errnoOf(error) === "EEXIST") throw new NameTaken(path, { cause: error });
    throw error;
  }
}

function reserve(fs: FileSystem, path: string): Deno.FileInfo {
  const file = fs.openSync(path, { write: true, createNew: true });
  try {
    return file.statSync();
  } finally {
    file.close();
  }
}

/** Whether our empty file still has the name, and nobody has written to it. */
function isHeld(fs: FileSystem, path: string, held: Deno.FileInfo): boolean {
  const now = lookAt(fs, path);
  return now !== undefined && now.isFile && now.size === 0 && now.dev === held.dev &&
    now.ino === held.ino;
}
