import { type MediaFile, UsageError } from "../record/mod.ts";
import { decodeNdjson, isFailed, records } from "../stream/mod.ts";
import { fingerprint } from "../text/mod.ts";
import { createPathStates } from "./path_states.ts";

/** What an earlier scan has found. */
export interface SeenFiles {
  /** Number of files. */
  readonly count: number;
  /** Whether the earlier scan found `file` as it is now. */
  isUnchanged(file: MediaFile): boolean;
}

/**
 * Reads NDJSON that an earlier scan wrote, or any stage after it. What failed or was left out then counts as not seen; of
 * a path that comes twice the last counts.
 *
 * @throws {UsageError} where there are lines, and none is a record of a file
 */
export async function readSeenFiles(ndjson: ReadableStream<Uint8Array>): Promise<SeenFiles> {
  const states = createPathStates();
  let [lines, files] = [0, 0];
  const decoded = ndjson.pipeThrough(decodeNdjson({ name: "scan" }));
  for await (const record of records(decoded)) {
    lines++;
    const file = record["file"] as MediaFile | undefined;
    if (typeof file?.path !== "string") continue;
    files++;
    const isGiven = !isFailed(record) && !file.excluded;
    states.set(file.path, isGiven ? toFingerprint(file) : 0);
  }
  if (lines > 0 && files === 0) {
    throw new UsageError("Cannot read what --seen names: no line of it is a record of a file");
  }
  return {
    count: states.count,
    isUnchanged: (file) => states.get(file.path) === toFingerprint(file),
  };
}

/**
 * 31 bits, never all zero, that tell a file from what it was before: size, time, and which sidecars it has. Those may
 * change without it: media servers write their NFO files again and again.
 */
export function toFingerprint({ size, mtime, sidecars }: MediaFile): number {
  let text = `${size} ${mtime}`;
  for (const { path } of sidecars ?? []) text += `\0${path}`;
  return toState(text);
}

/** 31 bits, never all zero, that stand for `text`. */
export function toState(text: string): number {
  return (fingerprint(text)[0] >>> 1) || 1;
}
