import { createPathSet, type PathSet } from "../text/mod.ts";

/** The paths that were added or asked for last. */
export type RecentPaths = Pick<PathSet, "has"> & {
  readonly add: (path: string) => void;
};

/** Remembers at least `count` paths and at most twice as many, so that its memory does not grow. */
export function createRecentPaths(count: number): RecentPaths {
  let recent = createPathSet();
  let older = createPathSet();
  let size = 0;

  function add(path: string): void {
    if (!recent.add(path)) return;
    size++;
    if (size < count) return;
    [older, recent, size] = [recent, createPathSet(), 0];
  }

  return {
    add,
    has(path) {
      if (recent.has(path)) return true;
      if (!older.has(path)) return false;
      add(path);
      return true;
    },
  };
}
