#!/usr/bin/env -S deno run -q --no-prompt -P=tasks
import { join } from "@std/path";
import { type CommandContext, defineCommand, main, UsageError } from "../cli/mod.ts";
import { chooseDeno } from "./choose_deno.ts";
import { type Clash, findClashes, findFolder } from "./find_clashes.ts";
import { grantMore, type MoreGrants } from "./grant_more.ts";
import { installCommands, type Place, toPlace, uninstallCommands } from "./install_commands.ts";
import { readProject } from "./read_project.ts";
import { resolveFolder } from "./resolve_folder.ts";
import { say } from "./say.ts";
import { PROJECT } from "./shell.ts";

/** `deno task install`: the commands on the PATH. */
export const command = defineCommand({
  name: "install",
  summary: "Put each command on the PATH, with its own least permissions",
  description: "Writes one bundle a command into DIR/lib/shelve and a launcher for each into " +
    "DIR/bin. What Shelve did not install is never overwritten.",
  // deno-fmt-ignore -- a table
  flags: {
    root: { type: "string", value: "DIR", help: "Install into DIR/bin and DIR/lib/shelve (default: ~/.local)" },
    prefix: { type: "string", value: "TEXT", default: "", help: "Put TEXT before each name, such as shelve-" },
    host: { type: "string", value: "HOST", many: true, help: "Let commands that ask services ask this host too, such as 127.0.0.1:8099" },
    cache: { type: "string", value: "PATH", many: true, help: "Let commands keep answers here too: a file, or the URL of a KV Connect server" },
    uninstall: { type: "boolean", help: "Remove what was installed into DIR" },
  },
  examples: [
    "deno task install",
    "deno task install --prefix shelve-",
    "deno task install --uninstall",
  ],
  run: async ({ root, prefix, uninstall, host, cache }, context) => {
    if (Deno.build.os === "windows") {
      throw new Error("Cannot install on Windows: the launchers are shell scripts; use WSL");
    }
    if (!/^([A-Za-z0-9_][\w.-]*)?$/.test(prefix)) {
      throw new UsageError(`--prefix cannot be "${prefix}": letters, digits, dots and dashes only`);
    }
    const wrong = [...host, ...cache].find((text) => /[\s,'"$`\\]/.test(text));
    if (wrong !== undefined) throw new UsageError(`No host and no cache can be "${wrong}"`);
    const more = { hosts: host, caches: cache.map((path) => toCache(path, context)) };
    const place = toPlace(toRoot(root, context));
    return await (uninstall ? remove(place) : install(place, { prefix, more, ...context }));
  },
});

interface InstallContext extends CommandContext {
  readonly prefix: string;
  readonly more: MoreGrants;
}

async function install(place: Place, { prefix, more, env, warn }: InstallContext) {
  const path = (env("PATH") ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const running = Deno.execPath();
  const deno = await chooseDeno({ running, version: Deno.version.deno, path });
  const project = grantMore(await readProject(PROJECT), more);
  const installed = await installCommands(project, { ...place, prefix, deno });

  say(`Installed into ${place.bin}: ${installed.names.join(", ")}`);
  if (installed.removed.length > 0) {
    say(`Removed from there: ${installed.removed.join(", ")} of an earlier install`);
  }
  say(`Bundles in ${place.lib}, ${Math.ceil(installed.bytes / 1000)} kB, run by ${installed.deno}`);
  if (deno.fleeting) {
    const megabytes = Math.round(Deno.statSync(installed.deno).size / 1e6);
    say(
      `That is a copy of Deno (${megabytes} MB), since ${running} lies in a cache that is cleaned`,
    );
  }
  for (const clash of await findClashes(installed.names, { bin: place.bin, path })) {
    warn(describe(clash, join(place.bin, clash.name)));
  }
  if (findFolder(place.bin, path) === -1) {
    warn(`${place.bin} is not on the PATH; add to your shell's profile:`);
    warn(`  export PATH="${place.bin}:$PATH"`);
  }
  const [scan, parse, plan] = ["scan", "parse", "plan"].map((name) => prefix + name);
  say("Try this, which shows a plan and touches nothing:");
  say(`  ${scan} ~/Downloads | ${parse} | ${plan} --from-names --library ~/Media --diff`);
  return 0;
}

async function remove(place: Place): Promise<number> {
  const names = await uninstallCommands(place);
  say(
    names.length === 0
      ? `Nothing of Shelve is installed in ${place.bin}`
      : `Removed from ${place.bin}: ${names.join(", ")}`,
  );
  return 0;
}

function describe({ name, other, wins, ours }: Clash, own: string): string {
  const what = ours ? "another install of Shelve" : "another program";
  const which = wins ? `"${name}" starts that one, not ${own}` : `"${name}" now starts ${own}`;
  return `${other} is ${what}: ${which}${ours ? "" : "; to keep both, use --prefix shelve-"}`;
}

/** A cache as commands are given it: an address, or an absolute path. */
function toCache(cache: string, { env }: CommandContext): string {
  return /^https?:\/\//.test(cache) ? cache : resolveFolder(cache, env);
}

/** The folder that is meant, from where the user stands: a task itself is run in the project's folder. */
function toRoot(root: string | undefined, { env }: CommandContext): string {
  if (root !== undefined) return resolveFolder(root, env);
  const home = env("HOME");
  if (!home) throw new UsageError("Name a folder with --root DIR: there is no $HOME");
  return join(home, ".local");
}

if (import.meta.main) Deno.exit(await main(command));
