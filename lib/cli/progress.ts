import { escapeControls } from "../text/mod.ts";
import { fitWidth } from "./fit_width.ts";
import type { Io } from "./io.ts";
import type { Meter, Reading } from "./meter.ts";

/** How progress is shown. */
export type ProgressMode = "auto" | "always" | "json" | "never";

/** What shows on stderr how far a command is. */
export interface Progress {
  /** Begins to show it. */
  start(): void;
  /** Takes the line away, so that something else can be written to the terminal. */
  clear(): void;
  /** Shows the last figures where a program reads them, and no more. */
  end(): void;
}

/** Milliseconds between two showings. */
const INTERVAL = { line: 100, json: 1000 };

/** Progress as one line that is drawn over, or as one JSON object a second. */
export function createProgress(io: Io, meter: Meter, mode: ProgressMode): Progress {
  const shape = toShape(io, mode);
  let stop = () => {};
  let drawn = false;

  function show(): void {
    if (shape === "json") return io.say(JSON.stringify(meter.read()) + "\n");
    const line = fitWidth(toLine(meter.read()), io.columns() - 1);
    io.say(`\r${line}\x1b[K`);
    drawn = true;
  }

  function clear(): void {
    if (drawn) io.say("\r\x1b[K");
    drawn = false;
  }

  return {
    start() {
      if (shape !== undefined) stop = io.every(INTERVAL[shape], show);
    },
    clear,
    end() {
      stop();
      if (shape === "json") show();
      clear();
    },
  };
}

function toShape(io: Io, mode: ProgressMode): "line" | "json" | undefined {
  if (mode === "json") return "json";
  // In a pipe of filters only the last has a terminal or a file behind it, so just one of them shows it.
  const auto = mode === "auto" && io.stderrIsTerminal && !io.stdoutIsPipe();
  return auto || mode === "always" ? "line" : undefined;
}

function toLine(
  { command, records, failed, rate, counts = {}, current, done, eta }: Reading,
): string {
  const parts = [command];
  // First what counts most, since a narrow terminal cuts the line.
  if (done !== undefined) parts.push(`${Math.floor(done * 100)} %`);
  if (eta !== undefined) parts.push(`ETA ${toClock(eta)}`);
  parts.push(`${group(records)} records`, `${group(Math.round(rate))}/s`);
  for (const [name, count] of Object.entries(counts)) parts.push(`${group(count)} ${name}`);
  if (failed > 0) parts.push(`${group(failed)} failed`);
  if (current !== undefined) parts.push(escapeControls(current));
  return parts.join("  ");
}

function group(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

function toClock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const pad = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}
