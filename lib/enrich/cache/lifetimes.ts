import type { CacheKey } from "./cache.ts";

const DAY = 24 * 60 * 60 * 1000;

/**
 * How long what kind of answer holds: a title hardly ever changes, new films come up in searches,
 * and a running show has a new episode each week.
 */
const LIFETIMES: readonly (readonly [kind: RegExp, ms: number])[] = [
  [/^search\//, 14 * DAY],
  [/episodes|season\b/, 4 * DAY],
  [/./, 30 * DAY],
];

/** What is not known today may be tomorrow. */
const NEGATIVE = DAY;

/** How long an answer holds, in milliseconds. */
export function toLifetime(
  { endpoint, address }: Pick<CacheKey, "endpoint" | "address">,
  { value, ttl }: { readonly value: unknown; readonly ttl?: number | undefined },
): number {
  const [, usual] = LIFETIMES.find(([kind]) => kind.test(`${endpoint} ${address}`))!;
  const lifetime = ttl ?? usual;
  return isNegative(value) ? Math.min(lifetime, NEGATIVE) : lifetime;
}

/** Whether an answer says that there is nothing: a 404, an empty list, or nothing but empty lists. */
export function isNegative(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" &&
    Object.values(value).every((each) => Array.isArray(each) && each.length === 0);
}
