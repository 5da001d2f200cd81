import { UsageError } from "../record/mod.ts";
import { describeCause } from "../text/mod.ts";
import { type Catalog, CatalogError, openCatalog } from "./catalog/mod.ts";
import { chooseProviders } from "./choose_providers.ts";
import type { EnrichOptions } from "./enrich.ts";
import { findConfigFile, type ReadVariable } from "./find_config_file.ts";
import { type Order, ORDERS } from "./orders.ts";
import { type Overrides, readOverrides } from "./overrides.ts";
import { readHead } from "./read_head.ts";
import { readServiceUrl } from "./read_service_url.ts";
import { readTmdbKey } from "./read_tmdb_key.ts";
import type { Requester } from "./request/mod.ts";
import { openServices, type Services } from "./services.ts";

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
   * Of which country the dates of releases count, ISO 3166-1.
   * @default the first anywhere
   */
  readonly region?: string | undefined;
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
  /**
   * File that holds the user's key for TMDB.
   * @default the environment, then the file at its usual place
   */
  readonly tmdbTokenFile?: string | undefined;
  /**
   * Milliseconds for which answers of services hold.
   * @default by kind of answer
   */
  readonly ttl?: number | undefined;
  /**
   * Whether requests may go to `host`, a name with a port if need be.
   * @default to any
   */
  readonly mayReach?: (host: string) => boolean;
}

/** What {@linkcode enrich} takes, ready for use. */
export interface Sources extends EnrichOptions {
  /** To be closed by whoever opened the sources. */
  readonly catalog: Catalog | undefined;
  /** With `counts`, which are filled while records go through. */
  readonly services: Services;
  /** Whether a service may be asked. */
  readonly online: boolean;
  /** What the user may do to have more found. */
  readonly advice: string | undefined;
}

/**
 * Opens what the user asked for: the catalog, the web services, and the providers that go with
 * them.
 *
 * @throws {CatalogError} where the catalog cannot be used
 * @throws {UsageError} for a provider that does not exist or cannot work, a key or an address that is
 * none, or overrides that cannot be read
 */
export function openSources(wishes: SourceWishes): Sources {
  const { env, fetch, offline = false, language, region, ttl } = wishes;
  const key = readTmdbKey(env, wishes.tmdbTokenFile);
  const tmdbUrl = checkUrl("tmdb", wishes.tmdbUrl, wishes);
  const tvmazeUrl = checkUrl("tvmaze", wishes.tvmazeUrl, wishes);
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
    throw new UsageError(`--order ${order} needs ${needed}: name it in --provider`);
  }
  const overrides = readOverridesFile(wishes.overrides ?? findConfigFile(env, "overrides.ndjson"));
  const advice = path === undefined && key === undefined
    ? "no catalog and no key of TMDB, so films are known only by ids: " +
      "make a catalog with catalog build, or set TMDB_TOKEN"
    : undefined;
  const services: Services = {
    fetch,
    language,
    region,
    counts: {},
    ttl,
    tvmaze: { url: tvmazeUrl },
    ...(key === undefined ? {} : { tmdb: { ...key, url: tmdbUrl } }),
  };
  // Last, so that nothing that throws leaves it open.
  const catalog = path === undefined ? undefined : openOrAdvise(path);
  const online = providers.some((provider) => !provider.offline);
  return { catalog, services, providers, readHead, overrides, order, advice, online };
}

/**
 * TMDB alone, asked without a cache: what has changed there is to be known.
 *
 * @throws {UsageError} without a key, or for a key or an address that is none
 */
export function openTmdb(
  wishes: Pick<SourceWishes, "env" | "fetch" | "tmdbUrl" | "tmdbTokenFile" | "mayReach">,
): Requester {
  const key = readTmdbKey(wishes.env, wishes.tmdbTokenFile);
  if (key === undefined) throw new UsageError(`It needs your key of TMDB: ${HOW_TO_SET_KEY}`);
  const url = checkUrl("tmdb", wishes.tmdbUrl, wishes);
  const services: Services = { fetch: wishes.fetch, tmdb: { ...key, url }, ttl: 0 };
  return openServices(services, new AbortController().signal).tmdb!;
}

const HOW_TO_SET_KEY = "set TMDB_TOKEN or TMDB_API_KEY, or name a file with --tmdb-token-file";

/** An address that the user gave, if it can be used. */
function checkUrl(
  service: string,
  text: string | undefined,
  { mayReach = () => true }: Pick<SourceWishes, "mayReach">,
): string | undefined {
  if (text === undefined) return undefined;
  const { host, href } = readServiceUrl(`--${service}-url`, text);
  if (mayReach(host)) return href;
  throw new UsageError(
    `Cannot ask ${service} at ${host}: this command may not reach that host; ` +
      `allow it by deno task install --host ${host}`,
  );
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
    const why = describeCause(error as Error);
    throw new UsageError(`Cannot read the overrides "${path}": ${why}`, { cause: error });
  }
}
