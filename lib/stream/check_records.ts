import {
  CONTRACT_VERSION,
  type MediaRecord,
  type Shape,
  SHAPES,
  STAGE_KEYS,
  StageError,
  type StageKey,
} from "../record/mod.ts";
import { failRecord, isFailed } from "./failures.ts";
import { isThere, passesBy } from "./passes_by.ts";
import type { Batch, Link } from "./record_stream.ts";

/** Which keys a stage reads. */
export interface CheckOptions {
  /** Must be there. */
  readonly requires?: readonly StageKey[];
  /** May be there. */
  readonly accepts?: readonly StageKey[];
}

/**
 * Fails records from the wire that lack what stage `name` needs, or hold it in another shape or of another version of
 * the contract, so that the stage itself can trust its types. Of a record that passes by, the stage's own key is looked
 * at, which views and figures read. A field that jq has set to `null` counts as deleted.
 */
export function checkRecords<In extends MediaRecord>(
  name: string,
  { requires = [], accepts = [] }: CheckOptions,
): Link<MediaRecord, In> {
  const isDone = passesBy(name);
  const own = (STAGE_KEYS as Record<string, StageKey | undefined>)[name];
  const toChecks = (keys: readonly StageKey[]) =>
    keys.map((key) => ({ key, check: toCheck(SHAPES[key]) }));
  const checks = toChecks([...requires, ...accepts]);
  const ownCheck = toChecks(own === undefined ? [] : [own]);

  function checkRecord(record: MediaRecord): MediaRecord {
    if (isDone(record)) return checkShapes(record, ownCheck);
    checkVersion(record["v"]);
    for (const key of requires) if (!isThere(record[key])) throw missing(key);
    return checkShapes(record, checks);
  }

  function checkShapes(record: MediaRecord, checks: ReturnType<typeof toChecks>): MediaRecord {
    let checked = record;
    for (const { key, check } of checks) {
      if (record[key] === undefined || check(record[key]) === undefined) continue;
      // Nearly no record holds a null, so that they are looked for only where something is wrong.
      const value = withoutNulls(record[key]);
      const wrong = value === undefined ? undefined : check(value);
      if (wrong !== undefined) {
        throw new StageError("invalid_record", `Cannot read the record: "${key}${wrong}`);
      }
      checked = { ...checked, [key]: value };
    }
    return checked;
  }

  return new TransformStream<Batch<MediaRecord>, Batch<MediaRecord>>({
    transform(batch, controller) {
      controller.enqueue(batch.map((record) => {
        if (isFailed(record)) return record;
        try {
          return checkRecord(record);
        } catch (error) {
          return failRecord(record, name, error);
        }
      }));
    },
  }) as unknown as Link<MediaRecord, In>;
}

function missing(key: StageKey): StageError {
  const writer = Object.entries(STAGE_KEYS).find(([, owned]) => owned === key)?.[0];
  return new StageError("missing_field", `The record has no "${key}": send it through ${writer}`);
}

/** What another version means by a field is not known, and a guess may move a file to the wrong place. */
function checkVersion(version: unknown): void {
  if (!isThere(version) || version === CONTRACT_VERSION) return;
  const wrong = `"v" is ${
    JSON.stringify(version)
  }, and this command knows ${CONTRACT_VERSION} alone`;
  throw new StageError("invalid_record", `Cannot read the record: ${wrong}`);
}

/** `value` as it would be had jq deleted what it has set to `null`: fields go, at any depth. */
function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (!isObject(value)) return Array.isArray(value) ? value.map(withoutNulls) : value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNulls(field)]));
}

/** Says where a value is wrong, and what it is not: the end of a sentence that begins with the name of its key. */
type Check = (value: unknown) => string | undefined;

const SIMPLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === "boolean",
  object: isObject,
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads `shape` once, since the check runs for each record. */
function toCheck(shape: Shape): Check {
  if (typeof shape === "string") return toSimpleCheck(shape);
  return Array.isArray(shape) ? toListCheck(shape[0]) : toFieldsCheck(shape as Fields);
}

function toSimpleCheck(shape: string): Check {
  const [, name = "", list, optional] = /^(\w+)(\[\])?(\?)?$/.exec(shape) ?? [];
  const isOne = SIMPLE[name]!;
  const isRight = list ? (value: unknown) => Array.isArray(value) && value.every(isOne) : isOne;
  const wrong = `" is no ${list ? "list of " : ""}${name}`;
  return (value) => isRight(value) || (optional && value === undefined) ? undefined : wrong;
}

function toListCheck(inner: Shape): Check {
  const check = toCheck(inner);
  return (value) => {
    if (value === undefined) return;
    if (!Array.isArray(value)) return '" is no list';
    for (const [index, item] of value.entries()) {
      const wrong = check(item);
      if (wrong !== undefined) return `[${index}]${wrong}`;
    }
  };
}

type Fields = Readonly<Record<string, Shape>>;

function toFieldsCheck(fields: Fields): Check {
  const checks = Object.entries(fields).map(([field, shape]) => ({ field, check: toCheck(shape) }));
  return (value) => {
    if (!isObject(value)) return '" is no object';
    for (const { field, check } of checks) {
      const wrong = check(value[field]);
      if (wrong !== undefined) return `.${field}${wrong}`;
    }
  };
}
