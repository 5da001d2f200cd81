import { LONG_MEMORY_FLAG, MEMORY_FLAG, RUN_FLAGS } from "./bundle_commands.ts";
import { CACHE_PLACES, placeCaches } from "./permission_set.ts";

/** What a launcher starts. */
export interface LauncherOptions {
  /** Absolute path of Deno. */
  readonly deno: string;
  /** Absolute path of the bundle. */
  readonly bundle: string;
  /** Permissions, as flags. */
  readonly flags: readonly string[];
  /** Of Shelve. */
  readonly version: string;
}

const MARK = "# Installed by Shelve ";

/**
 * A script that runs a bundle with its own permissions; if its Deno has gone, with the one on the PATH. The threads that
 * compile share one arena of glibc, or each keeps megabytes once it has: plan peaks at 97 MB in place of 102.
 */
export function renderLauncher({ deno, bundle, flags, version }: LauncherOptions): string {
  const granted = flags.map((flag) => placeCaches(flag, CACHE_PLACES.shell));
  const run = RUN_FLAGS.map((flag) => flag === MEMORY_FLAG ? LONG_MEMORY_FLAG : flag);
  return `#!/bin/sh
${MARK}${version}, which may replace or remove this file
deno=${quote(deno)}
[ -x "$deno" ] || deno=deno
export MALLOC_ARENA_MAX=1
exec "$deno" run ${[...run, ...granted, quote(bundle)].join(" ")} "$@"
`;
}

/** Whether a launcher of Shelve is all that stands at `path`: so it is ours to replace. */
export async function isLauncher(path: string): Promise<boolean> {
  const { isFile, size } = await Deno.lstat(path);
  return isFile && size < 64 * 1024 &&
    (await Deno.readTextFile(path)).startsWith(`#!/bin/sh\n${MARK}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
