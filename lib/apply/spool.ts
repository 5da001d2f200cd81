import { dirname } from "@std/path";
import type { FileSystem } from "./file_system.ts";
import { ensureFolder } from "./state_folder.ts";

/** Values on the disk that are read back in reverse order: memory holds a number for each. */
export interface Spool<T> {
  /** Number of values that were pushed and not taken back. */
  readonly length: number;
  /** Appends `values`: all, or where the disk fails none. */
  readonly push: (values: readonly T[]) => void;
  /** Takes back up to `count` values, the last one first. */
  readonly pop: (count: number) => T[];
  /** Ends it. */
  readonly close: () => void;
}

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

  function pushOne(value: T): void {
    let rest = encoder.encode(JSON.stringify(value));
    if (length === ends.length) {
      const larger = new Float64Array(length * 2);
      larger.set(ends);
      ends = larger;
    }
    ends[length] = endOf(length - 1) + rest.length;
    length++;
    while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
  }

  function readOne(index: number): T {
    const begin = endOf(index - 1);
    const bytes = new Uint8Array(endOf(index) - begin);
    file.seekSync(begin, Deno.SeekMode.Start);
    for (let at = 0; at < bytes.length;) {
      const count = file.readSync(bytes.subarray(at));
      if (count === null) throw new Error(`Cannot read "${path}": it was cut off`);
      at += count;
    }
    return JSON.parse(decoder.decode(bytes));
  }

  return {
    get length() {
      return length;
    },
    push(values) {
      const before = length;
      try {
        file.seekSync(endOf(before - 1), Deno.SeekMode.Start);
        for (const value of values) pushOne(value);
      } catch (error) {
        length = before;
        throw error;
      }
    },
    pop(count) {
      const values: T[] = [];
      for (; values.length < count && length > 0; length--) values.push(readOne(length - 1));
      return values;
    },
    close: () => file.close(),
  };
}
