import { join } from "@std/path";

/** What {@linkcode chooseDeno} goes by. */
export interface ChooseDenoOptions {
  /** Absolute path of the Deno that runs. */
  readonly running: string;
  /** Its version. */
  readonly version: string;
  /** Folders of the PATH, in order. */
  readonly path: readonly string[];
}

/** The Deno that launchers are to call. */
export interface ChosenDeno {
  readonly path: string;
  /** It may vanish any day, so launchers need a copy of their own. */
  readonly fleeting: boolean;
}

/** Caches from which npx, pnpm dlx, yarn dlx and bunx run a package, and which they clean. */
const CACHES = /[\\/](_npx|dlx|dlx-[^\\/]+|xfs-[^\\/]+|bunx-[^\\/]+)[\\/]/;

/**
 * Chooses a Deno that will still be there in a year, the first of:
 *
 * 1. the running one by its name on the PATH, which a package manager keeps when it moves the file for an upgrade
 * 2. the running one
 * 3. another on the PATH, no older and of the same major version
 * 4. the running one though it lies in a cache that is cleaned: `fleeting`
 */
export async function chooseDeno(
  { running, version, path }: ChooseDenoOptions,
): Promise<ChosenDeno> {
  const others: string[] = [];
  for (const folder of path) {
    const candidate = join(folder, Deno.build.os === "windows" ? "deno.exe" : "deno");
    const real = await realFile(candidate);
    if (real === undefined || CACHES.test(real) || CACHES.test(candidate)) continue;
    if (real === await realFile(running)) return { path: candidate, fleeting: false };
    others.push(candidate);
  }
  if (!CACHES.test(running)) return { path: running, fleeting: false };
  for (const candidate of others) {
    if (isFit(await askVersion(candidate), version)) return { path: candidate, fleeting: false };
  }
  return { path: running, fleeting: true };
}

async function realFile(path: string): Promise<string | undefined> {
  try {
    const real = await Deno.realPath(path);
    return (await Deno.stat(real)).isFile ? real : undefined;
  } catch {
    return undefined; // not there, or not for us
  }
}

async function askVersion(deno: string): Promise<string> {
  try {
    const { stdout } = await new Deno.Command(deno, { args: ["--version"], stderr: "null" })
      .output();
    return /^deno (\S+)/.exec(new TextDecoder().decode(stdout))?.[1] ?? "";
  } catch {
    return ""; // no program
  }
}

/** Whether `found` is of the major version of `needed`, and not older. */
function isFit(found: string, needed: string): boolean {
  const [a, b] = [found, needed].map((version) => version.split(".").map(Number.parseFloat));
  for (let at = 0; at < 3; at++) {
    const [has, needs] = [a![at] ?? NaN, b![at] ?? 0];
    if (has !== needs) return at > 0 && has > needs;
  }
  return true;
}
