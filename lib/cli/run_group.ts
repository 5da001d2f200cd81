import { UsageError } from "../record/mod.ts";
import { COMMON_FLAGS } from "./common_flags.ts";
import { renderCompletions } from "./completions.ts";
import type { CommandGroup } from "./define_command.ts";
import { toExitCode } from "./exit_code.ts";
import { type CommandLine, parseFlags } from "./flags.ts";
import { renderHelp } from "./help.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run_command.ts";
import { suggest } from "./suggest.ts";
import { VERSION } from "./version.ts";

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
    await io.write(new TextEncoder().encode(toText(called, { flags, operands })));
    return 0;
  });
}

type Given = CommandLine<Pick<typeof COMMON_FLAGS, "help" | "version" | "completions">>;

function toText(group: CommandGroup, { flags, operands }: Given): string {
  if (flags.help) return renderHelp(group);
  if (flags.version) return `${group.name} ${VERSION}\n`;
  if (flags.completions) return renderCompletions(group, { shell: flags.completions });
  throw new UsageError(unknownCommand(group, operands[0]));
}

function unknownCommand({ commands }: CommandGroup, typed: string | undefined): string {
  const names = commands.map(({ name }) => name);
  if (typed === undefined) return `A command is needed: ${names.join(", ")}`;
  const near = suggest(typed, names);
  return `There is no command "${typed}"` + (near === undefined ? "" : `: did you mean ${near}?`);
}
