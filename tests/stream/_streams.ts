import { setImmediate } from "node:timers";
import type { MediaRecord } from "../../lib/record/mod.ts";
import {
  type Batch,
  collect,
  decodeNdjson,
  type DecodeOptions,
  failRecord,
  type RecordStream,
} from "../../lib/stream/mod.ts";
import { StageError } from "../../lib/record/mod.ts";

/** The bytes of `text`. */
export function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** `bytes` cut at `cuts`, in their order. */
export function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts, bytes.length].sort((a, b) => a - b);
  let begin = 0;
  return ends.map((end) => bytes.slice(begin, begin = end));
}

/** What the decoder makes of `chunks`. */
export function decode(
  chunks: Iterable<Uint8Array>,
  options: Partial<DecodeOptions> = {},
): Promise<MediaRecord[]> {
  const decoder = decodeNdjson({ name: "parse", ...options });
  return collect(ReadableStream.from(chunks).pipeThrough(decoder) as RecordStream<MediaRecord>);
}

/** What the decoder makes of `text` in one chunk. */
export function decodeText(
  text: string,
  options: Partial<DecodeOptions> = {},
): Promise<MediaRecord[]> {
  return decode([toBytes(text)], options);
}

/** A stream of these batches, in which an `Error` ends it. */
export function fromBatches<T>(batches: Iterable<Batch<T> | Error>): RecordStream<T> {
  const next = batches[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = next.next();
      if (done) controller.close();
      else if (value instanceof Error) controller.error(value);
      else controller.enqueue(value);
    },
  }, { highWaterMark: 0 }) as RecordStream<T>;
}

/** All batches of a stream. */
export function collectBatches<T>(stream: RecordStream<T>): Promise<unknown[]> {
  return Array.fromAsync(stream as AsyncIterable<unknown>);
}

/** A record that failed before it came here. */
export function failedBefore(fields: object = {}): MediaRecord {
  return failRecord(fields, "scan", new StageError("not_readable", "Cannot read a folder"));
}

/** Lets all that can go on by itself do so: what is still waiting then waits for the test. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Records that a test tells apart. */
export interface Numbered extends MediaRecord {
  readonly n: number;
}

/** So many of them, from `from` on. */
export function number(count: number, from = 0): Numbered[] {
  return Array.from({ length: count }, (_, index) => ({ n: from + index }));
}
