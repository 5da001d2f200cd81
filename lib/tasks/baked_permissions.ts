import { Buffer } from "node:buffer";
import { type PermissionSet, toBaked } from "./permission_set.ts";

/** Stands once more before what `deno compile` adds to its base, in Deno 2.9.5. */
const BEGIN = '"permissions":{';

/** Without a list of its own a binary gets Deno's; none of these hosts is asked, for all modules are inside. */
const IGNORED: ReadonlySet<string> = new Set(["allow_import"]);

/**
 * Reads the permissions that `deno compile` wrote into the binary at `path`, by its own names: `allow_read` and so on,
 * and `prompt`.
 *
 * @throws {Error} if there are none
 */
export async function readBakedPermissions(path: string): Promise<Record<string, unknown>> {
  const bytes = await Deno.readFile(path);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = buffer.lastIndexOf(BEGIN) + BEGIN.length - 1;
  // It holds lists of names and no further object.
  const end = buffer.indexOf("}", begin) + 1;
  try {
    return JSON.parse(buffer.subarray(begin, end).toString());
  } catch (error) {
    throw new Error(`Cannot read the permissions of "${path}": there are none`, { cause: error });
  }
}

/** What of `baked` is not as `set` says, in words; nothing if all is well. */
export function compareBaked(baked: Record<string, unknown>, set: PermissionSet): string[] {
  const expected: Record<string, unknown> = { ...toBaked(set), prompt: false };
  return [...new Set([...Object.keys(expected), ...Object.keys(baked)])]
    .filter((key) => !IGNORED.has(key) && show(baked[key]) !== show(expected[key]))
    .map((key) => `${key} is ${show(baked[key])}, not ${show(expected[key])}`);
}

function show(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value ?? null);
}
