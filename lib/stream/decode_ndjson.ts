import { type MediaRecord, StageError } from "../record/mod.ts";
import { failRecord } from "./failures.ts";
import type { Batch, RecordStream } from "./record_stream.ts";

/** How {@linkcode decodeNdjson} reads lines. */
export interface DecodeOptions {
  /** The command that reads, named in errors. */
  readonly name: string;
  /**
   * Bytes of one line; a longer one becomes a failed record.
   * @default 16 MiB
   */
  readonly maxLine?: number;
  /** Makes a record of a line that is not meant as JSON; without it such a line fails. */
  readonly fromText?: (line: string) => MediaRecord;
}

const NEWLINE = 10;
const BOM = "\uFEFF";

/**
 * Bytes of NDJSON to records, one batch a chunk. A line that cannot be read becomes a failed record that holds it as
 * `source`, and the stream goes on; empty lines are passed over. Integers beyond 2^53 and `__proto__` keys come out as
 * they came in. Takes CRLF, a byte order mark, and a last line without an end.
 */
export function decodeNdjson(
  options: DecodeOptions,
): ReadableWritablePair<Batch<MediaRecord>, Uint8Array> & { readable: RecordStream<MediaRecord> } {
  const { maxLine = 16 * 1024 * 1024 } = options;
  const parser = new LineParser(options);
  let pieces: Uint8Array[] = []; // of a line whose end has not come yet
  let waiting = 0;
  let overlong = false;

  function keep(piece: Uint8Array): void {
    waiting += piece.length;
    // What is past the limit is not kept, so that a line without end takes no memory.
    if (overlong || waiting > maxLine) overlong = true;
    else if (piece.length > 0) pieces.push(piece.slice());
  }

  function take(last: Uint8Array): MediaRecord[] {
    keep(last);
    const bytes = pieces.length === 1 ? pieces[0]! : concat(pieces);
    const records = overlong ? [parser.tooLong(bytes, waiting, maxLine)] : parser.parse(bytes);
    pieces = [];
    waiting = 0;
    overlong = false;
    return records;
  }

  return new TransformStream<Uint8Array, Batch<MediaRecord>>({
    transform(chunk, controller) {
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end === 0) return keep(chunk);
      let records: MediaRecord[] = [];
      let begin = 0;
      if (waiting > 0) {
        begin = chunk.indexOf(NEWLINE) + 1;
        records = take(chunk.subarray(0, begin - 1));
      }
      if (begin < end) {
        const rest = parser.parse(chunk.subarray(begin, end - 1));
        records = records.length === 0 ? rest : records.concat(rest);
      }
      if (end < chunk.length) keep(chunk.subarray(end));
      if (records.length > 0) controller.enqueue(records);
    },
    flush(controller) {
      if (waiting === 0) return;
      const records = take(new Uint8Array());
      if (records.length > 0) controller.enqueue(records);
    },
  }) as ReturnType<typeof decodeNdjson>;
}

/** Reads whole lines: bytes that begin and end where a line does. */
class LineParser {
  readonly #options: DecodeOptions;
  readonly #strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  #first = true;

  constructor(options: DecodeOptions) {
    this.#options = options;
  }

  parse(bytes: Uint8Array): MediaRecord[] {
    let text: string;
    try {
      text = this.#strict.decode(bytes);
    } catch {
      return this.#parseEach(bytes);
    }
    const records: MediaRecord[] = [];
    const exact = LONG_INTEGER.test(text);
    for (let begin = 0, end = 0; begin <= text.length; begin = end + 1) {
      end = text.indexOf("\n", begin);
      if (end < 0) end = text.length;
      const record = this.#parseLine(text.slice(begin, end), exact);
      if (record !== undefined) records.push(record);
    }
    return records;
  }

  /** Some line here is no UTF-8: finds out which. */
  #parseEach(bytes: Uint8Array): MediaRecord[] {
    const records: MediaRecord[] = [];
    for (let begin = 0, end = 0; begin <= bytes.length; begin = end + 1) {
      end = bytes.indexOf(NEWLINE, begin);
      if (end < 0) end = bytes.length;
      const line = bytes.subarray(begin, end);
      let record: MediaRecord | undefined;
      try {
        const text = this.#strict.decode(line);
        record = this.#parseLine(text, LONG_INTEGER.test(text));
      } catch {
        this.#first = false;
        record = this.#fail(this.#lenient.decode(line), "invalid_utf8", "it is no valid UTF-8");
      }
      if (record !== undefined) records.push(record);
    }
    return records;
  }

  #parseLine(raw: string, exact: boolean): MediaRecord | undefined {
    let line = raw;
    if (this.#first) {
      this.#first = false;
      if (line.startsWith(BOM)) line = line.slice(1);
    }
    if (line.endsWith("\r")) line = line.slice(0, -1);
    if (line === "" || BLANK.test(line)) return undefined;
    const { fromText } = this.#options;
    if (fromText !== undefined && !LOOKS_LIKE_JSON.test(line)) return fromText(line);
    let value: unknown;
    try {
      value = exact ? JSON.parse(line, keepExact) : JSON.parse(line);
    } catch (error) {
      return this.#fail(line, "invalid_json", `it is no JSON (${(error as Error).message})`);
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return this.#fail(line, "invalid_record", "it is no JSON object");
    }
    return value as MediaRecord;
  }

  tooLong(begin: Uint8Array, bytes: number, limit: number): MediaRecord {
    this.#first = false;
    const source = this.#lenient.decode(begin.subarray(0, 1000));
    return this.#fail(source, "line_too_long", `it has ${bytes} bytes, and ${limit} is the limit`);
  }

  #fail(
    source: string,
    code: "invalid_json" | "invalid_utf8" | "invalid_record" | "line_too_long",
    why: string,
  ): MediaRecord {
    return failRecord(
      { source },
      this.#options.name,
      new StageError(code, `Cannot read a line: ${why}`),
    );
  }
}

const BLANK = /^\s*$/;
const LOOKS_LIKE_JSON = /^\s*\{\s*["}]/;
const LONG_INTEGER = /\d{16}/;

/** A number that is written out as it was read. TypeScript does not know of it yet. */
const rawJson = (JSON as unknown as { rawJSON(digits: string): unknown }).rawJSON;

/** Keeps a number's own digits where a double cannot hold them. */
function keepExact(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  return rawJson(context!.source!);
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
