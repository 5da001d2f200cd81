/** How a command is run as a process. */
export interface Running {
  readonly args?: readonly string[];
  /** What stdin holds. */
  readonly input?: string;
  /** Variables beside those of this process, whose keys of services are not to be used. */
  readonly env?: Readonly<Record<string, string>>;
  /** No variables but those. */
  readonly clearEnv?: boolean;
  readonly cwd?: string;
  /**
   * What Deno is told that it may do.
   * @default the command's own permissions
   */
  readonly permissions?: readonly string[];
}

/** What came of a command. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of stdout. */
  // deno-lint-ignore no-explicit-any -- A test says what it looks for.
  readonly records: any[];
}

/** Starts the command `name` from source. */
export function startCommand(
  name: string,
  { args = [], env = {}, permissions = [`-P=${name}`], clearEnv = false, cwd }: Running = {},
): Deno.ChildProcess {
  const main = new URL(`../../cmd/${name}.ts`, import.meta.url).pathname;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", ...permissions, main, ...args],
    env: { TMDB_TOKEN: "", TMDB_API_KEY: "", ...env },
    clearEnv,
    ...(cwd === undefined ? {} : { cwd }),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs the command `name` from source. */
export async function runCommand(name: string, running: Running = {}): Promise<Ran> {
  const child = startCommand(name, running);
  // Read from the begin on: with a full pipe behind it, a command takes no more input.
  const output = child.output();
  const writer = child.stdin.getWriter();
  // A command that refuses its flags reads nothing.
  await writer.write(new TextEncoder().encode(running.input ?? "")).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await output;
  const decoder = new TextDecoder();
  const text = decoder.decode(stdout);
  return {
    ...{ code, stdout: text, stderr: decoder.decode(stderr) },
    get records() {
      return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
    },
  };
}
