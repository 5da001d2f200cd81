import type { FileKind, MediaFile, Sidecar, SidecarKind } from "../record/mod.ts";
import type { DiscSize } from "./measure_disc.ts";
import { toIsoTime } from "./to_iso_time.ts";

// All keys stand in one literal where all are known, as most often: added one by one they take twice the memory and time.

/** What is built key by key. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A file and what the disk says of it. */
export interface FoundFile {
  readonly path: string;
  /** The folder that the user named. */
  readonly root: string;
  readonly kind: FileKind;
  readonly info: Deno.FileInfo;
}

/** What the record of a file holds. */
export function toFile({ path, root, kind, info }: FoundFile): Writable<MediaFile> {
  const { size, dev, ino, nlink } = info;
  const mtime = toIsoTime(info.mtime);
  if (mtime !== undefined && isId(dev) && isId(ino) && isId(nlink)) {
    return { path, root, size, mtime, dev, ino, nlink, kind };
  }
  const file: Writable<MediaFile> = { path, root, size };
  if (mtime !== undefined) file.mtime = mtime;
  if (isId(dev)) file.dev = dev;
  if (isId(ino)) file.ino = ino;
  if (isId(nlink)) file.nlink = nlink;
  file.kind = kind;
  return file;
}

/** What the record of a disc folder holds: how many links lead to it is its own affair. */
export function toDisc(
  { info: { dev, ino }, ...found }: FoundFile,
  { size, mtime, files }: DiscSize,
): Writable<MediaFile> {
  const { path, root, kind } = found;
  const time = toIsoTime(mtime);
  return {
    ...{ path, root, size },
    ...(time === undefined ? {} : { mtime: time }),
    ...(isId(dev) ? { dev } : {}),
    ...(isId(ino) ? { ino } : {}),
    ...{ kind, files },
  };
}

/** What a record holds of a sidecar. */
export function toSidecar(
  path: string,
  { kind, info: { size, mtime, ino } }: {
    readonly kind: SidecarKind;
    readonly info: Deno.FileInfo;
  },
): Writable<Sidecar> {
  const time = toIsoTime(mtime);
  if (time !== undefined && isId(ino)) return { path, kind, size, mtime: time, ino };
  const sidecar: Writable<Sidecar> = { path, kind, size };
  if (time !== undefined) sidecar.mtime = time;
  if (isId(ino)) sidecar.ino = ino;
  return sidecar;
}

/** An id beyond 2^53, as ZFS and NFS have them, would not be the file's own any more: better none. */
function isId(id: number | null): id is number {
  return Number.isSafeInteger(id);
}
