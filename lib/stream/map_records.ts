import type { FailedRecord, MediaRecord } from "../record/mod.ts";
import { failRecord } from "./failures.ts";
import { passesBy } from "./passes_by.ts";
import type { Batch, Link } from "./record_stream.ts";

/** What one record becomes; `undefined` drops it. A throw marks it as failed. */
export type Stage<In, Out> = (record: In) => Out | undefined;

/** What else {@linkcode mapRecords} tells a stage. */
export interface MapOptions<In> {
  /** Is shown each record that passes by, in its place in the order; it must not throw. */
  readonly onPass?: (record: In | FailedRecord) => void;
}

/**
 * Lifts `stage` to a link of a pipeline. Records that failed before, that `scan --all` only shows, and that have the
 * stage's key already, pass by.
 */
export function mapRecords<In extends MediaRecord, Out extends MediaRecord>(
  name: string,
  stage: Stage<In, Out>,
  { onPass }: MapOptions<In> = {},
): Link<In, Out> {
  const isDone = passesBy(name);
  return new TransformStream<Batch<In | FailedRecord>, Batch<Out | FailedRecord>>({
    transform(batch, controller) {
      const out: (Out | FailedRecord)[] = [];
      for (const record of batch) {
        if (isDone(record)) {
          onPass?.(record);
          out.push(record as unknown as Out);
          continue;
        }
        try {
          const value = stage(record as In);
          if (value !== undefined) out.push(value);
        } catch (error) {
          out.push(failRecord(record, name, error));
        }
      }
      if (out.length > 0) controller.enqueue(out);
    },
  }) as Link<In, Out>;
}
