import { COMMON_FLAGS, type Shell } from "./common_flags.ts";
import type { Command, CommandGroup } from "./define_command.ts";
import { type Flags, takesPath } from "./flags.ts";

/** One set of words that a shell may offer: a command, or a sub-command after its name. */
interface Scope {
  /** First argument that opens this scope; none for a command that is no group. */
  readonly word?: string;
  readonly flags: Flags;
  /** Whether arguments are files or folders. */
  readonly files: boolean;
}

/** A script that tells `shell` what may follow the command, from the same table as the help. */
export function renderCompletions(
  command: Command | CommandGroup,
  { shell, name = command.name }: { readonly shell: Shell; readonly name?: string },
): string {
  const scopes = toScopes(command);
  const words = scopes.flatMap(({ word }) => word ?? []);
  return RENDER[shell](name, scopes, words);
}

/** `words` are those that open a scope: none for a command that is no group. */
type Render = (name: string, scopes: readonly Scope[], words: readonly string[]) => string;

const RENDER: Readonly<Record<Shell, Render>> = {
  bash: renderBash,
  zsh: renderZsh,
  fish: renderFish,
};

function toScopes(command: Command | CommandGroup): Scope[] {
  if ("commands" in command) {
    return command.commands.map((inner) => ({ ...toScopes(inner)[0]!, word: inner.name }));
  }
  return [{
    flags: { ...command.flags, ...COMMON_FLAGS },
    files: command.operands !== undefined,
  }];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function identifier(name: string): string {
  return `_${name.replace(/[^A-Za-z0-9]/g, "_")}_complete`;
}

function renderBash(name: string, scopes: readonly Scope[], words: readonly string[]): string {
  const cases = scopes.map(({ word, flags, files }) => {
    const values = Object.entries(flags)
      .filter(([, { type }]) => type !== "boolean")
      .map(([flag, row]) =>
        `      --${flag}) ${bashReply(row.choices, takesPath(row))}; return ;;`
      );
    const names = Object.keys(flags).map((flag) => `--${flag}`);
    return `  ${word ?? "*"})
    case "$previous" in
${values.join("\n")}
    esac
    if [[ "$current" == -* ]]; then ${bashReply(names)}
    else ${bashReply(undefined, files)}; fi ;;`;
  });
  const first = words.length === 0
    ? ""
    : `  if ((COMP_CWORD == 1)); then ${bashReply(words)}; return; fi\n`;
  return `${identifier(name)}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" IFS=$'\\n'
  # Bash takes the sign of --flag=value for a word.
  if [[ "$previous" == = ]]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if [[ "$current" == = ]]; then current=""; fi
${first}  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
}
complete -o filenames -F ${identifier(name)} ${name}
`;
}

/** Offers `words`, or paths; the words stand on lines of their own, since a path may hold a space. */
function bashReply(words: readonly string[] | undefined, paths = false): string {
  if (words !== undefined) {
    const list = words.map((word) => `${word}\\n`).join("");
    return `COMPREPLY=($(compgen -W $${quote(list)} -- "$current"))`;
  }
  return paths ? `COMPREPLY=($(compgen -f -- "$current"))` : "COMPREPLY=()";
}

function renderZsh(name: string, scopes: readonly Scope[], words: readonly string[]): string {
  const escape = (text: string) => text.replace(/[\[\]:\\]/g, "\\$&");
  const specsOf = ({ flags, files }: Scope) =>
    Object.entries(flags).map(([flag, row]) => {
      const values = row.choices === undefined
        ? takesPath(row) ? "_files" : " "
        : `(${row.choices.join(" ")})`;
      const value = row.type === "boolean" ? "" : `:${escape(row.value ?? "value")}:${values}`;
      return quote(
        `${row.many ? "*" : ""}--${flag}${value === "" ? "" : "="}[${escape(row.help)}]${value}`,
      );
    }).concat(files ? [quote("*:file:_files")] : []).join(" \\\n      ");
  const body = words.length === 0
    ? `  _arguments -s \\\n      ${specsOf(scopes[0]!)}`
    : `  if ((CURRENT == 2)); then compadd ${words.join(" ")}; return; fi
  local chosen=$words[2]
  shift words; ((CURRENT--))
  case $chosen in
${
      scopes.map((scope) => `  ${scope.word})\n    _arguments -s \\\n      ${specsOf(scope)} ;;`)
        .join("\n")
    }
  esac`;
  // Zsh runs the file itself at the first Tab where it lies in $fpath; else it is sourced.
  return `#compdef ${name}
${identifier(name)}() {
${body}
}
if [[ "$funcstack[1]" == "_${name}" ]]; then ${identifier(name)} "$@"
else compdef ${identifier(name)} ${name}; fi
`;
}

function renderFish(name: string, scopes: readonly Scope[], words: readonly string[]): string {
  const lines: string[] = [];
  if (words.length > 0) {
    lines.push(`complete -c ${name} -n __fish_use_subcommand -f -a ${quote(words.join(" "))}`);
  }
  for (const { word, flags, files } of scopes) {
    const when = word === undefined ? "" : ` -n '__fish_seen_subcommand_from ${word}'`;
    if (!files) lines.push(`complete -c ${name}${when} -f`);
    for (const [flag, row] of Object.entries(flags)) {
      const value = row.type === "boolean"
        ? ""
        : row.choices !== undefined
        ? ` -x -a ${quote(row.choices.join(" "))}`
        : takesPath(row)
        ? " -r -F"
        : " -x";
      const short = row.short === undefined ? "" : ` -s ${row.short}`;
      lines.push(`complete -c ${name}${when} -l ${flag}${short}${value} -d ${quote(row.help)}`);
    }
  }
  return lines.join("\n") + "\n";
}
