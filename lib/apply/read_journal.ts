import type { FileSystem } from "./file_system.ts";
import type { Header, JournalLine } from "./journal_lines.ts";

/** A line of a journal and where it begins, in bytes. */
export interface PlacedLine {
  readonly line: JournalLine;
  readonly offset: number;
}

/** Reads the first line; `undefined` where that is no header of a journal that this version knows. */
export function readHeader(fs: FileSystem, path: string): Header | undefined {
  for (const { text } of readLines(fs, path)) {
    const header = parse(text) as Partial<Header> | undefined;
    return header?.journal === "shelve" && header.version === 1 ? header as Header : undefined;
  }
}

/**
 * All lines but the header, in order. One that was cut off by a crash is passed over: nothing had been done yet that it
 * tells of, or a later look at the disk shows it.
 */
export function* readJournal(fs: FileSystem, path: string): Generator<PlacedLine> {
  for (const { text, offset } of readLines(fs, path)) {
    const line = parse(text) as Partial<JournalLine> | undefined;
    if (offset > 0 && typeof line?.line === "string") yield { line: line as JournalLine, offset };
  }
}

/** About 40 lines. */
const BLOCK = 16 * 1024;

/**
 * Reads single lines by where they begin, a block at a time: those that are asked for one after the other mostly stand next
 * to each other, and to open the file for each takes longer than all else.
 */
export function createLineReader(
  fs: FileSystem,
  path: string,
): (offset: number) => JournalLine | undefined {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  let block: Uint8Array = new Uint8Array();
  let begin = 0;
  const decoder = new TextDecoder();

  function readBlock(at: number): void {
    using file = fs.openSync(path);
    bytes ??= new Uint8Array(BLOCK);
    file.seekSync(at, Deno.SeekMode.Start);
    block = bytes.subarray(0, file.readSync(bytes) ?? 0);
    begin = at;
  }

  return (offset) => {
    if (offset < begin || offset >= begin + block.length) readBlock(offset - offset % BLOCK);
    const end = block.indexOf(10, offset - begin);
    if (end >= 0) return parse(decoder.decode(block.subarray(offset - begin, end))) as JournalLine;
    // It goes on behind the block.
    for (const { text } of readLines(fs, path, offset)) return parse(text) as JournalLine;
  };
}

/** Lines that have an end, so that a torn one is never half read. */
export function* readLines(
  fs: FileSystem,
  path: string,
  from: number = 0,
): Generator<{ text: string; offset: number }> {
  using file = fs.openSync(path);
  file.seekSync(from, Deno.SeekMode.Start);
  const decoder = new TextDecoder();
  // A single line is short, a whole journal is not.
  const chunk = new Uint8Array(from > 0 ? 4096 : 256 * 1024);
  let pieces: Uint8Array[] = [];
  let offset = from;
  for (let length = file.readSync(chunk); length !== null; length = file.readSync(chunk)) {
    let begin = 0;
    for (let end = 0; begin < length; begin = end + 1) {
      end = chunk.subarray(0, length).indexOf(10, begin);
      if (end < 0) break;
      pieces.push(chunk.subarray(begin, end));
      const text = pieces.map((piece, index) =>
        decoder.decode(piece, { stream: index < pieces.length - 1 })
      ).join("");
      const bytes = pieces.reduce((sum, piece) => sum + piece.length, 1);
      pieces = [];
      yield { text, offset };
      offset += bytes;
    }
    if (begin < length) pieces.push(chunk.slice(begin, length));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
