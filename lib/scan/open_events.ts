import { joinPath } from "./join_path.ts";
import type { ScanFileSystem } from "./ask.ts";

/** What tells of changes in folders, as `Deno.watchFs()` does. */
export type WatchEvents = AsyncIterable<Pick<Deno.FsEvent, "kind" | "paths" | "flag">> & {
  close(): void;
};

/** Changes, as the system tells of them. */
export interface Events {
  hasChanges(): boolean;
  /** Settles at the next change. */
  change(): Promise<void>;
  /** The paths that changed since the last call. `isLost` where some could not be told. */
  take(): { readonly paths: readonly string[]; readonly isLost: boolean };
  close(): void;
}

/** How {@linkcode openEvents} works. */
export interface EventsOptions {
  readonly watchFs?: WatchFs;
  readonly warn?: (line: string) => void;
  readonly fs: Pick<ScanFileSystem, "readDirSync" | "lstatSync">;
}

/** Begins to tell of changes in folders, and if `recursive` also below them. Throws where one may not be read. */
export type WatchFs = (
  folders: readonly string[],
  options: { readonly recursive: boolean },
) => WatchEvents;

/** More than so many changes are not held one by one: then all is looked at. */
const MOST = 10_000;

/** Linux gives a user 128, and other programs want some. */
const MOST_WATCHERS = 32;

/**
 * Listens for changes below `roots`. The system refuses a whole root where one folder in it may not be read, such as
 * `lost+found`; then it is asked for the others. Where it still refuses, that is said, and looking again has to do.
 */
export function openEvents(
  roots: readonly string[],
  { watchFs = (folders, options) => Deno.watchFs([...folders], options), warn, fs }: EventsOptions,
): Events {
  const watchers: WatchEvents[] = [];
  let paths = new Set<string>();
  let isLost = false;
  let change = Promise.withResolvers<void>();

  function note(event: Pick<Deno.FsEvent, "kind" | "paths" | "flag">): void {
    // That a file was read is no change.
    if (event.kind === "access") return;
    if (event.flag === "rescan" || paths.size > MOST) isLost = true;
    else for (const path of event.paths) paths.add(path);
    change.resolve();
  }

  function fail(folder: string, error: unknown): void {
    const why = (error as Error).message;
    warn?.(`Cannot be told of changes in "${folder}": ${why}; looks again from time to time`);
  }

  function open(folder: string): void {
    try {
      listen([folder], { isDeep: true });
    } catch (error) {
      const { alone, whole } = divideFolder(folder, fs);
      try {
        if (alone.length === 0) throw error;
        listen(alone, { isDeep: false });
        if (whole.length > 0) listen(whole, { isDeep: true });
      } catch (error) {
        fail(folder, error);
      }
    }
  }

  function listen(folders: readonly string[], { isDeep }: { readonly isDeep: boolean }): void {
    const watcher = watchFs(folders, { recursive: isDeep });
    watchers.push(watcher);
    noteAll(watcher, { isDeep }).catch((error) => fail(folders[0]!, error));
  }

  async function noteAll(
    watcher: WatchEvents,
    { isDeep }: { readonly isDeep: boolean },
  ): Promise<void> {
    for await (const event of watcher) {
      note(event);
      if (isDeep || (event.kind !== "create" && event.kind !== "rename")) continue;
      event.paths.filter(isFolder).forEach(open);
      if (watchers.length > MOST_WATCHERS) begin();
    }
  }

  /** Begins to listen, anew where there are too many watchers; what happens in between is lost. */
  function begin(): void {
    isLost = watchers.length > 0;
    for (const watcher of watchers.splice(0)) watcher.close();
    roots.forEach(open);
  }

  function isFolder(path: string): boolean {
    try {
      return fs.lstatSync(path).isDirectory;
    } catch {
      return false;
    }
  }

  begin();
  return {
    hasChanges: () => paths.size > 0 || isLost,
    change: () => change.promise,
    take() {
      const taken = { paths: [...paths], isLost };
      paths = new Set();
      isLost = false;
      change = Promise.withResolvers<void>();
      return taken;
    },
    close: () => watchers.forEach((watcher) => watcher.close()),
  };
}

/** The readable folders in and below one, as few as name them all. */
interface Division {
  /** Those in which one may not be read, at any depth. */
  readonly alone: string[];
  /** The others, each with all that lies below it. */
  readonly whole: string[];
}

function divideFolder(path: string, fs: Pick<ScanFileSystem, "readDirSync">): Division {
  let entries: Deno.DirEntry[];
  try {
    entries = [...fs.readDirSync(path)];
  } catch {
    return { alone: [], whole: [] };
  }
  const names = entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => name).sort();
  const folders = names.map((name) => joinPath(path, name));
  const below = folders.map((folder) => divideFolder(folder, fs));
  const isWhole = below.every(({ whole }, index) => whole[0] === folders[index]);
  if (isWhole) return { alone: [], whole: [path] };
  return {
    alone: [path, ...below.flatMap(({ alone }) => alone)],
    whole: below.flatMap(({ whole }) => whole),
  };
}
