import { join } from "@std/path";
import { CACHE_PLACES, placeCaches } from "./permission_set.ts";
import type { CommandSource, Project } from "./read_project.ts";
import { replaceFile } from "./replace_file.ts";
import { runDeno } from "./run_deno.ts";

/**
 * Holds the young part of V8's heap at 4 MB. A record lives for a moment, so a larger one only takes memory: a filter
 * on 1,000,000 records peaks at 67 MB in place of 92, in the same time.
 */
export const MEMORY_FLAG = "--v8-flags=--max-semi-space-size=4";

/**
 * Also lets the old part grow by half before it is swept, not by four times: enrich, which remembers answers, peaks at
 * 93 MB in place of 106. A first line has no room for it.
 */
export const LONG_MEMORY_FLAG = `${MEMORY_FLAG},--heap-growing-percent=50`;

/**
 * How a bundle is run, beside its permissions. All that it needs is in it, so no config, lock file or package
 * is looked for; and since Deno lets any program import from a few hosts and from npm, permissions or not,
 * that is shut too.
 */
export const RUN_FLAGS: readonly string[] = [
  ...["-q", "--no-prompt", "--no-config", "--no-lock", "--no-remote", "--no-npm"],
  MEMORY_FLAG,
];

/** Longest first line that Linux reads, in bytes (BINPRM_BUF_SIZE, and one for the newline). */
const SHEBANG_LIMIT = 255;

/** Where bundles are made. */
export interface BundleOptions {
  /** The Deno that bundles. */
  readonly deno: string;
  /** Folder for `NAME.js`; is made where it is missing. */
  readonly output: string;
  /**
   * Stands before each name: by the file that it runs from, a command knows what it is called.
   * @default ""
   */
  readonly prefix?: string;
  /**
   * Whether a bundle is called by its own name; what starts it otherwise grants permissions of any length.
   * @default true
   */
  readonly callable?: boolean;
}

/** A command in one file. */
export interface Bundle {
  readonly command: CommandSource;
  /** Absolute path. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes each of `commands` as one minified file that runs by itself with its own permissions.
 * The first run fetches esbuild from the npm registry, later ones need no network.
 *
 * @throws {Error} if one cannot be bundled; none is written then
 */
export async function bundleCommands(
  { root, version, commands }: Project,
  { deno, output, prefix = "", callable = true }: BundleOptions,
): Promise<Bundle[]> {
  const made = await Deno.makeTempDir({ prefix: "shelve-bundle-" });
  try {
    const sources = commands.map(({ source }) => source);
    await runDeno(["bundle", "-q", "--minify", "--outdir", made, ...sources], { deno, cwd: root });
    await Deno.mkdir(output, { recursive: true });
    const bundles: Bundle[] = [];
    for (const command of commands) {
      const code = runOnlyLast(await Deno.readTextFile(join(made, `${command.name}.js`)));
      const path = join(output, `${prefix}${command.name}.js`);
      const text = callable ? withShebang(code, { command, version }) : withoutShebang(code);
      const bytes = new TextEncoder().encode(text);
      await replaceFile(path, { bytes, mode: 0o755 });
      bundles.push({ command, path, bytes: bytes.length });
    }
    return bundles;
  } finally {
    await Deno.remove(made, { recursive: true });
  }
}

/** Puts a first line in place of the source's own, which points to `deno.json`. */
function withShebang(
  code: string,
  { command: { name, flags }, version }: { command: CommandSource; version: string },
): string {
  const short = flags.map((flag) =>
    placeCaches(flag, CACHE_PLACES.shebang)
      // It cannot be followed here, so it is not read either.
      .replace("XDG_CACHE_HOME,", "")
      .replace(/^--allow-(read|write|net|env)\b/, toShort)
  );
  const shebang = `#!/usr/bin/env -S deno run ${[...RUN_FLAGS, ...short].join(" ")}`;
  if (new TextEncoder().encode(shebang).length > SHEBANG_LIMIT) {
    throw new Error(`Cannot bundle "${name}": its permissions do not fit into a first line`);
  }
  return `${shebang}\n// ${name} of Shelve ${version}\n${withoutShebang(code)}`;
}

/**
 * In one file each module is the main one, and so each command of which another is made would run. A bundle has its
 * modules in the order of their imports: what was asked for comes last.
 */
function runOnlyLast(code: string): string {
  const parts = code.split("import.meta.main");
  const last = parts.pop();
  return parts.length === 0 ? code : `${parts.join("false")}import.meta.main${last}`;
}

function withoutShebang(code: string): string {
  return code.replace(/^#!.*\n/, "");
}

/** Deno takes `-R` for `--allow-read` and so on, and a first line is short. */
function toShort(_flag: string, name: string): string {
  return `-${name[0]!.toUpperCase()}`;
}
