/**
 * A pass of bytes → records → bytes against `jq -c '.x=1'`, both as processes on the same file, by turns. The target is
 * six times the speed of jq in under 100 MB.
 *
 *     deno run -A tests/bench/stream_bench.ts [RECORDS]
 *
 * @module
 */
import { fromFileUrl } from "@std/path";
import { MEMORY_FLAG } from "../../lib/tasks/bundle_commands.ts";

const ROUNDS = 5;
const NOOP = fromFileUrl(new URL("noop.ts", import.meta.url));

/** A line of 220 bytes as `scan` writes it. */
function toLine(index: number): string {
  const name = `Some.Movie.${String(index).padStart(7, "0")}.2019.1080p.BluRay.x264-GROUP`;
  const file = {
    path: `/downloads/${name}/${name}.mkv`,
    size: 1_000_000 + index,
    mtime: "2024-01-01T00:00:00.000Z",
    kind: "video",
  };
  const line = JSON.stringify({ v: 1, file, pad: "" });
  return line.slice(0, -2) + "x".repeat(219 - line.length) + '"}\n';
}

async function writeInput(path: string, records: number): Promise<void> {
  using file = await Deno.create(path);
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  for (let begin = 0; begin < records; begin += 10_000) {
    const count = Math.min(10_000, records - begin);
    const lines = Array.from({ length: count }, (_, index) => toLine(begin + index));
    await writer.write(encoder.encode(lines.join("")));
  }
}

interface Run {
  readonly seconds: number;
  readonly stderr: string;
}

/** Runs a filter on `input`. */
async function run(command: readonly string[], input: string): Promise<Run> {
  const begin = performance.now();
  const { success, stderr } = await new Deno.Command("sh", {
    args: ["-c", '"$@" < "$0" > /dev/null', input, ...command],
    stdin: "null",
    stdout: "null",
  }).output();
  const text = new TextDecoder().decode(stderr);
  if (!success) throw new Error(`${command.join(" ")}: ${text}`);
  return { seconds: (performance.now() - begin) / 1000, stderr: text };
}

function toMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

async function hasJq(): Promise<boolean> {
  try {
    return (await new Deno.Command("jq", { args: ["--version"], stdout: "null" }).output()).success;
  } catch {
    return false;
  }
}

/** Measures and prints. */
async function main(records: number): Promise<void> {
  const input = await Deno.makeTempFile({ suffix: ".ndjson" });
  try {
    await writeInput(input, records);
    const withJq = await hasJq();
    const noop: number[] = [];
    const jq: number[] = [];
    let peak = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const args = [Deno.execPath(), "run", "-q", MEMORY_FLAG, "--no-prompt", NOOP, "--stats", "-"];
      const { seconds, stderr } = await run(args, input);
      noop.push(seconds);
      peak = Math.max(peak, JSON.parse(stderr).peakMemory);
      if (withJq) jq.push((await run(["jq", "-c", ".x=1"], input)).seconds);
    }
    print("noop", noop, records);
    say(`      ${(peak / 1e6).toFixed(0)} MB at most`);
    if (!withJq) return say("jq is not installed, so there is nothing to compare with");
    print("jq  ", jq, records);
    say(`noop is ${(toMedian(jq) / toMedian(noop)).toFixed(2)} times as fast as jq`);
  } finally {
    await Deno.remove(input);
  }
}

function print(name: string, seconds: readonly number[], records: number): void {
  const median = toMedian(seconds);
  const all = seconds.map((value) => value.toFixed(2)).join(" ");
  say(`${name}  ${median.toFixed(2)} s, ${Math.round(records / median)} records/s (${all})`);
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

if (import.meta.main) await main(Number(Deno.args[0] ?? 1_000_000));
