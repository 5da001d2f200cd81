import { existsSync } from "node:fs";
import { errnoOf } from "./errno.ts";

/** What apply and undo do to a disk: the calls of `Deno`, so that tests can let any of them fail. */
export type FileSystem =
  & Pick<
    typeof Deno,
    | "chmodSync"
    | "chownSync"
    | "linkSync"
    | "lstatSync"
    | "mkdirSync"
    | "openSync"
    | "readDirSync"
    | "readLinkSync"
    | "realPathSync"
    | "removeSync"
    | "renameSync"
    | "symlinkSync"
  >
  & {
    /**
     * Whether `path` leads to anything: `false` also for a link that leads nowhere. A disk that lacks it is asked otherwise.
     */
    readonly existsSync?: (path: string) => boolean;
  };

const {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readDirSync,
  readLinkSync,
  realPathSync,
  removeSync,
  renameSync,
  symlinkSync,
} = Deno;

/** The real disk. */
export const DISK: FileSystem = {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readDirSync,
  readLinkSync,
  realPathSync,
  removeSync,
  renameSync,
  symlinkSync,
};

/** What tells a file from another one. */
export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  /** ISO 8601, to the millisecond. */
  readonly mtime: string;
  /** Left out where no safe integer: two files may then show the same number. */
  readonly ino?: number;
}

/** The folder of an absolute path in its normal form: asked for every file, and `dirname` is ten times as slow. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** What lies at `path` itself, links not followed; `undefined` where there is nothing. */
export function lookAt(fs: FileSystem, path: string): Deno.FileInfo | undefined {
  try {
    return fs.lstatSync(path);
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** A path that the system may not take at all, which is said by an exception. */
const LONG = 1024;

/**
 * {@linkcode lookAt} for a name that is most likely free: to be told so by an exception takes ten times as long. A link that
 * leads nowhere counts for nothing here, so whoever takes the name must see by that whether it is free.
 */
export function lookForFree(fs: FileSystem, path: string): Deno.FileInfo | undefined {
  const isFree = fs.existsSync?.(path) === false && path.length < LONG;
  return isFree ? undefined : lookAt(fs, path);
}

/** The part of `info` that is written down. Where its time is known as text already, that is taken. */
export function toFacts({ size, mtime, ino }: Deno.FileInfo, text?: string): FileFacts {
  const time = mtime ?? EPOCH;
  const iso = text !== undefined && Date.parse(text) === time.getTime() ? text : time.toISOString();
  return isExact(ino) ? { size, mtime: iso, ino } : { size, mtime: iso };
}

const EPOCH = new Date(0);

/** Whether two looks were at one inode. A number that a double cannot hold proves nothing. */
export function isSameInode(a: Deno.FileInfo, b: Deno.FileInfo): boolean {
  return isExact(a.ino) && a.ino === b.ino && a.dev === b.dev;
}

/** Whether `info` is still the file that `facts` were taken of. */
export function isUnchanged(info: Deno.FileInfo, facts: FileFacts): boolean {
  return info.isFile && info.size === facts.size &&
    (info.mtime?.getTime() ?? 0) === Date.parse(facts.mtime) &&
    (facts.ino === undefined || !isExact(info.ino) || info.ino === facts.ino);
}

function isExact(ino: number | null): ino is number {
  return Number.isSafeInteger(ino);
}

/** Facts with the device: after a new mount both numbers change, and the inode alone says nothing. */
export interface ScannedFacts extends FileFacts {
  readonly dev?: number;
}

/** Whether `info` is the file that was scanned. */
export function isScanned(info: Deno.FileInfo, { size, mtime, ino, dev }: ScannedFacts): boolean {
  const sameMount = dev === undefined || dev === info.dev;
  return info.isFile && info.size === size && (info.mtime?.getTime() ?? 0) === Date.parse(mtime) &&
    (ino === undefined || !sameMount || !Number.isSafeInteger(info.ino) || info.ino === ino);
}
