import { type Catalog, CatalogError, openCatalog } from "./catalog/mod.ts";
import { chooseProviders } from "./choose_providers.ts";
import type { EnrichOptions } from "./enrich.ts";
import { findConfigFile, type ReadVariable } from "./find_config_file.ts";
import { type Order, ORDERS } from "./orders.ts";
import { type Overrides, readOverrides } from "./overrides.ts";
import { readHead } from "./read_head.ts";
import { readTmdbKey } from "./read_tmdb_key.ts";
import type { Services } from "./services.ts";

/** What the user asked for on the command line and in the environment. */
export interface SourceWishes {
  /** Gives `TMDB_TOKEN`, `TMDB_API_KEY`, `HOME` and `XDG_CONFIG_HOME`. */
  readonly env: ReadVariable;
  /** Sends a request. */
  readonly fetch: typeof fetch;
  /**
   * Path of a catalog.
   * @default the one at its usual place, if there is one
   */
  readonly catalog?: string | undefined;
  /**
   * Path of a file of overrides.
   * @default the one at its usual place, if there is one
   */
  readonly overrides?: string | undefined;
  /**
   * Whether nothing may be asked over the network.
   * @default false
   */
  readonly offline?: boolean;
  /**
   * Names of providers, in the order in which they shall be asked.
   * @default those that work with what there is
   */
  readonly providers?: readonly string[] | undefined;
  /**
   * In which order episodes are numbered.
   * @default that of the provider that knows the show
   */
  readonly order?: Order | undefined;
  /**
   * Language of titles, as `de-DE`.
   * @default en-US
   */
  readonly language?: string | undefined;
  /**
   * Another address of TMDB's API, version 3.
   * @default the service itself
   */
  readonly tmdbUrl?: string | undefined;
  /**
   * Another address of TVmaze's API.
   * @default the service itself
   */
  readonly tvmazeUrl?: string | undefined;
}

/** What {@linkcode enrich} takes, ready for use. */
export interface Sources extends EnrichOptions {
  /** To be closed by whoever opened the sources. */
  readonly catalog: Catalog | undefined;
  /** With `counts`, which are filled while records go through. */
  readonly services: Services;
  /** What the user may do to have more found. */
  readonly advice: string | undefined;
}

/**
 * Opens what the user asked for: the catalog, the web services, and the providers that go with
 * them.
 *
 * @throws {CatalogError} where the catalog cannot be used
 * @throws {TypeError} for a provider that does not exist or cannot work, a key that is none, or
 * overrides that cannot be read
 */
export function openSources(wishes: SourceWishes): Sources {
  const { env, fetch, offline = false, language, tmdbUrl, tvmazeUrl } = wishes;
  const key = readTmdbKey(env);
  const path = wishes.catalog ?? findConfigFile(env, "catalog.db");
  const providers = chooseProviders({
    names: wishes.providers,
    offline,
    hasCatalog: path !== undefined,
    hasKey: key !== undefined,
  });
  const { order } = wishes;
  const sources = order && ORDERS[order].map(({ provider }) => provider);
  if (sources && !providers.some(({ name }) => sources.some((source) => source === name))) {
    const needed = [...new Set(sources)].join(" or ");
    throw new TypeError(`--order ${order} needs ${needed}: name it in --provider`);
  }
  const overrides = readOverridesFile(wishes.overrides ?? findConfigFile(env, "overrides.ndjson"));
  const advice = path === undefined && key === undefined
    ? "no catalog and no key of TMDB, so films are known only by ids: " +
      "make a catalog with catalog build, or set TMDB_TOKEN"
    : undefined;
  const services: Services = {
    fetch,
    language,
    counts: {},
    tvmaze: { url: tvmazeUrl },
    ...(key === undefined ? {} : { tmdb: { ...key, url: tmdbUrl } }),
  };
  // Last, so that nothing that throws leaves it open.
  const catalog = path === undefined ? undefined : openOrAdvise(path);
  return { catalog, services, providers, readHead, overrides, order, advice };
}

function openOrAdvise(path: string): Catalog {
  try {
    return openCatalog(path);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new CatalogError(`${error.message}; build one with catalog build`);
  }
}

function readOverridesFile(path: string | undefined): Overrides | undefined {
  if (path === undefined) return undefined;
  try {
    return readOverrides(Deno.readTextFileSync(path));
  } catch (error) {
    throw new TypeError(`Cannot read the overrides "${path}": ${(error as Error).message}`);
  }
}
