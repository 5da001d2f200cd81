import { COMMON_FLAGS } from "./common_flags.ts";
import { renderCompletions } from "./completions.ts";
import type { CommandGroup } from "./define_command.ts";
import { parseFlags, UsageError } from "./flags.ts";
import { renderHelp } from "./help.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run_command.ts";
import { suggest } from "./suggest.ts";
import { VERSION } from "./version.ts";

const { help, version, completions } = COMMON_FLAGS;

/** Runs the command of `group` that the first argument names. */
export async function runGroup(
  group: CommandGroup,
  args: readonly string[],
  io: Io,
): Promise<number> {
  const [word = "", ...rest] = args;
  const chosen = group.commands.find(({ name }) => name === word);
  if (chosen !== undefined) {
    return runCommand({ ...chosen, name: `${group.name} ${word}` }, rest, io);
  }
  try {
    const { flags, operands } = parseFlags({ help, version, completions }, args);
    const print = (text: string) => io.write(new TextEncoder().encode(text));
    if (flags.version) await print(`${group.name} ${VERSION}\n`);
    else if (flags.completions) {
      await print(renderCompletions(group, { shell: flags.completions }));
    } else if (flags.help) await print(renderHelp(group));
    else throw new UsageError(unknownCommand(group, operands[0]));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.say(`${group.name}: ${error.message}\nTry: ${group.name} --help\n`);
    return 2;
  }
}

function unknownCommand({ commands }: CommandGroup, typed: string | undefined): string {
  const names = commands.map(({ name }) => name);
  if (typed === undefined) return `A command is needed: ${names.join(", ")}`;
  const near = suggest(typed, names);
  return `There is no command "${typed}"` + (near === undefined ? "" : `: did you mean ${near}?`);
}
