#!/usr/bin/env -S deno run -q --no-prompt -P=tasks
import { dirname, join } from "@std/path";
import { type CommandContext, defineCommand, main, UsageError } from "../cli/mod.ts";
import { compareBaked, readBakedPermissions } from "./baked_permissions.ts";
import { type Bundle, bundleCommands } from "./bundle_commands.ts";
import { type Base, compileBundle, findBase } from "./compile_base.ts";
import { type Project, readProject } from "./read_project.ts";
import { findCaches, fixCaches } from "./grant_more.ts";
import { resolveFolder } from "./resolve_folder.ts";
import { runDeno } from "./run_deno.ts";
import { say } from "./say.ts";
import { PROJECT } from "./shell.ts";
import { PIPE_COMMANDS, tryPipe } from "./try_pipe.ts";

/** `deno task compile`: each command as one binary. */
export const command = defineCommand({
  name: "compile",
  summary: "Make one binary a command, in dist/bin, with its own permissions baked in",
  description: "Reads the permissions back from each binary and runs them all through the whole " +
    "pipe. Deno fetches the base of a binary from dl.deno.land once; $DENORT_BIN names another. " +
    "Where there is none, all is compiled and checked on a stand-in, no binary is left, and the " +
    "exit code is 1.",
  operands: { name: "COMMAND…", help: "Commands to compile (default: all)" },
  flags: {
    check: { type: "boolean", help: "Be content with a check on a stand-in: exit code 0" },
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
      return await compile(project, { ...context, output, folder, content: check });
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
  /** Whether a check is enough. */
  readonly content: boolean;
}

async function compile(project: Project, context: CompileContext): Promise<number> {
  const { env, output, folder, warn, content } = context;
  const deno = Deno.execPath();
  const given = env("DENORT_BIN");
  const bundles = await bundleCommands(project, { deno, output: folder, callable: false });
  const base = await findBase(bundles[0]!, { deno, given, folder, fetch });
  const made = join(folder, "bin");
  await Deno.mkdir(made, { recursive: true });
  let [wrong, runs] = [0, true];
  for (const bundle of bundles) {
    const path = join(made, bundle.command.name);
    await compileBundle(bundle, { deno, base, path });
    wrong += await checkPermissions(path, { bundle, warn });
    runs = await checkStart(path, `${bundle.command.name} ${project.version}`);
    // 100 MB each, and it would start as plain Deno.
    if (!runs) await Deno.remove(path);
  }
  if (wrong > 0) return 1;
  const names = bundles.map(({ command }) => command.name);
  say(`Compiled with the permissions of deno.json, read back: ${names.join(", ")}`);
  if (!runs) {
    warn(`no binaries: ${whyNone(base)}`);
    return content ? 0 : 1;
  }
  if (PIPE_COMMANDS.every((name) => names.includes(name))) {
    await tryPipe({ path: `${made}:/usr/bin:/bin` });
    say("The binaries move files through the whole pipe, and undo it");
  }
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

/** Says what of the permissions in a binary is not as it should be, and counts it. */
async function checkPermissions(
  path: string,
  { bundle: { command }, warn }: { bundle: Bundle; warn: (line: string) => void },
): Promise<number> {
  const wrong = compareBaked(await readBakedPermissions(path), command.permissions);
  for (const line of wrong) warn(`${command.name} has wrong permissions: ${line}`);
  return wrong.length;
}

/**
 * Whether a binary starts as `expected` by what it says to --version; on a stand-in it starts as Deno.
 *
 * @throws {Error} if it is neither
 */
async function checkStart(path: string, expected: string): Promise<boolean> {
  const said = await runDeno(["--version"], { deno: path, cwd: dirname(path), limit: 30_000 });
  if (said.trim() === expected) return true;
  if (said.startsWith("deno ")) return false;
  throw new Error(`Cannot use the binary "${expected}": it says it is "${said.split("\n")[0]}"`);
}

function whyNone({ missing }: Base): string {
  return missing === undefined
    ? "$DENORT_BIN is Deno itself, which starts no command"
    : `Deno cannot fetch their base (${missing}); name one in $DENORT_BIN`;
}

if (import.meta.main) Deno.exit(await main(command));
