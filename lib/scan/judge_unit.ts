import type { MediaFile } from "../record/mod.ts";
import { SAMPLE_BYTES } from "./junk.ts";
import type { LeftOutReason } from "./left_out.ts";
import type { DiscSize } from "./measure_disc.ts";
import type { WalkSettings } from "./walk_settings.ts";
import type { Unit } from "./unit.ts";

/** What the disk says of a unit, and what the user wants. */
export interface UnitLookUp {
  /** The folder that the user named. */
  readonly root: string;
  readonly paths: readonly string[];
  /** What each path is, or why that cannot be had. */
  readonly infos: readonly (Deno.FileInfo | Error)[];
  /** Where the unit's own path stands; those of its sidecars follow. */
  readonly at: number;
  /** Of a disc folder: what its files are together. */
  readonly disc?: DiscSize | Error | undefined;
  readonly settings: Pick<WalkSettings, "wishes" | "clock">;
}

/** A clock that is ahead by more than this is wrong rather than ahead. Milliseconds. */
const CLOCK_ERROR = 86_400_000;

/** Why the user does not want a video or disc of this size and time, or nothing. */
export function judgeWishes(
  { size, mtime }: Pick<DiscSize, "size" | "mtime">,
  { wishes, clock }: UnitLookUp["settings"],
): LeftOutReason | undefined {
  if (wishes.minSize !== undefined && size < wishes.minSize) return "unwanted";
  if (wishes.settle === undefined || mtime === null) return undefined;
  const age = clock() - mtime.getTime();
  return mayGrow(age, wishes.settle) ? "unsettled" : undefined;
}

/** Whether what changed `age` milliseconds ago has not rested for `settle` seconds. */
export function mayGrow(age: number, settle: number): boolean {
  return age < settle * 1000 && age > -CLOCK_ERROR;
}

/** Why the user does not want a video for what it was before, or nothing. */
export function judgeChange(
  file: MediaFile,
  { sidecars }: Unit,
  { at, infos, disc, settings: { wishes } }: UnitLookUp,
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
export function judgeSize(
  { doubt }: Unit,
  { size, blocks }: Deno.FileInfo,
): LeftOutReason | undefined {
  if (doubt === "sample" && size < SAMPLE_BYTES) return "sample";
  if (doubt === "transport_stream" && size < SOURCE_CODE_BYTES) {
    if (PACKETS.every((packet) => size % packet !== 0)) return "not_media";
  }
  // Holes are what a torrent has not fetched yet. No blocks at all means a file system that does not count them.
  const held = (blocks ?? 0) * 512;
  return size > SPARSE_BYTES && held > 0 && held < size * 0.95 ? "partial" : undefined;
}
