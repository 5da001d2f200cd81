import { findGlobMistake } from "./glob.ts";
import { parseSince } from "./parse_since.ts";
import { parseSize } from "./parse_size.ts";
import type { WishOptions } from "./wishes.ts";

/** A flag that makes no sense. */
export class ScanFlagError extends Error {
  /** Tells it from other errors. */
  override readonly name = "ScanFlagError";
}

/** Flags of the command as they are written; what is missing was not given. */
export interface ScanFlags {
  readonly "ext"?: string | undefined;
  readonly "include"?: readonly string[];
  readonly "exclude"?: readonly string[];
  readonly "min-size"?: string | undefined;
  readonly "max-depth"?: number | undefined;
  readonly "settle"?: number | undefined;
  readonly "since"?: string | undefined;
  readonly "hidden"?: boolean;
  readonly "follow"?: boolean;
  readonly "one-file-system"?: boolean;
  readonly "concurrency"?: number | undefined;
  readonly "rescan"?: number | undefined;
}

/** What {@linkcode readScanFlags} gives. */
export interface ReadFlags extends WishOptions {
  readonly concurrency: number | undefined;
}

/**
 * What the flags of the command ask for.
 *
 * @throws {ScanFlagError} for a value that makes no sense
 */
export function readScanFlags(
  flags: ScanFlags,
  fs: { readonly statSync: (path: string) => Deno.FileInfo },
): ReadFlags {
  for (const name of ["concurrency", "max-depth", "rescan"] as const) {
    if (flags[name] === 0) throw new ScanFlagError(`--${name} needs at least 1`);
  }
  for (const name of ["include", "exclude"] as const) {
    for (const glob of flags[name] ?? []) {
      const mistake = findGlobMistake(glob);
      if (mistake !== undefined) throw new ScanFlagError(`--${name} "${glob}" ${mistake}`);
    }
  }
  const { include = [], exclude = [], hidden = false, follow = false, settle } = flags;
  return {
    ...{ include, exclude, hidden, follow, settle },
    concurrency: flags.concurrency,
    extensions: flags.ext?.split(",").filter(Boolean) ?? [],
    minSize: readOne("min-size", flags["min-size"], { read: parseSize, what: "no size" }),
    since: readOne("since", flags.since, {
      read: (text) => parseSince(text, fs),
      what: "neither a date, such as 2026-01-31, nor a file",
    }),
    maxDepth: flags["max-depth"],
    oneFileSystem: flags["one-file-system"] ?? false,
  };
}

function readOne(
  name: string,
  text: string | undefined,
  { read, what }: {
    readonly read: (text: string) => number | undefined;
    readonly what: string;
  },
): number | undefined {
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === undefined) throw new ScanFlagError(`--${name} is ${what}: "${text}"`);
  return value;
}
