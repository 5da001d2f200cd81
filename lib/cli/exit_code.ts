import { UsageError } from "../record/mod.ts";
import { escapeControls } from "../text/mod.ts";

/** What a command does, with the exit code that comes of it. */
export type Work = () => Promise<number | void> | void;

/**
 * The exit code of `work`, 0 where it gives none. What it throws is said as an error of command `name`; that nobody reads
 * its output any more is no failure.
 */
export async function toExitCode(
  { name, say }: { readonly name: string; readonly say: (text: string) => void },
  work: Work,
): Promise<number> {
  try {
    return await work() ?? 0;
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return 0;
    const message = error instanceof Error ? error.message : String(error);
    say(`${name}: ${escapeControls(message)}\n`);
    if (!(error instanceof UsageError)) return 1;
    say(`Try: ${name} --help\n`);
    return 2;
  }
}
