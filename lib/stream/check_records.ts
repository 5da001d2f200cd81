import {
  type MediaRecord,
  type Shape,
  SHAPES,
  STAGE_KEYS,
  StageError,
  type StageKey,
} from "../record/mod.ts";
import { failRecord } from "./failures.ts";
import { passesBy } from "./passes_by.ts";
import type { Batch, Link } from "./record_stream.ts";

/** Which keys a stage reads. */
export interface CheckOptions {
  /** Must be there. */
  readonly requires?: readonly StageKey[];
  /** May be there. */
  readonly accepts?: readonly StageKey[];
}

/**
 * Fails records from the wire that lack what stage `name` needs, or hold it in another shape, so that the stage itself
 * can trust its types.
 */
export function checkRecords<In extends MediaRecord>(
  name: string,
  { requires = [], accepts = [] }: CheckOptions,
): Link<MediaRecord, In> {
  const isDone = passesBy(name);
  return new TransformStream<Batch<MediaRecord>, Batch<MediaRecord>>({
    transform(batch, controller) {
      controller.enqueue(batch.map((record) => {
        if (isDone(record)) return record;
        const problem = findProblem(record);
        return problem === undefined ? record : failRecord(record, name, problem);
      }));
    },
  }) as unknown as Link<MediaRecord, In>;

  function findProblem(record: MediaRecord): StageError | undefined {
    for (const key of requires) {
      if (record[key] === undefined || record[key] === null) return missing(key);
    }
    for (const key of [...requires, ...accepts]) {
      const wrong = findMismatch(record[key], SHAPES[key], key);
      if (wrong !== undefined && record[key] !== undefined) {
        return new StageError("invalid_record", `Cannot read the record: ${wrong}`);
      }
    }
  }
}

function missing(key: StageKey): StageError {
  const writer = Object.entries(STAGE_KEYS).find(([, owned]) => owned === key)?.[0];
  return new StageError("missing_field", `The record has no "${key}": send it through ${writer}`);
}

const SIMPLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === "boolean",
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** Says where `value` is not of `shape`, or nothing. */
function findMismatch(value: unknown, shape: Shape, path: string): string | undefined {
  if (typeof shape === "string") {
    const [, name = "", list, optional] = /^(\w+)(\[\])?(\?)?$/.exec(shape) ?? [];
    if (optional && (value === undefined || value === null)) return;
    const isRight = SIMPLE[name]!;
    const right = list ? Array.isArray(value) && value.every(isRight) : isRight(value);
    return right ? undefined : `"${path}" is no ${list ? "list of " : ""}${name}`;
  }
  if (Array.isArray(shape)) {
    if (value === undefined || value === null) return;
    if (!Array.isArray(value)) return `"${path}" is no list`;
    for (const [index, item] of value.entries()) {
      const wrong = findMismatch(item, shape[0], `${path}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return;
  }
  if (!SIMPLE["object"]!(value)) return `"${path}" is no object`;
  for (const [field, inner] of Object.entries(shape)) {
    const wrong = findMismatch(
      (value as Record<string, unknown>)[field],
      inner,
      `${path}.${field}`,
    );
    if (wrong !== undefined) return wrong;
  }
}
