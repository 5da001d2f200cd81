import { join } from "@std/path";
import { type PermissionSet, readPermissionSet, toFlags } from "./permission_set.ts";

/** A command as it stands in `cmd/`. */
export interface CommandSource {
  /** Such as `scan`. */
  readonly name: string;
  /** Absolute path of its source. */
  readonly source: string;
  readonly permissions: PermissionSet;
  /** Flags of `deno run` and `deno compile` that grant just that. */
  readonly flags: readonly string[];
}

/** What the tasks must know of Shelve, read where it stands. */
export interface Project {
  /** Absolute path of the folder of `deno.json`. */
  readonly root: string;
  readonly version: string;
  /** By name. */
  readonly commands: readonly CommandSource[];
}

/** What is read of `deno.json`. */
interface Config {
  readonly version: string;
  readonly unstable?: readonly string[];
  readonly permissions: Readonly<Record<string, PermissionSet>>;
}

/**
 * Reads which commands there are and what each may do: a command is a file of `cmd/`, its permissions are the set
 * of its name in `deno.json`.
 *
 * @throws {Error} for a command without a set
 */
export async function readProject(root: string): Promise<Project> {
  const config = JSON.parse(await Deno.readTextFile(join(root, "deno.json"))) as Config;
  const unstable = (config.unstable ?? []).map((name) => `--unstable-${name}`);
  const commands: CommandSource[] = [];
  for await (const entry of Deno.readDir(join(root, "cmd"))) {
    const [, name] = /^([^_.][^.]*)\.ts$/.exec(entry.name) ?? [];
    if (!entry.isFile || name === undefined) continue;
    const permissions = readPermissionSet(config.permissions, name);
    const source = join(root, "cmd", entry.name);
    commands.push({ name, source, permissions, flags: [...unstable, ...toFlags(permissions)] });
  }
  commands.sort((a, b) => a.name < b.name ? -1 : 1);
  return { root, version: config.version, commands };
}
