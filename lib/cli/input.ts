import type { MediaRecord } from "../record/mod.ts";
import {
  type Batch,
  checkRecords,
  decodeNdjson,
  fromRecords,
  type Link,
  type RecordStream,
} from "../stream/mod.ts";
import type { Command } from "./define_command.ts";
import type { Io } from "./io.ts";
import type { Meter } from "./meter.ts";

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
  const records = readStdin(options, () => ended = true)
    .pipeThrough(decodeNdjson({ name, ...(reads === "paths" ? { fromText: toFileRecord } : {}) }))
    .pipeThrough(countInput(meter))
    .pipeThrough(checks);
  return { records, ended: () => ended };
}

/** A bare path as a record: what is known of the file is its name. */
function toFileRecord(path: string): MediaRecord {
  return { v: 1, file: { path } };
}

function readStdin(
  { io, meter, signal }: InputOptions,
  atEnd: () => void,
): ReadableStream<Uint8Array> {
  const reader = io.stdin.getReader();
  const interrupted = new Promise<{ done: true; value?: undefined }>((resolve) => {
    signal.addEventListener("abort", () => resolve({ done: true }));
  });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await Promise.race([interrupted, reader.read()]);
      if (!done) {
        meter.bytes += value.length;
        return controller.enqueue(value);
      }
      if (!signal.aborted) atEnd();
      controller.close();
    },
    cancel(reason) {
      // Not waited for: a read of a silent pipe never ends.
      reader.cancel(reason).catch(() => {});
    },
  }, { highWaterMark: 0 });
}

function countInput(meter: Meter): Link<MediaRecord, MediaRecord> {
  return new TransformStream<Batch<MediaRecord>, Batch<MediaRecord>>({
    transform(batch, controller) {
      meter.taken += batch.length;
      controller.enqueue(batch);
    },
  }) as Link<MediaRecord, MediaRecord>;
}
