import { dirname } from "@std/path";
import type { FileSystem } from "./file_system.ts";
import { ensureFolder } from "./state_folder.ts";

/** Values on the disk that are read back in reverse order: memory holds a number for each. */
export interface Spool<T> {
  /** Number of values that were pushed and not taken back. */
  readonly length: number;
  /** Appends `values`: all, or where the disk fails none. */
  readonly push: (values: readonly T[]) => void;
  /** Takes back up to `count` values, the last one first: of long ones some hundred, so that memory does not grow. */
  readonly pop: (count: number) => T[];
  /** Ends it. */
  readonly close: () => void;
}

/** Values that are read at once. */
const CHUNK = 32;

/** Bytes after which no more are taken back. */
const MOST_BYTES = 512 * 1024;

/** A spool in the file at `path`, which is absolute and must not be there yet. */
export function createSpool<T>(fs: FileSystem, path: string): Spool<T> {
  ensureFolder(fs, dirname(path));
  const file = fs.openSync(path, { read: true, write: true, createNew: true, mode: 0o600 });
  // It lasts as long as it is open, so that nothing stays however the process ends.
  fs.removeSync(path);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let ends = new Float64Array(1024);
  let length = 0;

  const endOf = (index: number) => index < 0 ? 0 : ends[index]!;

  function noteEnds(bytes: Uint8Array): void {
    const begin = endOf(length - 1);
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, end + 1)) {
      if (length === ends.length) {
        const larger = new Float64Array(length * 2);
        larger.set(ends);
        ends = larger;
      }
      ends[length++] = begin + end + 1;
    }
  }

  /** Those from `first` on, in order. */
  function read(first: number): T[] {
    const begin = endOf(first - 1);
    const bytes = new Uint8Array(endOf(length - 1) - begin);
    file.seekSync(begin, Deno.SeekMode.Start);
    for (let at = 0; at < bytes.length;) {
      const count = file.readSync(bytes.subarray(at));
      if (count === null) throw new Error(`Cannot read "${path}": it was cut off`);
      at += count;
    }
    const lines = decoder.decode(bytes.subarray(0, -1)).split("\n");
    return lines.map((line) => JSON.parse(line));
  }

  return {
    get length() {
      return length;
    },
    push(values) {
      const bytes = encoder.encode(values.map((value) => JSON.stringify(value) + "\n").join(""));
      file.seekSync(endOf(length - 1), Deno.SeekMode.Start);
      for (let rest = bytes; rest.length > 0;) rest = rest.subarray(file.writeSync(rest));
      noteEnds(bytes);
    },
    pop(count) {
      const values: T[] = [];
      const end = endOf(length - 1);
      while (values.length < count && length > 0 && end - endOf(length - 1) < MOST_BYTES) {
        const first = Math.max(0, length - Math.min(CHUNK, count - values.length));
        values.push(...read(first).reverse());
        length = first;
      }
      return values;
    },
    close: () => file.close(),
  };
}

const NEWLINE = 10;
