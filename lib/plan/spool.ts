import type { MediaRecord } from "../record/mod.ts";
import { decodeNdjson, type RecordStream, toNdjson } from "../stream/mod.ts";

/** Records that are held as bytes, to be read again: a fifth of what they take as objects. */
export interface Spool {
  add(batch: readonly MediaRecord[]): void;
  /** All of them, from the first; any number of times. */
  read(): RecordStream<MediaRecord>;
}

/** An empty spool. */
export function createSpool(): Spool {
  const chunks: Uint8Array[] = [];
  const encoder = new TextEncoder();
  return {
    add: (batch) => void chunks.push(encoder.encode(toNdjson(batch))),
    read() {
      const decoder = decodeNdjson({ name: "plan", maxLine: Infinity, keepsLines: true });
      // A failure errors the readable side, where it is seen.
      ReadableStream.from(chunks).pipeTo(decoder.writable).catch(() => {});
      return decoder.readable;
    },
  };
}
