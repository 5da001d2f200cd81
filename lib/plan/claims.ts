import { type Fingerprint, fingerprint } from "../text/mod.ts";
import { foldPath } from "./fold_path.ts";

/** Tables of one size each grow by themselves, so that memory never doubles at once. */
const SHARDS = 64;
const FIRST_SLOTS = 16;
const MOST_FULL = 0.85;
const GROWTH = 1.5;
/** Cells of a slot: the halves of a fingerprint and a value. */
const WIDTH = 3;

/** Who takes a path. */
export interface Claim {
  /** Number of the record in the input, from 1. */
  readonly ordinal: number;
  /** Whether it is to go there; else it lies there and stays. */
  readonly arrives: boolean;
}

/** Which record of the input came first to claim a path. */
export interface Claims {
  /** Who has claimed `path`, or a spelling of it that some file system takes for the same. */
  find(path: string): Claim | undefined;
  /** Claims `path`, unless somebody has: then says who, and it stays with the first. */
  add(path: string, claim: Claim): Claim | undefined;
}

/**
 * Claims that keep no path: 64 bits of fingerprint and 32 of the claim, some 17 bytes in all.
 */
export function createClaims(): Claims {
  const shards = Array.from({ length: SHARDS }, createShard);
  return {
    find(path) {
      const mark = fingerprint(foldPath(path));
      return toClaim(shards[mark[0] % SHARDS]!.find(mark));
    },
    add(path, { ordinal, arrives }) {
      const mark = fingerprint(foldPath(path));
      return toClaim(shards[mark[0] % SHARDS]!.add(mark, ordinal * 2 + (arrives ? 1 : 0)));
    },
  };
}

function toClaim(value: number): Claim | undefined {
  return value === 0 ? undefined : { ordinal: value >>> 1, arrives: (value & 1) === 1 };
}

interface Shard {
  /** What stands at a mark: 0 for nothing. */
  find(mark: Fingerprint): number;
  /** Puts `value` where nothing stands, and gives what stood there before. */
  add(mark: Fingerprint, value: number): number;
}

/** A hash table with open addressing, in which a free slot has the value 0. */
function createShard(): Shard {
  let cells = new Uint32Array(FIRST_SLOTS * WIDTH);
  let used = 0;

  function cellOf([high, low]: Fingerprint): number {
    let cell = Math.floor(low / 2 ** 32 * (cells.length / WIDTH)) * WIDTH;
    while (cells[cell + 2] !== 0 && (cells[cell] !== high || cells[cell + 1] !== low)) {
      cell += WIDTH;
      if (cell === cells.length) cell = 0;
    }
    return cell;
  }

  function add(mark: Fingerprint, value: number): number {
    const cell = cellOf(mark);
    const before = cells[cell + 2]!;
    if (before !== 0) return before;
    cells[cell] = mark[0];
    cells[cell + 1] = mark[1];
    cells[cell + 2] = value;
    if (++used * WIDTH > cells.length * MOST_FULL) grow();
    return 0;
  }

  function grow(): void {
    const old = cells;
    cells = new Uint32Array(Math.ceil(old.length / WIDTH * GROWTH) * WIDTH);
    used = 0;
    for (let cell = 0; cell < old.length; cell += WIDTH) {
      const value = old[cell + 2]!;
      if (value !== 0) add([old[cell]!, old[cell + 1]!], value);
    }
  }

  return { find: (mark) => cells[cellOf(mark) + 2]!, add };
}
