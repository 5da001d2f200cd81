import type { Requester } from "./request/mod.ts";
import { toInteger, toObjects } from "./fields.ts";
import { type Cache, type CacheEntry, LONGEST_AGE, toLifetime } from "./cache/mod.ts";

const DAY = 24 * 60 * 60 * 1000;
/** What one question to the feed may span, less the day on which it is asked. */
const LONGEST_SPAN = 13 * DAY;
/** Pages that TMDB gives of any list. */
const MOST_PAGES = 500;

/** What became of the answers about films and shows. */
export interface RefreshResult {
  /** They changed at TMDB, and are asked for anew when they are next wanted. */
  readonly changed: number;
  /** They did not, and hold for longer. */
  readonly prolonged: number;
  /** They are older than the feed reaches back, and were left as they are. */
  readonly left: number;
}

/**
 * Asks TMDB which films and shows have changed since their answers were made. So answers hold on
 * without being asked for again.
 *
 * Source: https://developer.themoviedb.org/docs/tracking-content-changes; spans of up to 14 days,
 * 100 ids a page.
 */
export async function refreshCache(
  cache: Cache,
  { tmdb, now }: { readonly tmdb: Requester; readonly now: number },
): Promise<RefreshResult> {
  const result = { changed: 0, prolonged: 0, left: 0 };
  const entries: CacheEntry[] = [];
  for await (const entry of cache.list()) {
    // What is not there cannot have changed.
    if (toTitle(entry) === undefined || entry.value === undefined) continue;
    if (now - entry.fetchedAt < LONGEST_SPAN) entries.push({ ...entry, value: undefined });
    else result.left++;
  }
  const oldest = entries.reduce((least, { fetchedAt }) => Math.min(least, fetchedAt), now);
  const changed = new Set<string>();
  for (const kind of ["movie", "tv"]) {
    if (!entries.some((entry) => toTitle(entry)!.startsWith(kind))) continue;
    for (const id of await readChanges(kind, { tmdb, from: oldest, to: now })) {
      changed.add(`${kind}/${id}`);
    }
  }
  for (const { key, fetchedAt, expiresAt } of entries) {
    const entry = await cache.get(key);
    if (entry === undefined) continue;
    const isChanged = changed.has(toTitle({ key })!);
    result[isChanged ? "changed" : "prolonged"]++;
    const holds = Math.max(expiresAt, now + toLifetime(key, { value: entry.value }));
    const until = isChanged ? now : Math.min(holds, fetchedAt + LONGEST_AGE);
    cache.set(key, { ...entry, expiresAt: until });
  }
  return result;
}

/** The film or show that an answer is about, as `movie/603`; `undefined` where it is about several. */
function toTitle({ key: { service, address } }: Pick<CacheEntry, "key">): string | undefined {
  if (service !== "tmdb") return undefined;
  return /\/((?:movie|tv)\/\d+)(?:\?|$)/.exec(address)?.[1];
}

async function readChanges(
  kind: string,
  { tmdb, from, to }: { readonly tmdb: Requester; readonly from: number; readonly to: number },
): Promise<Set<number>> {
  const ids = new Set<number>();
  const [start, end] = [from, to + DAY].map((time) => new Date(time).toISOString().slice(0, 10));
  for (let page = 1; page <= MOST_PAGES; page++) {
    const reply = await tmdb.get(`/${kind}/changes`, { start_date: start, end_date: end, page });
    const { results, total_pages: pages } = (reply ?? {}) as Record<string, unknown>;
    for (const { id } of toObjects(results)) {
      const number = toInteger(id);
      if (number !== undefined) ids.add(number);
    }
    if (page >= (toInteger(pages) ?? 0)) break;
  }
  return ids;
}
