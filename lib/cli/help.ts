import { COMMON_FLAGS } from "./common_flags.ts";
import type { Command, CommandGroup } from "./define_command.ts";
import type { Flag, Flags } from "./flags.ts";

const WIDTH = 96;

/** The text of `--help`. */
export function renderHelp(command: Command | CommandGroup): string {
  return "commands" in command ? renderGroup(command) : renderCommand(command);
}

function renderGroup({ name, summary, commands }: CommandGroup): string {
  const rows = commands.map((command) => [command.name, command.summary] as const);
  return `${summary}\n\nUsage: ${name} COMMAND …\n\nCommands:\n${table(rows)}\n` +
    `See ${name} COMMAND --help.\n`;
}

function renderCommand(command: Command): string {
  const { name, summary, description, operands, examples = [] } = command;
  const own = Object.keys(command.flags).length > 0 ? " [FLAGS]" : "";
  const sections = [
    summary,
    `Usage: ${name}${own}${operands === undefined ? "" : ` ${usageOf(operands)}`}`,
  ];
  if (description !== undefined) sections.push(wrap(description, WIDTH));
  if (operands !== undefined) sections.push(table([[operands.name, operands.help]]).trimEnd());
  if (own !== "") sections.push("Flags:\n" + flagTable(command.flags).trimEnd());
  sections.push("Flags of every command:\n" + flagTable(COMMON_FLAGS).trimEnd());
  if (examples.length > 0) {
    sections.push("Examples:\n" + examples.map((line) => `  ${line}`).join("\n"));
  }
  return sections.join("\n\n") + "\n";
}

function usageOf({ name, required }: { name: string; required?: boolean }): string {
  return required ? `${name}…` : `[${name}…]`;
}

function flagTable(flags: Flags): string {
  return table(Object.entries(flags).map(([name, flag]) => [flagName(name, flag), flagHelp(flag)]));
}

function flagName(name: string, flag: Flag): string {
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const value = flag.type === "boolean"
    ? ""
    : ` ${flag.value ?? flag.choices?.join("|") ?? (flag.type === "integer" ? "N" : "TEXT")}`;
  return `${short}--${name}${value}`;
}

function flagHelp(flag: Flag): string {
  // Too many for a place beside the flag's name, so `value` stands there.
  const choices = flag.value === undefined ? undefined : flag.choices?.join(", ");
  const notes = [
    ...(choices === undefined ? [] : [choices]),
    ...(flag.required ? ["needed"] : []),
    ...(flag.many ? ["may be repeated"] : []),
    ...(flag.default === undefined || flag.default === "" ? [] : [`default: ${flag.default}`]),
  ];
  return flag.help + (notes.length === 0 ? "" : ` (${notes.join("; ")})`);
}

function table(rows: readonly (readonly [string, string])[]): string {
  const left = Math.min(30, Math.max(...rows.map(([name]) => name.length)));
  const indent = " ".repeat(left + 4);
  return rows.map(([name, help]) => {
    const text = wrap(help, WIDTH - left - 4).replaceAll("\n", "\n" + indent);
    return name.length > left
      ? `  ${name}\n${indent}${text}\n`
      : `  ${name.padEnd(left)}  ${text}\n`;
  }).join("");
}

function wrap(text: string, width: number): string {
  let column = 0;
  return text.split(" ").map((word, index) => {
    const fits = column + word.length + 1 <= width;
    column = index > 0 && fits ? column + word.length + 1 : word.length;
    return index === 0 ? word : (fits ? " " : "\n") + word;
  }).join("");
}
