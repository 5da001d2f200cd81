import { isAscii } from "../text/mod.ts";

const encoder = new TextEncoder();
/** Made when a name is first too long: that takes 10 ms, and nearly none is. */
let graphemes: Intl.Segmenter | undefined;

/** Bytes of `text` as UTF-8. */
export function byteLength(text: string): number {
  return isAscii(text) ? text.length : encoder.encode(text).length;
}

/** Whether `text` takes at most `limit` bytes. */
export function fits(text: string, limit: number): boolean {
  // No UTF-16 unit takes more than three.
  return text.length * 3 <= limit || (text.length <= limit && byteLength(text) <= limit);
}

/**
 * The beginning of `text` that takes at most `limit` bytes, cut between what readers see as
 * characters; one that is too long by itself is cut between code points.
 */
export function cutToBytes(text: string, limit: number): string {
  const whole = cutBetween(toCharacters(text), limit);
  return (whole === "" ? cutBetween(toCodePoints(text), limit) : whole).trimEnd();
}

/** The first `count` visible characters of `text`. */
export function cutToCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  let end = 0;
  let left = count;
  for (const { segment } of toCharacters(text)) {
    if (left-- === 0) break;
    end += segment.length;
  }
  return text.slice(0, end).trimEnd();
}

function cutBetween(pieces: Iterable<{ readonly segment: string }>, limit: number): string {
  let bytes = 0;
  let cut = "";
  for (const { segment } of pieces) {
    bytes += byteLength(segment);
    if (bytes > limit) break;
    cut += segment;
  }
  return cut;
}

function toCharacters(text: string): Intl.Segments {
  graphemes ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return graphemes.segment(text);
}

function* toCodePoints(text: string): Generator<{ readonly segment: string }> {
  for (const segment of text) yield { segment };
}
