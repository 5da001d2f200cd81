import { resolve } from "@std/path";
import type { MediaFile } from "../record/mod.ts";
import { findRoots } from "./find_roots.ts";
import { createFolderWalk, type FolderWalkOptions } from "./folder_walk.ts";
import type { LeftOutReason } from "./left_out.ts";
import { createPathSet } from "../text/mod.ts";
import type { Change } from "./scan_changed.ts";
import type { WalkSettings, WalkStep } from "./walk_settings.ts";

/** How a walk goes. */
export interface WalkOptions extends Omit<WalkSettings, "named">, FolderWalkOptions {
  /** Further paths, after the roots; what comes twice is given once. */
  readonly list?: AsyncIterable<readonly string[]> | undefined;
}

/**
 * Walks `roots`, one after the other, and gives the records of each folder before those of the folders in it, all sorted
 * by code unit: however many calls are in flight, the order is the same. Gives an empty batch where a folder had none, so
 * that whoever reads can do something else in between.
 */
export function* walk(roots: readonly string[], options: WalkOptions): Generator<WalkStep> {
  if (options.list === undefined) return yield* walkRoots(roots, options);
  const seen = createPathSet();
  const counted = createPathSet();
  function leaveOut(reason: LeftOutReason, path: string): void {
    if (counted.add(path)) options.leaveOut(reason, path);
  }
  for (const step of walkListed(roots, { ...options, leaveOut, list: options.list })) {
    yield step instanceof Promise ? step : step.filter(({ file }) => {
      return seen.add((file as MediaFile).path);
    });
  }
}

/** Scans again what `changes` may have touched. */
export function* walkChanges(
  changes: readonly Change[],
  { named, ...options }: WalkOptions & Pick<WalkSettings, "named">,
): Generator<WalkStep> {
  const tasks = changes.map((change) => ({ change }));
  yield* createFolderWalk({ ...options, named }, options)(tasks);
}

function* walkRoots(roots: readonly string[], options: WalkOptions): Generator<WalkStep> {
  const { starts, named } = findRoots(roots, options);
  for (const start of starts) {
    if ("errors" in start) yield [start];
    else yield* createFolderWalk({ ...options, named }, options)([start]);
  }
}

/** Walks the roots, and then what the list names, in its order. */
function* walkListed(
  roots: readonly string[],
  options: WalkOptions & { readonly list: AsyncIterable<readonly string[]> },
): Generator<WalkStep> {
  yield* walkRoots(roots, options);
  const walk = createFolderWalk({ ...options, named: new Set() }, options);
  const list = options.list[Symbol.asyncIterator]();
  let part: IteratorResult<readonly string[]> | undefined;
  try {
    while (true) {
      yield list.next().then((next) => {
        part = next;
      });
      if (part!.done) return;
      yield* walk(part!.value.map((path) => ({ listed: resolve(path) })));
    }
  } finally {
    if (!part?.done) list.return?.();
  }
}
