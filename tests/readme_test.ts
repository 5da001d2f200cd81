import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { Command, CommandGroup } from "../lib/cli/mod.ts";
import { readProject } from "../lib/tasks/read_project.ts";
import { runDeno } from "../lib/tasks/run_deno.ts";
import { PROJECT } from "../lib/tasks/shell.ts";

const README = Deno.readTextFileSync(join(PROJECT, "README.md"));

/** Flags that every command has, whatever its own table says. */
const COMMON = ["progress", "quiet", "stats", "completions", "help", "version"];

/** The commands of `cmd/`, and what `deno task` runs, each with the flags that it takes. */
const FLAGS: ReadonlyMap<string, readonly string[]> = new Map(
  await Promise.all(
    ["cmd", "lib/tasks"].flatMap((folder) =>
      [...Deno.readDirSync(join(PROJECT, folder))].map(async ({ name }) => {
        const { command } = await import(`../${folder}/${name}`) as {
          command?: Command | CommandGroup;
        };
        return command === undefined ? [] : [[command.name, flagsOf(command)] as const];
      })
    ),
  ).then((all) => all.flat()),
);

function flagsOf(command: Command | CommandGroup): string[] {
  return "commands" in command
    ? command.commands.flatMap(flagsOf)
    : [...Object.keys(command.flags), ...COMMON];
}

/** Contents of the fenced blocks of `language`. */
function blocksOf(language: string): string[] {
  return [...README.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, marked]) => marked === language)
    .map(([, , text]) => text!);
}

/** Rows of the table whose head begins with `head`, cell by cell. */
function rowsOf(head: string): string[][] {
  const lines = README.split("\n");
  const begin = lines.findIndex((line) => line.startsWith(`| ${head} `));
  assert(begin >= 0, `no table of ${head}`);
  const end = lines.indexOf("", begin);
  return lines.slice(begin + 2, end).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );
}

Deno.test("README.md lists the commands of cmd/ with what each may do", async () => {
  const { commands } = await readProject(PROJECT);
  const listed = rowsOf("command").map(([call, , may]) => {
    const [, name] = /^`(\w+)/.exec(call!) ?? [];
    return [name, may];
  });
  const real = commands.map(({ name, permissions }) => {
    const kinds = Object.keys(permissions);
    return [name, kinds.length === 0 ? "nothing" : kinds.join(", ")];
  });
  assertEquals(listed.sort(), real.sort());
});

Deno.test("README.md names each host and variable that a command may use", async () => {
  const { commands } = await readProject(PROJECT);
  for (const { name, permissions } of commands) {
    for (const grant of Object.values(permissions)) {
      if (!Array.isArray(grant)) continue;
      for (const one of grant) {
        assert(README.includes(`\`${one.replace(/:443$/, "")}\``), `${name}: ${one}`);
      }
    }
  }
});

Deno.test("README.md calls no command with a flag that it does not take", () => {
  let calls = 0;
  for (const part of blocksOf("").join("").split(/[|\n]|#.*/)) {
    const [first, ...words] = part.trim().replace(/^npx -y deno@[\d.]+ task /, "").split(/\s+/);
    const flags = FLAGS.get(first!);
    if (flags === undefined) continue;
    calls++;
    for (const word of words.filter((word) => word.startsWith("--"))) {
      assert(flags.includes(word.slice(2)), `${first} ${word}`);
    }
  }
  assert(calls > 20, `only ${calls} calls were found`);
});

Deno.test("README.md names no flag in a sentence that nothing takes", () => {
  const known = new Set([...FLAGS.values()].flat());
  const named = [
    ...README.replace(/^```.*?^```$/gms, "").matchAll(/`[^`]*?--([a-z][\w-]*)[^`]*`/g),
  ];
  assert(named.length > 5);
  for (const [text, flag] of named) assert(known.has(flag!), text);
});

Deno.test("README.md names only tasks that deno.json has", () => {
  const { tasks } = JSON.parse(Deno.readTextFileSync(join(PROJECT, "deno.json")));
  const named = [...README.matchAll(/deno(?:@[\d.]+)? task (\w+)/g)];
  assert(named.length > 3);
  for (const [text, task] of named) assert(Object.hasOwn(tasks, task!), text);
});

Deno.test("README.md shows a module that compiles", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [example] = blocksOf("ts");
    const path = join(folder, "example.ts");
    await Deno.writeTextFile(path, example!.replace('"./mod.ts"', `"${join(PROJECT, "mod.ts")}"`));
    const config = join(PROJECT, "deno.json");
    await runDeno(["check", "-q", "--config", config, path], {
      deno: Deno.execPath(),
      cwd: PROJECT,
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("lib/README.md names only files that are there", () => {
  const text = Deno.readTextFileSync(join(PROJECT, "lib/README.md"));
  const named = [...text.matchAll(/`([./\w]+\/\w+\.ts)`/g)].map(([, path]) => path!);
  assert(named.length > 25);
  for (const path of named) assert(Deno.statSync(join(PROJECT, "lib", path)).isFile, path);
});

Deno.test("README.md gives the notices that TMDB and TVmaze ask for", () => {
  const text = README.replaceAll("\n", " ");
  assert(text.includes("This product uses the TMDB API but is not endorsed or certified by TMDB."));
  assert(/TVmaze.*CC BY-SA/.test(text));
});
