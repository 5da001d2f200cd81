import type { Command, CommandGroup } from "./define_command.ts";
import { type Io, systemIo } from "./io.ts";
import { runCommand } from "./run_command.ts";
import { runGroup } from "./run_group.ts";

/**
 * Runs a command and gives its exit code: 0 all well, 1 some records failed, 2 wrong usage, 130 or 143 interrupted.
 * Records go to stdout, all else to stderr.
 */
export function main(
  command: Command | CommandGroup,
  { args = Deno.args, io = systemIo() }: { readonly args?: readonly string[]; readonly io?: Io } =
    {},
): Promise<number> {
  return "commands" in command ? runGroup(command, args, io) : runCommand(command, args, io);
}
