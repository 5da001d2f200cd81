import {
  type Match,
  type MediaFile,
  type MediaRecord,
  STAGE_KEYS,
  type StageKey,
} from "../record/mod.ts";
import { isFailed } from "./failures.ts";

/**
 * Tells whether stage `name` leaves `record` alone: it failed, `scan --all` only shows it, or the stage's own key stands
 * there already. So a finished stream can be sent through again and only what is missing is done.
 */
export function passesBy(name: string): (record: MediaRecord) => boolean {
  const key = (STAGE_KEYS as Record<string, StageKey | undefined>)[name];
  return (record) =>
    isFailed(record) || isExcluded(record) || (key !== undefined && isWritten(record, key));
}

function isExcluded(record: MediaRecord): boolean {
  return isThere((record["file"] as Partial<MediaFile> | undefined)?.excluded);
}

function isWritten(record: MediaRecord, key: StageKey): boolean {
  const value = record[key];
  // Such a match came with an error; where that has been deleted, the provider shall be asked again.
  const isToRetry = key === "match" && (value as Match | undefined)?.status === "unavailable";
  return isThere(value) && !isToRetry;
}

/** Whether there is a value: what jq sets to null counts as deleted. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
