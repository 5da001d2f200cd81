import type { FailedRecord, FileRecord, MediaFile, Sidecar } from "../record/mod.ts";
import type { Unit } from "./group_units.ts";
import { SAMPLE_BYTES } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import type { DiscSize } from "./measure_disc.ts";
import { toFailure } from "./to_failure.ts";

/** What a path is on the disk, or why that cannot be had. */
export interface Found {
  readonly path: string;
  readonly info: Deno.FileInfo | Error;
}

/** What a unit's paths are on the disk. */
export interface UnitOnDisk {
  /** The folder that the user named. */
  readonly root: string;
  /** The video or disc folder itself. */
  readonly self: Found;
  /** Its sidecars, in their order. */
  readonly sidecars: readonly Found[];
  /** Of a disc folder: what its files are together. */
  readonly disc?: DiscSize | Error | undefined;
}

/** What became of a unit. */
export interface RecordedUnit {
  readonly record: FileRecord | FailedRecord;
  /** Sidecars that could not be read. */
  readonly failures: readonly FailedRecord[];
  /** Set where its size says that it is to be left out. */
  readonly reason?: LeftOutReason;
}

/** Makes the record of a unit. */
export function recordUnit(unit: Unit, onDisk: UnitOnDisk): RecordedUnit {
  const { root, self: { path, info }, disc } = onDisk;
  const { kind } = unit;
  const sidecars: Sidecar[] = [];
  const failures: FailedRecord[] = [];
  for (const [index, { path, info }] of onDisk.sidecars.entries()) {
    if (info instanceof Error) {
      failures.push(toFailure({ path, root, kind: "sidecar" }, info));
      continue;
    }
    const { kind, language, flags } = unit.sidecars[index]!;
    sidecars.push({
      path,
      kind,
      size: info.size,
      ...toTime(info.mtime),
      ...toId("ino", info.ino),
      ...(language === undefined ? {} : { language }),
      ...(flags === undefined ? {} : { flags }),
    });
  }
  const tail = sidecars.length === 0 ? {} : { sidecars };
  if (info instanceof Error || disc instanceof Error) {
    const cause = (info instanceof Error ? info : disc) as Error;
    return { record: toFailure({ path, root, kind, ...tail }, cause), failures };
  }
  const file: MediaFile = disc === undefined ? { path, root, ...toFacts(info), kind, ...tail } : {
    path,
    root,
    size: disc.size,
    ...toTime(disc.mtime),
    ...toId("dev", info.dev),
    ...toId("ino", info.ino),
    kind,
    files: disc.files,
    ...tail,
  };
  const reason = disc === undefined ? judgeSize(unit, info) : undefined;
  if (reason === undefined) return { record: { v: 1, file }, failures };
  return { record: { v: 1, file: { ...file, excluded: { reason } } }, failures, reason };
}

/** Size, time and identity of a file, as a record holds them. */
export function toFacts(info: Deno.FileInfo): Partial<MediaFile> {
  return {
    size: info.size,
    ...toTime(info.mtime),
    ...toId("dev", info.dev),
    ...toId("ino", info.ino),
    ...toId("nlink", info.nlink),
  };
}

/** Some file systems keep no time, and some keep nonsense. */
function toTime(mtime: Date | null): { readonly mtime?: string } {
  return mtime === null || Number.isNaN(mtime.getTime()) ? {} : { mtime: mtime.toISOString() };
}

/** An id beyond 2^53, as ZFS and NFS have them, would not be the file's own any more: better none. */
function toId<Name extends string>(
  name: Name,
  value: number | null,
): { readonly [N in Name]?: number } {
  return Number.isSafeInteger(value) ? { [name]: value } as Record<Name, number> : {};
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
