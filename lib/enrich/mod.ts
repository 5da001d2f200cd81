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
export { enrich, type EnrichOptions } from "./enrich.ts";
export {
  type LookupOptions,
  type Provider,
  type ProviderContext,
  PROVIDERS,
} from "./providers/mod.ts";
export { readHead } from "./read_head.ts";
