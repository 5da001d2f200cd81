import type { ActionName, ErrorCode } from "../record/mod.ts";
import type { FileFacts } from "./file_system.ts";

/** First line of a journal. */
export interface Header {
  readonly journal: "shelve";
  readonly version: 1;
  readonly run: string;
  readonly command: "apply" | "undo";
  /** ISO 8601. */
  readonly at: string;
  /** Of the process, for people. */
  readonly pid: number;
  /** Where the journal itself is, if this is only a pointer to it. */
  readonly elsewhere?: string;
}

/** How one file is taken from its source to its target: an action, or `remove`, which undoes one that kept its source. */
export type StepName = Exclude<ActionName, "none"> | "remove";

/** One file of a unit, as it was just before the run. */
export interface JournalledFile extends FileFacts {
  readonly source: string;
  readonly target: string;
  /** What a symbolic link holds that is placed or removed. */
  readonly link?: string;
  /** SHA-256 of a copy that is removed, hexadecimal: its origin must hold the same. */
  readonly hash?: string;
  /** How it is placed. @default the unit's action */
  readonly step?: StepName;
  /** It gives way to the others of its unit, or by `undo` comes back from there. */
  readonly replaced?: true;
  /** It waits beside its target under a name of its own, until all that stands there has gone. */
  readonly holds?: true;
}

/** A disc folder that is placed file by file. */
export interface Disc {
  readonly source: string;
  readonly target: string;
  readonly files: number;
}

/** What is going to be done to one unit: all its files, or none. */
export interface Intent {
  readonly line: "intent";
  readonly op: number;
  readonly action: StepName;
  /** Real path of the library, which the run locks. */
  readonly library: string;
  /** Folder of the scan that found the files; not known of a record that was made from a bare path. */
  readonly root?: string;
  /** The video first. */
  readonly files: readonly JournalledFile[];
  /** Folders of the targets that this run makes, if no other does so first; the upper ones first. */
  readonly folders: readonly string[];
  /** Folders of the sources that go with the last file in them; the upper ones first. */
  readonly leaves?: readonly string[];
  /** The first files are those of a disc folder: their number, and where it is. */
  readonly disc?: Disc;
  /** Number of the first operation of a circle: each wants the names of the next, so all sources go before any lands. */
  readonly swaps?: number;
  /** The operation that this one takes back. */
  readonly undoes?: { readonly run: string; readonly op: number };
  /** With `remove`, which action had placed the files. */
  readonly placedBy?: StepName;
}

/** Written before the first call that changes something; without it an operation was never begun. */
export interface Try {
  readonly line: "try";
  readonly op: number;
}

/** A copy stands whole under its temporary name. Synced before it is given the target's. */
export interface Copied extends FileFacts {
  readonly line: "copied";
  readonly op: number;
  /** Index into the intent's files. */
  readonly file: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/** An empty file is about to hold a target's place, since the file system has no hard links. */
export interface Reserve {
  readonly line: "reserve";
  readonly op: number;
  readonly file: number;
  /** Which name is held: recovery may have to hold the source's, to put it back. */
  readonly path: string;
}

/** How a file of a finished unit was placed, and what it is now. */
export interface DoneFile extends FileFacts {
  /** `link`, `rename`, `copy`… */
  readonly method: string;
  readonly hash?: string;
}

/** The unit stands at its target, and where the action says so no more at its source. */
export interface Done {
  readonly line: "done";
  readonly op: number;
  readonly at: string;
  readonly files: readonly DoneFile[];
}

/** The unit is where it was. */
export interface Failed {
  readonly line: "failed";
  readonly op: number;
  readonly code: ErrorCode | "interrupted";
  readonly message: string;
}

/** Another run has taken this operation back. */
export interface Undone {
  readonly line: "undone";
  readonly op: number;
  readonly by: string;
}

/** Nothing is left open. */
export interface End {
  readonly line: "end";
  readonly at: string;
}

/** Any line but the first. */
export type JournalLine = Intent | Try | Copied | Reserve | Done | Failed | Undone | End;
