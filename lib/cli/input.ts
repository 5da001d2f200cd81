import type { MediaRecord } from "../record/mod.ts";
import {
  type Batch,
  checkRecords,
  decodeNdjson,
  fromRecords,
  type Link,
  type RecordStream,
} from "../stream/mod.ts";
import { describeCause } from "../text/mod.ts";
import type { Command } from "./define_command.ts";
import type { Io } from "./io.ts";
import { createMeter, type Meter } from "./meter.ts";

/** Bytes asked for at once: as much as a pipe holds. */
const CHUNK = 64 * 1024;

/** Where a filter's records come from. */
export interface InputOptions {
  readonly io: Io;
  readonly meter: Meter;
  readonly operands: readonly string[];
  /** Ends the input when it aborts, as if nothing more had come. */
  readonly signal: AbortSignal;
}

/** What a filter reads. */
export interface Input {
  readonly records: RecordStream<MediaRecord>;
  /** Whether all there was has been read. */
  readonly ended: () => boolean;
}

/** Opens what `command` reads: its arguments where they are the input, else stdin. */
export function openInput(command: Command, options: InputOptions): Input {
  const { name, reads } = command;
  const { io, meter, operands } = options;
  const checks = checkRecords(name, command);
  if (reads === "paths" && operands.length > 0) {
    meter.expectedRecords = operands.length;
    const records = fromRecords(operands.map(toFileRecord)).pipeThrough(checks);
    return { records, ended: () => true };
  }
  meter.expectedBytes = io.stdinSize;
  let ended = false;
  const decoder = decodeNdjson({
    name,
    keepsLines: true,
    signal: options.signal,
    ...(reads === "paths" ? { fromText: toFileRecord } : {}),
  });
  // A failed read errors the stream, and one that nobody reads ends this by itself.
  readStdin(decoder.writable, options).then((whole) => ended = whole, () => {});
  return {
    records: decoder.readable.pipeThrough(countInput(meter)).pipeThrough(checks),
    ended: () => ended,
  };
}

/**
 * Gives what was read from stdin once more, if that is a file: to be called when all has been read. Such input can be
 * gone through again and again without being held in memory.
 */
export function rereadInput(
  command: Command,
  options: InputOptions,
): (() => RecordStream<MediaRecord>) | undefined {
  const { io, meter } = options;
  const { readAt } = io;
  if (readAt === undefined || io.stdinSize() === undefined) return undefined;
  return () => {
    const end = io.stdinSize() ?? 0;
    // Another program may have read the beginning.
    let position = Math.max(0, end - meter.bytes);
    const read = (buffer: Uint8Array) => {
      const length = readAt(buffer.subarray(0, end - position), position);
      position += length;
      return Promise.resolve(length === 0 ? null : length);
    };
    const unseen = createMeter(command.name, io.now);
    return openInput(command, { ...options, io: { ...io, read }, meter: unseen }).records;
  };
}

/** A bare path as a record: what is known of the file is its name. */
function toFileRecord(path: string): MediaRecord {
  return { v: 1, file: { path } };
}

/** Sends stdin to `output` up to its end or the first signal, and says whether that was all. */
async function readStdin(
  output: WritableStream<Uint8Array>,
  { io, meter, signal }: InputOptions,
): Promise<boolean> {
  const writer = output.getWriter();
  // One buffer for all: each chunk is decoded when its write has ended.
  const buffer = new Uint8Array(CHUNK);
  try {
    while (!signal.aborted) {
      const length = await untilAborted(signal, io.read(buffer));
      if (length === null) break;
      meter.bytes += length;
      await writer.write(buffer.subarray(0, length));
    }
  } catch (error) {
    await writer.abort(new Error(`Cannot read stdin: ${describeCause(error as Error)}`));
    throw error;
  }
  await writer.close();
  return !signal.aborted;
}

/** What `reading` gives, or `null` as soon as `signal` aborts. Holds on to nothing, unlike `Promise.race()`. */
function untilAborted(
  signal: AbortSignal,
  reading: Promise<number | null>,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(null);
    signal.addEventListener("abort", stop);
    reading.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function countInput(meter: Meter): Link<MediaRecord, MediaRecord> {
  return new TransformStream<Batch<MediaRecord>, Batch<MediaRecord>>({
    transform(batch, controller) {
      meter.taken += batch.length;
      controller.enqueue(batch);
    },
  }) as Link<MediaRecord, MediaRecord>;
}
