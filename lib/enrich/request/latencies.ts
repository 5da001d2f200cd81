/** Bucket n holds what took up to STEP ** n milliseconds, so a figure is right to 5 %. */
const STEP = 1.1;

/** How long replies took, in a few hundred bytes however many there were. */
export interface Latencies {
  /** Takes note of a reply that took `ms`. */
  add(ms: number): void;
  /** Milliseconds within which `share` (0 to 1) of them came; 0 where there was none. */
  quantile(share: number): number;
}

/** Begins with none. */
export function createLatencies(): Latencies {
  const buckets: number[] = [];
  let total = 0;
  return {
    add(ms) {
      const bucket = Math.max(0, Math.round(Math.log(Math.max(ms, 1)) / Math.log(STEP)));
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      total++;
    },
    quantile(share) {
      let seen = 0;
      for (let bucket = 0; bucket < buckets.length; bucket++) {
        seen += buckets[bucket] ?? 0;
        if (seen >= total * share) return Math.round(STEP ** bucket);
      }
      return 0;
    },
  };
}
