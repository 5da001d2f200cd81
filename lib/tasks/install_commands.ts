import { existsSync } from "@std/fs";
import { basename, join } from "@std/path";
import { bundleCommands } from "./bundle_commands.ts";
import type { ChosenDeno } from "./choose_deno.ts";
import { isLauncher, renderLauncher } from "./launcher.ts";
import type { Project } from "./read_project.ts";
import { replaceFile } from "./replace_file.ts";

/** Where Shelve is installed. */
export interface Place {
  /** Folder of the launchers. */
  readonly bin: string;
  /** Folder of the bundles, Shelve's alone. */
  readonly lib: string;
}

/** How commands are installed. */
export interface InstallOptions extends Place {
  /** Stands before each name. */
  readonly prefix: string;
  readonly deno: ChosenDeno;
}

/** What was done. */
export interface Installed {
  /** Names that can be called now. */
  readonly names: readonly string[];
  /** Launchers of an earlier install that are gone, by name. */
  readonly removed: readonly string[];
  /** The Deno that launchers call. */
  readonly deno: string;
  /** Bytes that all bundles take. */
  readonly bytes: number;
}

/** Says whose the folder is; only where it stands (or nothing does) do we write or remove. */
const NOTE = "README.txt";
const NOTE_BEGIN = "Installed by Shelve";

/** The folders below `root`, as `deno install --root` has them. */
export function toPlace(root: string): Place {
  return { bin: join(root, "bin"), lib: join(root, "lib", "shelve") };
}

/**
 * Bundles each command into `lib` and writes a launcher for it into `bin`. Launchers of an earlier install with
 * other names go away.
 *
 * @throws {Error} before anything is written, if a file stands in the way that Shelve did not install
 */
export async function installCommands(
  project: Project,
  { bin, lib, prefix, deno }: InstallOptions,
): Promise<Installed> {
  const names = project.commands.map(({ name }) => prefix + name);
  await checkOwner({ bin, lib }, names);
  await Deno.mkdir(bin, { recursive: true });
  await Deno.mkdir(lib, { recursive: true });
  const note =
    `${NOTE_BEGIN} ${project.version}: the commands that the launchers in ${bin} start.\n`;
  await writeText(join(lib, NOTE), note, 0o644);
  const bundles = await bundleCommands(project, {
    deno: Deno.execPath(),
    output: lib,
    prefix,
    callable: false,
  });
  const path = await settleDeno(deno, join(lib, "deno"));
  for (const { command: { name, flags }, path: bundle } of bundles) {
    const text = renderLauncher({ deno: path, bundle, flags, version: project.version });
    await writeText(join(bin, prefix + name), text, 0o755);
  }
  const removed = (await findLaunchers(bin)).filter((name) => !names.includes(name));
  for (const name of removed) await Deno.remove(join(bin, name));
  await removeBundles(lib, bundles.map(({ path }) => basename(path)));
  const bytes = bundles.reduce((sum, bundle) => sum + bundle.bytes, 0);
  return { names, removed, deno: path, bytes };
}

/** Removes what {@linkcode installCommands} wrote, whatever its prefix, and gives the names of the launchers. */
export async function uninstallCommands({ bin, lib }: Place): Promise<string[]> {
  const names = await findLaunchers(bin);
  for (const name of names) await Deno.remove(join(bin, name));
  if (await isOurFolder(lib) && existsSync(lib)) {
    await removeBundles(lib);
    await Deno.remove(join(lib, "deno")).catch(ignoreMissing);
    await Deno.remove(join(lib, NOTE)).catch(ignoreMissing);
    await Deno.remove(lib).catch(() => {}); // somebody keeps a file there
  }
  return names;
}

/** Sees to it that the Deno which launchers call stays: copies a fleeting one, else removes a copy of before. */
async function settleDeno({ path, fleeting }: ChosenDeno, copy: string): Promise<string> {
  if (fleeting) await replaceFile(copy, { bytes: path, mode: 0o755 });
  else if (path !== copy) await Deno.remove(copy).catch(ignoreMissing);
  return fleeting ? copy : path;
}

async function checkOwner({ bin, lib }: Place, names: readonly string[]): Promise<void> {
  if (!await isOurFolder(lib)) {
    throw new Error(`Cannot install into "${lib}": it holds files that Shelve did not install`);
  }
  for (const name of names) {
    const path = join(bin, name);
    if (!await isLauncher(path).catch(isMissing)) {
      throw new Error(
        `Cannot install "${path}": a file that Shelve did not install is there; ` +
          "try --prefix shelve-, or another --root",
      );
    }
  }
}

/** Removes all bundles but `kept`. */
async function removeBundles(lib: string, kept: readonly string[] = []): Promise<void> {
  for (const { name } of [...Deno.readDirSync(lib)]) {
    if (name.endsWith(".js") && !kept.includes(name)) await Deno.remove(join(lib, name));
  }
}

async function isOurFolder(lib: string): Promise<boolean> {
  try {
    const names = [...Deno.readDirSync(lib)].map(({ name }) => name);
    if (names.length === 0) return true;
    return (await Deno.readTextFile(join(lib, NOTE))).startsWith(NOTE_BEGIN);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return !existsSync(lib);
  }
}

async function findLaunchers(bin: string): Promise<string[]> {
  const names: string[] = [];
  if (!existsSync(bin)) return names;
  for await (const { name } of Deno.readDir(bin)) {
    // What cannot be read is not ours.
    if (await isLauncher(join(bin, name)).catch(() => false)) names.push(name);
  }
  return names.sort();
}

async function writeText(path: string, text: string, mode: number): Promise<void> {
  await replaceFile(path, { bytes: new TextEncoder().encode(text), mode });
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound;
}
