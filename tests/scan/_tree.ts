import { dirname, join } from "@std/path";
import type { ScanFileSystem } from "../../lib/scan/mod.ts";
import { makeFolder, type TemporaryFolder } from "../make_folder.ts";

/** What a path is to be: a file of so many bytes (sparse), a text, a link to somewhere. */
export type Entry = number | string | { readonly link: string };

/** Lays `entries` out in a temporary folder, which goes when the value leaves its scope. */
export function makeTree(
  entries: Readonly<Record<string, Entry>>,
): TemporaryFolder {
  const folder = makeFolder();
  for (const [name, entry] of Object.entries(entries)) {
    const whole = join(folder.path, name);
    Deno.mkdirSync(dirname(whole), { recursive: true });
    if (typeof entry === "string") Deno.writeTextFileSync(whole, entry);
    else if (typeof entry === "object") Deno.symlinkSync(entry.link, whole);
    else {
      Deno.writeFileSync(whole, new Uint8Array());
      Deno.truncateSync(whole, entry);
    }
  }
  return folder;
}

/** The paths of `records` below `root`; failed ones with their code. */
export function toPaths(
  records: readonly { readonly file?: unknown; readonly errors?: readonly { code: string }[] }[],
  root: string,
): string[] {
  return records.map(({ file, errors }) => {
    const { path } = file as { path: string };
    const short = path.startsWith(root + "/") ? path.slice(root.length + 1) : path;
    return errors === undefined ? short : `${short}: ${errors[0]!.code}`;
  });
}

/**
 * This machine's disk but for what is given, in both manners: a walk that finds the disk slow, as a busy machine makes any,
 * goes on with calls that do not block.
 */
export function alteredDisk(
  altered: Partial<Pick<ScanFileSystem, "readDirSync" | "lstatSync">>,
): ScanFileSystem {
  const { readDirSync = Deno.readDirSync, lstatSync = Deno.lstatSync } = altered;
  return {
    ...Deno,
    readDirSync,
    async *readDir(path) {
      yield* readDirSync(path);
    },
    lstatSync,
    lstat: (path) => Promise.try(lstatSync, path),
  };
}
