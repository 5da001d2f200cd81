import type { FailedRecord, FileRecord, MediaFile, Sidecar } from "../record/mod.ts";
import type { LeftOut, Unit } from "./group_units.ts";
import { SAMPLE_BYTES } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import type { DiscSize } from "./measure_disc.ts";
import { toFailure } from "./to_failure.ts";
import { toIsoTime } from "./to_iso_time.ts";
import type { WalkSettings } from "./walk_settings.ts";

/** What the disk says of several paths. */
export interface LookUp {
  readonly paths: readonly string[];
  /** What each path is, or why that cannot be had. */
  readonly infos: readonly (Deno.FileInfo | Error)[];
}

/** What the disk says of a unit. */
export interface UnitLookUp extends LookUp {
  /** The folder that the user named. */
  readonly root: string;
  /** Where the unit's own path stands; those of its sidecars follow. */
  readonly at: number;
  /** Of a disc folder: what its files are together. */
  readonly disc?: DiscSize | Error | undefined;
}

/** What decides about a unit besides. */
interface Judging {
  readonly settings: Pick<WalkSettings, "wishes" | "clock">;
}

/** What became of a unit. */
export interface RecordedUnit {
  readonly record: FileRecord | FailedRecord;
  /** Sidecars that could not be read. */
  readonly failures: readonly FailedRecord[];
  /** Set where its size says that it is to be left out. */
  readonly reason: LeftOutReason | undefined;
}

