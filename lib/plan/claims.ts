import { fingerprint } from "./fingerprint.ts";
import { foldPath } from "./fold_path.ts";

/** Tables of one size each grow by themselves, so that memory never doubles at once. */
const SHARDS = 256;
const FIRST_SLOTS = 16;
const MOST_FULL = 0.85;
const GROWTH = 1.5;

/** Who takes a path. */
export interface Claim {
  /** Number of the record in the input, from 1. */
  readonly ordinal: number;
  /** Whether it is to go there; else it lies there and stays. */
  readonly arrives: boolean;
}

/**
 * Which record of the input came first to claim a path. It keeps no path: 64 bits of fingerprint and 32 of the claim,
 * some 17 bytes in all.
 */
export class Claims {
  readonly #shards = Array.from({ length: SHARDS }, () => new Shard());

  /** Who has claimed `path`, or a spelling of it that some file system takes for the same. */
  find(path: string): Claim | undefined {
    const [high, low] = fingerprint(foldPath(path));
    return toClaim(this.#shards[high % SHARDS]!.find(high, low));
  }

  /** Claims `path`, unless somebody has: then says who, and it stays with the first. */
  add(path: string, { ordinal, arrives }: Claim): Claim | undefined {
    const [high, low] = fingerprint(foldPath(path));
    return toClaim(this.#shards[high % SHARDS]!.add(high, low, ordinal * 2 + (arrives ? 1 : 0)));
  }
}

function toClaim(value: number): Claim | undefined {
  return value === 0 ? undefined : { ordinal: value >>> 1, arrives: (value & 1) === 1 };
}

/** A hash table with open addressing; a value of 0 marks a free slot. */
class Shard {
  #high = new Uint32Array(FIRST_SLOTS);
  #low = new Uint32Array(FIRST_SLOTS);
  #value = new Uint32Array(FIRST_SLOTS);
  #used = 0;

  find(high: number, low: number): number {
    return this.#value[this.#slotOf(high, low)]!;
  }

  /** What stood there before: 0 for nothing. */
  add(high: number, low: number, value: number): number {
    const slot = this.#slotOf(high, low);
    if (this.#value[slot] !== 0) return this.#value[slot]!;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#value[slot] = value;
    if (++this.#used > this.#value.length * MOST_FULL) this.#grow();
    return 0;
  }

  #slotOf(high: number, low: number): number {
    const slots = this.#value.length;
    let slot = Math.floor(low / 2 ** 32 * slots);
    while (
      this.#value[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)
    ) slot = slot + 1 === slots ? 0 : slot + 1;
    return slot;
  }

  #grow(): void {
    const [high, low, values] = [this.#high, this.#low, this.#value];
    const slots = Math.ceil(values.length * GROWTH);
    this.#high = new Uint32Array(slots);
    this.#low = new Uint32Array(slots);
    this.#value = new Uint32Array(slots);
    this.#used = 0;
    values.forEach((value, slot) => {
      if (value !== 0) this.add(high[slot]!, low[slot]!, value);
    });
  }
}
