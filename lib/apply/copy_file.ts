import { StageError } from "../record/mod.ts";
import type { Breathe } from "./breath.ts";
import { type FileFacts, type FileSystem, isUnchanged, toFacts } from "./file_system.ts";

/** Thrown where a signal ended a copy half-way: nothing is left of it. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** How a file is copied. */
export interface CopyOptions {
  readonly fs: FileSystem;
  /** Ends the copy; what there is of it is removed. */
  readonly signal: AbortSignal;
  /** Lets signals have their turn. */
  readonly breathe: Breathe;
  /** Told of bytes as they are written, and of what file they are. */
  readonly onBytes?: (bytes: number, source: string) => void;
  /** What the source must be, before and after. */
  readonly expected: FileFacts;
  /**
   * `hash` reads the copy back and compares; `size` believes the disk.
   * @default "hash"
   */
  readonly verify?: "hash" | "size";
}

/** A copy that stands whole on the disk. */
export interface FileCopy extends FileFacts {
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

const CHUNK = 1024 * 1024;

/**
 * Copies `source` to `temporary`, which must be absent: contents (holes stay holes), mode, owner where allowed, and mtime
 * to the millisecond. Synced and read back when it returns. Leaves nothing behind where it throws.
 *
 * @throws {StageError} `source_changed` where the file changed meanwhile, `io_error` where it reads back otherwise
 * @throws {Interrupted} at the signal
 */
export async function copyFile(
  source: string,
  temporary: string,
  options: CopyOptions,
): Promise<FileCopy> {
  const { fs, expected, verify = "hash" } = options;
  using from = fs.openSync(source);
  const before = from.statSync();
  if (!isUnchanged(before, expected)) throw changed(source);
  const mode = (before.mode ?? 0o644) & 0o777;
  const to = fs.openSync(temporary, {
    read: true,
    write: true,
    createNew: true,
    mode: mode | 0o600,
  });
  try {
    const hash = await copyBytes(from, to, {
      ...options,
      onBytes: (bytes) => options.onBytes?.(bytes, source),
      sparse: (before.blocks ?? Infinity) * 512 < before.size,
    });
    if (!isUnchanged(from.statSync(), expected)) throw changed(source);
    keepOwnerAndMode(fs, temporary, { before, after: to.statSync() });
    to.utimeSync(before.atime ?? new Date(0), before.mtime ?? new Date(0));
    to.syncSync();
    if (verify === "hash" && await hashFile(to, options) !== hash) {
      throw new StageError("io_error", `Cannot copy "${source}": the copy reads back otherwise`);
    }
    return { ...toFacts(to.statSync()), hash };
  } catch (error) {
    removeQuietly(fs, temporary);
    throw error;
  } finally {
    to.close();
  }
}

/** Loaded where it is used: most runs copy nothing, and it makes up a third of their start. */
async function createHash() {
  return (await import("node:crypto")).createHash("sha256");
}

/** SHA-256 of what an open file holds. */
export async function hashFile(
  file: Deno.FsFile,
  { signal, breathe }: Pick<CopyOptions, "signal" | "breathe">,
): Promise<string> {
  const hash = await createHash();
  const chunk = new Uint8Array(CHUNK);
  file.seekSync(0, Deno.SeekMode.Start);
  for (let length = file.readSync(chunk); length !== null; length = file.readSync(chunk)) {
    hash.update(chunk.subarray(0, length));
    await breathe();
    if (signal.aborted) throw new Interrupted();
  }
  return hash.digest("hex");
}

/** {@linkcode hashFile} of the file at `path`. */
export async function hashPath(
  fs: FileSystem,
  path: string,
  options: Pick<CopyOptions, "signal" | "breathe">,
): Promise<string> {
  using file = fs.openSync(path);
  return await hashFile(file, options);
}

interface CopyBytesOptions extends Omit<CopyOptions, "onBytes"> {
  readonly onBytes: (bytes: number) => void;
  /** Whether holes stay holes. */
  readonly sparse: boolean;
}

async function copyBytes(
  from: Deno.FsFile,
  to: Deno.FsFile,
  { signal, breathe, onBytes, expected, sparse }: CopyBytesOptions,
): Promise<string> {
  const hash = await createHash();
  const chunk = new Uint8Array(CHUNK);
  let copied = 0;
  for (let length = from.readSync(chunk); length !== null; length = from.readSync(chunk)) {
    const bytes = chunk.subarray(0, length);
    hash.update(bytes);
    if (sparse && isZero(bytes)) to.seekSync(length, Deno.SeekMode.Current);
    else writeAll(to, bytes);
    copied += length;
    onBytes(length);
    await breathe();
    if (signal.aborted) throw new Interrupted();
  }
  if (sparse) to.truncateSync(copied);
  if (copied !== expected.size) {
    throw new StageError(
      "source_changed",
      `Cannot copy all: it had ${copied} of ${expected.size} bytes`,
    );
  }
  return hash.digest("hex");
}

/** Only the superuser may give files away, and some file systems know no modes: a copy without them is still a copy. */
function keepOwnerAndMode(
  fs: FileSystem,
  path: string,
  { before, after }: { readonly before: Deno.FileInfo; readonly after: Deno.FileInfo },
): void {
  try {
    if (before.mode !== null) fs.chmodSync(path, before.mode & 0o777);
    if (before.uid !== after.uid || before.gid !== after.gid) {
      fs.chownSync(path, before.uid, before.gid);
    }
  } catch {
    // Said in the result: metadata "partial".
  }
}

function changed(source: string): StageError {
  return new StageError("source_changed", `Cannot copy "${source}": it is not what was scanned`);
}

function removeQuietly(fs: FileSystem, path: string): void {
  try {
    fs.removeSync(path);
  } catch {
    // Recovery removes it.
  }
}

function isZero(bytes: Uint8Array): boolean {
  const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length >> 3);
  for (let index = 0; index < words.length; index++) if (words[index] !== 0n) return false;
  return bytes.subarray(words.length * 8).every((byte) => byte === 0);
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
}
