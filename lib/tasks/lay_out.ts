import { walk } from "@std/fs";
import { dirname, join, relative } from "@std/path";

/** One file of a made-up folder. */
export interface DemoFile {
  /** Relative to the folder. */
  readonly path: string;
  /** Its contents; without it, bytes that no other file has. */
  readonly text?: string;
}

/** What a file is, apart from its name. */
export interface Fingerprint {
  /** SHA-256 of its contents, hexadecimal. */
  readonly hash: string;
  /** ISO 8601. */
  readonly mtime: string;
}

/** Writes `files` into `folder`, each with contents and a time of its own. */
export async function layOut(folder: string, files: readonly DemoFile[]): Promise<void> {
  for (const [index, { path, text }] of files.entries()) {
    const target = join(folder, path);
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.writeTextFile(target, text ?? `${path}\n`.repeat(20 + index));
    const time = new Date(Date.UTC(2020, 0, 1 + index, 12));
    await Deno.utime(target, time, time);
  }
}

/** All files below `folder` by relative path. */
export async function takeFingerprints(folder: string): Promise<Map<string, Fingerprint>> {
  const found = new Map<string, Fingerprint>();
  for await (const { path } of walk(folder, { includeDirs: false })) {
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
    const { mtime } = await Deno.lstat(path);
    found.set(relative(folder, path), {
      hash: new Uint8Array(digest).toHex(),
      mtime: mtime?.toISOString() ?? "",
    });
  }
  return new Map([...found].sort(([a], [b]) => a < b ? -1 : 1));
}
