import { createHash } from "node:crypto";
import { join } from "@std/path";
import type { FileSystem } from "./file_system.ts";
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
 * first. The system lets go of the lock of a process that was killed.
 */
export async function lockLibraries(
  libraries: Iterable<string>,
  { fs, state, owner, warn, signal }: LockOptions,
): Promise<Lock | undefined> {
  ensureFolder(fs, state.locks);
  let hasWaited = false;
  const held: Deno.FsFile[] = [];
  const release = () => held.splice(0).forEach(unlock);
  try {
    // All take them in one order, so that no two wait for each other.
    for (const library of [...new Set(libraries)].sort()) {
      const name = createHash("sha256").update(library).digest("hex").slice(0, 32);
      const file = fs.openSync(join(state.locks, name), { read: true, write: true, create: true });
      held.push(file);
      for (let told = false; !file.tryLockSync(true); told = true) {
        hasWaited = true;
        if (!told) warn(`Waits for ${readOwner(file)}, which works on "${library}"`);
        await new Promise((resolve) => setTimeout(resolve, INTERVAL));
        if (signal.aborted) {
          release();
          return undefined;
        }
      }
      file.truncateSync();
      file.seekSync(0, Deno.SeekMode.Start);
      file.writeSync(new TextEncoder().encode(owner));
    }
  } catch (error) {
    release();
    throw error;
  }
  return { release, hasWaited };
}

/**
 * Closes `file` and lets go of its lock at once. To close it is not enough where the process is just starting another one:
 * that one holds all open files too, until it runs its own program.
 */
export function unlock(file: Deno.FsFile): void {
  try {
    file.unlockSync();
  } finally {
    file.close();
  }
}

function readOwner(file: Deno.FsFile): string {
  const bytes = new Uint8Array(200);
  file.seekSync(0, Deno.SeekMode.Start);
  return new TextDecoder().decode(bytes.subarray(0, file.readSync(bytes) ?? 0)) || "another run";
}
