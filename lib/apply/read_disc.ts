import { join } from "@std/path";
import { StageError } from "../record/mod.ts";
import type { FileSystem } from "./file_system.ts";

/** What a disc folder holds. Paths are relative to it, sorted. */
export interface DiscContents {
  readonly files: readonly { readonly path: string; readonly info: Deno.FileInfo }[];
  readonly folders: readonly string[];
  /** Bytes of all files. */
  readonly size: number;
  /** Of the newest file, milliseconds since 1970. */
  readonly mtime: number;
}

/**
 * Reads the whole of a disc folder.
 *
 * @throws {StageError} `unsupported` where it holds what is neither a file nor a folder
 */
export function readDisc(fs: FileSystem, disc: string): DiscContents {
  const files: { path: string; info: Deno.FileInfo }[] = [];
  const folders: string[] = [];
  const open = [""];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const { name } of fs.readDirSync(join(disc, folder))) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const info = fs.lstatSync(join(disc, path));
      if (info.isDirectory) {
        folders.push(path);
        open.push(path);
      } else if (info.isFile) files.push({ path, info });
      else {
        const why = `"${path}" in it is neither a file nor a folder`;
        throw new StageError("unsupported", `Cannot place the disc "${disc}": ${why}`);
      }
    }
  }
  files.sort((a, b) => a.path < b.path ? -1 : 1);
  return {
    files,
    folders: folders.sort(),
    size: files.reduce((sum, { info }) => sum + info.size, 0),
    mtime: files.reduce((newest, { info }) => Math.max(newest, info.mtime?.getTime() ?? 0), 0),
  };
}
