import type { MediaRecord, StageKey } from "../record/mod.ts";
import type { Link, RecordStream } from "../stream/mod.ts";
import type { Flags, FlagValues } from "./flags.ts";
import type { Reckoning } from "./meter.ts";

/** What a command is given besides its flags. */
export interface CommandContext {
  /** What stands on the command line beside the flags. */
  readonly operands: readonly string[];
  /** Aborts at the first Ctrl-C or TERM, if the command said `finishes`. */
  readonly signal: AbortSignal;
  /** A variable of the environment; `undefined` where it is not set or may not be read. */
  readonly env: (name: string) => string | undefined;
  /** Says `line` on stderr. */
  readonly warn: (line: string) => void;
  /** What gives stdin once more when all has been read; nothing unless it is a file. */
  readonly again: () => (() => RecordStream<MediaRecord>) | undefined;
  /** Shows people a view of the records: on a terminal in their place, else on stderr beside them. */
  readonly present: (toView: (options: { readonly color: boolean }) => View) => void;
  /** Has `reckon` asked how far the command is, whenever that is shown: for one that knows it better than by records. */
  readonly reckon: (reckon: () => Reckoning) => void;
  /** Runs `close` when the stream has ended, however it did. */
  readonly atEnd: (close: Close) => void;
  /** The command's own figures for `--stats`. */
  readonly stats: Record<string, unknown>;
}

/** What is still to be done at the end; a line that it gives is said on stderr. */
export type Close = () => string | undefined | void | Promise<string | undefined | void>;

/** Records as people read them. */
export interface View {
  /** What is shown of a record at once; whole lines, or nothing. */
  show(record: MediaRecord): string;
  /** What is shown at the end. */
  end?(): string;
}

/** What a command runs as: a source, a filter, or, with an exit code, a task of its own. */
// deno-lint-ignore no-explicit-any -- A link of any records fits; what it needs is checked by `requires`.
export type Running = RecordStream<any> | Link<any, any> | number;

/** A command as data. */
export interface Command<F extends Flags = Flags> {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** What follows the summary in the help: a few sentences. */
  readonly description?: string;
  /** Arguments beside the flags, as many as the user likes. */
  readonly operands?: {
    /** Such as `DIR`; also tells shells what to complete. */
    readonly name: string;
    readonly help: string;
    readonly required?: boolean;
  };
  /** What stdin holds: NDJSON, or with `paths` also bare paths, a line each. A source reads nothing. */
  readonly reads?: "records" | "paths";
  /** Keys that a record must have… */
  readonly requires?: readonly StageKey[];
  /** …and may have. Both are checked before the stage sees the record. */
  readonly accepts?: readonly StageKey[];
  /** Its work has effects: it ends what it has begun at a signal, and says so if records were left. */
  readonly finishes?: boolean;
  readonly flags: F;
  /** Lines to paste. */
  readonly examples?: readonly string[];
  run(flags: FlagValues<F>, context: CommandContext): Running | Promise<Running>;
}

/** A command whose first argument chooses what it does, such as `catalog build`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Command[];
}

/** Gives a command its types from its own table of flags. */
export function defineCommand<const F extends Flags>(command: Command<F>): Command {
  return command as unknown as Command;
}

/** Whether `running` is a filter. */
// deno-lint-ignore no-explicit-any -- As above.
export function isLink(running: Running): running is Link<any, any> {
  return typeof running === "object" && "writable" in running;
}
