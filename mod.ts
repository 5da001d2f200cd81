/**
 * Shelve in one process: the same stages as the commands, as streams of records.
 *
 * ```ts
 * import { enrich, parse, plan, records, scan } from "@shelve/shelve";
 *
 * const planned = scan("/downloads")
 *   .pipeThrough(parse())
 *   .pipeThrough(enrich())
 *   .pipeThrough(plan({ library: "/media" }));
 * for await (const record of records(planned)) console.log(record);
 * ```
 *
 * A stage in the wrong place does not compile.
 *
 * @module
 */
export {
  apply,
  type ApplyOptions,
  type DiskFacts,
  type FileSystem,
  type FolderMode,
  type RunOptions,
  type Tally,
  undo,
  type UndoOptions,
} from "./lib/apply/mod.ts";
export {
  type AskCounts,
  type Cache,
  type CachedReply,
  type CacheEntry,
  type CacheKey,
  type Candidate,
  type Catalog,
  CatalogError,
  type Clock,
  type DayUse,
  enrich,
  type EnrichOptions,
  type Episode,
  type Eventually,
  type FoundName,
  learn,
  type LookupOptions,
  type NameRange,
  openCache,
  type OpenCacheOptions,
  openCatalog,
  type Order,
  type OrderOptions,
  type OtherOrder,
  type Override,
  type Overrides,
  type Parameters,
  type Provider,
  type ProviderContext,
  PROVIDERS,
  type ReadHead,
  readOverrides,
  type RequestCounts,
  type Requester,
  type SearchTextOptions,
  type ServiceAddress,
  type Services,
  type TitleKind,
  type TitleQuery,
  type TmdbAccess,
  type UseCounts,
} from "./lib/enrich/mod.ts";
export { parse, parseName, type ParseOptions, parsePath } from "./lib/parse/mod.ts";
export {
  type AcceptedStatus,
  createPlanSummary,
  type DuplicateRule,
  plan,
  type PlanAction,
  type PlannableRecord,
  type PlanOptions,
  type PlanStageOptions,
  type PlanSummary,
  type Preset,
  PRESETS,
  type ReadingRules,
  type ServerName,
  type TargetFsName,
  TemplateError,
  type Templates,
} from "./lib/plan/mod.ts";
export * from "./lib/record/mod.ts";
export {
  LEFT_OUT,
  type LeftOutCounts,
  type LeftOutReason,
  scan,
  type ScanFileSystem,
  type ScanOptions,
  type ScanProgress,
  type SeenFiles,
  type WishOptions,
} from "./lib/scan/mod.ts";
export {
  type AsyncStage,
  type Batch,
  collect,
  type ConcurrencyOptions,
  decodeNdjson,
  type DecodeOptions,
  encodeNdjson,
  fromRecords,
  type Link,
  type MapOptions,
  mapRecords,
  mapRecordsAsync,
  type NdjsonDecoder,
  records,
  type RecordStream,
  type Stage,
} from "./lib/stream/mod.ts";
