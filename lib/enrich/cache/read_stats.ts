import { type Cache, NO_USE, type UseCounts, USES } from "./cache.ts";
import { isNegative } from "./lifetimes.ts";

/** What is kept. */
export interface KeptFigures {
  readonly entries: number;
  readonly bytes: number;
  /** Entries that say that there is nothing. */
  readonly negative: number;
  /** Entries that would be asked for anew. */
  readonly expired: number;
}

/** What became of questions; `hitRate` is 0 to 1, or `null` where nothing was asked. */
export interface UseFigures extends UseCounts {
  readonly hitRate: number | null;
}

/** Figures of a whole cache. */
export interface CacheFigures {
  readonly kept: KeptFigures;
  readonly asked: UseFigures;
  readonly endpoints: readonly {
    readonly service: string;
    readonly endpoint: string;
    readonly kept: KeptFigures;
    readonly asked: UseFigures;
  }[];
  readonly days: readonly ({ readonly day: string } & UseFigures)[];
}

type Sums<T> = { -readonly [Name in keyof T]: number };

/** Counts what a cache holds, and what became of the questions to it; `now` in milliseconds. */
export async function readStats(cache: Cache, now: number): Promise<CacheFigures> {
  const kept = new Map<string, Sums<KeptFigures>>();
  const asked = new Map<string, Sums<UseCounts>>();
  const days = new Map<string, Sums<UseCounts>>();
  for await (const { key, value, expiresAt, bytes } of cache.list()) {
    add(kept, [`${key.service} ${key.endpoint}`, ""], {
      entries: 1,
      bytes,
      negative: isNegative(value) ? 1 : 0,
      expired: expiresAt <= now ? 1 : 0,
    });
  }
  for await (const { day, service, endpoint, ...use } of cache.listUse()) {
    const counts = Object.fromEntries(USES.map((name) => [name, use[name]])) as Sums<UseCounts>;
    add(asked, [`${service} ${endpoint}`, ""], counts);
    add(days, [day], counts);
  }
  const toKept = (name: string) => kept.get(name) ?? NOTHING_KEPT;
  const toAsked = (name: string) => withRate(asked.get(name) ?? NO_USE);
  const names = [...new Set([...kept.keys(), ...asked.keys()])].filter((name) => name !== "")
    .sort();
  return {
    kept: toKept(""),
    asked: toAsked(""),
    endpoints: names.map((name) => {
      const [service = "", endpoint = ""] = name.split(" ");
      return { service, endpoint, kept: toKept(name), asked: toAsked(name) };
    }),
    days: [...days].sort(([a], [b]) => a < b ? -1 : 1)
      .map(([day, counts]) => ({ day, ...withRate(counts) })),
  };
}

const NOTHING_KEPT: KeptFigures = { entries: 0, bytes: 0, negative: 0, expired: 0 };

function add<T extends Record<string, number>>(
  sums: Map<string, T>,
  names: readonly string[],
  counts: T,
): void {
  for (const name of names) {
    const sum = sums.get(name);
    if (sum === undefined) sums.set(name, { ...counts });
    else {
      for (const [field, count] of Object.entries(counts)) {
        (sum as Record<string, number>)[field]! += count;
      }
    }
  }
}

function withRate(counts: UseCounts): UseFigures {
  const { hits, misses } = counts;
  const hitRate = hits + misses === 0 ? null : Number((hits / (hits + misses)).toFixed(4));
  return { ...counts, hitRate };
}
