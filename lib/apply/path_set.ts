/**
 * Paths that were seen, in 16 bytes each, so that a million take no memory to speak of. Two paths may be taken for one
 * with a chance of one in 2^53: so it must not decide on anything that could lose a file.
 */
export class PathSet {
  #slots = new Float64Array(1024);
  #size = 0;

  has(path: string): boolean {
    const mark = toMark(path);
    return this.#slots[find(this.#slots, mark)] === mark;
  }

  add(path: string): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const mark = toMark(path);
    const slot = find(this.#slots, mark);
    if (this.#slots[slot] === mark) return;
    this.#slots[slot] = mark;
    this.#size++;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const mark of this.#slots) if (mark !== 0) larger[find(larger, mark)] = mark;
    this.#slots = larger;
  }
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
