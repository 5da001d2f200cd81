import { UsageError } from "../record/mod.ts";
import { describeCause } from "../text/mod.ts";
import { findGlobMistake } from "./glob.ts";
import { parseSince } from "./parse_since.ts";
import { parseSize } from "./parse_size.ts";
import type { ScanOptions } from "./scan.ts";
import { readSeenFiles } from "./seen_files.ts";
import { splitPaths } from "./split_paths.ts";
import type { WatchOptions } from "./watch.ts";

/** Flags of the command as they are written; what is missing was not given. */
export interface ScanFlags {
  readonly "files-from"?: string | undefined;
  readonly "all"?: boolean;
  readonly "seen"?: string | undefined;
  readonly "ext"?: string | undefined;
  readonly "include"?: readonly string[];
  readonly "exclude"?: readonly string[];
  readonly "min-size"?: string | undefined;
  readonly "max-depth"?: number | undefined;
  readonly "settle"?: number | undefined;
  readonly "since"?: string | undefined;
  readonly "hidden"?: boolean;
  readonly "follow"?: boolean;
  readonly "one-file-system"?: boolean;
  readonly "concurrency"?: number | undefined;
  readonly "rescan"?: number | undefined;
}

/** Where flags that name a file, or stdin, find it. */
export interface FlagFiles {
  statSync(path: string): Deno.FileInfo;
  open(path: string): Promise<Pick<Deno.FsFile, "readable" | "stat">>;
  readonly stdin: { readonly readable: ReadableStream<Uint8Array<ArrayBuffer>> };
}

/** What {@linkcode readScanFlags} needs besides the flags. */
export interface ScanFlagContext {
  /** What stands beside the flags. */
  readonly operands: readonly string[];
  readonly files: FlagFiles;
  /** Says what the user should know. */
  readonly warn: (line: string) => void;
}

/**
 * What `flags` of the command ask for. Opens the files that they name.
 *
 * @throws {UsageError} for a value that makes no sense
 */
export async function readScanFlags(
  flags: ScanFlags,
  { operands, files, warn }: ScanFlagContext,
): Promise<ScanOptions & Pick<WatchOptions, "rescan">> {
  const { "files-from": list, seen } = flags;
  if (operands.length === 0 && list === undefined) {
    throw new UsageError("DIR is needed: name folders or files, or a list with --files-from");
  }
  if (seen === "-" && list === "-") {
    throw new UsageError("--seen and --files-from cannot both read stdin");
  }
  for (const name of ["include", "exclude"] as const) {
    for (const glob of flags[name] ?? []) {
      const mistake = findGlobMistake(glob);
      if (mistake !== undefined) throw new UsageError(`--${name} "${glob}" ${mistake}`);
    }
  }
  const { include = [], exclude = [], hidden = false, follow = false, all = false } = flags;
  return {
    ...{ include, exclude, hidden, follow, all },
    ...{ settle: flags.settle, rescan: flags.rescan, concurrency: flags.concurrency },
    extensions: flags.ext?.split(",").filter(Boolean) ?? [],
    minSize: readOne("min-size", flags["min-size"], { read: parseSize, what: "no size" }),
    since: readOne("since", flags.since, {
      read: (text) => parseSince(text, files),
      what: "neither a date, such as 2026-01-31, nor a file",
    }),
    maxDepth: flags["max-depth"],
    oneFileSystem: flags["one-file-system"] ?? false,
    seen: seen === undefined ? seen : await readSeenFiles(await openSeen(seen, { files, warn })),
    list: list === undefined
      ? list
      : (await openFile("files-from", list, files)).pipeThrough(splitPaths()),
  };
}

/** The output of earlier scans; the first of them finds none yet, nor has `tee -a` always made it by then. */
async function openSeen(
  path: string,
  { files, warn }: Pick<ScanFlagContext, "files" | "warn">,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  try {
    if (path !== "-") files.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      warn(`"${path}" of --seen is not there yet: everything counts as new`);
      return new Blob([]).stream();
    }
  }
  return await openFile("seen", path, files);
}

async function openFile(
  flag: string,
  path: string,
  files: FlagFiles,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  if (path === "-") return files.stdin.readable;
  try {
    const file = await files.open(path);
    if (!(await file.stat()).isDirectory) return file.readable;
    throw new Deno.errors.IsADirectory();
  } catch (error) {
    const why = describeCause(error as Error);
    throw new UsageError(`Cannot read "${path}" of --${flag}: ${why}`);
  }
}

function readOne(
  name: string,
  text: string | undefined,
  { read, what }: {
    readonly read: (text: string) => number | undefined;
    readonly what: string;
  },
): number | undefined {
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === undefined) throw new UsageError(`--${name} is ${what}: "${text}"`);
  return value;
}
