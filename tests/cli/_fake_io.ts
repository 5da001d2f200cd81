import type { Io } from "../../lib/cli/io.ts";

/** What a fake command line begins with. */
export interface FakeOptions {
  /** What the user calls a command. */
  readonly called?: (name: string) => string;
  /** What stdin gives, a read each; an `Error` is thrown, and a promise is waited for. */
  readonly input?: readonly (string | Uint8Array | Error | Promise<string>)[];
  readonly env?: Readonly<Record<string, string>>;
  /** Is called before each write to stdout; what it throws, the write does. */
  readonly onWrite?: (text: string) => void | Promise<void>;
  /** Is called before a file is written; what it throws, the write does. */
  readonly onWriteFile?: (path: string) => void;
  readonly stdinSize?: number;
  readonly stdinIsTerminal?: boolean;
  readonly stdoutIsTerminal?: boolean;
  readonly stdoutIsPipe?: boolean;
  readonly stderrIsTerminal?: boolean;
  readonly wantsColor?: boolean;
  readonly columns?: number;
}

/** A command line that a test looks at from outside. */
export interface FakeIo {
  readonly io: Io;
  /** What was written to stdout, a write each. */
  readonly writes: string[];
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly files: Map<string, string>;
  /** Exit codes that a second signal asked for. */
  readonly exits: number[];
  /** Moves the clock, and does what is due. */
  readonly tick: (ms: number) => void;
  /** Sends a signal with this exit code; false where nobody listens. */
  readonly signal: (code: number) => boolean;
  /** How many timers and listeners are left. */
  readonly left: () => number;
  /** How often stdin was read. */
  readonly reads: () => number;
}

/** A command line that is given and touches nothing. */
export function createFakeIo(options: FakeOptions = {}): FakeIo {
  const rest = [...options.input ?? []];
  const writes: string[] = [];
  const said: string[] = [];
  const files = new Map<string, string>();
  const exits: number[] = [];
  const timers = new Set<{ interval: number; due: number; work: () => void }>();
  const listeners = new Set<(code: number) => void>();
  const decoder = new TextDecoder();
  let now = 1000;
  let reads = 0;

  const io: Io = {
    called: options.called ?? ((name) => name),
    async read(buffer) {
      reads++;
      const next = await rest.shift();
      if (next === undefined) return null;
      if (next instanceof Error) throw next;
      const bytes = typeof next === "string" ? new TextEncoder().encode(next) : next;
      if (bytes.length > buffer.length) rest.unshift(bytes.slice(buffer.length));
      buffer.set(bytes.subarray(0, buffer.length));
      return Math.min(bytes.length, buffer.length);
    },
    stdinSize: () => options.stdinSize,
    stdinIsTerminal: options.stdinIsTerminal ?? false,
    stdoutIsTerminal: options.stdoutIsTerminal ?? false,
    stdoutIsPipe: () => options.stdoutIsPipe ?? false,
    stderrIsTerminal: options.stderrIsTerminal ?? false,
    wantsColor: options.wantsColor ?? true,
    async write(bytes) {
      const text = decoder.decode(bytes);
      await options.onWrite?.(text);
      writes.push(text);
    },
    say: (text) => said.push(text),
    writeFile(path, text) {
      options.onWriteFile?.(path);
      files.set(path, text);
    },
    env: (name) => options.env?.[name],
    now: () => now,
    every(interval, work) {
      const timer = { interval, due: now + interval, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    columns: () => options.columns ?? 80,
    peakMemory: () => 64_000_000,
    onSignal(stop) {
      listeners.add(stop);
      return () => listeners.delete(stop);
    },
    exit(code) {
      exits.push(code);
      throw new Error(`exit ${code}`);
    },
  };

  return {
    io,
    writes,
    stdout: () => writes.join(""),
    stderr: () => said.join(""),
    files,
    exits,
    tick(ms) {
      for (let step = 0; step < ms; step++) {
        now++;
        for (const timer of timers) {
          if (timer.due > now) continue;
          timer.due += timer.interval;
          timer.work();
        }
      }
    },
    signal(code) {
      for (const stop of listeners) stop(code);
      return listeners.size > 0;
    },
    left: () => timers.size + listeners.size,
    reads: () => reads,
  };
}
