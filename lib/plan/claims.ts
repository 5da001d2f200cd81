import { fingerprint } from "./fingerprint.ts";
import { foldPath } from "./fold_path.ts";

/** Tables of one size each grow by themselves, so that memory never doubles at once. */
const SHARDS = 64;
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

/** A hash table with open addressing: of each slot the halves of a fingerprint and a value, which is 0 in a free one. */
class Shard {
  #cells = new Uint32Array(FIRST_SLOTS * WIDTH);
  #used = 0;

  find(high: number, low: number): number {
    return this.#cells[this.#cellOf(high, low) + 2]!;
  }

  /** What stood there before: 0 for nothing. */
  add(high: number, low: number, value: number): number {
    const cell = this.#cellOf(high, low);
    const before = this.#cells[cell + 2]!;
    if (before !== 0) return before;
    this.#cells[cell] = high;
    this.#cells[cell + 1] = low;
    this.#cells[cell + 2] = value;
    if (++this.#used * WIDTH > this.#cells.length * MOST_FULL) this.#grow();
    return 0;
  }

  #cellOf(high: number, low: number): number {
    const cells = this.#cells;
    let cell = Math.floor(low / 2 ** 32 * (cells.length / WIDTH)) * WIDTH;
    while (cells[cell + 2] !== 0 && (cells[cell] !== high || cells[cell + 1] !== low)) {
      cell += WIDTH;
      if (cell === cells.length) cell = 0;
    }
    return cell;
  }

  #grow(): void {
    const old = this.#cells;
    this.#cells = new Uint32Array(Math.ceil(old.length / WIDTH * GROWTH) * WIDTH);
    this.#used = 0;
    for (let cell = 0; cell < old.length; cell += WIDTH) {
      if (old[cell + 2] !== 0) this.add(old[cell]!, old[cell + 1]!, old[cell + 2]!);
    }
  }
}

const WIDTH = 3;
