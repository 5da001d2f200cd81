/** A question to a service, as answers are kept under it. */
export interface CacheKey {
  /** Such as `tmdb`. */
  readonly service: string;
  /** Path without ids, such as `search/movie`: what figures are given by. */
  readonly endpoint: string;
  /** Path and parameters, never with a key; of a service elsewhere the whole address. */
  readonly address: string;
}

/** An answer of a service as it is kept. */
export interface CachedReply {
  /** The JSON, as far as providers read it; `undefined` where the service has nothing (404). */
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Milliseconds since 1970 from which the service is asked again. */
  readonly expiresAt: number;
}

/** An answer with the question that it belongs to. */
export interface CacheEntry extends CachedReply {
  /** The question. */
  readonly key: CacheKey;
  /** That the cache holds for it, about. */
  readonly bytes: number;
}

/** How often what became of questions. */
export interface UseCounts {
  /** It was answered from the cache… */
  readonly hits: number;
  /** …or was not. */
  readonly misses: number;
  /** It was not, and as the service was out of reach an outdated answer had to do. */
  readonly stale: number;
  /** It was answered from the cache with what is known not to be there. */
  readonly negative: number;
}

/** The fields of {@linkcode UseCounts}. */
export const USES: readonly (keyof UseCounts)[] = ["hits", "misses", "stale", "negative"];

/** None of anything. */
export const NO_USE: UseCounts = { hits: 0, misses: 0, stale: 0, negative: 0 };

/** What became of the questions to one endpoint on one day. */
export interface DayUse extends UseCounts {
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string;
  /** Such as `tmdb`. */
  readonly service: string;
  /** Such as `search/movie`. */
  readonly endpoint: string;
}

/**
 * Keeps answers of services. It only keeps: how long an answer holds is the business of who asks.
 * Whatever it cannot keep it leaves out without a word; a failure of the whole it throws.
 */
export interface Cache {
  /** The answer, whatever its age. */
  get(key: CacheKey): Promise<CachedReply | undefined>;
  /** Keeps an answer in place of an older one; may be written later, with others. */
  set(key: CacheKey, reply: CachedReply): void;
  /** Forgets an answer. */
  remove(key: CacheKey): void;
  /** All answers, in the order of their keys. */
  list(): AsyncIterable<CacheEntry>;
  /** Adds to what became of questions. */
  addUse(use: DayUse): void;
  /** What became of questions, by day, service and endpoint. */
  listUse(): AsyncIterable<DayUse>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  /** Writes what is not written yet, and lets go of files and connections. */
  close(): Promise<void>;
}

/** No answer is kept for longer: the terms of TMDB allow six months. */
export const LONGEST_AGE = 180 * 24 * 60 * 60 * 1000;

/** Tells questions apart, and puts them in order. */
export function toKeyText({ service, endpoint, address }: CacheKey): string {
  return `${service} ${endpoint} ${address}`;
}
