import type { FailedRecord, FileRecord } from "../record/mod.ts";
import type { Batch } from "../stream/mod.ts";
import type { IgnoreRules } from "./ignore_rules.ts";
import type { LeftOutReason } from "./left_out.ts";
import type { Wishes } from "./wishes.ts";

/** A folder to scan. */
export interface Folder {
  /** Absolute, as the user wrote it. */
  readonly path: string;
  /** Without symbolic links: tells whether two paths are one folder. */
  readonly real: string;
  /** The folder that the user named. */
  readonly root: string;
  /** Real paths of the root and of the links followed on the way: what is to be followed must not lie in them. */
  readonly trail: readonly string[];
  /** No folder in it is entered. */
  readonly isAlone?: boolean;
  /** Whether links in it are followed wherever they lead, since the user named them. */
  readonly isNamed?: boolean;
  /** Folders from the root to here; the root has 0. */
  readonly depth: number;
  /** Device of the root, where others are not to be entered. */
  readonly device?: number | undefined;
  /** Which part of the whole walk it is with all that lies below, 0 to 1, as far as the folders above tell. */
  readonly share: number;
  /** Patterns that hold here. */
  readonly rules: IgnoreRules;
  /** Names of the only entries to give, where the user named files; no folder is entered then. */
  readonly only?: ReadonlySet<string>;
}

/** Folders to go on with, as little as can be held of them. */
export interface Below {
  /** Sorted; relative to the folder that they lie in. */
  readonly names: readonly string[];
  /** What each of them is of the whole walk. */
  readonly share: number;
  readonly toFolder: (name: string) => Folder;
}

/** Where a walk ends. */
export const NOTHING_BELOW: Below = {
  names: [],
  share: 0,
  toFolder: (name) => {
    throw new Error(`There is no folder "${name}" to go on with`);
  },
};

/** Goes on with `folder` alone. */
export function oneBelow(folder: Folder): Below {
  return { names: [folder.path], share: 0, toFolder: () => folder };
}

/** How far a walk is. */
export interface ScanProgress {
  /** Files listed, wanted or not. */
  files: number;
  /** Folders done. */
  folders: number;
  /**
   * Part of the tree that is done, 0 to 1: an estimate, as if all folders beside each other held as much, and more than a
   * few files. It costs nothing, where to count first would list each folder twice.
   */
  share: number;
}

/** What holds for the whole walk. */
export interface WalkSettings {
  /** Give what is left out as records, too. */
  readonly all: boolean;
  /** Counts what is left out at `path`. */
  readonly leaveOut: (reason: LeftOutReason, path: string) => void;
  /** Real paths that the user named: each is given in its own turn and nowhere else. */
  readonly named: ReadonlySet<string>;
  /** Where the walk says how far it is. */
  readonly progress: ScanProgress;
  /** What the user wants of what is found. */
  readonly wishes: Wishes;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** What a walk gives: records, or something to wait for before it is asked again. */
export type WalkStep = Batch<FileRecord | FailedRecord> | Promise<void>;
