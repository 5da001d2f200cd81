import type { ProviderContext } from "./providers/mod.ts";
import { type Clock, createRequester, type RequestCounts, SYSTEM_CLOCK } from "./request/mod.ts";

/** Where and as whom web services are asked. */
export interface Services {
  /** Sends a request. */
  readonly fetch: typeof fetch;
  /**
   * What is waited by.
   * @default the time of this machine
   */
  readonly clock?: Clock;
  /** TMDB needs a key of the user's own; without one it is not asked. */
  readonly tmdb?: TmdbAccess;
  /** Set to ask TVmaze. */
  readonly tvmaze?: ServiceAddress;
  /**
   * In which titles come, as `de-DE`.
   * @default en-US
   */
  readonly language?: string | undefined;
  /** Filled with what was asked of each service. */
  readonly counts?: Record<string, RequestCounts>;
}

/** Where a service is. */
export interface ServiceAddress {
  /**
   * Address that paths are put behind.
   * @default the service itself
   */
  readonly url?: string | undefined;
  /**
   * Requests a second.
   * @default as many as the service never refuses
   */
  readonly rate?: number;
}

/** Where TMDB is, and the user's key: one of the two. */
export interface TmdbAccess extends ServiceAddress {
  /** API read access token (version 4). */
  readonly token?: string | undefined;
  /** API key (version 3). */
  readonly key?: string | undefined;
}

/**
 * Of TMDB's some 40 requests a second, and TVmaze's 20 in ten seconds, as many as are never
 * refused.
 */
const RATES = { tmdb: 38, tvmaze: 2 };
const URLS = { tmdb: "https://api.themoviedb.org/3", tvmaze: "https://api.tvmaze.com" };

/** Makes the services ready to be asked, until `signal` aborts. */
export function openServices(services: Services, signal: AbortSignal): Partial<ProviderContext> {
  const { fetch, clock = SYSTEM_CLOCK, tmdb, tvmaze, language = "en-US", counts = {} } = services;
  const common = { fetch, clock, signal };
  const open = (service: keyof typeof URLS, address: ServiceAddress, secrets = {}) => {
    const requester = createRequester({
      ...common,
      service,
      url: (address.url ?? URLS[service]).replace(/\/+$/, ""),
      rate: address.rate ?? RATES[service],
      ...secrets,
    });
    counts[service] = requester.counts;
    return requester;
  };
  return {
    language,
    ...(tmdb === undefined ? {} : { tmdb: open("tmdb", tmdb, toSecrets(tmdb)) }),
    ...(tvmaze === undefined ? {} : { tvmaze: open("tvmaze", tvmaze) }),
  };
}

function toSecrets({ token, key }: TmdbAccess) {
  if (token !== undefined) return { headers: { authorization: `Bearer ${token}` } };
  return key === undefined ? {} : { secretParameters: { api_key: key } };
}
