import { UsageError } from "../../record/mod.ts";
import { removeIfThere } from "../remove_if_there.ts";
import { LONGEST_AGE } from "./cache.ts";
import { openCache } from "./open_cache.ts";

/** What SQLite puts beside a file. */
const BESIDE = ["-wal", "-shm"];

/**
 * Copies what a cache may still keep into a new file, which takes the place of the old one: a file
 * of Deno KV never shrinks by itself. A process that uses the old one loses what it writes
 * meanwhile, and no more. Gives the bytes of both.
 *
 * @throws {UsageError} where it is no file, or cannot be opened
 */
export async function compactCache(
  path: string,
  now: number,
): Promise<{ readonly before: number; readonly after: number }> {
  if (/^(?:https?:\/\/|:memory:$)/.test(path)) {
    throw new UsageError(`Cannot compact "${path}": it is no file`);
  }
  const before = readSize(path);
  const made = `${path}.new`;
  const old = await openCache({ place: path, now: () => now });
  try {
    for (const suffix of ["", ...BESIDE]) removeIfThere(made + suffix);
    const fresh = await openCache({ place: made, now: () => now });
    try {
      for await (const { key, ...reply } of old.list()) {
        if (reply.fetchedAt + LONGEST_AGE > now) fresh.set(key, reply);
      }
      for await (const use of old.listUse()) fresh.addUse(use);
    } finally {
      await fresh.close();
    }
  } finally {
    await old.close();
  }
  for (const suffix of BESIDE) removeIfThere(path + suffix);
  Deno.renameSync(made, path);
  return { before, after: readSize(path) };
}

function readSize(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}
