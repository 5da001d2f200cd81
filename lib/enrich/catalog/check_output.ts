import { dirname } from "@std/path";
import { describeCause } from "../../text/mod.ts";
import { APPLICATION_ID } from "./schema.ts";

/** Where SQLite keeps the number that tells whose a file is, as 32 bits, the highest first. */
const APPLICATION_ID_AT = 68;

/**
 * Makes sure that a catalog may be put at `path`: what is there already is one, whatever its version, or empty. Makes
 * the folder, since nobody has `~/.config/shelve` at first.
 *
 * @throws {Error} where it may not
 */
export async function checkOutput(path: string): Promise<void> {
  const head = new Uint8Array(APPLICATION_ID_AT + 4);
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    const file = await Deno.open(path);
    const length = await file.read(head).finally(() => file.close());
    if (length === null) return;
    const id = new DataView(head.buffer).getUint32(APPLICATION_ID_AT);
    if (id !== APPLICATION_ID) throw new Error("it is there, and no catalog");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new Error(`Cannot write "${path}": ${describeCause(error as Error)}`, { cause: error });
  }
}
