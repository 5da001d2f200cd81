/**
 * The `enrich` stage: which film or show a name means, and how sure that is.
 *
 * @module
 */
export {
  buildCatalog,
  type BuildOptions,
  type BuildResult,
  Catalog,
  CatalogError,
} from "./catalog/mod.ts";
export type { Candidate, Episode, TitleKind } from "./candidate.ts";
export { chooseProviders, type ProviderWishes } from "./choose_providers.ts";
export { enrich, type EnrichOptions } from "./enrich.ts";
export {
  type LookupOptions,
  type Provider,
  type ProviderContext,
  PROVIDERS,
} from "./providers/mod.ts";
export { findCatalog, type ReadVariable } from "./find_catalog.ts";
export { readHead } from "./read_head.ts";
export { readTmdbKey } from "./read_tmdb_key.ts";
export type { Clock, RequestCounts } from "./request/mod.ts";
export type { ServiceAddress, Services, TmdbAccess } from "./services.ts";
