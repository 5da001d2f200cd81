import { dirname, join } from "@std/path";
import { StageError } from "../record/mod.ts";
import { errnoOf } from "./errno.ts";
import { type FileSystem, isSameInode, lookAt } from "./file_system.ts";
import type { Ready } from "./run.ts";
import { toSize } from "./tally.ts";

/** What the system says of a file system. */
export interface DiskFacts {
  /** Bytes that this user may still write. */
  readonly free: number;
  /** Which it is, as a number: `f_type` of statfs(2). */
  readonly type: number;
}

/** Asks the system. Only a check needs that, so it is loaded late. */
export async function openMeasure(): Promise<(path: string) => DiskFacts> {
  const { statfsSync } = await import("node:fs");
  return (path) => {
    const { bavail, bsize, type } = statfsSync(path);
    return { free: bavail * bsize, type };
  };
}

/** What a check of a whole plan finds out about the disks that it would write to. */
export interface Survey {
  /**
   * Counts an operation that could be done.
   *
   * @throws {StageError} `disk_full` where what must be copied, with all that was counted before, does not fit; `read_only`
   * where a disk that files go to or leave takes no change; `cross_device` where a hard link would have to lead to another device, or leave it
   */
  readonly add: (ready: Ready) => void;
  /** A line for each library. */
  readonly describe: () => readonly string[];
}

/** File systems without hard links. Source: statfs(2) of the Linux man-pages. */
const WITHOUT_LINKS: ReadonlySet<number> = new Set([
  0x4d44, // vfat
  0x2011bab0, // exFAT
]);

/** What {@linkcode createSurvey} needs: what a run will be given. */
export interface SurveyOptions {
  readonly measure: (path: string) => DiskFacts;
  readonly breakLinks?: boolean;
  readonly link?: "require" | "prefer";
}

/** Nothing was counted yet. */
export function createSurvey(
  fs: FileSystem,
  { measure, breakLinks = false, link = "require" }: SurveyOptions,
): Survey {
  const libraries = new Map<string, { readonly base: string; copied: number }>();
  /** By device: several libraries may lie on one. */
  const disks = new Map<number, { readonly free: number; copied: number }>();
  const devices = new Map<string, number>();
  /** Whether nothing can be written to a folder, by its path. */
  const readOnly = new Map<string, boolean>();

  function add({ intent, names }: Ready): void {
    let library = libraries.get(intent.library);
    if (library === undefined) {
      library = { base: findBase(intent.library), copied: 0 };
      libraries.set(intent.library, library);
    }
    const what = `Cannot ${intent.action} "${intent.files[0]!.source}"`;
    refuseReadOnly(library.base, what);
    const device = deviceOf(library.base);
    const disk = disks.get(device) ?? { free: measure(library.base).free, copied: 0 };
    disks.set(device, disk);
    let bytes = 0;
    for (const [index, { source, size, step = intent.action }] of intent.files.entries()) {
      const isAcross = deviceOf(dirname(source)) !== device;
      if (step === "move") refuseReadOnly(dirname(source), what);
      if (isAcross && step === "move" && names[index]! > 1 && !breakLinks) {
        const why = "it has other hard links (--break-links copies it)";
        throw new StageError("cross_device", `Cannot move "${source}" to another device: ${why}`);
      }
      if (isAcross && step === "hardlink" && link === "require") {
        const why = "they are on different devices (--link prefer copies)";
        const what = `Cannot hard-link "${source}" to "${intent.files[index]!.target}"`;
        throw new StageError("cross_device", `${what}: ${why}`);
      }
      if (step === "copy" || isAcross && (step === "move" || step === "hardlink")) bytes += size;
    }
    if (disk.copied + bytes > disk.free) {
      const { source, target } = intent.files[0]!;
      const room = toSize(disk.free - disk.copied);
      const why = `it takes ${toSize(bytes)}, and of "${intent.library}" ${room} are left`;
      throw new StageError("disk_full", `Cannot copy "${source}" to "${target}": ${why}`);
    }
    library.copied += bytes;
    disk.copied += bytes;
  }

  function refuseReadOnly(folder: string, what: string): void {
    if (!readOnly.has(folder)) readOnly.set(folder, isReadOnly(folder));
    if (readOnly.get(folder)) {
      throw new StageError("read_only", `${what}: "${folder}" is read-only`);
    }
  }

  /** A name that is not there is given itself: that changes nothing, and a read-only disk says so first. */
  function isReadOnly(folder: string): boolean {
    const name = join(folder, ".shelve-none");
    try {
      fs.renameSync(name, name);
      return false;
    } catch (error) {
      return errnoOf(error) === "EROFS";
    }
  }

  /** The folder itself, or the first one above that is there. */
  function findBase(folder: string): string {
    let base = folder;
    while (lookAt(fs, base) === undefined) base = dirname(base);
    return base;
  }

  function deviceOf(folder: string): number {
    let device = devices.get(folder);
    if (device === undefined) {
      device = fs.lstatSync(fs.realPathSync(folder)).dev;
      devices.set(folder, device);
    }
    return device;
  }

  /** Whether the disk tells upper and lower case apart, by an entry that is there. */
  function findCase(folder: string): string {
    for (const { name } of fs.readDirSync(folder)) {
      const other = swapCase(name);
      if (other === name) continue;
      const [info, swapped] = [lookAt(fs, join(folder, name)), lookAt(fs, join(folder, other))];
      const isOne = info !== undefined && swapped !== undefined && isSameInode(info, swapped);
      return isOne ? "upper and lower case are one" : "upper and lower case are told apart";
    }
    return "it is empty, so it is not known whether case counts";
  }

  function describe(): string[] {
    return [...libraries].map(([path, { base, copied }]) => {
      const { free, type } = measure(base);
      const links = WITHOUT_LINKS.has(type) ? "no hard links" : "hard links";
      const space = `${toSize(copied)} to copy, ${toSize(free)} free`;
      return `"${path}": ${space}; ${links}; ${findCase(base)}`;
    });
  }

  return { add, describe };
}

function swapCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}
