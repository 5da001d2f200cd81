/**
 * The offline catalog: films and shows in a SQLite file, and how it is built and searched.
 *
 * @module
 */
export * from "./build_catalog.ts";
export * from "./catalog.ts";
export { readEpisode } from "./read_row.ts";
export { searchCatalog } from "./search_catalog.ts";
