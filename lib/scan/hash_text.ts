/** Two hashes of 32 bits that differ in what they do with a character; never both zero, which marks an empty place. */
export function hashText(text: string): readonly [number, number] {
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
