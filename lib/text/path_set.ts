import { fingerprint } from "./fingerprint.ts";

/**
 * A set of paths that keeps 8 bytes of each, a {@linkcode fingerprint}: a million paths take 16 MB, and the chance that
 * any two of them are taken for one is 1 in 37 million. So it must not decide on anything that could lose a file.
 */
export interface PathSet {
  /** Whether `path` was added. */
  has(path: string): boolean;
  /** Adds `path`; false if it was there before. */
  add(path: string): boolean;
}

/** A set that holds nothing yet. */
export function createPathSet(): PathSet {
  let slots = new Uint32Array(2 * 1024);
  let size = 0;

  /** Where the path with these halves is, or has its place. */
  function find(high: number, low: number): number {
    const mask = slots.length / 2 - 1;
    for (let place = high & mask;; place = (place + 1) & mask) {
      const [a, b] = [slots[2 * place]!, slots[2 * place + 1]!];
      if ((a === high && b === low) || (a === 0 && b === 0)) return 2 * place;
    }
  }

  function put(high: number, low: number): boolean {
    const at = find(high, low);
    if (!isFree(at)) return false;
    slots[at] = high;
    slots[at + 1] = low;
    return true;
  }

  function isFree(at: number): boolean {
    return slots[at] === 0 && slots[at + 1] === 0;
  }

  function grow(): void {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0 || old[at + 1] !== 0) put(old[at]!, old[at + 1]!);
    }
  }

  return {
    has: (path) => !isFree(find(...toMark(path))),
    add(path) {
      if (size * 2 * 4 > slots.length * 3) grow();
      const isNew = put(...toMark(path));
      if (isNew) size++;
      return isNew;
    },
  };
}

/** Never all zero, which is a free place. */
function toMark(path: string): readonly [high: number, low: number] {
  const [high, low] = fingerprint(path);
  return [high, low || 1];
}
