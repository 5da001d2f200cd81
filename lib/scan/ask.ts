import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { Limiter } from "./limiter.ts";
import { addEntry, type Entries, noEntries } from "./entries.ts";

/** What scan needs of a disk. */
export interface ScanFileSystem {
  /** What a folder holds, in the order of the disk. */
  readDirSync(path: string): Iterable<Deno.DirEntry>;
  /** {@linkcode readDirSync} in its own time. */
  readDir(path: string): AsyncIterable<Deno.DirEntry>;
  /** A file or link itself. */
  lstatSync(path: string): Deno.FileInfo;
  /** {@linkcode lstatSync} in its own time. */
  lstat(path: string): Promise<Deno.FileInfo>;
  /** What a link leads to. */
  statSync(path: string): Deno.FileInfo;
  /** {@linkcode statSync} in its own time. */
  stat(path: string): Promise<Deno.FileInfo>;
  /** A file of ignore rules. */
  readTextFileSync(path: string): string;
  /** {@linkcode readTextFileSync} in its own time. */
  readTextFile(path: string): Promise<string>;
  /** A path without links. */
  realPathSync(path: string): string;
  /** {@linkcode realPathSync} in its own time. */
  realPath(path: string): Promise<string>;
}

/**
 * What the work on a folder wants next. It is a generator that asks and is answered, so that the same code walks with
 * one call after the other or with many in flight, and may change from one to the other at any point.
 */
export type Ask = DiskAsk | { readonly give: readonly (FileRecord | FailedRecord)[] };

/** What the work wants to know of the disk. */
export type DiskAsk =
  | { readonly list: string }
  | { readonly stat: readonly string[]; readonly follow?: boolean }
  | { readonly resolve: string }
  | { readonly read: string };

/** Work on a folder: asks of the disk, gives records, and ends with a result. */
export type Work<Result> = Generator<Ask, Result, unknown>;

/** The entries of folder `path`, or why they cannot be had. */
export function* list(path: string): Work<Entries | Error> {
  return (yield { list: path }) as Entries | Error;
}

/** What `paths` are, or why that cannot be had. Links are not followed unless with `follow`. */
export function* stat(
  paths: readonly string[],
  { follow = false }: { readonly follow?: boolean } = {},
): Work<readonly (Deno.FileInfo | Error)[]> {
  return (yield { stat: paths, follow }) as readonly (Deno.FileInfo | Error)[];
}

/** `path` without symbolic links, or why that cannot be had. */
export function* resolveLinks(path: string): Work<string | Error> {
  return (yield { resolve: path }) as string | Error;
}

/** The text of a small file, or why it cannot be had. */
export function* read(path: string): Work<string | Error> {
  return (yield { read: path }) as string | Error;
}

/** Answers `ask` with one call after the other. */
export function answerNow(ask: DiskAsk, fs: ScanFileSystem): unknown {
  if ("stat" in ask) return lookUp(ask.stat, { fs, follow: ask.follow === true });
  if ("resolve" in ask) return attempt(() => fs.realPathSync(ask.resolve));
  if ("read" in ask) return attempt(() => fs.readTextFileSync(ask.read));
  return attempt(() => {
    const entries = noEntries();
    for (const entry of fs.readDirSync(ask.list)) addEntry(entries, entry);
    return entries;
  });
}

/** Answers `ask` with as many calls in flight as `limiter` lets through. Never rejects. */
export function answerSoon(
  ask: DiskAsk,
  { fs, limiter }: { readonly fs: ScanFileSystem; readonly limiter: Limiter },
): Promise<unknown> {
  if ("stat" in ask) {
    const look = (path: string) => ask.follow ? fs.stat(path) : fs.lstat(path);
    return Promise.all(ask.stat.map((path) => limiter.run(() => look(path)).catch(toError)));
  }
  if ("resolve" in ask) return limiter.run(() => fs.realPath(ask.resolve)).catch(toError);
  if ("read" in ask) return limiter.run(() => fs.readTextFile(ask.read)).catch(toError);
  return limiter.run(async () => {
    const entries = noEntries();
    for await (const entry of fs.readDir(ask.list)) addEntry(entries, entry);
    return entries;
  }).catch(toError);
}

/** How many names or facts `answer` holds. */
export function countEntries(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  if (typeof answer !== "object" || answer instanceof Error) return 0;
  const { files, folders, links, others } = answer as Entries;
  return files.length + folders.length + links.length + others.length;
}

/** Without a closure for each file, which would be most of what this costs beside the call itself. */
function lookUp(
  paths: readonly string[],
  { fs, follow }: { readonly fs: ScanFileSystem; readonly follow: boolean },
): (Deno.FileInfo | Error)[] {
  const infos: (Deno.FileInfo | Error)[] = [];
  for (const path of paths) {
    try {
      infos.push(follow ? fs.statSync(path) : fs.lstatSync(path));
    } catch (error) {
      infos.push(toError(error));
    }
  }
  return infos;
}

function attempt<T>(call: () => T): T | Error {
  try {
    return call();
  } catch (error) {
    return toError(error);
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
