import { join } from "@std/path";
import { PROJECT } from "../../lib/tasks/shell.ts";

/** A project of two commands, small enough that bundling takes no time; `changes` are files by path. */
export async function layOutProject(
  root: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const files: Record<string, string> = {
    "deno.json": JSON.stringify({
      version: "3.2.1",
      unstable: ["kv"],
      permissions: { hello: {}, look: { read: true, env: ["HOME"] }, tasks: { all: true } },
    }),
    "cmd/hello.ts": '#!/usr/bin/env -S deno run -P=hello\nconsole.log("hello", ...Deno.args);\n',
    "cmd/look.ts": 'console.log(Deno.readDirSync(".") !== null, Deno.env.get("HOME"));\n',
    "cmd/_shared.ts": "export const x = 1;\n",
    "cmd/README.md": "No command.\n",
    ...changes,
  };
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(join(root, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(root, path), text);
  }
}

/** Runs `work` in a folder of its own, with a space and a quote in its name. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "it's here " });
  try {
    await work(await Deno.realPath(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A script in the place of a program. */
export async function writeProgram(path: string, script: string): Promise<void> {
  await Deno.mkdir(join(path, ".."), { recursive: true });
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`);
  await Deno.chmod(path, 0o755);
}

/** What came of a task. */
export interface TaskResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `deno task NAME` with its own flags, as if typed in `cwd`. */
export async function runTask(
  name: string,
  { args, cwd, env = {} }: { args: string[]; cwd: string; env?: Record<string, string> },
): Promise<TaskResult> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", "-P=tasks", `lib/tasks/${name}.ts`, ...args],
    cwd: PROJECT,
    env: { ...env, INIT_CWD: cwd, NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
