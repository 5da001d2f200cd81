/** How a tool of Deno is run. */
export interface RunDenoOptions {
  /** The Deno to run. */
  readonly deno: string;
  readonly cwd: string;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds until it is ended. @default no limit */
  readonly limit?: number;
}

/**
 * Runs `deno` with `args` and gives what it wrote to stdout.
 *
 * @throws {Error} with what it said, and the innermost reason as `cause`, if it failed or took longer than `limit`
 */
export async function runDeno(
  args: readonly string[],
  { deno, cwd, env = {}, limit }: RunDenoOptions,
): Promise<string> {
  const { success, signal, stdout, stderr } = await new Deno.Command(deno, {
    args: [...args],
    cwd,
    env: { ...env, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...(limit === undefined ? {} : { signal: AbortSignal.timeout(limit) }),
  }).output();
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  const { what, why } = signal === null
    ? readFailure(decoder.decode(stderr))
    : { what: "out of time", why: "out of time" };
  throw new Error(`deno ${args[0]} failed: ${what === why ? what : `${what}: ${why}`}`, {
    cause: why,
  });
}

/** What Deno says failed, and the innermost reason of it. */
function readFailure(stderr: string): { readonly what: string; readonly why: string } {
  const [text] = stderr.split(/\n\s*Stack backtrace:/);
  const lines = text!.trim().split("\n");
  const what = (lines.find((line) => line.startsWith("error: ")) ?? lines[0]!).slice(0, 500);
  const why = text!.includes("\nCaused by:") ? lines.at(-1)! : what;
  return { what: what.replace(/^error: /, ""), why: why.replace(/^(error:|\s*\d+:|\s)\s*/, "") };
}
