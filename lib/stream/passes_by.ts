import { type MediaFile, type MediaRecord, STAGE_KEYS } from "../record/mod.ts";
import { isFailed } from "./failures.ts";

/**
 * Tells whether stage `name` leaves `record` alone: it failed, `scan --all` only shows it, or the stage's own key stands
 * there already. So a finished stream can be sent through again and only what is missing is done.
 */
export function passesBy(name: string): (record: MediaRecord) => boolean {
  const key = (STAGE_KEYS as Record<string, string | undefined>)[name];
  return (record) =>
    isFailed(record) ||
    (key !== undefined && record[key] !== undefined && record[key] !== null) ||
    (record["file"] as Partial<MediaFile> | undefined)?.excluded !== undefined;
}
