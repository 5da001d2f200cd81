import type { FileFacts, FileSystem } from "../file_system.ts";
import type { StepName } from "../journal_lines.ts";

/** What an action is given besides the two names. */
export interface ActionContext {
  readonly fs: FileSystem;
  /** Ends a long copy. */
  readonly signal: AbortSignal;
  /** Lets signals have their turn. */
  readonly breathe: () => Promise<void>;
  readonly onBytes?: (bytes: number) => void;
  /** What the source was when it was checked. */
  readonly expected: FileFacts;
  /** A free name in the target's folder. What is left under it after a crash is removed. */
  readonly temporary: string;
  /** Journals that an empty file will hold `path`. */
  readonly onReserve: (path: string) => void;
  /** Journals, and holds until it is on the disk, that `copy` stands under the temporary name. */
  readonly onCopied: (copy: FileFacts & { readonly hash: string }) => void;
  readonly verify: "hash" | "size";
  /** Whether a file with other names may leave its device, which makes two files of it. */
  readonly breakLinks: boolean;
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
  run(
    source: string,
    target: string,
    context: ActionContext,
  ): Placement | Promise<Placement>;
}
