import { dirname, join } from "@std/path";
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
 * Waits until no other run on this host works on any of `libraries`, on a folder below or on one above, and locks them;
 * `undefined` where the signal came first. The system lets go of the lock of a process that was killed. What is locked is a
 * file of the state folder, which says who it is, and the library's folder itself, for runs with another state folder;
 * nothing is written into it. Folders above are locked too, but as many runs may do at once.
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
    const paths = [...toPaths(libraries)].sort(([a], [b]) => a < b ? -1 : 1);
    for (const [path, isAlone] of paths) {
      const name = join(state.locks, await toHash(path));
      const file = fs.openSync(name, { read: true, write: true, create: true });
      held.push(file);
      if (!await wait(() => file.tryLockSync(isAlone), () => readOwner(file), path)) {
        return undefined;
      }
      file.truncateSync();
      file.seekSync(0, Deno.SeekMode.Start);
      file.writeSync(new TextEncoder().encode(owner));
    }
    for (const { file, path, isAlone } of openFolders(paths)) {
      const other = () => "a run with another state folder";
      if (!await wait(() => tryLockFolder(file, isAlone), other, path)) return undefined;
    }
  } catch (error) {
    release();
    throw error;
  }
  return { release, hasWaited };

  /** Those that can be opened, each once: another path to it, as by a bind mount, would wait for this very run. */
  function openFolders(paths: Iterable<readonly [string, boolean]>): readonly Folder[] {
    const folders = new Map<string, Folder>();
    for (const [path, isAlone] of paths) {
      const file = openFolder(fs, path);
      if (file === undefined) continue;
      held.push(file);
      const { dev, ino } = file.statSync();
      const key = `${dev} ${ino}`;
      const before = folders.get(key);
      folders.set(
        key,
        before === undefined ? { file, path, isAlone, key } : {
          ...before,
          isAlone: isAlone || before.isAlone,
        },
      );
    }
    return [...folders.values()].sort((a, b) => a.key < b.key ? -1 : 1);
  }

  /** Whether the lock was had before the signal. */
  async function wait(
    tryLock: () => boolean,
    whose: () => string,
    path: string,
  ): Promise<boolean> {
    for (let told = false; !tryLock(); told = true) {
      hasWaited = true;
      if (!told) warn(`Waits for ${whose()}, which works in "${path}"`);
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      if (!signal.aborted) continue;
      release();
      return false;
    }
    return true;
  }
}

/** What stands for a path in the name of a file: half of its SHA-256. */
async function toHash(path: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(path));
  return new Uint8Array(digest, 0, 16).toHex();
}

/** A folder, and whether no other run may have it too. */
interface Folder {
  readonly file: Deno.FsFile;
  readonly path: string;
  readonly isAlone: boolean;
  /** Tells folders apart, and sorts them. */
  readonly key: string;
}

/** The `libraries` and all folders above them, and whether a run has to have each alone. */
function toPaths(libraries: Iterable<string>): Map<string, boolean> {
  const paths = new Map<string, boolean>();
  for (const library of libraries) {
    paths.set(library, true);
    for (let path = library; path !== dirname(path);) {
      path = dirname(path);
      if (!paths.has(path)) paths.set(path, false);
    }
  }
  return paths;
}

function openFolder(fs: FileSystem, path: string): Deno.FsFile | undefined {
  try {
    return fs.openSync(path);
  } catch {
    return undefined;
  }
}

/** A network share may lock no folders: then only runs with one state folder see each other. */
function tryLockFolder(folder: Deno.FsFile, isAlone: boolean): boolean {
  try {
    return folder.tryLockSync(isAlone);
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
