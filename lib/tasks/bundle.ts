#!/usr/bin/env -S deno run -q --no-prompt -P=tasks
import { join } from "@std/path";
import { defineCommand, main } from "../cli/mod.ts";
import { bundleCommands } from "./bundle_commands.ts";
import { readProject } from "./read_project.ts";
import { resolveFolder } from "./resolve_folder.ts";
import { say } from "./say.ts";
import { PROJECT } from "./shell.ts";

/** `deno task bundle`: each command as one file. */
export const command = defineCommand({
  name: "bundle",
  summary: "Write each command as one minified file that runs by itself",
  description: "The first line of each file names the permissions it runs with; Deno must be on " +
    "the PATH. Only the first run needs the network, for esbuild.",
  flags: {
    output: { type: "string", value: "DIR", help: "Folder for the files (default: dist)" },
  },
  run: async ({ output }, { env }) => {
    const project = await readProject(PROJECT);
    const folder = resolveFolder(output ?? join(PROJECT, "dist"), env);
    const bundles = await bundleCommands(project, { deno: Deno.execPath(), output: folder });
    for (const { command, path, bytes } of bundles) {
      const flags = command.flags.join(" ") || "no permission";
      say(`${path}  ${Math.ceil(bytes / 1000)} kB  ${flags}`);
    }
    return 0;
  },
});

if (import.meta.main) Deno.exit(await main(command));
