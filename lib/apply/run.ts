import { createBreath } from "./breath.ts";
import { toStageError } from "./errno.ts";
import type { FileSystem } from "./file_system.ts";
import { type Outcome, performGroup } from "./group.ts";
import type { FolderMode } from "./folders.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { Intent } from "./journal_lines.ts";
import { type Lock, lockLibraries } from "./locks.ts";
import { toOperation } from "./operation.ts";
import { createRecentPaths, type RecentPaths } from "./recent_paths.ts";
import { recover } from "./recover.ts";
import { toStateError, toStateFolder } from "./state_folder.ts";
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
  /** Is told of bytes as they are copied, and of what file. */
  readonly onBytes?: (bytes: number, source: string) => void;
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
  /**
   * How many copies between devices are made at once.
   * @default 1
   */
  readonly concurrency?: number;
  /** Permissions and owner of the folders that are made. @default those of the process */
  readonly folderMode?: FolderMode;
  /**
   * Whether what earlier runs have left was settled just now.
   * @default false
   */
  readonly isRecovered?: boolean;
}

/** An operation that passed every check, but that other files may have names that it wants. */
export interface Ready {
  readonly intent: Omit<Intent, "line" | "op">;
  /** Real paths of its targets that other files have. */
  readonly occupied: readonly string[];
  /** Real paths of the names that it lets go of. */
  readonly frees: readonly string[];
  /** How many names each of its files has. */
  readonly names: readonly number[];
}

/** An {@linkcode Outcome} with the number of its operation. */
export type NumberedOutcome = Outcome & { readonly op: number };

/** One run of `apply` or `undo`: its id, its journal, its locks. Nothing is written before there is something to do. */
export interface Run {
  readonly id: string;
  /** Folders that it has made: of very many those that it made or asked for last. */
  readonly made: RecentPaths;
  /** The signal that ends this run's work: the user's, or that of a reader who has gone, which closes it too. */
  readonly listen: (reader: AbortSignal) => AbortSignal;
  /** Settles what earlier runs have left; once, or `again` where one may have died meanwhile. */
  readonly recover: (again?: "again") => Promise<void>;
  /** Locks libraries; `undefined` where the signal came first. */
  readonly lock: (
    libraries: readonly string[],
    signal: AbortSignal,
  ) => Promise<Lock | undefined>;
  /** Performs operations as one group, with their libraries locked. Never throws: each has its own outcome. */
  readonly perform: (
    group: readonly Ready[],
    options: PerformOptions,
  ) => Promise<readonly NumberedOutcome[]>;
  /** Ends the journal, once the group at work is done. */
  readonly close: () => void;
}

/** What a group of operations needs besides what its run has. */
export interface PerformOptions {
  readonly signal: AbortSignal;
  readonly checkFolder: (folder: string) => void;
  /** Each wants the names of others of them: all are done, or none. */
  readonly isCircle?: boolean;
}

/** Folders that are remembered; that of a library's shows is asked for again and again. */
const MOST_MADE = 4_000;

/** A run that has done nothing yet. */
export function createRun(command: "apply" | "undo", options: RunOptions): Run {
  const { fs, state, now, warn } = options;
  const id = options.newId();
  const made = createRecentPaths(MOST_MADE);
  let journal: Journal | undefined;
  let operations = 0;
  let open = 0;
  let { isRecovered = false } = options;
  let isBusy = false;
  let isClosing = false;
  let signal: AbortSignal | undefined;

  function listen(reader: AbortSignal): AbortSignal {
    if (signal !== undefined) return signal;
    signal = options.signal === undefined ? reader : AbortSignal.any([reader, options.signal]);
    reader.addEventListener("abort", close, { once: true });
    return signal;
  }

  async function recoverRuns(again?: "again"): Promise<void> {
    if (isRecovered && again === undefined) return;
    isRecovered = true;
    try {
      await recover(options);
    } catch (error) {
      warn(toStageError(error, `Cannot look for crashed runs in "${state}"`).message);
    }
  }

  async function perform(
    group: readonly Ready[],
    { isCircle = false, ...given }: PerformOptions,
  ): Promise<readonly NumberedOutcome[]> {
    const first = operations + 1;
    const number = (outcomes: readonly Outcome[]) =>
      outcomes.map((outcome, index) => ({ ...outcome, op: first + index }));
    isBusy = true;
    try {
      journal ??= beginJournal();
      const { verify = "hash", breakLinks = false, link = "require" } = options;
      const outcomes = await performGroup(
        group.map(({ intent, names }) => {
          const op = ++operations;
          const swaps = isCircle ? { swaps: first } : {};
          return toOperation(id, { line: "intent", op, ...intent, ...swaps }, names);
        }),
        {
          ...options,
          ...given,
          journal,
          made,
          verify,
          breakLinks,
          link,
          breathe: createBreath(now),
        },
      );
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === "failed" && !outcome.settled) open++;
        if (outcome.status !== "done") continue;
        for (const folder of group[index]!.intent.folders) made.add(folder);
      }
      return number(outcomes);
    } catch (error) {
      const failure = toStateError(error, state);
      return number(group.map(() => ({ status: "failed", error: failure, settled: true })));
    } finally {
      isBusy = false;
      if (isClosing) close();
    }
  }

  function close(): void {
    isClosing = true;
    if (isBusy) return;
    const ended = journal;
    journal = undefined;
    try {
      ended?.close({ open, at: new Date(now()).toISOString() });
    } catch (error) {
      warn((error as Error).message);
    }
  }

  function beginJournal(): Journal {
    return createJournal({
      fs,
      state: toStateFolder(state),
      header: {
        journal: "shelve",
        version: 1,
        run: id,
        command,
        at: new Date(now()).toISOString(),
        pid: Deno.pid,
      },
      ...(options.journal === undefined ? {} : { path: options.journal }),
    });
  }

  async function lock(
    libraries: readonly string[],
    signal: AbortSignal,
  ): Promise<Lock | undefined> {
    const at = new Date(now()).toISOString();
    const owner = `${command} (process ${Deno.pid}, run ${id}, since ${at})`;
    try {
      return await lockLibraries(libraries, {
        fs,
        state: toStateFolder(state),
        owner,
        warn,
        signal,
      });
    } catch (error) {
      throw toStateError(error, state);
    }
  }

  return { id, made, listen, recover: recoverRuns, lock, perform, close };
}
