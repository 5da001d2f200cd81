import { type ErrorCode, type MediaRecord, StageError } from "../record/mod.ts";
import { adviseOnInput } from "./_advise_on_input.ts";
import { failRecord } from "./failures.ts";
import { keepLine } from "./line_text.ts";
import type { Batch, RecordStream } from "./record_stream.ts";

/** How {@linkcode decodeNdjson} reads lines. */
export interface DecodeOptions {
  /** The command that reads, named in errors. */
  readonly name: string;
  /** Bytes of one line; a longer one becomes a failed record. @default 16 MiB */
  readonly maxLine?: number;
  /** Makes a record of a line that is not meant as JSON, or is a string of it; without it such a line fails. */
  readonly fromText?: (line: string) => MediaRecord;
  /**
   * Whether records keep their lines, so that {@linkcode toNdjson} writes out what no stage has touched as it came in.
   * Only for a pipeline whose stages change nothing inside the values that they are given.
   * @default false
   */
  readonly keepsLines?: boolean;
  /** Where it has aborted, the input may end inside a line: what there is of such a line is no record. */
  readonly signal?: AbortSignal;
}

/** Bytes in, records out. A chunk may be used again as soon as its `write()` has ended. */
export interface NdjsonDecoder {
  /** What comes out. */
  readonly readable: RecordStream<MediaRecord>;
  /** What goes in. */
  readonly writable: WritableStream<Uint8Array>;
}

const NEWLINE = 10;
const BOM = "\uFEFF";

/** Bytes that the record of a line past the limit shows of it. */
const SHOWN = 1000;

/** Lists and objects inside one another, past which a line fails: what walks a record would overflow the stack. */
const MAX_DEPTH = 1000;

/**
 * Bytes of NDJSON to records, one batch a chunk. A line that cannot be read becomes a failed record that holds it as
 * `source`, and the stream goes on; empty lines are passed over. Integers beyond 2^53 and `__proto__` keys come out as
 * they came in. Takes CRLF, a byte order mark, and a last line without an end.
 */
export function decodeNdjson(options: DecodeOptions): NdjsonDecoder {
  const { maxLine = 16 * 1024 * 1024, signal } = options;
  const parse = createLineParser(options, maxLine);
  let pieces: Uint8Array[] = []; // of a line whose end has not come yet
  let waiting = 0; // bytes of that line

  function keep(piece: Uint8Array): void {
    const before = waiting;
    waiting += piece.length;
    if (piece.length === 0 || before > maxLine) return;
    pieces.push(piece.slice());
    // Of a line past the limit only the begin is kept, so that one without end takes no memory.
    if (waiting > maxLine) pieces = [concat(pieces).slice(0, SHOWN)];
  }

  function takeLine(last: Uint8Array): MediaRecord[] {
    keep(last);
    const bytes = concat(pieces);
    const records = waiting > maxLine ? [parse.tooLong(bytes, waiting)] : parse.lines(bytes);
    pieces = [];
    waiting = 0;
    return records;
  }

  return new TransformStream<Uint8Array, Batch<MediaRecord>>({
    transform(chunk, controller) {
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end === 0) return keep(chunk);
      const begin = waiting > 0 ? chunk.indexOf(NEWLINE) + 1 : 0;
      let records = begin > 0 ? takeLine(chunk.subarray(0, begin - 1)) : [];
      if (begin < end) records = records.concat(parse.lines(chunk.subarray(begin, end - 1)));
      keep(chunk.subarray(end));
      if (records.length > 0) controller.enqueue(records);
    },
    flush(controller) {
      const records = waiting > 0 && !signal?.aborted ? takeLine(new Uint8Array()) : [];
      if (records.length > 0) controller.enqueue(records);
    },
  }) as NdjsonDecoder;
}

/** Reads bytes that begin and end where a line does. */
interface LineParser {
  lines(bytes: Uint8Array): MediaRecord[];
  /** The record of a line of `length` bytes, of which `begin` was kept. */
  tooLong(begin: Uint8Array, length: number): MediaRecord;
}

