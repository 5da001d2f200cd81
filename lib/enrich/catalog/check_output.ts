import { describeCause } from "../../text/mod.ts";
import { APPLICATION_ID } from "./schema.ts";

/** Where SQLite keeps the number that tells whose a file is, as 32 bits, the highest first. */
const APPLICATION_ID_AT = 68;

/**
 * Makes sure that a catalog may be put at `path`: what is there already is one, whatever its version, or empty.
 *
 * @throws {Error} where it may not
 */
export async function checkOutput(path: string): Promise<void> {
  const head = new Uint8Array(APPLICATION_ID_AT + 4);
  try {
    const file = await Deno.open(path);
    const length = await file.read(head).finally(() => file.close());
    if (length === null) return;
    const id = new DataView(head.buffer).getUint32(APPLICATION_ID_AT);
    if (id !== APPLICATION_ID) throw new Error("it is there, and no catalog");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return await checkFolder(path);
    throw new Error(`Cannot write "${path}": ${describeCause(error as Error)}`, { cause: error });
  }
}

async function checkFolder(path: string): Promise<void> {
  const folder = path.slice(0, path.lastIndexOf("/") + 1) || ".";
  try {
    await Deno.stat(folder);
  } catch (error) {
    const why = error instanceof Deno.errors.NotFound
      ? "its folder is not there"
      : describeCause(error as Error);
    throw new Error(`Cannot write "${path}": ${why}`, { cause: error });
  }
}
