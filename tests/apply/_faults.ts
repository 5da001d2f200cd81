import { DISK, type FileSystem } from "../../lib/apply/mod.ts";

/** How a call fails. */
export interface Fault {
  /** Number of the call that fails, from 1. */
  readonly at: number;
  /** Such as `EIO`. */
  readonly errno: string;
  /** The call does its work, or half of it where it writes, and fails all the same. */
  readonly late?: boolean;
  /** From then on nothing happens at all, as if the process had been killed. */
  readonly forever?: boolean;
}

/** A disk whose calls are counted, and one of which fails. */
export interface FaultyDisk {
  readonly fs: FileSystem;
  /** Names of all calls so far: those of files come as `file.syncSync`. */
  readonly calls: string[];
  /** Lets go of open files and their locks, as the end of a process does. */
  readonly close: () => void;
}

const NUMBERS: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EIO: 5,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOSPC: 28,
  EROFS: 30,
  EMLINK: 31,
  ENAMETOOLONG: 36,
  ENOSYS: 38,
};

const CLASSES: Readonly<Record<string, new (message: string) => Error>> = {
  ENOENT: Deno.errors.NotFound,
  EACCES: Deno.errors.PermissionDenied,
  EPERM: Deno.errors.PermissionDenied,
  EEXIST: Deno.errors.AlreadyExists,
};

/** An error as Deno throws it: without a `code` where Deno has no name for it. */
export function systemError(errno: string): Error {
  const error = new (CLASSES[errno] ?? Error)(`failed (os error ${NUMBERS[errno]})`);
  return errno === "ENOSYS" ? error : Object.assign(error, { code: errno });
}

const FILE_CALLS: ReadonlySet<string> = new Set([
  "readSync",
  "seekSync",
  "statSync",
  "sync",
  "syncDataSync",
  "syncSync",
  "truncateSync",
  "tryLockSync",
  "utimeSync",
  "writeSync",
]);

/** As the system does at the end of a process. A command that another test is starting may hold the lock on otherwise. */
function letGo(file: Deno.FsFile): void {
  file.unlockSync();
  file.close();
}

/** The real disk, with `fault`. */
export function faultyDisk(fault?: Fault, base: FileSystem = DISK): FaultyDisk {
  const calls: string[] = [];
  const open = new Set<Deno.FsFile>();

  function call<T>(name: string, act: () => T, half: () => unknown = act): T {
    calls.push(name);
    if (fault === undefined || calls.length < fault.at) return act();
    if (calls.length > fault.at && !fault.forever) return act();
    if (fault.late && calls.length === fault.at) half();
    throw systemError(fault.errno);
  }

  function wrapFile(file: Deno.FsFile): Deno.FsFile {
    open.add(file);
    return new Proxy(file, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        if (name === "close" || name === Symbol.dispose) {
          return () => {
            open.delete(file);
            letGo(target);
          };
        }
        if (!FILE_CALLS.has(String(name))) return value.bind(target);
        return (...args: unknown[]) =>
          call(`file.${String(name)}`, () => Reflect.apply(value, target, args), () => {
            const [bytes] = args;
            const isWrite = name === "writeSync" && bytes instanceof Uint8Array;
            Reflect.apply(value, target, isWrite ? [bytes.subarray(0, bytes.length >> 1)] : args);
          });
      },
    });
  }

  const wrapped: Record<string, unknown> = {};
  for (const name of FS_CALLS) {
    const act = base[name] as (...args: unknown[]) => unknown;
    wrapped[name] = (...args: unknown[]) => {
      const result = call(name, () => Reflect.apply(act, base, args), () => {
        const result = Reflect.apply(act, base, args);
        if (name === "openSync") (result as Deno.FsFile).close();
      });
      return name === "openSync" ? wrapFile(result as Deno.FsFile) : result;
    };
  }
  // It has no way to say why it gives no answer.
  wrapped["existsSync"] = (path: string) => {
    try {
      return call("existsSync", () => base.existsSync?.(path) ?? true);
    } catch {
      return false;
    }
  };
  const close = () => {
    for (const file of open) letGo(file);
    open.clear();
  };
  return { fs: wrapped as unknown as FileSystem, calls, close };
}

const FS_CALLS: readonly (keyof FileSystem)[] = [
  "chmodSync",
  "chownSync",
  "linkSync",
  "lstatSync",
  "mkdirSync",
  "openSync",
  "readDirSync",
  "readLinkSync",
  "realPathSync",
  "removeSync",
  "renameSync",
  "symlinkSync",
];

/** A disk without hard links, as exFAT is one. */
export const WITHOUT_LINKS: FileSystem = {
  ...DISK,
  linkSync(from, to) {
    Deno.lstatSync(from);
    let isThere = true;
    try {
      Deno.lstatSync(to);
    } catch {
      isThere = false;
    }
    throw systemError(isThere ? "EEXIST" : "EPERM");
  },
};
