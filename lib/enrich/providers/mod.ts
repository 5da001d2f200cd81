/**
 * Sources of identities, in the order in which they are asked. A new one is a file here and a line
 * below.
 *
 * @module
 */
import { CATALOG } from "./catalog.ts";
import { NAME } from "./name.ts";
import { NFO } from "./nfo.ts";
import type { Provider } from "./provider.ts";
import { TMDB } from "./tmdb.ts";
import { TVMAZE } from "./tvmaze.ts";

export type * from "./provider.ts";

/** All providers, the first that is sure wins. */
export const PROVIDERS: readonly Provider[] = [NAME, NFO, CATALOG, TMDB, TVMAZE];
