import { escapeControls } from "../text/mod.ts";

/** Prints a line of a task's outcome on stdout, which for a task carries no records. */
export function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(escapeControls(line) + "\n"));
}
