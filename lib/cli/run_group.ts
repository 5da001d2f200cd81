import { UsageError } from "../record/mod.ts";
import { COMMON_FLAGS } from "./common_flags.ts";
import type { CommandGroup } from "./define_command.ts";
import { toExitCode } from "./exit_code.ts";
import { parseFlags } from "./flags.ts";
import { renderAsked } from "./render_asked.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run_command.ts";
import { suggest } from "./suggest.ts";

const { help, version, completions } = COMMON_FLAGS;

/** Runs the command of `group` that the first argument names. */
export function runGroup(group: CommandGroup, args: readonly string[], io: Io): Promise<number> {
  const called = { ...group, name: io.called(group.name) };
  const [word = "", ...rest] = args;
  const chosen = group.commands.find(({ name }) => name === word);
  // The script for a shell is one for the whole group.
  if (chosen !== undefined && !rest.some((arg) => arg.startsWith("--completions"))) {
    return runCommand({ ...chosen, name: `${group.name} ${word}` }, rest, io);
  }
  return toExitCode({ name: called.name, say: io.say }, async () => {
    const { flags, operands } = parseFlags({ help, version, completions }, args);
    const text = renderAsked(called, flags);
    if (text === undefined) throw new UsageError(unknownCommand(group, operands[0]));
    await io.write(new TextEncoder().encode(text));
  });
}

function unknownCommand({ commands }: CommandGroup, typed: string | undefined): string {
  const names = commands.map(({ name }) => name);
  if (typed === undefined) return `A command is needed: ${names.join(", ")}`;
  const near = suggest(typed, names);
  return `There is no command "${typed}"` + (near === undefined ? "" : `: did you mean ${near}?`);
}
