import { assert, assertEquals } from "@std/assert";
import { type Shell, SHELLS } from "../../lib/cli/common_flags.ts";
import { renderCompletions } from "../../lib/cli/completions.ts";
import { makeFolder } from "../make_folder.ts";
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
  using folder = makeFolder();
  const { path } = folder;
  await Deno.mkdir(`${path}/more`);
  await Deno.writeTextFile(`${path}/my film.mkv`, "");
  const { stdout, stderr } = await new Deno.Command(shell, {
    args: ["-c", script],
    cwd: path,
    env: { HOME: path, XDG_CONFIG_HOME: path, XDG_DATA_HOME: path },
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "").sort();
}

for (const shell of SHELLS) {
  for (const command of [PLAN, CATALOG]) {
    Deno.test({
      name: `renderCompletions() writes a script for ${command.name} that ${shell} can read`,
      ignore: !INSTALLED.has(shell),
      async fn() {
        using folder = makeFolder();
        const script = `${folder.path}/script`;
        await Deno.writeTextFile(script, renderCompletions(command, { shell }));
        const { code, stderr } = await new Deno.Command(shell, { args: ["-n", script] }).output();
        assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
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

/** What each shell offers behind `words`, of which the last is not yet whole. */
const COMPLETE: Readonly<Record<Shell, (script: string, words: string[]) => Promise<string[]>>> = {
  bash: (script, words) =>
    runIn(
      "bash",
      `${script}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
COMPREPLY=(); _${words[0]}_complete; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ),
  async fish(script, words) {
    const offered = await runIn("fish", `${script}\ncomplete -C '${words.join(" ")}'`);
    // Fish adds what the word means, and the slash of a folder.
    return offered.map((one) => one.replace(/\t.*|\/$/g, ""));
  },
  async zsh(script, words) {
    using folder = makeFolder();
    const { path } = folder;
    await Deno.mkdir(`${path}/films/more`, { recursive: true });
    await Deno.writeTextFile(`${path}/films/my film.mkv`, "");
    await Deno.writeTextFile(`${path}/notes`, "");
    await Deno.writeTextFile(`${path}/.zshrc`, ZSH_PROMPT.replace("SCRIPT", () => script));
    const drive = `zmodload zsh/zpty
zpty shell "cd ${path}/films && ZDOTDIR=${path} NOTES=${path}/notes TERM=dumb zsh -i"
zpty -w -n shell ${JSON.stringify(words.join(" "))}$'\\t'
while zpty -r shell line 2>/dev/null; do :; done`;
    await new Deno.Command("zsh", {
      args: ["-f", "-c", drive],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    const notes = new Set((await Deno.readTextFile(`${path}/notes`)).split("\n").filter(Boolean));
    return [...notes].sort().map((one) => one.replace(/[=/]$/, "").replace("\\ ", " "));
  },
};

for (const { words, offers } of OFFERED) {
  for (const shell of SHELLS) {
    const [offered, line] = [offers.join(", ") || "nothing", words.join(" ")];
    Deno.test({
      name: `renderCompletions() offers ${offered} after "${line}" in ${shell}`,
      ignore: !INSTALLED.has(shell),
      async fn() {
        const command = COMMANDS[words[0] as keyof typeof COMMANDS];
        const script = renderCompletions(command, { shell });
        assertEquals(await COMPLETE[shell](script, words), offers);
      },
    });
  }
}

Deno.test({
  name: "renderCompletions() knows --flag=value, which bash takes for three words",
  ignore: !INSTALLED.has("bash"),
  async fn() {
    const script = renderCompletions(PLAN, { shell: "bash" });
    for (const [words, offers] of [[["=", "m"], ["move"]], [["="], ["copy", "move"]]] as const) {
      const offered = await COMPLETE.bash(script, ["plan", "--action", ...words]);
      assertEquals(offered, [...offers]);
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
