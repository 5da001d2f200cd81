import { StageError } from "../../record/mod.ts";
import {
  type Cache,
  type CachedReply,
  type CacheKey,
  isNegative,
  keepFields,
  LONGEST_AGE,
  NO_USE,
  toLifetime,
  type UseCounts,
  USES,
} from "../cache/mod.ts";
import { type Parameters, type RequestCounts, type Requester, toSearch } from "./requester.ts";

/** What an {@linkcode createAsker} draws on. */
export interface AskerOptions {
  /** Such as `tmdb`. */
  readonly service: string;
  /** Address of a service that is not at its usual place, whose answers are others. */
  readonly elsewhere?: string | undefined;
  readonly cache: Cache;
  /** Whether a field of a reply is ever read. */
  readonly keeps: (name: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds for which answers hold. @default by kind of answer */
  readonly ttl?: number | undefined;
}

/** What was asked of a service, and of the cache in front of it. */
export type AskCounts = RequestCounts & { -readonly [Name in keyof UseCounts]: number };

/** A {@linkcode Requester} that asks nobody where an answer is at hand. */
export interface Asker extends Requester {
  readonly counts: Readonly<AskCounts>;
  /** The same, which tells by `onStale` when an outdated answer was made that it gives. */
  watch(onStale: (fetchedAt: number) => void): Requester;
}

interface Answer {
  readonly value: unknown;
  /** When it was made, where it is outdated. */
  readonly staleSince?: number;
}

/**
 * Puts a cache in front of a service. Equal questions are asked once, also while the answer is under
 * way. Where the service cannot be asked, an outdated answer is better than none, but that there is
 * nothing is never said on such grounds.
 */
export function createAsker(requester: Requester, options: AskerOptions): Asker {
  const { service, elsewhere = "", cache, keeps, now, ttl } = options;
  const counts: AskCounts = Object.assign(requester.counts, NO_USE);
  const underWay = new Map<string, Promise<Answer>>();

  function find(path: string, parameters: Parameters = {}): Promise<Answer> {
    const address = elsewhere + path + toSearch(parameters);
    const known = underWay.get(address);
    if (known !== undefined) return known;
    const key = { service, endpoint: toEndpoint(path), address };
    const answer = lookUp(key, () => requester.get(path, parameters))
      .finally(() => underWay.delete(address));
    underWay.set(address, answer);
    return answer;
  }

  async function lookUp(key: CacheKey, ask: () => Promise<unknown>): Promise<Answer> {
    const known = await cache.get(key);
    const usable = known !== undefined && now() - known.fetchedAt < LONGEST_AGE ? known : undefined;
    if (usable !== undefined && isFresh(key, usable)) {
      count(key, { hits: 1, negative: isNegative(usable.value) ? 1 : 0 });
      return { value: usable.value };
    }
    count(key, { misses: 1 });
    try {
      const value = keepFields(await ask(), keeps);
      const fetchedAt = now();
      cache.set(key, { value, fetchedAt, expiresAt: fetchedAt + toLifetime(key, { value, ttl }) });
      return { value };
    } catch (error) {
      return giveStale(key, usable, error);
    }
  }

  function giveStale(key: CacheKey, known: CachedReply | undefined, error: unknown): Answer {
    const isOutage = error instanceof StageError;
    if (!isOutage || known === undefined || isNegative(known.value)) throw error;
    count(key, { stale: 1 });
    return { value: known.value, staleSince: known.fetchedAt };
  }

  /** A lifetime that the user gives holds for what was kept before, too. */
  function isFresh(key: CacheKey, { value, fetchedAt, expiresAt }: CachedReply): boolean {
    return now() < (ttl === undefined ? expiresAt : fetchedAt + toLifetime(key, { value, ttl }));
  }

  function count({ endpoint }: CacheKey, became: Partial<UseCounts>): void {
    const use = { ...NO_USE, ...became };
    for (const name of USES) counts[name] += use[name];
    const day = new Date(now()).toISOString().slice(0, 10);
    cache.addUse({ day, service, endpoint, ...use });
  }

  return {
    counts,
    get: (path, parameters) => find(path, parameters).then(({ value }) => value),
    watch: (onStale) => ({
      counts,
      async get(path, parameters) {
        const { value, staleSince } = await find(path, parameters);
        if (staleSince !== undefined) onStale(staleSince);
        return value;
      },
    }),
  };
}

/** The path without ids: `/tv/1399` is `tv`. */
function toEndpoint(path: string): string {
  return path.split("/").filter((part) => part !== "" && !/^(?:\d+|tt\d+)$/.test(part)).join("/");
}
