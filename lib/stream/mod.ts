/**
 * Streams of records: the only folder that knows of batches.
 *
 * @module
 */
export { checkFirst } from "./check_first.ts";
export { checkRecords } from "./check_records.ts";
export { decodeNdjson, type DecodeOptions, type NdjsonDecoder } from "./decode_ndjson.ts";
export { encodeNdjson, toNdjson } from "./encode_ndjson.ts";
export { failRecord, isFailed, isFreshFailure } from "./failures.ts";
export { joinLinks } from "./join_links.ts";
export { type GroupOptions, type GroupStage, mapGroups } from "./map_groups.ts";
export { type MapOptions, mapRecords, type Stage } from "./map_records.ts";
export { type AsyncStage, type ConcurrencyOptions, mapRecordsAsync } from "./map_records_async.ts";
export { passesBy } from "./passes_by.ts";
export * from "./record_stream.ts";
