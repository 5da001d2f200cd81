import type { LeftOutReason } from "./left_out.ts";

/** A folder to scan. */
export interface Folder {
  /** Absolute, as the user wrote it. */
  readonly path: string;
  /** Without symbolic links: tells whether two paths are one folder. */
  readonly real: string;
  /** The folder that the user named. */
  readonly root: string;
  /** Names of the only entries to give, where the user named files; no folder is entered then. */
  readonly only?: ReadonlySet<string>;
}

/** What holds for the whole walk. */
export interface WalkSettings {
  /** Give what is left out as records, too. */
  readonly all: boolean;
  /** Counts one thing left out. */
  readonly leaveOut: (reason: LeftOutReason) => void;
  /** Real paths that the user named: each is given in its own turn and nowhere else. */
  readonly named: ReadonlySet<string>;
}