function createLineParser(
  { name, fromText, keepsLines = false }: DecodeOptions,
  maxLine: number,
): LineParser {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  let first = true;
  /** What is to be done about input that is no NDJSON at all. */
  let advice: string | undefined;

  /** Reads them all at once where it can, which is what makes it fast. */
  function lines(bytes: Uint8Array): MediaRecord[] {
    if (first) advice = adviseOnInput(bytes);
    // Few chunks are larger than a line may be, so lines are seldom measured one by one.
    if (bytes.length > maxLine) return [...cut(bytes)].flatMap(lineAlone);
    let text: string;
    try {
      text = strict.decode(bytes);
    } catch {
      // Some line here is no UTF-8. A newline never stands inside a character, so each can be tried alone.
      return [...cut(bytes)].flatMap(lineAlone);
    }
    const exact = hasLongInteger(bytes);
    const records: MediaRecord[] = [];
    for (let begin = 0, end = 0; begin <= text.length; begin = end + 1) {
      end = text.indexOf("\n", begin);
      if (end < 0) end = text.length;
      const record = line(text.slice(begin, end), exact);
      if (record !== undefined) records.push(record);
    }
    return records;
  }

  function lineAlone(bytes: Uint8Array): MediaRecord[] {
    if (bytes.length > maxLine) return [tooLong(bytes, bytes.length)];
    try {
      return [line(strict.decode(bytes), hasLongInteger(bytes))].filter((one) => one !== undefined);
    } catch {
      first = false;
      return [fail(lenient.decode(bytes), "invalid_utf8", "it is no valid UTF-8")];
    }
  }

  /** What one line says; nothing for an empty one. */
  function line(raw: string, exact: boolean): MediaRecord | undefined {
    const text = raw.slice(
      first && raw.startsWith(BOM) ? 1 : 0,
      raw.endsWith("\r") ? -1 : undefined,
    );
    first = false;
    if (text.length < 4 && text.trim() === "") return undefined;
    // What is no NDJSON at all is no list of paths either.
    if (fromText !== undefined && advice === undefined && !LOOKS_LIKE_JSON.test(text)) {
      return text.trim() === "" ? undefined : fromText(readText(text));
    }
    if (text.length > 2 * MAX_DEPTH && isTooDeep(text)) {
      return fail(text, "invalid_record", `it is nested more than ${MAX_DEPTH} deep`);
    }
    let value: unknown;
    try {
      value = exact ? JSON.parse(text, keepExact) : JSON.parse(text);
    } catch (error) {
      if (text.trim() === "") return undefined;
      // V8 counts lines within this one, which says nothing but "line 1".
      const why = (error as Error).message.replace(/ \(line 1 column \d+\)$/, "");
      return fail(text, "invalid_json", `it is no JSON (${why})`);
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return fail(text, "invalid_record", "it is no JSON object");
    }
    if (keepsLines) keepLine(value as MediaRecord, text);
    return value as MediaRecord;
  }

  function fail(source: string, code: ErrorCode, why: string): MediaRecord {
    const message = `Cannot read a line: ${advice ?? why}`;
    return failRecord({ source }, name, new StageError(code, message));
  }

  function tooLong(begin: Uint8Array, length: number): MediaRecord {
    if (first) advice = adviseOnInput(begin);
    first = false;
    const source = lenient.decode(begin.subarray(0, Math.min(SHOWN, maxLine)));
    return fail(source, "line_too_long", `it has ${length} bytes`);
  }

  return { lines, tooLong };
}

/** A text as it stands, or as `jq .file.path` writes it without `-r`. */
function readText(line: string): string {
  if (!/^".*"$/.test(line)) return line;
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

/** A path may begin with a brace, as in `{tmdb-603}`, but hardly with a brace and a quote. */
const LOOKS_LIKE_JSON = /^\s*\{\s*["}]/;

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let begin = 0, end = 0; begin <= bytes.length; begin = end + 1) {
    end = bytes.indexOf(NEWLINE, begin);
    if (end < 0) end = bytes.length;
    yield bytes.subarray(begin, end);
  }
}

/**
 * Whether 16 digits stand in a row. Only such numbers can be beyond 2^53, and then every 16th byte meets one of the
 * digits: looking at those alone costs a tenth of a regular expression.
 */
function hasLongInteger(bytes: Uint8Array): boolean {
  for (let at = 15; at < bytes.length; at += 16) {
    if (!isDigit(bytes[at]!)) continue;
    let [begin, end] = [at, at + 1];
    while (begin > 0 && isDigit(bytes[begin - 1]!)) begin--;
    while (end < bytes.length && isDigit(bytes[end]!)) end++;
    if (end - begin >= 16) return true;
  }
  return false;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** A number that is written out as it was read. TypeScript does not know of it yet. */
const rawJson = (JSON as unknown as { rawJSON(digits: string): unknown }).rawJSON;

/**
 * Keeps a number's own digits where a double cannot hold them. All others stay numbers, or a neighbour with many digits
 * would change what a stage gets to see.
 */
function keepExact(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number") return value;
  const source = context!.source!;
  return LONG_INTEGER.test(source) && String(value) !== source ? rawJson(source) : value;
}

const LONG_INTEGER = /\d{16}/;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") {
      if (++depth > MAX_DEPTH) return true;
    } else if (character === "}" || character === "]") depth--;
  }
  return false;
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
