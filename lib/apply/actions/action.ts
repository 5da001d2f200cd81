import type { Breathe } from "../breath.ts";
import type { FileFacts, FileSystem, ScannedFacts } from "../file_system.ts";
import type { JournalledFile, StepName } from "../journal_lines.ts";

/** What an action is given besides the two names. */
export interface ActionContext {
  readonly fs: FileSystem;
  /** Ends a long copy. */
  readonly signal: AbortSignal;
  /** Lets signals have their turn. */
  readonly breathe: Breathe;
  readonly onBytes?: (bytes: number, source: string) => void;
  /** What the source was when it was checked. */
  readonly expected: JournalledFile;
  /** SHA-256 of the file at a path, in hexadecimal. */
  readonly hashOf: (path: string) => Promise<string>;
  /** A free name in the target's folder. What is left under it after a crash is removed. */
  readonly temporary: () => string;
  /** Journals that an empty file will hold `path`. */
  readonly onReserve: (path: string) => void;
  /** Journals, and holds until it is on the disk, that `copy` stands under the temporary name. */
  readonly onCopied: (copy: FileFacts & { readonly hash: string }) => void;
  readonly verify: "hash" | "size";
  /** Whether a file with other names may leave its device, which makes two files of it. */
  readonly breakLinks: boolean;
  /** Whether a file that cannot be hard-linked is copied. */
  readonly link: "require" | "prefer";
  /** Others wait for the place of this file, and it waits for that of another one. */
  readonly isCircle: boolean;
}

/** A file whose target is there. */
export interface PresentFile {
  readonly source: string;
  readonly target: string;
  /** What was scanned, if that is known. */
  readonly facts: ScannedFacts | undefined;
  /** What is at the source. */
  readonly from: Deno.FileInfo | undefined;
  readonly to: Deno.FileInfo;
  /** What the symbolic link has to hold. */
  readonly link: string;
}

/** How a file came to its target. */
export interface Placement {
  /** `link`, `rename`, `copy`… */
  readonly method: string;
  /** SHA-256, hexadecimal, where the file was read. */
  readonly hash?: string;
}

/**
 * One way to put a file into its place. It never replaces anything, and leaves nothing at the target where it throws,
 * as far as the disk lets it: what it could not clean up is settled afterwards from the journal.
 */
export interface Action {
  readonly name: StepName;
  /** As in `Cannot move "a" to "b"`. */
  readonly verb: string;
  /** Whether the source goes, once the whole unit stands. */
  readonly removesSource: boolean;
  /** Whether an earlier run has done this; only asked where something stands at the target. */
  isDone(
    file: PresentFile,
    context: Pick<ActionContext, "fs" | "hashOf" | "verify" | "link">,
  ): boolean | Promise<boolean>;
  run(
    source: string,
    target: string,
    context: ActionContext,
  ): Placement | Promise<Placement>;
}
