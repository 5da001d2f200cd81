/**
 * The offline catalog: films and shows in a SQLite file, and how it is built and searched.
 *
 * @module
 */
export {
  buildCatalog,
  type BuildOptions,
  type BuildProgress,
  type BuildResult,
} from "./build_catalog.ts";
export {
  type Catalog,
  CatalogError,
  type FoundName,
  type NameRange,
  openCatalog,
} from "./catalog.ts";
export { type CatalogRow, readEpisode, readRow } from "./read_row.ts";
export { searchCatalog } from "./search_catalog.ts";
