import type { Stats } from "node:fs";
import { describeCause, nameOf } from "../text/mod.ts";

/** What a command touches of the outside: given to it, so that tests can give their own. */
export interface Io {
  /** What the user calls the command `name`: the same, but for one that was installed with a prefix. */
  readonly called: (name: string) => string;
  /** Fills `buffer` from stdin, as far as there is something, and says how far; `null` at the end. */
  readonly read: (buffer: Uint8Array) => Promise<number | null>;
  /** Bytes that stdin holds, where it is a file. */
  readonly stdinSize: () => number | undefined;
  /** Fills `buffer` from stdin at `position`, where stdin is a file; moves nothing, and gives 0 at the end. */
  readonly readAt?: (buffer: Uint8Array, position: number) => number;
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly stdoutIsPipe: () => boolean;
  readonly stderrIsTerminal: boolean;
  /** Whether the user wants colours, where a terminal shows them. */
  readonly wantsColor: boolean;
  /**
   * Writes all of `bytes` to stdout.
   *
   * @throws {Deno.errors.BrokenPipe} when nobody reads any more
   * @throws {Error} saying why, where they cannot be written
   */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Writes to stderr; never throws. */
  readonly say: (text: string) => void;
  readonly writeFile: (path: string, text: string) => void;
  readonly env: (name: string) => string | undefined;
  /** Milliseconds from some beginning. */
  readonly now: () => number;
  /** Runs `work` every `interval` milliseconds until the returned function is called. */
  readonly every: (interval: number, work: () => void) => () => void;
  /** Width of the terminal in columns. */
  readonly columns: () => number;
  /** Most memory that the process has held, in bytes. */
  readonly peakMemory: () => number;
  /** Calls `stop` with an exit code at INT, TERM and HUP, until the returned function is called. */
  readonly onSignal: (stop: (exitCode: number) => void) => () => void;
  /** Ends the process at once. */
  readonly exit: (code: number) => never;
}

/** `shelve-scan` for `scan` where the program is `shelve-scan.js`, as installs with a prefix name it. */
function called(name: string): string {
  const [program = "", ...rest] = name.split(" ");
  const file = nameOf(Deno.mainModule);
  return file.endsWith(`${program}.js`) ? [file.slice(0, -".js".length), ...rest].join(" ") : name;
}

/** The real command line. */
export function systemIo(): Io {
  const encoder = new TextEncoder();
  return {
    called,
    read: (buffer) => Deno.stdin.read(buffer),
    stdinSize: () => sizeOf(0),
    readAt: (buffer, position) =>
      node().getBuiltinModule("node:fs").readSync(0, buffer, 0, buffer.length, position),
    stdinIsTerminal: Deno.stdin.isTerminal(),
    stdoutIsTerminal: Deno.stdout.isTerminal(),
    stdoutIsPipe: () => isPipe(1),
    stderrIsTerminal: Deno.stderr.isTerminal(),
    wantsColor: !Deno.noColor,
    write: writeAll,
    say(text) {
      try {
        let bytes = encoder.encode(text);
        while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
      } catch {
        // Nobody listens, and there is nowhere else to say so.
      }
    },
    writeFile: (path, text) => Deno.writeTextFileSync(path, text),
    env(name) {
      try {
        return Deno.env.get(name);
      } catch {
        return undefined; // not granted
      }
    },
    now: () => performance.now(),
    every(interval, work) {
      const timer = setInterval(work, interval);
      return () => clearInterval(timer);
    },
    columns() {
      try {
        return Deno.consoleSize().columns || USUAL_COLUMNS; // a serial line says 0
      } catch {
        return USUAL_COLUMNS;
      }
    },
    peakMemory: () => node().resourceUsage().maxRSS * 1024,
    onSignal(stop) {
      const listeners = SIGNALS.map(([signal, code]) => {
        const listener = () => stop(code);
        Deno.addSignalListener(signal, listener);
        return () => Deno.removeSignalListener(signal, listener);
      });
      return () => listeners.forEach((remove) => remove());
    },
    exit: (code) => Deno.exit(code),
  };
}

const USUAL_COLUMNS = 80;
/**
 * Node's side of Deno, not imported but taken when it is needed: it doubles the time that a command takes to start, and
 * only progress and figures want it.
 */
function node(): typeof process {
  // deno-lint-ignore no-process-global -- An import is what is to be saved.
  return process;
}

/** Also that a terminal was closed: what is begun is ended all the same. */
const SIGNALS = [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const;

async function writeAll(bytes: Uint8Array): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(await Deno.stdout.write(rest));
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) throw error;
      // Another program has set a shared terminal to non-blocking.
      if (!(error instanceof Deno.errors.WouldBlock)) {
        throw new Error(`Cannot write to stdout: ${describeCause(error as Error)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

function statOf(descriptor: number): Stats | undefined {
  try {
    return node().getBuiltinModule("node:fs").fstatSync(descriptor);
  } catch {
    return undefined; // closed
  }
}

function sizeOf(descriptor: number): number | undefined {
  const stat = statOf(descriptor);
  return stat?.isFile() ? stat.size : undefined;
}

function isPipe(descriptor: number): boolean {
  const stat = statOf(descriptor);
  return stat !== undefined && (stat.isFIFO() || stat.isSocket());
}
