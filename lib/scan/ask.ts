import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { ScanFileSystem } from "./file_system.ts";
import { addEntry, type Entries, noEntries } from "./read_entries.ts";

/**
 * What the work on a folder wants next. It is a generator that asks and is answered, so that the same code walks with
 * one call after the other or with many in flight.
 */
export type Ask =
  | { readonly list: string }
  | { readonly stat: readonly string[] }
  | { readonly read: string }
  | { readonly give: readonly (FileRecord | FailedRecord)[] };

/** Work on a folder: asks of the disk, gives records, and ends with the folders to go on with. */
export type Work<Result> = Generator<Ask, Result, unknown>;

/** The entries of folder `path`, or why they cannot be had. */
export function* list(path: string): Work<Entries | Error> {
  return (yield { list: path }) as Entries | Error;
}

/** What `paths` are, links not followed, or why that cannot be had. */
export function* stat(paths: readonly string[]): Work<readonly (Deno.FileInfo | Error)[]> {
  return (yield { stat: paths }) as readonly (Deno.FileInfo | Error)[];
}

/** The text of a small file, or why it cannot be had. */
export function* read(path: string): Work<string | Error> {
  return (yield { read: path }) as string | Error;
}

/** Answers `ask` at once. */
export function answerSync(ask: Exclude<Ask, { give: unknown }>, fs: ScanFileSystem): unknown {
  if ("list" in ask) {
    return attempt(() => {
      const entries = noEntries();
      for (const entry of fs.readDirSync(ask.list)) addEntry(entries, entry);
      return entries;
    });
  }
  if ("read" in ask) return attempt(() => fs.readTextFileSync(ask.read));
  return ask.stat.map((path) => attempt(() => fs.lstatSync(path)));
}

function attempt<T>(call: () => T): T | Error {
  try {
    return call();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
