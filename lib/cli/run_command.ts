import { type MediaRecord, UsageError } from "../record/mod.ts";
import { type RecordStream, toNdjson } from "../stream/mod.ts";
import { escapeControls } from "../text/mod.ts";
import { COMMON_FLAGS } from "./common_flags.ts";
import { type Close, type Command, isLink, type Running, type View } from "./define_command.ts";
import { toExitCode, type Work } from "./exit_code.ts";
import { createFailureLog } from "./failure_log.ts";
import { type CommandLine, type Flags, parseFlags } from "./flags.ts";
import { openInput, rereadInput } from "./input.ts";
import type { Io } from "./io.ts";
import { createMeter } from "./meter.ts";
import { createProgress } from "./progress.ts";
import { renderAsked } from "./render_asked.ts";
import { openStats } from "./stats.ts";

type Given = CommandLine<Flags & typeof COMMON_FLAGS>;

/** Runs one command, from its arguments to its exit code. */
export function runCommand(command: Command, args: readonly string[], io: Io): Promise<number> {
  return toExitCode({ name: io.called(command.name), say: io.say }, async () => {
    const given = parseFlags({ ...command.flags, ...COMMON_FLAGS }, args);
    const text = renderAsked({ ...command, name: io.called(command.name) }, given.flags);
    if (text !== undefined) {
      await io.write(new TextEncoder().encode(text));
      return 0;
    }
    checkOperands(command, given.operands);
    return await run(command, given, io);
  });
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
  const name = io.called(command.name);
  const meter = createMeter(command.name, io.now);
  const progress = createProgress(io, meter, flags.progress);
  const interrupt = new AbortController();
  const closes: Close[] = [];
  const stats = flags.stats === undefined ? undefined : openStats(flags.stats, io);
  const own: Record<string, unknown> = {};
  let signalCode: number | undefined;
  let view: View | undefined;

  function sayText(text: string): void {
    progress.clear();
    io.say(text);
  }

  function say(line: string): void {
    sayText(`${name}: ${escapeControls(clip(line))}\n`);
  }

  function sayEnd(line: string | undefined | void): void {
    if (typeof line === "string" && !flags.quiet) say(line);
  }

  const failures = createFailureLog(say);

  const unhook = command.finishes
    ? io.onSignal((code) => {
      if (signalCode !== undefined) io.exit(code);
      signalCode = code;
      say("interrupted: ends what is begun (once more stops at once)");
      interrupt.abort();
    })
    : undefined;

  // Each step is taken whatever became of those before it, or a failed close would hide what is still to be said.
  const attempt = (step: Work) => toExitCode({ name, say: sayText }, step);
  const codes = [await attempt(work)];
  progress.end();
  failures.end();
  // What was opened last may rest on what was opened before it.
  for (const close of closes.reverse()) {
    codes.push(await attempt(async () => sayEnd(await close())));
  }
  codes.push(await attempt(() => stats?.write(meter, own)));
  unhook?.();
  return codes.find((code) => code !== 0) ?? 0;

  async function work(): Promise<number> {
    const running = await command.run(flags, {
      operands,
      signal: interrupt.signal,
      env: io.env,
      warn: say,
      reckon: (reckon) => meter.reckon = reckon,
      again: () => rereadInput(command, { io, meter, operands, signal: interrupt.signal }),
      present: (toView) =>
        view = toView({ color: io.wantsColor && (io.stdoutIsTerminal || io.stderrIsTerminal) }),
      atEnd: (close) => closes.push(close),
      stats: own,
    });
    if (typeof running === "number") return running;
    const isTyped = isLink(running) && io.stdinIsTerminal && operands.length === 0;
    if (isTyped) sayWhatToType();
    // Over a progress line nobody can type.
    if (!isTyped || flags.progress !== "auto") progress.start();
    const { stream, ended } = open(running);
    const isRead = await write(stream);
    // That nobody reads any more is well, but for a command whose work has effects: those of the records are now missing
    // that were not read, or have not come out.
    if (!isRead && command.finishes && (!ended() || meter.taken > meter.records)) return 1;
    return signalCode ?? (meter.failed > 0 ? 1 : 0);
  }

  /** Whoever forgot the input would take the command for hung. */
  function sayWhatToType(): void {
    const what = command.reads === "paths" ? "records or paths" : "records";
    say(`reads ${what} from stdin, which is this terminal: end with Ctrl-D`);
  }

  function open(
    running: Exclude<Running, number>,
  ): { stream: RecordStream<MediaRecord>; ended: () => boolean } {
    if (!isLink(running)) return { stream: running, ended: () => true };
    const input = openInput(command, { io, meter, operands, signal: interrupt.signal });
    return { stream: input.records.pipeThrough(running), ended: input.ended };
  }

  /** What stdout gets of a batch; where it goes to a file or pipe, the view is shown on stderr. */
  function toOutput(batch: readonly MediaRecord[], isLast: boolean): string {
    if (view === undefined) return toNdjson(batch);
    let text = "";
    for (const record of batch) text += view.show(record);
    if (isLast) text += view.end?.() ?? "";
    if (io.stdoutIsTerminal) return text;
    if (text !== "") sayText(text);
    return toNdjson(batch);
  }

  /** Writes all records, one write a batch, and says what failed here; false when nobody reads any more. */
  async function write(stream: RecordStream<MediaRecord>): Promise<boolean> {
    // No link stands between, so that cancel() waits for the work in hand.
    const reader = stream.getReader();
    const encode = createEncoder();
    while (true) {
      const { done, value = [] } = await reader.read();
      for (const record of meter.count(value)) failures.add(record);
      try {
        if (io.stdoutIsTerminal) progress.clear();
        const text = toOutput(value, done);
        if (text !== "") await io.write(encode(text));
        if (done) return true;
      } catch (error) {
        await reader.cancel(error).catch(() => {});
        if (error instanceof Deno.errors.BrokenPipe) return false;
        throw error;
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

/** Longest line on stderr: two paths as long as Linux takes them. */
const LONGEST = 8192;

/** A forged name may be as long as a line of input, and would be all that a terminal shows. */
function clip(line: string): string {
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}
