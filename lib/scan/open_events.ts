/** What tells of changes below a folder, as `Deno.watchFs()` does. */
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
  readonly watchFs?: (path: string) => WatchEvents;
  readonly warn?: (line: string) => void;
}

/** More than so many changes are not held one by one: then all is looked at. */
const MOST = 10_000;

/** Listens for changes below `folders`. Where the system refuses, that is said, and looking again has to do. */
export function openEvents(
  folders: readonly string[],
  { watchFs = (path) => Deno.watchFs(path, { recursive: true }), warn }: EventsOptions,
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
    warn?.(
      `Cannot be told of changes in "${folder}": ${
        (error as Error).message
      }; looks again from time to time`,
    );
  }

  async function listen(folder: string, watcher: WatchEvents): Promise<void> {
    try {
      for await (const event of watcher) note(event);
    } catch (error) {
      fail(folder, error);
    }
  }

  for (const folder of folders) {
    try {
      const watcher = watchFs(folder);
      watchers.push(watcher);
      listen(folder, watcher);
    } catch (error) {
      fail(folder, error);
    }
  }
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
