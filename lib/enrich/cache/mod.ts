/**
 * What services said before: kept in Deno KV or in memory, so that no run asks what an earlier one
 * knows. A new way to keep answers is a file here that passes `testCache()`.
 *
 * @module
 */
export * from "./cache.ts";
export { compactCache } from "./compact_cache.ts";
export { keepFields } from "./keep_fields.ts";
export { isNegative, toLifetime } from "./lifetimes.ts";
export { createMemoryCache } from "./memory_cache.ts";
export { readAge } from "./read_age.ts";
export { openCache, type OpenCacheOptions, useCache } from "./open_cache.ts";
export { type CacheFigures, readStats } from "./read_stats.ts";
export { selectEntries } from "./select_entries.ts";
export { describeEntry, exportEntry, importEntry } from "./transfer.ts";
