import { findCache, findConfigFile, type ReadVariable } from "./user_files.ts";
import { UsageError } from "../record/mod.ts";
import { describeCause } from "../text/mod.ts";
import { createMemoryCache, readAge, useCache } from "./cache/mod.ts";
import { openCatalog } from "./catalog/mod.ts";
import { chooseProviders } from "./choose_providers.ts";
import type { EnrichOptions } from "./enrich.ts";
import { type Order, ORDERS } from "./orders.ts";
import { type Overrides, readOverrides } from "./overrides.ts";
import type { Provider } from "./providers/mod.ts";
import { createReadHead } from "./read_head.ts";
import { readServiceUrl } from "./read_service_url.ts";
import { readTmdbKey } from "./read_tmdb_key.ts";
import type { Requester } from "./request/mod.ts";
import { openServices, type Services } from "./services.ts";

/** Flags of the command as they are written; what is missing was not given. */
export interface EnrichFlags {
  readonly "catalog"?: string | undefined;
  readonly "overrides"?: string | undefined;
  readonly "offline"?: boolean;
  readonly "provider"?: string | undefined;
  readonly "order"?: Order | undefined;
  readonly "language"?: string | undefined;
  readonly "region"?: string | undefined;
  readonly "cache"?: string | undefined;
  readonly "no-cache"?: boolean;
  readonly "ttl"?: string | undefined;
  readonly "concurrency"?: number | undefined;
  readonly "tmdb-token-file"?: string | undefined;
  readonly "tmdb-url"?: string | undefined;
  readonly "tvmaze-url"?: string | undefined;
}

/** What {@linkcode openSources} reaches the world by. */
export interface SourceSystem {
  /** Gives `TMDB_TOKEN`, `TMDB_API_KEY`, `HOME`, `XDG_CACHE_HOME` and `XDG_CONFIG_HOME`. */
  readonly env: ReadVariable;
  /** Sends a request. */
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told what the user may do to have more found, and where the cache fails. */
  readonly warn: (line: string) => void;
  /** Whether requests may go to `host`, a name with a port if need be. @default to any */
  readonly mayReach?: (host: string) => boolean;
}

/** What {@linkcode enrich} takes, ready for use. */
export interface Sources extends EnrichOptions {
  /** With `counts`, which are filled while records go through. */
  readonly services: Services;
  /** Lets go of the catalog and the cache. */
  close(): Promise<void>;
}

/** Records that are worked on at once, so that those which wait for TVmaze hold up no others… */
const ONLINE = 64;
/** …and where only slow disks are. */
const OFFLINE = 16;

/**
 * Opens what the flags of the command ask for: the catalog, the web services with their cache, and
 * the providers that go with them.
 *
 * @throws {CatalogError} where the catalog cannot be used
 * @throws {UsageError} for a provider that does not exist or cannot work, a key, an age or an
 * address that is none, or overrides that cannot be read
 */
export async function openSources(flags: EnrichFlags, system: SourceSystem): Promise<Sources> {
  const { env, fetch, now, warn } = system;
  const { offline = false, order } = flags;
  const language = checkForm("--language", flags.language, LANGUAGE);
  const region = checkForm("--region", flags.region, REGION);
  const ttl = readTtl(flags.ttl);
  const key = readTmdbKey(env, flags["tmdb-token-file"]);
  const tmdbUrl = checkUrl("tmdb", flags["tmdb-url"], system);
  const tvmazeUrl = checkUrl("tvmaze", flags["tvmaze-url"], system);
  const path = flags.catalog ?? findConfigFile(env, "catalog.db");
  const providers = chooseProviders({
    names: flags.provider?.split(","),
    offline,
    hasCatalog: path !== undefined,
    hasKey: key !== undefined,
  });
  if (order !== undefined) checkOrder(order, providers);
  const overrides = readOverridesFile(flags.overrides ?? findConfigFile(env, "overrides.ndjson"));
  if (path === undefined && key === undefined) warn(NO_FILMS);
  const isOnline = providers.some((provider) => !provider.offline);
  const { concurrency = isOnline ? ONLINE : OFFLINE } = flags;
  const place = flags["no-cache"] ? undefined : flags.cache ?? findCache(env);
  // Last, so that nothing that throws leaves them open.
  const catalog = path === undefined ? undefined : openCatalog(path);
  const cache = isOnline ? await useCache({ place, now, warn }) : createMemoryCache();
  const services: Services = {
    ...{ fetch, language, region, ttl, cache, counts: {}, tvmaze: { url: tvmazeUrl } },
    ...(key === undefined ? {} : { tmdb: { ...key, url: tmdbUrl } }),
  };
  return {
    ...{ catalog, services, providers, overrides, order, concurrency, readHead: createReadHead() },
    async close() {
      catalog?.close();
      await cache.close();
    },
  };
}

const NO_FILMS = "no catalog and no key of TMDB, so films are known only by ids: " +
  "make a catalog with catalog build, or set TMDB_TOKEN";

/** Sources: TMDB's documentation of languages and regions; it answers another form in English, and says nothing. */
const LANGUAGE = { form: /^[a-z]{2}(?:-[A-Z]{2})?$/, example: "de or pt-BR" };
const REGION = { form: /^[A-Z]{2}$/, example: "DE" };

function checkForm(
  flag: string,
  text: string | undefined,
  { form, example }: { readonly form: RegExp; readonly example: string },
): string | undefined {
  if (text === undefined || form.test(text)) return text;
  throw new UsageError(`${flag} needs a code such as ${example}: "${text}"`);
}

function readTtl(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ttl = readAge(text);
  if (ttl === undefined) throw new UsageError(`--ttl needs an age such as 12h or 30d: "${text}"`);
  return ttl;
}

function checkOrder(order: Order, providers: readonly Provider[]): void {
  const sources = ORDERS[order].map(({ provider }) => provider);
  if (providers.some(({ name }) => sources.includes(name))) return;
  const needed = [...new Set(sources)].join(" or ");
  throw new UsageError(`--order ${order} needs ${needed}: name it in --provider`);
}

/**
 * TMDB alone, asked without a cache: what has changed there is to be known.
 *
 * @throws {UsageError} without a key, or for a key or an address that is none
 */
export function openTmdb(
  wishes: Pick<SourceSystem, "env" | "fetch" | "mayReach"> & {
    /** Another address of TMDB's API, version 3. */
    readonly tmdbUrl?: string | undefined;
    /** File that holds the user's key, instead of the environment and the file at its usual place. */
    readonly tmdbTokenFile?: string | undefined;
  },
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
  { mayReach = () => true }: Pick<SourceSystem, "mayReach">,
): string | undefined {
  if (text === undefined) return undefined;
  const { host, href } = readServiceUrl(`--${service}-url`, text);
  if (mayReach(host)) return href;
  throw new UsageError(
    `Cannot ask ${service} at ${host}: this command may not reach that host; ` +
      `allow it by deno task install --host ${host}`,
  );
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
