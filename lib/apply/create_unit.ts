import type { Breathe } from "./breath.ts";
import { type FileSystem, folderOf } from "./file_system.ts";
import type { Journal } from "./journal.ts";
import type { Operation } from "./operation.ts";
import type { PlacedFile } from "./remove_source.ts";

/** What a run gives to each of its units. */
export interface UnitContext {
  readonly fs: FileSystem;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  readonly breathe: Breathe;
  /** Is told what fails no unit. */
  readonly warn: (line: string) => void;
  readonly onBytes?: (bytes: number, source: string) => void;
  readonly verify: "hash" | "size";
  readonly breakLinks: boolean;
  readonly link: "require" | "prefer";
  /** Makes folders, the upper ones first; knows those that it has made. */
  readonly makeFolders: (folders: readonly string[]) => void;
  /** Throws where a folder that was just made or found is in no library; knows those that it has seen. */
  readonly checkFolders: (folders: readonly string[]) => void;
}

/**
 * One operation at work: a video with its sidecars, all of which are placed, or none. `placeUnit`,
 * `vacateUnit`, `landUnit` and `releaseUnit` are called in this order, and the folders of the
 * targets are synced before `vacateUnit` and before `releaseUnit`. What any of them throws leaves the unit to
 * `rollBackUnit`.
 */
export interface Unit {
  readonly operation: Operation;
  /** Of the targets. */
  readonly folders: readonly string[];
  /** Whether files of it wait for their targets: then `vacateUnit` and `landUnit` do something. */
  readonly isHeld: boolean;
  readonly context: UnitContext;
  /** How each file came to its place, as far as that was done. */
  readonly placed: PlacedFile[];
}

/** A unit of which nothing was done yet. */
export function createUnit(operation: Operation, context: UnitContext): Unit {
  const { files } = operation.intent;
  return {
    operation,
    folders: unique(files.map(({ target }) => folderOf(target))),
    isHeld: files.some(({ holds }) => holds),
    context,
    placed: [],
  };
}

function unique(paths: readonly string[]): readonly string[] {
  return paths.length > 1 ? [...new Set(paths)] : paths;
}
