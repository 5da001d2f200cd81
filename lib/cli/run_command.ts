import type { FailedRecord, MediaFile, MediaRecord } from "../record/mod.ts";
import { type Batch, type RecordStream, toNdjson } from "../stream/mod.ts";
import { escapeControls } from "../text/mod.ts";
import { COMMON_FLAGS } from "./common_flags.ts";
import { renderCompletions } from "./completions.ts";
import { type Command, type CommandContext, isLink, type Running } from "./define_command.ts";
import { type CommandLine, type Flags, parseFlags, UsageError } from "./flags.ts";
import { renderHelp } from "./help.ts";
import { openInput } from "./input.ts";
import type { Io } from "./io.ts";
import { createMeter, type Meter } from "./meter.ts";
import { createProgress } from "./progress.ts";
import { writeStats } from "./stats.ts";
import { VERSION } from "./version.ts";

type Given = CommandLine<Flags & typeof COMMON_FLAGS>;

/** Runs one command, from its arguments to its exit code. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  io: Io,
): Promise<number> {
  try {
    const given = parseFlags({ ...command.flags, ...COMMON_FLAGS }, args);
    const text = toText(command, given);
    if (text === undefined) {
      checkOperands(command, given.operands);
      return await run(command, given, io);
    }
    await io.write(new TextEncoder().encode(text));
    return 0;
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return 0;
    const text = error instanceof Error ? error.message : String(error);
    io.say(`${command.name}: ${escapeControls(text)}\n`);
    if (!(error instanceof UsageError)) return 1;
    io.say(`Try: ${command.name} --help\n`);
    return 2;
  }
}

/** What the flags ask to be shown in place of running. */
function toText(command: Command, { flags }: Given): string | undefined {
  if (flags.help) return renderHelp(command);
  if (flags.version) return `${command.name} ${VERSION}\n`;
  if (flags.completions) return renderCompletions(command, { shell: flags.completions });
}

function checkOperands({ operands }: Command, given: readonly string[]): void {
  if (operands?.required && given.length === 0) {
    throw new UsageError(`${operands.name} is needed: ${operands.help}`);
  }
  if (operands === undefined && given.length > 0) {
    throw new UsageError(`It takes no arguments, but was given "${given[0]}"`);
  }
}

async function run(command: Command, { flags, operands }: Given, io: Io): Promise<number> {
  const meter = createMeter(command.name, io.now);
  const progress = createProgress(io, meter, flags.progress);
  const interrupt = new AbortController();
  const ends: Parameters<CommandContext["atEnd"]>[0][] = [];
  const own: Record<string, unknown> = {};
  let signalCode: number | undefined;

  function say(line: string): void {
    progress.clear();
    io.say(`${command.name}: ${escapeControls(line)}\n`);
  }

  const unhook = command.finishes
    ? io.onSignal((code) => {
      if (signalCode !== undefined) io.exit(code);
      signalCode = code;
      say("interrupted: ends what is begun (once more stops at once)");
      interrupt.abort();
    })
    : undefined;

  try {
    const running = await command.run(flags, {
      operands,
      signal: interrupt.signal,
      env: io.env,
      warn: say,
      expect: (records) => meter.expectedRecords = records,
      atEnd: (close) => ends.push(close),
      stats: own,
    });
    if (typeof running === "number") return running;
    progress.start();
    const { stream, ended } = open(running);
    const whole = await write(stream.pipeThrough(count(meter, say)));
    // Nobody reads any more: that is well, but for a command whose work has effects that are now missing.
    if (!whole && command.finishes && (!ended() || meter.taken > meter.records)) return 1;
    return signalCode ?? (meter.failed > 0 ? 1 : 0);
  } finally {
    progress.end();
    for (const close of ends.reverse()) {
      const line = await close();
      if (typeof line === "string") say(line);
    }
    if (flags.stats !== undefined) writeStats(meter, { io, path: flags.stats, own });
    unhook?.();
  }

  function open(
    running: Exclude<Running, number>,
  ): { stream: RecordStream<MediaRecord>; ended: () => boolean } {
    if (!isLink(running)) return { stream: running, ended: () => true };
    if (io.stdinIsTerminal && operands.length === 0) {
      say("reads records from stdin, which is this terminal: end with Ctrl-D");
    }
    const input = openInput(command, { io, meter, operands, signal: interrupt.signal });
    return { stream: input.records.pipeThrough(running), ended: input.ended };
  }

  /** Writes all records, one write a batch; false when nobody reads any more. */
  async function write(stream: ReadableStream<Batch<MediaRecord>>): Promise<boolean> {
    const reader = stream.getReader();
    const encode = createEncoder();
    while (true) {
      const { done, value } = await reader.read();
      if (done) return true;
      try {
        if (io.stdoutIsTerminal) progress.clear();
        await io.write(encode(toNdjson(value)));
      } catch (error) {
        await reader.cancel(error).catch(() => {});
        if (error instanceof Deno.errors.BrokenPipe) return false;
        throw new Error(`Cannot write to stdout: ${(error as Error).message}`);
      }
    }
  }
}

/** Text to bytes in one buffer that is used again and again, which halves the memory of a long stream. */
function createEncoder(): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  let buffer = new Uint8Array(256 * 1024);
  return (text) => {
    const { read, written } = encoder.encodeInto(text, buffer);
    if (read === text.length) return buffer.subarray(0, written);
    buffer = new Uint8Array(text.length * 3);
    return buffer.subarray(0, encoder.encodeInto(text, buffer).written);
  };
}

/** Counts what goes out, and says what failed here. */
function count(
  meter: Meter,
  say: (line: string) => void,
): TransformStream<Batch<MediaRecord>, Batch<MediaRecord>> {
  return new TransformStream({
    transform(batch, controller) {
      for (const record of meter.count(batch)) say(describe(record));
      controller.enqueue(batch);
    },
  });
}

function describe({ file, errors: [{ message }] }: FailedRecord): string {
  const path = (file as Partial<MediaFile> | undefined)?.path;
  if (typeof path !== "string" || message.includes(path)) return message;
  return `${message} (${path})`;
}
