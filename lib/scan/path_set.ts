import { hashText } from "./hash_text.ts";

/**
 * A set of paths that keeps 8 bytes of each: two hashes of 32 bits. A million paths take 16 MB, and the chance that any
 * two of them are taken for one is 1 in 37 million.
 */
export interface PathSet {
  /** Adds `path`; false if it was there before. */
  add(path: string): boolean;
}

/** A set that holds nothing yet. */
export function createPathSet(): PathSet {
  let slots = new Uint32Array(2 * 1024);
  let size = 0;

  function put(first: number, second: number): boolean {
    const mask = slots.length / 2 - 1;
    for (let at = first & mask;; at = (at + 1) & mask) {
      const [a, b] = [slots[2 * at]!, slots[2 * at + 1]!];
      if (a === first && b === second) return false;
      if (a !== 0 || b !== 0) continue;
      slots[2 * at] = first;
      slots[2 * at + 1] = second;
      return true;
    }
  }

  function grow(): void {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0 || old[at + 1] !== 0) put(old[at]!, old[at + 1]!);
    }
  }

  return {
    add(path) {
      if (size * 2 * 4 > slots.length * 3) grow();
      const [first, second] = hashText(path);
      const isNew = put(first, second);
      if (isNew) size++;
      return isNew;
    },
  };
}
