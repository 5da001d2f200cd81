import { basename, join } from "@std/path";

/** What {@linkcode walk} leaves out. */
export interface WalkOptions {
  /** @default true */
  includeDirs?: boolean;
}

/** A file or folder with its path, `root` first. */
export interface WalkEntry extends Deno.DirEntry {
  path: string;
}

/** All below `root` and itself, links not followed, in the order of the disk. */
export async function* walk(
  root: string,
  { includeDirs = true }: WalkOptions = {},
): AsyncIterableIterator<WalkEntry> {
  const { isFile, isDirectory, isSymlink } = await Deno.lstat(root);
  if (includeDirs) yield { path: root, name: basename(root), isFile, isDirectory, isSymlink };
  for await (const entry of Deno.readDir(root)) {
    const path = join(root, entry.name);
    if (entry.isDirectory) yield* walk(path, { includeDirs });
    else yield { path, ...entry };
  }
}
