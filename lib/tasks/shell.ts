import { fromFileUrl } from "@std/path";
import { LONG_MEMORY_FLAG } from "./bundle_commands.ts";

/** Where the project lies. */
export const PROJECT = fromFileUrl(new URL("../../", import.meta.url));

const COMMANDS = "scan parse enrich plan apply undo shelve catalog cache".split(" ");

/** Lets a shell call each command by its name, from source and with its own permissions. */
const FUNCTIONS = COMMANDS
  .map((name) =>
    `${name}() { "$DENO" run -q --no-prompt ${LONG_MEMORY_FLAG} -P=${name} "$PROJECT/cmd/${name}.ts" "$@"; }`
  )
  .join("\n");

/** How a line is run. */
export interface ShellOptions {
  /** Variables that the line names; those of this process are there too. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what it prints is shown or given back. @default "piped" */
  readonly output?: "inherit" | "piped";
  /** @default the project's folder */
  readonly cwd?: string;
}

/** What came of a line. */
export interface ShellResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `line` in a shell that knows the commands as processes of their own. */
export async function runShell(
  line: string,
  { env = {}, output = "piped", cwd = PROJECT }: ShellOptions = {},
): Promise<ShellResult> {
  const ended = await new Deno.Command("bash", {
    args: ["-c", `${FUNCTIONS}\n${line}`],
    cwd,
    env: { ...env, DENO: Deno.execPath(), PROJECT, NO_COLOR: "1" },
    stdin: "null",
    stdout: output,
    stderr: output,
  }).output();
  const { code } = ended;
  if (output === "inherit") return { code, stdout: "", stderr: "" };
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(ended.stdout), stderr: decoder.decode(ended.stderr) };
}
