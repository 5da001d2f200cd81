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
 * where there are no hard links an empty file holds the name and is then renamed over, and `from` is gone.
 *
 * @throws {NameTaken} where `to` is taken
 * @throws the system's own error, such as `EXDEV` across devices
 */
export function intoPlace(
  from: string,
  to: string,
  { fs, onReserve }: PlaceOptions,
): PlaceMethod {
  try {
    giveName(to, () => fs.linkSync(from, to));
    return "link";
  } catch (error) {
    if (!NO_LINK.has(errnoOf(error))) throw error;
  }
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
  return now !== undefined && now.isFile && now.size === 0 && isSameInode(now, held);
}
