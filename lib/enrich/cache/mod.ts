/**
 * What services said before: kept in Deno KV or in memory, so that no run asks what an earlier one
 * knows. A new way to keep answers is a file here that passes `testCache()`.
 *
 * @module
 */
export {
  type Cache,
  type CachedReply,
  type CacheEntry,
  type CacheKey,
  type DayUse,
  LONGEST_AGE,
  NO_USE,
  type UseCounts,
  USES,
} from "./cache.ts";
export { compactCache, type CompactResult } from "./compact_cache.ts";
export { findCache } from "./find_cache.ts";
export { keepFields } from "./keep_fields.ts";
export { isNegative, toLifetime } from "./lifetimes.ts";
export { createMemoryCache } from "./memory_cache.ts";
export { readAge } from "./read_age.ts";
export { openCache, type OpenCacheOptions, useCache, type UseCacheOptions } from "./open_cache.ts";
export { type CacheFigures, type KeptFigures, readStats, type UseFigures } from "./read_stats.ts";
export { selectEntries, type Selection } from "./select_entries.ts";
export { describeEntry, exportEntry, importEntry } from "./transfer.ts";
