import { assert, assertEquals } from "@std/assert";
import { SHELLS } from "../../lib/cli/common_flags.ts";
import { renderCompletions } from "../../lib/cli/completions.ts";
import { CATALOG, PLAN } from "./_commands.ts";

const INSTALLED = new Set<string>();
for (const shell of SHELLS) {
  try {
    await new Deno.Command(shell, { args: ["-c", "true"], stdout: "null", stderr: "null" })
      .output();
    INSTALLED.add(shell);
  } catch {
    const line = `completions_test: ${shell} is not installed, so its tests are left out\n`;
    Deno.stderr.writeSync(new TextEncoder().encode(line));
  }
}

/** Runs `script` in a folder that holds "my film.mkv" and "more/", and gives its lines, sorted. */
async function runIn(shell: string, script: string): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/more`);
    await Deno.writeTextFile(`${folder}/my film.mkv`, "");
    const { stdout, stderr } = await new Deno.Command(shell, {
      args: ["-c", script],
      cwd: folder,
      env: { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    }).output();
    assertEquals(new TextDecoder().decode(stderr), "");
    return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "").sort();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const shell of SHELLS) {
  for (const command of [PLAN, CATALOG]) {
    Deno.test({
      name: `renderCompletions() writes a script for ${command.name} that ${shell} can read`,
      ignore: !INSTALLED.has(shell),
      async fn() {
        const script = await Deno.makeTempFile();
        try {
          await Deno.writeTextFile(script, renderCompletions(command, { shell }));
          const { code, stderr } = await new Deno.Command(shell, { args: ["-n", script] }).output();
          assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
        } finally {
          await Deno.remove(script);
        }
      },
    });
  }
}

/** What is typed, the last word not yet whole, and what is offered. */
const OFFERED: readonly { words: string[]; offers: string[] }[] = [
  { words: ["plan", "--ac"], offers: ["--action"] },
  { words: ["plan", "--lim"], offers: ["--limit"] },
  { words: ["plan", "--action", ""], offers: ["copy", "move"] },
  { words: ["plan", "--action", "m"], offers: ["move"] },
  { words: ["plan", "--offline", "--act"], offers: ["--action"] },
  { words: ["plan", "--library", "m"], offers: ["more", "my film.mkv"] },
  { words: ["plan", "m"], offers: ["more", "my film.mkv"] },
  { words: ["plan", "--progress", "js"], offers: ["json"] },
  { words: ["catalog", ""], offers: ["build", "show"] },
  { words: ["catalog", "b"], offers: ["build"] },
  { words: ["catalog", "build", "--out"], offers: ["--output"] },
  { words: ["catalog", "build", "m"], offers: ["more", "my film.mkv"] },
  { words: ["catalog", "show", "--out"], offers: [] },
  { words: ["catalog", "show", "m"], offers: [] },
];

const COMMANDS = { plan: PLAN, catalog: CATALOG };

for (const { words, offers } of OFFERED) {
  const command = COMMANDS[words[0] as keyof typeof COMMANDS];
  const line = words.join(" ");

  Deno.test({
    name: `renderCompletions() offers ${offers.join(", ") || "nothing"} after "${line}" in bash`,
    ignore: !INSTALLED.has("bash"),
    async fn() {
      const script = renderCompletions(command, { shell: "bash" });
      const typed = words.map((word) => `'${word}'`).join(" ");
      const offered = await runIn(
        "bash",
        `${script}
COMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; COMPREPLY=()
_${command.name}_complete; printf '%s\\n' "\${COMPREPLY[@]}"`,
      );
      assertEquals(offered, offers);
    },
  });

  Deno.test({
    name: `renderCompletions() offers ${offers.join(", ") || "nothing"} after "${line}" in fish`,
    ignore: !INSTALLED.has("fish"),
    async fn() {
      const script = renderCompletions(command, { shell: "fish" });
      const offered = await runIn("fish", `${script}\ncomplete -C '${line}'`);
      // Fish adds what the word means, and the slash of a folder.
      assertEquals(offered.map((one) => one.replace(/\t.*|\/$/g, "")), offers);
    },
  });
}

/** Zsh completes only at a prompt, so that this gives it one and notes what `compadd` is called with. */
const ZSH_PROMPT = `
autoload -Uz compinit && compinit -u -D
SCRIPT
compadd() {
  local -a found
  builtin compadd -A found "$@"
  print -rl -- $found >> "$NOTES"
  builtin compadd "$@"
}
note() { zle complete-word; exit }
zle -N note
bindkey "^I" note
`;

async function completeInZsh(script: string, line: string): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/films/more`, { recursive: true });
    await Deno.writeTextFile(`${folder}/films/my film.mkv`, "");
    await Deno.writeTextFile(`${folder}/notes`, "");
    await Deno.writeTextFile(`${folder}/.zshrc`, ZSH_PROMPT.replace("SCRIPT", () => script));
    const drive = `zmodload zsh/zpty
zpty shell "cd ${folder}/films && ZDOTDIR=${folder} NOTES=${folder}/notes TERM=dumb zsh -i"
zpty -w -n shell ${JSON.stringify(line)}$'\\t'
while zpty -r shell line 2>/dev/null; do :; done`;
    await new Deno.Command("zsh", {
      args: ["-f", "-c", drive],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    const notes = await Deno.readTextFile(`${folder}/notes`);
    return [...new Set(notes.split("\n").filter((one) => one !== ""))].sort();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const { words, offers } of OFFERED) {
  const line = words.join(" ");
  Deno.test({
    name: `renderCompletions() offers ${offers.join(", ") || "nothing"} after "${line}" in zsh`,
    ignore: !INSTALLED.has("zsh"),
    async fn() {
      const command = COMMANDS[words[0] as keyof typeof COMMANDS];
      const script = renderCompletions(command, { shell: "zsh" });
      const offered = await completeInZsh(script, line);
      assertEquals(offered.map((one) => one.replace(/[=/]$/, "").replace("\\ ", " ")), offers);
    },
  });
}

Deno.test({
  name: "renderCompletions() knows --flag=value, which bash takes for three words",
  ignore: !INSTALLED.has("bash"),
  async fn() {
    const script = renderCompletions(PLAN, { shell: "bash" });
    for (const [words, offers] of [[["=", "m"], ["move"]], [["="], ["copy", "move"]]] as const) {
      const offered = await runIn(
        "bash",
        `${script}
COMP_WORDS=(plan --action ${words.join(" ")}); COMP_CWORD=${words.length + 1}; COMPREPLY=()
_plan_complete; printf '%s\\n' "\${COMPREPLY[@]}"`,
      );
      assertEquals(offered, offers as unknown as string[]);
    }
  },
});

Deno.test("renderCompletions() takes the name that a command is installed under", () => {
  for (const shell of SHELLS) {
    const script = renderCompletions(PLAN, { shell, name: "shelve-plan" });
    assert(/(complete|compdef).* shelve-plan/.test(script), script);
    assert(!/(complete|compdef|-c) (\S+ )*plan\b/.test(script), script);
  }
});
