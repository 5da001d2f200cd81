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
  return (whole === "" ? cutBetween([...text], limit) : whole).trimEnd();
}

/** The first `count` visible characters of `text`. */
export function cutToCharacters(text: string, count: number): string {
  return text.length <= count ? text : toCharacters(text).take(count).toArray().join("").trimEnd();
}

function cutBetween(pieces: Iterable<string>, limit: number): string {
  let bytes = 0;
  let cut = "";
  for (const piece of pieces) {
    bytes += byteLength(piece);
    if (bytes > limit) break;
    cut += piece;
  }
  return cut;
}

/** What readers see as one each, one after the other: of a long text only the first are asked for. */
function* toCharacters(text: string): Generator<string> {
  graphemes ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  for (const { segment } of graphemes.segment(text)) yield segment;
}
