import type { FailedRecord, MediaRecord } from "../record/mod.ts";
import { passesBy } from "./passes_by.ts";
import type { Batch, Link } from "./record_stream.ts";

/**
 * Calls `check` with the first record that stage `name` would work on. What it throws ends the stream before anything is
 * done: for what would fail every record alike.
 */
export function checkFirst<In extends MediaRecord>(
  name: string,
  check: (record: In) => void,
): Link<In, In> {
  const isDone = passesBy(name);
  let isChecked = false;
  return new TransformStream<Batch<In | FailedRecord>, Batch<In | FailedRecord>>({
    transform(batch, controller) {
      const first = isChecked ? undefined : batch.find((record) => !isDone(record));
      if (first !== undefined) {
        isChecked = true;
        check(first as In);
      }
      controller.enqueue(batch);
    },
  }) as Link<In, In>;
}
