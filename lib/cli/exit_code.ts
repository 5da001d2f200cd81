import { UsageError } from "../record/mod.ts";
import { escapeControls } from "../text/mod.ts";

/** Who failed, and where it is said. */
export interface ExitOptions {
  readonly name: string;
  readonly say: (text: string) => void;
}

/**
 * The exit code of `work`, 0 where it gives none. What it throws is said; that nobody reads its output any more is no
 * failure.
 */
export async function toExitCode(
  { name, say }: ExitOptions,
  work: () => Promise<number | void> | void,
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
