import { join } from "@std/path";
import { type Bundle, LONG_MEMORY_FLAG } from "./bundle_commands.ts";
import { runDeno } from "./run_deno.ts";

/** What a binary is built on. */
export interface Base {
  /** Value of DENORT_BIN; without it Deno takes its own, from its cache or the network. */
  readonly path?: string;
  /** Why there is no base that runs, so that this one can only be built on. */
  readonly missing?: string;
}

/** Milliseconds until the host of the bases must have answered. */
const ANSWER_LIMIT = 10_000;

/** Milliseconds for a base that is not there to be missed, and for one that is there to be fetched (60 MB or so). */
const MISS_LIMIT = 30_000;
const FETCH_LIMIT = 600_000;

/** How to look for a base. */
export interface FindBaseOptions {
  /** The Deno that compiles. */
  readonly deno: string;
  /** Value of DENORT_BIN, if it is set. */
  readonly given: string | undefined;
  /** Folder for what is made on the way. */
  readonly folder: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * Finds a base for binaries: one that is given, else Deno's own. Where Deno's own cannot be had, `deno` itself stands in:
 * all of compiling happens but that the result starts as plain Deno.
 */
export async function findBase(
  sample: Bundle,
  { deno, given, folder, fetch }: FindBaseOptions,
): Promise<Base> {
  if (given !== undefined) return { path: given };
  const limit = await answers(fetch) ? FETCH_LIMIT : MISS_LIMIT;
  try {
    await compileBundle(sample, { deno, base: {}, path: join(folder, "sample"), limit });
    return {};
  } catch (error) {
    return { path: deno, missing: String((error as Error).cause) };
  }
}

/** Whether it pays to wait for a download; without a network some resolvers take minutes to say so. */
async function answers(fetch: FindBaseOptions["fetch"]): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_LIMIT);
    const response = await fetch("https://dl.deno.land/", { method: "HEAD", signal });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** How a bundle is compiled. */
export interface CompileOptions {
  /** The Deno that compiles. */
  readonly deno: string;
  readonly base: Base;
  /** The binary to write. */
  readonly path: string;
  /** Milliseconds. @default no limit */
  readonly limit?: number;
}

/** Makes a binary of `bundle` with its own permissions. */
export async function compileBundle(
  bundle: Bundle,
  { deno, base, path, limit }: CompileOptions,
): Promise<void> {
  const flags = [
    "-q",
    "--no-prompt",
    "--no-config",
    "--no-lock",
    LONG_MEMORY_FLAG,
    ...bundle.command.flags,
  ];
  await runDeno(["compile", ...flags, "-o", path, bundle.path], {
    deno,
    cwd: "/",
    env: base.path === undefined ? {} : { DENORT_BIN: base.path },
    ...(limit === undefined ? {} : { limit }),
  });
}
