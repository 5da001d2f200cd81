/** The two halves of a 64-bit fingerprint, unsigned. */
export type Fingerprint = readonly [high: number, low: number];

/**
 * A fingerprint of `text`: of a million texts some two are equal with a probability of 1 in 37 million. Not for secrets.
 *
 * Source: the mixing steps of MurmurHash3, https://github.com/aappleby/smhasher/wiki/MurmurHash3, in two lanes that feed
 * each other.
 */
export function fingerprint(text: string): Fingerprint {
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ Math.imul(unit, 0xcc9e2d51), 0x1b873593);
    a = (a << 13 | a >>> 19) + b | 0;
    b = Math.imul(b ^ Math.imul(unit, 0x38b34ae5), 0xa1e38b93 | 0);
    b = (b << 17 | b >>> 15) ^ a;
  }
  a = mix(a ^ text.length);
  b = mix(b ^ a);
  return [mix(a + b | 0) >>> 0, b >>> 0];
}

function mix(value: number): number {
  let mixed = value ^ value >>> 16;
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35 | 0);
  return mixed ^ mixed >>> 16;
}
