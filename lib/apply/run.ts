import { StageError } from "../record/mod.ts";
import type { Action } from "./actions/mod.ts";
import { createBreath } from "./breath.ts";
import { toStageError } from "./errno.ts";
import type { FileSystem } from "./file_system.ts";
import { type Outcome, performGroup } from "./group.ts";
import { Journal } from "./journal.ts";
import type { Intent } from "./journal_lines.ts";
import { lockLibraries } from "./locks.ts";
import { toOperation } from "./operation.ts";
import { recover } from "./recover.ts";
import { toStateFolder } from "./state_folder.ts";
import type { Tally } from "./tally.ts";

/** What `apply` and `undo` are given alike. */
export interface RunOptions {
  /** The disk. */
  readonly fs: FileSystem;
  /** The state folder, absolute: journals, locks. */
  readonly state: string;
  /** Where this run's journal goes, absolute. @default in the state folder */
  readonly journal?: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** An id that no other run has: letters, digits and dashes. */
  readonly newId: () => string;
  /** Is told what belongs to no single record, a line each. */
  readonly warn: (line: string) => void;
  /** Counts what comes out. */
  readonly tally?: Tally;
  /** At its abort what is begun is ended, and records that are not come out as they came. */
  readonly signal?: AbortSignal;
  /** Is told of bytes as they are copied between devices. */
  readonly onBytes?: (bytes: number) => void;
  /**
   * `hash` reads every copy back and compares; `size` believes the disk.
   * @default "hash"
   */
  readonly verify?: "hash" | "size";
  /**
   * Lets a file that has other hard links leave its device.
   * @default false
   */
  readonly breakLinks?: boolean;
  /**
   * `prefer` copies what cannot be hard-linked.
   * @default "require"
   */
  readonly link?: "require" | "prefer";
}

/** An operation that passed every check. */
export interface Ready {
  readonly action: Action;
  readonly intent: Omit<Intent, "line" | "op">;
}

/** An {@linkcode Outcome} with the number of its operation. */
export type NumberedOutcome = Outcome & { readonly op: number };

/** One run of `apply` or `undo`: its id, its journal, its locks. Nothing is written before there is something to do. */
export class Run {
  readonly id: string;
  readonly #command: "apply" | "undo";
  readonly #options: RunOptions;
  #journal: Journal | undefined;
  #operations = 0;
  #open = 0;
  #isRecovered = false;
  #isBusy = false;
  #isClosing = false;
  #signal: AbortSignal | undefined;

  constructor(command: "apply" | "undo", options: RunOptions) {
    this.id = options.newId();
    this.#command = command;
    this.#options = options;
  }

  /** The signal that ends this run's work: the user's, or that of a reader who has gone, which closes it too. */
  listen(reader: AbortSignal): AbortSignal {
    if (this.#signal === undefined) {
      const { signal } = this.#options;
      this.#signal = signal === undefined ? reader : AbortSignal.any([reader, signal]);
      reader.addEventListener("abort", () => this.close(), { once: true });
    }
    return this.#signal;
  }

  /** Settles what earlier runs have left; once. */
  async recover(): Promise<void> {
    if (this.#isRecovered) return;
    this.#isRecovered = true;
    try {
      await recover(this.#options);
    } catch (error) {
      const { state, warn } = this.#options;
      warn(toStageError(error, `Cannot look for crashed runs in "${state}"`).message);
    }
  }

  /** Performs operations as one group. Never throws: each has its own outcome. */
  async perform(
    group: readonly Ready[],
    { signal, checkFolder }: {
      readonly signal: AbortSignal;
      readonly checkFolder: (folder: string) => void;
    },
  ): Promise<readonly NumberedOutcome[]> {
    if (group.length === 0) return [];
    const first = this.#operations + 1;
    const number = (outcomes: readonly Outcome[]) =>
      outcomes.map((outcome, index) => ({ ...outcome, op: first + index }));
    let release: (() => void) | undefined;
    this.#isBusy = true;
    try {
      release = await this.#lock(group, signal);
      if (release === undefined) return number(group.map(() => ({ status: "left" })));
      const journal = this.#journal ??= this.#createJournal();
      const { verify = "hash", breakLinks = false, link = "require" } = this.#options;
      const outcomes = await performGroup(
        group.map(({ action, intent }) => {
          const op = ++this.#operations;
          return { action, operation: toOperation(this.id, { line: "intent", op, ...intent }) };
        }),
        {
          ...this.#options,
          journal,
          signal,
          checkFolder,
          verify,
          breakLinks,
          link,
          breathe: createBreath(this.#options.now),
        },
      );
      for (const outcome of outcomes) {
        if (outcome.status === "failed" && !outcome.settled) this.#open++;
      }
      return number(outcomes);
    } catch (error) {
      const { message } = toStageError(
        error,
        `Cannot use the state folder "${this.#options.state}"`,
      );
      const failure = new StageError("journal_failed", message, { cause: error });
      return number(group.map(() => ({ status: "failed", error: failure, settled: true })));
    } finally {
      release?.();
      this.#isBusy = false;
      if (this.#isClosing) this.close();
    }
  }

  /** Ends the journal, once the group at work is done. */
  close(): void {
    this.#isClosing = true;
    if (this.#isBusy) return;
    const journal = this.#journal;
    this.#journal = undefined;
    try {
      journal?.close({ open: this.#open, at: new Date(this.#options.now()).toISOString() });
    } catch (error) {
      this.#options.warn((error as Error).message);
    }
  }

  #createJournal(): Journal {
    const { fs, state, journal, now } = this.#options;
    return Journal.create({
      fs,
      state: toStateFolder(state),
      header: {
        journal: "shelve",
        version: 1,
        run: this.id,
        command: this.#command,
        at: new Date(now()).toISOString(),
        pid: Deno.pid,
      },
      ...(journal === undefined ? {} : { path: journal }),
    });
  }

  #lock(group: readonly Ready[], signal: AbortSignal): Promise<(() => void) | undefined> {
    const { fs, state, now, warn } = this.#options;
    const at = new Date(now()).toISOString();
    return lockLibraries(group.map(({ intent }) => intent.library), {
      fs,
      state: toStateFolder(state),
      owner: `${this.#command} (process ${Deno.pid}, run ${this.id}, since ${at})`,
      warn,
      signal,
    });
  }
}
