import { createHash } from "node:crypto";
import { join } from "@std/path";
import { type FileSystem, isSameInode } from "./file_system.ts";
import { ensureFolder, type StateFolder } from "./state_folder.ts";

/** What {@linkcode lockLibraries} needs. */
export interface LockOptions {
  readonly fs: FileSystem;
  readonly state: StateFolder;
  /** Who locks, for whoever waits: one line. */
  readonly owner: string;
  readonly warn: (line: string) => void;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

/** Milliseconds between two tries. */
const INTERVAL = 100;

/** Libraries that no other run on this host works on. */
export interface Lock {
  readonly release: () => void;
  /** Whether another run had one of them, so that what was seen before may be no longer so. */
  readonly hasWaited: boolean;
}

/**
 * Waits until no other run on this host works on any of `libraries`, and locks them; `undefined` where the signal came
 * first. The system lets go of the lock of a process that was killed. What is locked is a file of the state folder, which
 * says who it is, and the library's folder itself, for runs with another state folder; nothing is written into it.
 */
export async function lockLibraries(
  libraries: Iterable<string>,
  { fs, state, owner, warn, signal }: LockOptions,
): Promise<Lock | undefined> {
  ensureFolder(fs, state.locks);
  let hasWaited = false;
  const held: Deno.FsFile[] = [];
  const folders: Deno.FileInfo[] = [];
  const release = () => held.splice(0).forEach(unlock);
  try {
    // All take them in one order, so that no two wait for each other.
    for (const library of [...new Set(libraries)].sort()) {
      const name = createHash("sha256").update(library).digest("hex").slice(0, 32);
      const file = fs.openSync(join(state.locks, name), { read: true, write: true, create: true });
      held.push(file);
      if (!await wait(() => file.tryLockSync(true), () => readOwner(file), library)) {
        return undefined;
      }
      file.truncateSync();
      file.seekSync(0, Deno.SeekMode.Start);
      file.writeSync(new TextEncoder().encode(owner));
      const folder = openFolder(fs, library);
      if (folder === undefined) continue;
      held.push(folder);
      // Another path to it, as by a bind mount, would wait for this very run.
      const info = folder.statSync();
      if (folders.some((each) => isSameInode(each, info))) continue;
      folders.push(info);
      const other = () => "a run with another state folder";
      if (!await wait(() => tryLockFolder(folder), other, library)) return undefined;
    }
  } catch (error) {
    release();
    throw error;
  }
  return { release, hasWaited };

  /** Whether the lock was had before the signal. */
  async function wait(
    tryLock: () => boolean,
    whose: () => string,
    library: string,
  ): Promise<boolean> {
    for (let told = false; !tryLock(); told = true) {
      hasWaited = true;
      if (!told) warn(`Waits for ${whose()}, which works on "${library}"`);
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      if (!signal.aborted) continue;
      release();
      return false;
    }
    return true;
  }
}

function openFolder(fs: FileSystem, path: string): Deno.FsFile | undefined {
  try {
    return fs.openSync(path);
  } catch {
    return undefined;
  }
}

/** A network share may lock no folders: then only runs with one state folder see each other. */
function tryLockFolder(folder: Deno.FsFile): boolean {
  try {
    return folder.tryLockSync(true);
  } catch {
    return true;
  }
}

/**
 * Closes `file` and lets go of its lock at once. To close it is not enough where the process is just starting another one:
 * that one holds all open files too, until it runs its own program.
 */
export function unlock(file: Deno.FsFile): void {
  try {
    file.unlockSync();
  } catch {
    // What cannot be unlocked was not locked, or goes with the file.
  }
  file.close();
}

function readOwner(file: Deno.FsFile): string {
  const bytes = new Uint8Array(200);
  file.seekSync(0, Deno.SeekMode.Start);
  return new TextDecoder().decode(bytes.subarray(0, file.readSync(bytes) ?? 0)) || "another run";
}
