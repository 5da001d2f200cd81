import { dirname, join } from "@std/path";
import { apply, type ApplyOptions, DISK, undo, type UndoOptions } from "../../lib/apply/mod.ts";
import type { AppliedRecord, FailedRecord, PlannedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";

/** A folder of downloads, a library and a state folder, gone at the end of the scope. */
export class Tree {
  readonly root: string;
  readonly downloads: string;
  readonly library: string;
  readonly state: string;
  readonly warnings: string[] = [];
  #runs = 0;

  /**
   * @param libraryRoot where the library lies: another device, for copies
   * @param root where all else lies
   */
  constructor(libraryRoot?: string, root?: string) {
    const dir = root === undefined ? {} : { dir: root };
    this.root = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "shelve-apply-", ...dir }));
    this.downloads = join(this.root, "downloads");
    this.state = join(this.root, "state");
    this.library = libraryRoot === undefined
      ? join(this.root, "library")
      : Deno.realPathSync(Deno.makeTempDirSync({ prefix: "shelve-apply-", dir: libraryRoot }));
    for (const folder of [this.downloads, this.library]) {
      Deno.mkdirSync(folder, { recursive: true });
    }
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
    if (!this.library.startsWith(this.root)) Deno.removeSync(this.library, { recursive: true });
  }

  /** Writes a file below downloads, or at an absolute path, with a time in whole milliseconds. */
  write(path: string, content: string, { mtime = 1_600_000_000_123 } = {}): string {
    const absolute = path.startsWith("/") ? path : join(this.downloads, path);
    Deno.mkdirSync(dirname(absolute), { recursive: true });
    Deno.writeTextFileSync(absolute, content);
    Deno.utimeSync(absolute, new Date(mtime), new Date(mtime));
    return absolute;
  }

  /** A record as scan and plan write it: `source` goes to `target` below the library, its sidecars too. */
  record(
    source: string,
    target: string,
    sidecars: Readonly<Record<string, string>> = {},
  ): PlannedRecord {
    const to = (path: string) => path.startsWith("/") ? path : join(this.library, path);
    const from = (path: string) => path.startsWith("/") ? path : join(this.downloads, path);
    const scanned = Object.entries(sidecars).map(([path]) => ({
      ...this.scan(path),
      kind: "subtitle" as const,
    }));
    return {
      v: 1,
      file: { ...this.scan(source), kind: "video", sidecars: scanned },
      parsed: { kind: "movie", confidence: 1 },
      plan: {
        action: "move",
        library: this.library,
        target: to(target),
        sidecars: Object.entries(sidecars).map(([path, place]) => ({
          source: from(path),
          target: to(place),
        })),
      },
    };
  }

  /** A record of a disc folder, as scan and plan write it. */
  discRecord(source: string, target: string): PlannedRecord {
    const files: Deno.FileInfo[] = [];
    const look = (folder: string) => {
      for (const { name, isDirectory } of Deno.readDirSync(folder)) {
        const path = join(folder, name);
        if (isDirectory) look(path);
        else files.push(Deno.lstatSync(path));
      }
    };
    look(source);
    const newest = Math.max(...files.map(({ mtime }) => mtime!.getTime()));
    return {
      v: 1,
      file: {
        path: source,
        kind: "disc",
        size: files.reduce((sum, { size }) => sum + size, 0),
        mtime: new Date(newest).toISOString(),
        files: files.length,
      },
      parsed: { kind: "movie", confidence: 1 },
      plan: { action: "move", library: this.library, target },
    };
  }

  scan(path: string): PlannedRecord["file"] {
    const absolute = path.startsWith("/") ? path : join(this.downloads, path);
    const { size, mtime, ino, dev, nlink } = Deno.lstatSync(absolute);
    return {
      path: absolute,
      size,
      mtime: mtime!.toISOString(),
      dev,
      ino: ino!,
      nlink: nlink!,
    };
  }

  options(): Pick<ApplyOptions, "fs" | "state" | "now" | "newId" | "warn" | "libraries"> {
    return {
      fs: DISK,
      state: this.state,
      now: () => 1_700_000_000_000,
      newId: () => `run-${++this.#runs}`,
      warn: (line) => this.warnings.push(line),
      libraries: [this.library],
    };
  }

  apply(
    records: readonly PlannedRecord[],
    options: Partial<ApplyOptions> = {},
  ): Promise<(AppliedRecord | FailedRecord)[]> {
    return collect(fromRecords(records).pipeThrough(apply({ ...this.options(), ...options })));
  }

  undo(
    records: readonly (AppliedRecord | FailedRecord)[],
    options: Partial<UndoOptions> = {},
  ): Promise<(AppliedRecord | FailedRecord)[]> {
    const { libraries: _, ...rest } = this.options();
    return collect(
      fromRecords(records as AppliedRecord[]).pipeThrough(undo({ ...rest, ...options })),
    );
  }

  /** Everything below downloads and the library: folders, and files with mode, mtime, links and content. */
  snapshot(...folders: readonly string[]): Record<string, string> {
    const all: Record<string, string> = {};
    for (const folder of folders.length > 0 ? folders : [this.downloads, this.library]) {
      describe(folder, all);
    }
    return all;
  }
}

function describe(folder: string, all: Record<string, string>): void {
  all[`${folder}/`] = "folder";
  for (const { name, isDirectory } of [...Deno.readDirSync(folder)].sort(byName)) {
    const path = join(folder, name);
    if (isDirectory) {
      describe(path, all);
      continue;
    }
    const { mode, mtime, nlink, isSymlink } = Deno.lstatSync(path);
    all[path] = isSymlink
      ? `-> ${Deno.readLinkSync(path)}`
      : `${(mode! & 0o777).toString(8)} ${mtime!.toISOString()} ${nlink} ${
        Deno.readTextFileSync(path)
      }`;
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** The folder of temporary files. */
export const TEMPORARY: string = findTemporary();

function findTemporary(): string {
  const folder = Deno.makeTempDirSync();
  Deno.removeSync(folder);
  return dirname(folder);
}

/** A folder on another device than temporary files, or nothing where this machine has none. */
export const OTHER_DEVICE: string | undefined = findOtherDevice();

function findOtherDevice(): string | undefined {
  const temporary = Deno.makeTempDirSync({ prefix: "shelve-device-" });
  try {
    const { dev } = Deno.statSync("/dev/shm");
    if (dev !== Deno.statSync(temporary).dev) return "/dev/shm";
  } catch {
    // not there
  } finally {
    Deno.removeSync(temporary);
  }
}

/** Runs a test of copies between devices, or says why not. */
export function testAcrossDevices(name: string, test: (device: string) => Promise<void>): void {
  const ignore = OTHER_DEVICE === undefined;
  const shown = ignore ? `${name} (skipped: /dev/shm is no other device)` : name;
  Deno.test({ name: shown, ignore, fn: () => test(OTHER_DEVICE!) });
}

/** The code of a record's failure, or the status of its result, or nothing. */
export function outcomeOf(record: AppliedRecord | FailedRecord): string {
  if (record.errors !== undefined) return record.errors[0]!.code;
  const { status, reason } = (record as Partial<AppliedRecord>).result ?? {};
  return reason === undefined ? status ?? "left" : `${status} ${reason}`;
}
