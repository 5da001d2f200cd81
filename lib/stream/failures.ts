import { type FailedRecord, type MediaRecord, StageError } from "../record/mod.ts";

/** Records that failed in this process, as against those that came in failed. */
const fresh = new WeakSet<object>();

/** `record` with the reason why `stage` could not do its work on it. */
export function failRecord(record: object, stage: string, cause: unknown): FailedRecord {
  const failure = cause instanceof StageError
    ? {
      stage,
      code: cause.code,
      message: cause.message,
      ...(cause.retryAfter === undefined ? {} : { retryAfter: cause.retryAfter }),
    }
    : { stage, code: "internal" as const, message: toMessage(cause) };
  const failed: FailedRecord = { ...record, errors: [failure] };
  fresh.add(failed);
  return failed;
}

/** Whether `record` carries errors: later stages pass it by. */
export function isFailed(record: MediaRecord): record is FailedRecord {
  const errors = record.errors;
  return errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0);
}

/** Whether `record` failed in this process, so that its command has to say so. */
export function isFreshFailure(record: MediaRecord): record is FailedRecord {
  return record.errors !== undefined && fresh.has(record);
}

function toMessage(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
