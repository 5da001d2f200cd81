/** What scan needs of a disk. */
export interface ScanFileSystem {
  readDirSync(path: string): Iterable<Deno.DirEntry>;
  readDir(path: string): AsyncIterable<Deno.DirEntry>;
  lstatSync(path: string): Deno.FileInfo;
  lstat(path: string): Promise<Deno.FileInfo>;
  statSync(path: string): Deno.FileInfo;
  stat(path: string): Promise<Deno.FileInfo>;
  readTextFileSync(path: string): string;
  readTextFile(path: string): Promise<string>;
  realPathSync(path: string): string;
  realPath(path: string): Promise<string>;
}
