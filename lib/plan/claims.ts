import { type Fingerprint, fingerprint } from "../text/mod.ts";
import { foldPath } from "./fold_path.ts";

/** Small tables that each grow by themselves, no two at a time, so that memory never doubles at once. */
const SHARDS = 64;
const FIRST_SLOTS = 64;
const MOST_FULL = 0.88;
const GROWTH = 1.2;
/** Cells of a slot: the halves of a fingerprint and a value. */
const WIDTH = 3;

/**
 * What a record says of a path: that it lies there and `stays`, or `several` do as versions of one
 * film; that it lies there and `leaves`; that it `arrives` from outside, `moves` there within the
 * library, or brings what is common to a folder and may be `shared`.
 */
export type Role = "stays" | "several" | "leaves" | "arrives" | "moves" | "shared";

/** Their numbers in a table. */
const ROLES: readonly Role[] = ["stays", "several", "leaves", "arrives", "moves", "shared"];

/** What a record says of a path. */
export interface Claim {
  /** Number of the record in the input, from 1; below 2^29. */
  readonly ordinal: number;
  readonly role: Role;
}

/** What stands for a path, and for all spellings of it that some file system takes for the same. */
export type Mark = Fingerprint;

/** What stands for `path`. */
export function toMark(path: string): Mark {
  return fingerprint(foldPath(path));
}

/** Which record of the input claims which path. */
export interface Claims {
  /** Who claims it. */
  find(mark: Mark): Claim | undefined;
  /** Claims it, unless somebody has: then says who, and it stays with the first. */
  add(mark: Mark, claim: Claim): Claim | undefined;
  /** Claims it in place of whoever has. */
  set(mark: Mark, claim: Claim): void;
  /** Whether nothing is claimed. */
  isEmpty(): boolean;
}

/**
 * Claims that keep no path: 64 bits of fingerprint and 32 of the claim, some 15 bytes in all.
 */
export function createClaims(): Claims {
  const shards = Array.from(
    { length: SHARDS },
    (_, index) => createShard(Math.ceil(FIRST_SLOTS * GROWTH ** (index / SHARDS))),
  );
  const shardOf = (mark: Mark) => shards[mark[0] % SHARDS]!;
  return {
    find: (mark) => toClaim(shardOf(mark).find(mark)),
    add: (mark, claim) => toClaim(shardOf(mark).add(mark, toValue(claim))),
    set: (mark, claim) => shardOf(mark).set(mark, toValue(claim)),
    isEmpty: () => shards.every((shard) => shard.isEmpty()),
  };
}

function toValue({ ordinal, role }: Claim): number {
  return (ordinal << 3 | ROLES.indexOf(role)) >>> 0;
}

function toClaim(value: number): Claim | undefined {
  return value === 0 ? undefined : { ordinal: value >>> 3, role: ROLES[value & 7]! };
}

interface Shard {
  /** What stands at a mark: 0 for nothing. */
  find(mark: Mark): number;
  /** Puts `value` where nothing stands, and gives what stood there before. */
  add(mark: Mark, value: number): number;
  /** Puts `value` there, whatever stands there. */
  set(mark: Mark, value: number): void;
  isEmpty(): boolean;
}

/** A hash table with open addressing, in which a free slot has the value 0. */
function createShard(slots: number): Shard {
  let cells = new Uint32Array(slots * WIDTH);
  let used = 0;

  function cellOf([high, low]: Mark): number {
    let cell = Math.floor(low / 2 ** 32 * (cells.length / WIDTH)) * WIDTH;
    while (cells[cell + 2] !== 0 && (cells[cell] !== high || cells[cell + 1] !== low)) {
      cell += WIDTH;
      if (cell === cells.length) cell = 0;
    }
    return cell;
  }

  function put(mark: Mark, cell: number, value: number): void {
    const isNew = cells[cell + 2] === 0;
    cells[cell] = mark[0];
    cells[cell + 1] = mark[1];
    cells[cell + 2] = value;
    if (isNew && ++used * WIDTH > cells.length * MOST_FULL) grow();
  }

  function grow(): void {
    const old = cells;
    cells = new Uint32Array(Math.ceil(old.length / WIDTH * GROWTH) * WIDTH);
    used = 0;
    for (let cell = 0; cell < old.length; cell += WIDTH) {
      const value = old[cell + 2]!;
      const mark: Mark = [old[cell]!, old[cell + 1]!];
      if (value !== 0) put(mark, cellOf(mark), value);
    }
    // Gives its room back now, not when V8 next looks for what nothing holds any more.
    old.buffer.transfer(0);
  }

  return {
    isEmpty: () => used === 0,
    find: (mark) => cells[cellOf(mark) + 2]!,
    add(mark, value) {
      const cell = cellOf(mark);
      const before = cells[cell + 2]!;
      if (before === 0) put(mark, cell, value);
      return before;
    },
    set: (mark, value) => put(mark, cellOf(mark), value),
  };
}