/** Makes the record of a unit. */
export function recordUnit(unit: Unit, lookUp: UnitLookUp & Judging): RecordedUnit {
  const { root, at, disc } = lookUp;
  const path = lookUp.paths[at]!;
  const info = lookUp.infos[at]!;
  const { sidecars, failures } = recordSidecars(unit, lookUp);
  if (info instanceof Error || disc instanceof Error) {
    const cause = (info instanceof Error ? info : disc) as Error;
    const file = { path, root, kind: unit.kind, ...(sidecars.length === 0 ? {} : { sidecars }) };
    return { record: toFailure(file, cause), failures, reason: undefined };
  }
  // Built key by key: spreading costs as much as looking the file up.
  const file: Writable<MediaFile> = { path, root, size: disc?.size ?? info.size };
  const mtime = toIsoTime(disc === undefined ? info.mtime : disc.mtime);
  if (mtime !== undefined) file.mtime = mtime;
  addIdentity(file, info);
  if (disc !== undefined) delete file.nlink;
  file.kind = unit.kind;
  if (disc !== undefined) file.files = disc.files;
  if (sidecars.length > 0) file.sidecars = sidecars;
  const reason = (disc === undefined ? judgeSize(unit, info) : undefined) ??
    judgeWishes(disc ?? info, lookUp.settings) ?? judgeChange(file, unit, lookUp);
  if (reason !== undefined) file.excluded = { reason };
  return { record: { v: 1, file }, failures, reason };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const NONE: readonly never[] = [];

function recordSidecars(
  { sidecars }: Unit,
  { root, at, paths, infos }: UnitLookUp,
): { readonly sidecars: readonly Sidecar[]; readonly failures: readonly FailedRecord[] } {
  if (sidecars.length === 0) return { sidecars: NONE, failures: NONE };
  const read: Sidecar[] = [];
  const failures: FailedRecord[] = [];
  for (const [index, { kind, language, flags }] of sidecars.entries()) {
    const path = paths[at + 1 + index]!;
    const info = infos[at + 1 + index]!;
    if (info instanceof Error) {
      failures.push(toFailure({ path, root, kind: "sidecar" }, info));
      continue;
    }
    const sidecar: Writable<Sidecar> = { path, kind, size: info.size };
    const mtime = toIsoTime(info.mtime);
    if (mtime !== undefined) sidecar.mtime = mtime;
    if (Number.isSafeInteger(info.ino)) sidecar.ino = info.ino!;
    if (language !== undefined) sidecar.language = language;
    if (flags !== undefined) sidecar.flags = flags;
    read.push(sidecar);
  }
  return { sidecars: read, failures };
}

/** An id beyond 2^53, as ZFS and NFS have them, would not be the file's own any more: better none. */
function addIdentity(file: Writable<MediaFile>, { dev, ino, nlink }: Deno.FileInfo): void {
  if (Number.isSafeInteger(dev)) file.dev = dev;
  if (Number.isSafeInteger(ino)) file.ino = ino!;
  if (Number.isSafeInteger(nlink)) file.nlink = nlink!;
}

/**
 * The record by which `--all` shows what was left out. A folder has no size of its own, and what cannot be looked up was
 * not asked for.
 */
export function recordLeftOut({ kind, reason }: LeftOut, lookUp: UnitLookUp): FileRecord {
  const { root, at } = lookUp;
  const info = lookUp.infos[at]!;
  const file: Writable<MediaFile> = { path: lookUp.paths[at]!, root };
  if (!(info instanceof Error) && !info.isDirectory) {
    file.size = info.size;
    const mtime = toIsoTime(info.mtime);
    if (mtime !== undefined) file.mtime = mtime;
    addIdentity(file, info);
  }
  file.kind = kind;
  file.excluded = { reason };
  return { v: 1, file };
}

/** A clock that is ahead by more than this is wrong rather than ahead. Milliseconds. */
const CLOCK_ERROR = 86_400_000;

/** Why the user does not want a video or disc of this size and time, or nothing. */
function judgeWishes(
  { size, mtime }: Pick<DiscSize, "size" | "mtime">,
  { wishes, clock }: Judging["settings"],
): LeftOutReason | undefined {
  if (wishes.minSize !== undefined && size < wishes.minSize) return "unwanted";
  if (wishes.settle === undefined || mtime === null) return undefined;
  const age = clock() - mtime.getTime();
  return age < wishes.settle * 1000 && age > -CLOCK_ERROR ? "unsettled" : undefined;
}

/** Why the user does not want a video for what it was before, or nothing. */
function judgeChange(
  file: MediaFile,
  { sidecars }: Unit,
  { at, infos, disc, settings: { wishes } }: UnitLookUp & Judging,
): LeftOutReason | undefined {
  if (wishes.seen?.isUnchanged(file)) return "unchanged";
  if (wishes.since === undefined) return undefined;
  const times: (Date | null | undefined)[] = [(disc as DiscSize | undefined)?.mtime];
  for (const info of infos.slice(at, at + 1 + sidecars.length)) {
    // What is moved or unpacked keeps its `mtime`, but gets a new `ctime` where it now lies.
    if (!(info instanceof Error)) times.push(info.mtime, info.ctime);
  }
  const isNew = times.some((time) => time && time.getTime() >= wishes.since!);
  return isNew ? undefined : "unchanged";
}

/** A transport stream is made of packets of 188 bytes, on discs and cameras of 192. */
const PACKETS = [188, 192];

/** From here on a file named `.ts` is no source code. */
const SOURCE_CODE_BYTES = 1_000_000;

/** Below this, blocks say little: file systems keep small files elsewhere, or in pieces. */
const SPARSE_BYTES = 4_000_000;

/** Why a video is left out for its size, or nothing. */
function judgeSize({ doubt }: Unit, { size, blocks }: Deno.FileInfo): LeftOutReason | undefined {
  if (doubt === "sample" && size < SAMPLE_BYTES) return "sample";
  if (doubt === "transport_stream" && size < SOURCE_CODE_BYTES) {
    if (PACKETS.every((packet) => size % packet !== 0)) return "not_media";
  }
  // Holes are what a torrent has not fetched yet. No blocks at all means a file system that does not count them.
  const held = (blocks ?? 0) * 512;
  return size > SPARSE_BYTES && held > 0 && held < size * 0.95 ? "partial" : undefined;
}
