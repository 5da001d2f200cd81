#!/usr/bin/env -S deno run -q --no-prompt -P=tasks
import { dirname, join } from "@std/path";
import { type CommandContext, defineCommand, main, UsageError } from "../cli/mod.ts";
import { compareBaked, readBakedPermissions } from "./baked_permissions.ts";
import { type Bundle, bundleCommands, LONG_MEMORY_FLAG } from "./bundle_commands.ts";
import { type Project, readProject } from "./read_project.ts";
import { findCaches, fixCaches } from "./grant_more.ts";
import { resolveFolder } from "./resolve_folder.ts";
import { runDeno } from "./run_deno.ts";
import { say } from "./say.ts";
import { PROJECT } from "./shell.ts";

/** `deno task compile`: each command as one binary. */
export const command = defineCommand({
  name: "compile",
  summary: "Make one binary a command, in dist/bin, with its own permissions baked in",
  description: "Starts each binary, and reads its permissions back. Deno fetches the base of a " +
    "binary from dl.deno.land once; $DENORT_BIN names another.",
  operands: { name: "COMMAND…", help: "Commands to compile (default: all)" },
  flags: {
    check: {
      type: "boolean",
      help: "Check the permissions alone: compile on Deno itself, and leave no binary",
    },
    output: { type: "string", value: "DIR", help: "Folder for the binaries (default: dist/bin)" },
  },
  run: async ({ check, output: given }, context) => {
    const all = fixCaches(await readProject(PROJECT), findCaches(context.env));
    const project = pick(all, context.operands);
    const output = resolveFolder(given ?? join(PROJECT, "dist", "bin"), context.env);
    await Deno.mkdir(output, { recursive: true });
    // In the same folder, so that what is made can be renamed.
    const folder = await Deno.makeTempDir({ dir: output, prefix: ".tmp-" });
    try {
      return await compile(project, { ...context, output, folder, check });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

interface CompileContext extends CommandContext {
  /** For binaries that run. */
  readonly output: string;
  /** For what is made on the way. */
  readonly folder: string;
  /** Whether only permissions are looked at. */
  readonly check: boolean;
}

async function compile(project: Project, context: CompileContext): Promise<number> {
  const { env, output, folder, warn, check } = context;
  const deno = Deno.execPath();
  // A binary on Deno itself starts as plain Deno, but has the permissions.
  const base = check ? deno : env("DENORT_BIN");
  const bundles = await bundleCommands(project, { deno, output: folder, callable: false });
  const names = bundles.map(({ command }) => command.name);
  const made = join(folder, "bin");
  await Deno.mkdir(made, { recursive: true });
  let wrong = 0;
  for (const bundle of bundles) {
    const path = join(made, bundle.command.name);
    await compileBundle(bundle, path, base);
    wrong += await checkPermissions(path, { bundle, warn });
    // 100 MB each
    if (check) await Deno.remove(path);
    else await checkStart(path, `${bundle.command.name} ${project.version}`);
  }
  if (wrong > 0) return 1;
  say(`Compiled with the permissions of deno.json, read back: ${names.join(", ")}`);
  if (check) return 0;
  for (const name of names) {
    await Deno.rename(join(made, name), join(output, name));
    const { size } = await Deno.stat(join(output, name));
    say(`${join(output, name)}  ${Math.round(size / 1e6)} MB`);
  }
  return 0;
}

/** The commands that were asked for, or all. */
function pick(project: Project, names: readonly string[]): Project {
  const known = project.commands.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no command "${unknown}": choose from ${known.join(", ")}`);
  }
  if (names.length === 0) return project;
  return { ...project, commands: project.commands.filter(({ name }) => names.includes(name)) };
}

/** Makes a binary of `bundle` on `base`, else on the one that Deno has or fetches, with its own permissions. */
async function compileBundle({ command, path: source }: Bundle, path: string, base?: string) {
  const flags = ["-q", "--no-prompt", "--no-config", "--no-lock", LONG_MEMORY_FLAG];
  await runDeno(["compile", ...flags, ...command.flags, "-o", path, source], {
    deno: Deno.execPath(),
    cwd: "/",
    env: base === undefined ? {} : { DENORT_BIN: base },
  });
}

/** Says what of the permissions in a binary is not as it should be, and counts it. */
async function checkPermissions(
  path: string,
  { bundle: { command }, warn }: { bundle: Bundle; warn: (line: string) => void },
): Promise<number> {
  const wrong = compareBaked(await readBakedPermissions(path), command.permissions);
  for (const line of wrong) warn(`${command.name} has wrong permissions: ${line}`);
  return wrong.length;
}

/** @throws {Error} if a binary does not start as `expected` by what it says to --version */
async function checkStart(path: string, expected: string): Promise<void> {
  const said = await runDeno(["--version"], { deno: path, cwd: dirname(path), limit: 30_000 });
  if (said.trim() === expected) return;
  throw new Error(`Cannot use the binary "${expected}": it says it is "${said.split("\n")[0]}"`);
}

if (import.meta.main) Deno.exit(await main(command));
