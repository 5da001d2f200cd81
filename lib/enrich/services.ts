import { type Cache, createMemoryCache } from "./cache/mod.ts";
import { isObject } from "./fields.ts";
import { TMDB_FIELDS } from "./providers/tmdb.ts";
import { TVMAZE_FIELDS } from "./providers/tvmaze.ts";
import {
  type AskCounts,
  type Asker,
  type Clock,
  createAsker,
  createRequester,
  SYSTEM_CLOCK,
} from "./request/mod.ts";

/** Where and as whom web services are asked. */
export interface Services {
  /** Sends a request. */
  readonly fetch: typeof fetch;
  /** What is waited by. @default the time of this machine */
  readonly clock?: Clock;
  /** TMDB needs a key of the user's own; without one it is not asked. */
  readonly tmdb?: TmdbAccess;
  /** Set to ask TVmaze. */
  readonly tvmaze?: ServiceAddress;
  /** In which titles come, as `de-DE`. @default en-US */
  readonly language?: string | undefined;
  /** Of which country the dates of releases count, ISO 3166-1. @default the first anywhere */
  readonly region?: string | undefined;
  /** Filled with what was asked of each service. */
  readonly counts?: Record<string, AskCounts>;
  /** What services said before; whoever gives it closes it. @default a memory for this run */
  readonly cache?: Cache;
  /**
   * Milliseconds for which answers hold.
   * @default by kind of answer, from a day for what was not found to a month for titles
   */
  readonly ttl?: number | undefined;
}

/** Where a service is. */
export interface ServiceAddress {
  /** Address that paths are put behind. @default the service itself */
  readonly url?: string | undefined;
  /** Requests a second. @default as many as the service never refuses */
  readonly rate?: number;
}

/** Where TMDB is, and the user's key: one of the two. */
export interface TmdbAccess extends ServiceAddress {
  /** API read access token (version 4). */
  readonly token?: string | undefined;
  /** API key (version 3). */
  readonly key?: string | undefined;
}

/** The web services that there are. */
export interface OpenServices {
  readonly language: string;
  readonly region: string | undefined;
  readonly tmdb: Asker | undefined;
  readonly tvmaze: Asker | undefined;
}

/** How a service is asked where the user says nothing else. */
interface ServiceRow {
  readonly url: string;
  /** Requests a second that are never refused. */
  readonly rate: number;
  /** Fields of replies that its provider reads; all others are dropped. */
  readonly fields: ReadonlySet<string>;
  /** Whether it can be the answer to a search. */
  readonly isFound: (value: unknown) => boolean;
}

const SERVICES: Readonly<Record<"tmdb" | "tvmaze", ServiceRow>> = {
  // Some 40 requests a second, of all that come from one address.
  tmdb: {
    url: "https://api.themoviedb.org/3",
    rate: 38,
    fields: TMDB_FIELDS,
    isFound: (value) => isObject(value) && Array.isArray(value["results"]),
  },
  // 20 requests in ten seconds.
  tvmaze: { url: "https://api.tvmaze.com", rate: 2, fields: TVMAZE_FIELDS, isFound: Array.isArray },
};

/** Seconds over which TVmaze counts requests. */
const TVMAZE_WINDOW = 10;

/** Makes the services ready to be asked, until `signal` aborts. */
export function openServices(services: Services, signal: AbortSignal): OpenServices {
  const { fetch, clock = SYSTEM_CLOCK, tmdb, tvmaze, language = "en-US", region, counts = {} } =
    services;
  const { cache = createMemoryCache(), ttl } = services;
  // TVmaze alone is asked at once for all that it takes; beside TMDB evenly is soon enough.
  const window = tmdb === undefined ? TVMAZE_WINDOW : 1;
  const open = (service: keyof typeof SERVICES, address: ServiceAddress, secrets = {}) => {
    const { url: usual, rate, fields, isFound } = SERVICES[service];
    const url = (address.url ?? usual).replace(/\/+$/, "");
    const requester = createRequester({
      isAnswer: (path, value) => !path.startsWith("/search/") || isFound(value),
      ...{ fetch, clock, signal, service, url, window, rate: address.rate ?? rate },
      ...secrets,
    });
    const asker = createAsker(requester, {
      ...{ service, cache, ttl, now: () => clock.now() },
      elsewhere: url === usual ? undefined : url,
      // Appended parts stand under the names by which they were asked for.
      keeps: (name) => fields.has(name) || name.includes("/"),
    });
    counts[service] = asker.counts;
    return asker;
  };
  return {
    language,
    region,
    tmdb: tmdb && open("tmdb", tmdb, toSecrets(tmdb)),
    tvmaze: tvmaze && open("tvmaze", tvmaze),
  };
}

function toSecrets({ token, key }: TmdbAccess) {
  if (token !== undefined) return { headers: { authorization: `Bearer ${token}` } };
  return key === undefined ? {} : { secretParameters: { api_key: key } };
}
