/**
 * The `enrich` stage: which film or show a name means, and how sure that is.
 *
 * @module
 */
export * from "./cache/mod.ts";
export * from "./catalog/mod.ts";
export type { Candidate, Episode, TitleKind } from "./candidate.ts";
export { enrich, type EnrichOptions } from "./enrich.ts";
export * from "./providers/mod.ts";
export { findCache } from "./user_files.ts";
export { openSources, openTmdb } from "./open_sources.ts";
export { refreshCache } from "./refresh_cache.ts";
export type { Eventually } from "./eventually.ts";
export { learn } from "./learn.ts";
export { type Order, ORDER_NAMES, type OtherOrder } from "./orders.ts";
export { type Override, type Overrides, readOverrides } from "./overrides.ts";
export type { TitleQuery } from "./query.ts";
export type { AskCounts, Clock, Parameters, RequestCounts, Requester } from "./request/mod.ts";
export type { ServiceAddress, Services, TmdbAccess } from "./services.ts";
