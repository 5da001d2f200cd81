/**
 * A set of paths that keeps 8 bytes of each: two hashes of 32 bits. A million paths take 16 MB, and the chance that any
 * two of them are taken for one is 1 in 37 million.
 */
export class PathSet {
  #slots = new Uint32Array(2 * 1024);
  #size = 0;

  /** Adds `path`; false if it was there before. */
  add(path: string): boolean {
    if (this.#size * 2 * 4 > this.#slots.length * 3) this.#grow();
    const [first, second] = hash(path);
    const isNew = this.#put(first, second);
    if (isNew) this.#size++;
    return isNew;
  }

  #put(first: number, second: number): boolean {
    const mask = this.#slots.length / 2 - 1;
    for (let at = first & mask;; at = (at + 1) & mask) {
      const [a, b] = [this.#slots[2 * at]!, this.#slots[2 * at + 1]!];
      if (a === first && b === second) return false;
      if (a !== 0 || b !== 0) continue;
      this.#slots[2 * at] = first;
      this.#slots[2 * at + 1] = second;
      return true;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0 || old[at + 1] !== 0) this.#put(old[at]!, old[at + 1]!);
    }
  }
}

/** Two hashes of 32 bits that differ in what they do with a character; never both zero, which is an empty place. */
function hash(text: string): readonly [number, number] {
  let first = 0x811c9dc5; // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
  let second = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second, 0x2c1b3c6d) + code + 1 | 0;
    second ^= second >>> 15;
  }
  return [mix(first) >>> 0, (mix(second) >>> 0) || 1];
}

/** Lets every bit of `value` change every other: the last step of MurmurHash3, https://github.com/aappleby/smhasher */
function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
