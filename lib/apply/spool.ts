import { dirname } from "@std/path";
import type { FileSystem } from "./file_system.ts";
import { ensureFolder } from "./state_folder.ts";

/** Values on the disk that are read back in reverse order: memory holds a number for each. */
export class Spool<T> {
  readonly #fs: FileSystem;
  readonly #path: string;
  readonly #file: Deno.FsFile;
  #ends = new Float64Array(1024);
  #length = 0;

  /** @param path absolute; the file is gone after {@linkcode close} */
  constructor(fs: FileSystem, path: string) {
    ensureFolder(fs, dirname(path));
    this.#fs = fs;
    this.#path = path;
    this.#file = fs.openSync(path, { read: true, write: true, createNew: true, mode: 0o600 });
  }

  /** Number of values that were pushed and not taken back. */
  get length(): number {
    return this.#length;
  }

  /** Appends `values`: all, or where the disk fails none. */
  push(values: readonly T[]): void {
    const before = this.#length;
    try {
      this.#file.seekSync(this.#endOf(before - 1), Deno.SeekMode.Start);
      for (const value of values) this.#pushOne(value);
    } catch (error) {
      this.#length = before;
      throw error;
    }
  }

  #pushOne(value: T): void {
    let rest = new TextEncoder().encode(JSON.stringify(value));
    if (this.#length === this.#ends.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#length] = this.#endOf(this.#length - 1) + rest.length;
    this.#length++;
    while (rest.length > 0) rest = rest.subarray(this.#file.writeSync(rest));
  }

  /** Takes back up to `count` values, the last one first. */
  pop(count: number): T[] {
    const decoder = new TextDecoder();
    const values: T[] = [];
    for (; values.length < count && this.#length > 0; this.#length--) {
      const begin = this.#endOf(this.#length - 2);
      const bytes = new Uint8Array(this.#endOf(this.#length - 1) - begin);
      this.#file.seekSync(begin, Deno.SeekMode.Start);
      for (let at = 0; at < bytes.length;) {
        const length = this.#file.readSync(bytes.subarray(at));
        if (length === null) throw new Error(`Cannot read "${this.#path}": it was cut off`);
        at += length;
      }
      values.push(JSON.parse(decoder.decode(bytes)));
    }
    return values;
  }

  /** Removes the file. */
  close(): void {
    this.#file.close();
    this.#fs.removeSync(this.#path);
  }

  #endOf(index: number): number {
    return index < 0 ? 0 : this.#ends[index]!;
  }
}
