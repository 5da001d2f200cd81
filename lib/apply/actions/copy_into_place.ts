import { copyFile } from "../copy_file.ts";
import { intoPlace } from "../into_place.ts";
import type { ActionContext, Placement } from "./action.ts";

/** Copies under a temporary name, and gives the verified copy the target's. Used wherever contents have to be read. */
export async function copyIntoPlace(
  source: string,
  target: string,
  context: ActionContext,
): Promise<Placement> {
  const { fs } = context;
  const temporary = context.temporary();
  const copy = await copyFile(source, temporary, context);
  try {
    context.onCopied(copy);
    const method = intoPlace(temporary, target, context);
    if (method === "link") fs.removeSync(temporary);
  } catch (error) {
    discard(context);
    throw error;
  }
  return { method: "copy", hash: copy.hash };
}

/** The source still stands, so this is only a name too many. */
function discard({ fs, temporary }: ActionContext): void {
  try {
    fs.removeSync(temporary());
  } catch {
    // Recovery removes it.
  }
}
