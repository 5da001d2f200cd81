/**
 * Paths that were seen, in 16 bytes each, so that a million take no memory to speak of. Two paths may be taken for one
 * with a chance of one in 2^53: so it must not decide on anything that could lose a file.
 */
export interface PathSet {
  readonly has: (path: string) => boolean;
  readonly add: (path: string) => void;
}

/** A set of no paths. */
export function createPathSet(): PathSet {
  let slots = new Float64Array(1024);
  let size = 0;

  function grow(): void {
    const larger = new Float64Array(slots.length * 2);
    for (const mark of slots) if (mark !== 0) larger[find(larger, mark)] = mark;
    slots = larger;
  }

  return {
    has(path) {
      const mark = toMark(path);
      return slots[find(slots, mark)] === mark;
    },
    add(path) {
      if (size * 2 >= slots.length) grow();
      const mark = toMark(path);
      const slot = find(slots, mark);
      if (slots[slot] === mark) return;
      slots[slot] = mark;
      size++;
    },
  };
}

/** Where `mark` is, or has its place. */
function find(slots: Float64Array, mark: number): number {
  let slot = mark % slots.length;
  while (slots[slot] !== 0 && slots[slot] !== mark) slot = (slot + 1) % slots.length;
  return slot;
}

/**
 * A number above 0 and below 2^53 that stands for `path`: two 32-bit hashes, cut to fit.
 *
 * Source of the hash: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
 */
function toMark(path: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < path.length; index++) {
    const unit = path.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ index, 0x85ebca6b);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0) || 1;
}
