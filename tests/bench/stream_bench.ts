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
import { type Run, run, say, toMedian } from "./_runs.ts";

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
    const noop: Run[] = [];
    const jq: Run[] = [];
    let peak = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const args = [Deno.execPath(), "run", "-q", MEMORY_FLAG, "--no-prompt", NOOP, "--stats", "-"];
      const one = await run(args, input);
      noop.push(one);
      peak = Math.max(peak, JSON.parse(one.stderr).peakMemory);
      if (withJq) jq.push(await run(["jq", "-c", ".x=1"], input));
    }
    print("noop", noop, records);
    say(`      ${(peak / 1e6).toFixed(0)} MB at most`);
    if (!withJq) return say("jq is not installed, so there is nothing to compare with");
    print("jq  ", jq, records);
    const times = toMedian(jq, "seconds") / toMedian(noop, "seconds");
    say(`noop is ${times.toFixed(2)} times as fast as jq`);
  } finally {
    await Deno.remove(input);
  }
}

function print(name: string, runs: readonly Run[], records: number): void {
  const median = toMedian(runs, "seconds");
  const all = runs.map(({ seconds }) => seconds.toFixed(2)).join(" ");
  say(`${name}  ${median.toFixed(2)} s, ${Math.round(records / median)} records/s (${all})`);
}

if (import.meta.main) await main(Number(Deno.args[0] ?? 1_000_000));
