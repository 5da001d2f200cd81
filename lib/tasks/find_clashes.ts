import { join } from "@std/path";
import { isLauncher } from "./launcher.ts";

/** A program that shares its name with a command. */
export interface Clash {
  readonly name: string;
  /** Absolute path of the other one. */
  readonly other: string;
  /** It comes before ours on the PATH, so the name starts it. */
  readonly wins: boolean;
  /** It is Shelve too, installed elsewhere. */
  readonly ours: boolean;
}

/** Where to look. */
export interface FindClashesOptions {
  /** Folder of our commands. */
  readonly bin: string;
  /** Folders of the PATH, in order. */
  readonly path: readonly string[];
}

/** Finds the first program outside `bin` for each of `names` that has one, such as /usr/bin/apply on macOS. */
export async function findClashes(
  names: readonly string[],
  { bin, path }: FindClashesOptions,
): Promise<Clash[]> {
  const at = findFolder(bin, path);
  const own = toReal(bin);
  const clashes: Clash[] = [];
  for (const name of names) {
    for (const [index, folder] of path.entries()) {
      const other = join(folder, name);
      if (toReal(folder) === own || !isProgram(other)) continue;
      const ours = await isLauncher(other).catch(() => false);
      clashes.push({ name, other, wins: at === -1 || index < at, ours });
      break;
    }
  }
  return clashes;
}

/** Where `folder` stands on the PATH, by whatever name; -1 if it does not. */
export function findFolder(folder: string, path: readonly string[]): number {
  return path.map(toReal).indexOf(toReal(folder));
}

function toReal(folder: string): string {
  try {
    return Deno.realPathSync(folder);
  } catch {
    return folder; // not there
  }
}

function isProgram(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && (mode === null || (mode & 0o111) !== 0);
  } catch {
    return false;
  }
}
