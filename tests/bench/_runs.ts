/** What a process took. */
export interface Run {
  readonly seconds: number;
  /** Of the processor, all threads together. */
  readonly cpu: number;
  readonly stderr: string;
}

/** Runs a filter on the file `input`; the shell tells what its children took. */
export async function run(command: readonly string[], input: string): Promise<Run> {
  const begin = performance.now();
  const { success, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", '"$@" < "$0" > /dev/null || exit 1; times', input, ...command],
    stdin: "null",
  }).output();
  const seconds = (performance.now() - begin) / 1000;
  const said = new TextDecoder().decode(stderr);
  if (!success) throw new Error(`${command.join(" ")}: ${said}`);
  const children = new TextDecoder().decode(stdout).trim().split("\n").at(-1)!;
  let cpu = 0;
  for (const [, minutes, rest] of children.matchAll(/(\d+)m([\d.]+)s/g)) {
    cpu += Number(minutes) * 60 + Number(rest);
  }
  return { seconds, cpu, stderr: said };
}

/** The middle one of what several runs took. */
export function toMedian(runs: readonly Run[], key: "seconds" | "cpu"): number {
  return runs.map((one) => one[key]).toSorted((a, b) => a - b)[runs.length >> 1]!;
}

/** Prints a line. */
export function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

/** `records` as links take them. */
export function* toBatches<T>(records: readonly T[], size = 100): Generator<readonly T[]> {
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size);
}
