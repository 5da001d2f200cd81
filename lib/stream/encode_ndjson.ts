import { type MediaRecord, StageError } from "../record/mod.ts";
import { failRecord } from "./failures.ts";
import { extendLine } from "./line_text.ts";
import type { Batch } from "./record_stream.ts";

/** Records to bytes of NDJSON: one chunk a batch, so that the sink makes one write of it. */
export function encodeNdjson(): TransformStream<Batch<MediaRecord>, Uint8Array> {
  const encoder = new TextEncoder();
  return new TransformStream<Batch<MediaRecord>, Uint8Array>({
    transform(batch, controller) {
      if (batch.length > 0) controller.enqueue(encoder.encode(toNdjson(batch)));
    },
  });
}

/** Records as lines of text. */
export function toNdjson(batch: Batch<MediaRecord>): string {
  let text = "";
  for (const record of batch) text += toLine(record) + "\n";
  return text;
}

/** A record that a stage made and JSON cannot hold, such as a loop, still gives a line, so that none is missing. */
function toLine(record: MediaRecord): string {
  try {
    return extendLine(record) ?? JSON.stringify(record);
  } catch (error) {
    const message = `Cannot write a record: ${(error as Error).message}`;
    const { errors } = failRecord({}, "write", new StageError("invalid_record", message));
    return JSON.stringify({ errors });
  }
}
