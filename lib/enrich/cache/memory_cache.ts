import { type Cache, type CacheEntry, toKeyText } from "./cache.ts";
import { createUseTable } from "./use_table.ts";

/**
 * Keeps answers for this process alone, so many bytes of them by their length as JSON; those not
 * used for longest go first.
 */
export function createMemoryCache(
  { bytes: most = 1e6 }: { readonly bytes?: number } = {},
): Cache {
  /** The one that was used last comes last. */
  const entries = new Map<string, CacheEntry>();
  const uses = createUseTable();
  let bytes = 0;

  function drop(text: string): CacheEntry | undefined {
    const entry = entries.get(text);
    if (entry === undefined) return undefined;
    entries.delete(text);
    bytes -= entry.bytes;
    return entry;
  }

  function put(entry: CacheEntry): void {
    const text = toKeyText(entry.key);
    drop(text);
    entries.set(text, entry);
    bytes += entry.bytes;
    while (bytes > most) drop(entries.keys().next().value!);
  }

  return {
    get(key) {
      const entry = drop(toKeyText(key));
      if (entry !== undefined) put(entry);
      return Promise.resolve(entry);
    },
    set(key, { value, fetchedAt, expiresAt }) {
      const size = value === undefined ? 0 : JSON.stringify(value).length;
      put({ key, value, fetchedAt, expiresAt, bytes: size + key.address.length });
    },
    remove: (key) => void drop(toKeyText(key)),
    async *list() {
      yield* [...entries].sort(([a], [b]) => a < b ? -1 : 1).map(([, entry]) => entry);
    },
    addUse: (use) => uses.add(use),
    async *listUse() {
      yield* uses.list();
    },
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
