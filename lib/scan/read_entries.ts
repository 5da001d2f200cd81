/** The names in one folder by what they are, in the order of the disk. */
export interface Entries {
  readonly files: string[];
  readonly folders: string[];
  readonly links: string[];
  /** Links that lead in a circle. */
  readonly loops: string[];
  /** Sockets, pipes, devices. */
  readonly others: string[];
}

/** No entries yet. */
export function noEntries(): Entries {
  return { files: [], folders: [], links: [], loops: [], others: [] };
}

/** Puts `entry` where it belongs. Only its name is kept: a folder may hold a million. */
export function addEntry(entries: Entries, entry: Deno.DirEntry): void {
  if (entry.isFile) entries.files.push(entry.name);
  else if (entry.isDirectory) entries.folders.push(entry.name);
  else if (entry.isSymlink) entries.links.push(entry.name);
  else entries.others.push(entry.name);
}
