import { list, stat, type Work } from "./ask.ts";
import { joinPath } from "./join_path.ts";

/** What all files of a disc folder are together. */
export interface DiscSize {
  /** Bytes. */
  readonly size: number;
  /** Of the newest file. */
  readonly mtime: Date | null;
  readonly files: number;
}

/** Adds up the files below `path`, or says why they cannot all be had: part of a disc is none. */
export function* measureDisc(path: string): Work<DiscSize | Error> {
  let size = 0;
  let files = 0;
  let mtime: Date | null = null;
  const folders = [path];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = yield* list(folder);
    if (entries instanceof Error) return entries;
    for (const name of entries.folders) folders.push(joinPath(folder, name));
    const names = [...entries.files, ...entries.links, ...entries.others];
    for (const info of yield* stat(names.map((name) => joinPath(folder, name)))) {
      if (info instanceof Error) return info;
      size += info.size;
      files++;
      if (mtime === null || (info.mtime !== null && info.mtime > mtime)) mtime = info.mtime;
    }
  }
  return { size, mtime, files };
}
