import { type MediaRecord, StageError } from "../../record/mod.ts";
import { type Cache, type CacheEntry, LONGEST_AGE } from "./cache.ts";
import { isNegative } from "./lifetimes.ts";

/** An answer as a line says it. */
export function describeEntry(
  { key, fetchedAt, expiresAt, bytes, value }: CacheEntry,
): MediaRecord {
  return {
    ...key,
    fetchedAt: toIso(fetchedAt),
    expiresAt: toIso(expiresAt),
    bytes,
    negative: isNegative(value),
  };
}

/** An answer as a line that {@linkcode importEntry} reads; one without `value` says there is nothing. */
export function exportEntry({ key, fetchedAt, expiresAt, value }: CacheEntry): MediaRecord {
  const times = { fetchedAt: toIso(fetchedAt), expiresAt: toIso(expiresAt) };
  return { ...key, ...times, ...(value === undefined ? {} : { value }) };
}

/**
 * Keeps an answer that was exported. One that is too old to be kept, or older than what is kept
 * already, is left out.
 *
 * @throws {StageError} `invalid_record` for a line that holds none
 */
export async function importEntry(
  line: MediaRecord,
  { cache, now }: { readonly cache: Cache; readonly now: number },
): Promise<boolean> {
  const { service, endpoint, address, fetchedAt, expiresAt, value } = line;
  const [fetched, expires] = [fetchedAt, expiresAt].map((time) => Date.parse(String(time)));
  const isKey = [service, endpoint, address].every((part) => typeof part === "string");
  if (!isKey || Number.isNaN(fetched) || Number.isNaN(expires) || fetched! > now) {
    throw new StageError("invalid_record", "Cannot import the line: it is no answer of an export");
  }
  const key = { service, endpoint, address } as CacheEntry["key"];
  const known = await cache.get(key);
  if (now - fetched! >= LONGEST_AGE || (known !== undefined && known.fetchedAt >= fetched!)) {
    return false;
  }
  cache.set(key, { value, fetchedAt: fetched!, expiresAt: expires! });
  return true;
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
