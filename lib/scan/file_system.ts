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
