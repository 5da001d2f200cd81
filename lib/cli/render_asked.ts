import type { COMMON_FLAGS } from "./common_flags.ts";
import { renderCompletions } from "./completions.ts";
import type { Command, CommandGroup } from "./define_command.ts";
import type { FlagValues } from "./flags.ts";
import { renderHelp } from "./help.ts";
import { VERSION } from "./version.ts";

type Asking = Pick<typeof COMMON_FLAGS, "help" | "version" | "completions">;

/** What the flags ask to be shown in place of running; `undefined` where they ask for nothing of the kind. */
export function renderAsked(
  command: Command | CommandGroup,
  { help, version, completions }: FlagValues<Asking>,
): string | undefined {
  if (help) return renderHelp(command);
  if (version) return `${command.name} ${VERSION}\n`;
  return completions && renderCompletions(command, { shell: completions });
}
