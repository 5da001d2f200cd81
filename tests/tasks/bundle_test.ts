import { assertEquals } from "@std/assert";
import { basename, dirname, join } from "@std/path";
import { RUN_FLAGS } from "../../lib/tasks/bundle_commands.ts";
import { layOut } from "../../lib/tasks/lay_out.ts";
import { readProject } from "../../lib/tasks/read_project.ts";
import { runDeno } from "../../lib/tasks/run_deno.ts";
import { PROJECT, runShell } from "../../lib/tasks/shell.ts";
import { tryPipe } from "./_try_pipe.ts";
import { inFolder, runTask } from "./_project.ts";

Deno.test("bundle writes commands that do the main job and undo it", async () => {
  await inFolder(async (cwd) => {
    const { code, stderr } = await runTask("bundle", { args: ["--output", "out"], cwd });
    assertEquals([code, stderr], [0, ""]);
    const { version, commands } = await readProject(PROJECT);
    for (const { name, flags } of commands) {
      const text = await Deno.readTextFile(join(cwd, `out/${name}.js`));
      const run = ["#!/usr/bin/env -S deno run", ...RUN_FLAGS, ...flags.map(toShort)].join(" ");
      assertEquals(text.split("\n", 2), [run, `// ${name} of Shelve ${version}`]);
    }
    const deno = dirname(Deno.execPath());
    await tryPipe({ path: `${join(cwd, "out")}:${deno}:/usr/bin:/bin`, suffix: ".js" });
  });
});

/** Deno's own short forms: a first line has 255 bytes at most. */
function toShort(flag: string): string {
  const [name = "", ...scope] = flag.split("=");
  const short: Record<string, string> = {
    "--allow-read": "-R",
    "--allow-write": "-W",
    "--allow-net": "-N",
    "--allow-env": "-E",
  };
  return [short[name] ?? name, ...scope].join("=")
    .replace("$XDG_CACHE_HOME/", "${HOME}/.cache/")
    .replace("XDG_CACHE_HOME,", "");
}

Deno.test("bundle changes nothing that a command says", async () => {
  await inFolder(async (cwd) => {
    await runTask("bundle", { args: ["--output", "out"], cwd });
    const demo = await Deno.readTextFile(join(PROJECT, "fixtures/demo.ndjson"));
    const files = demo.trim().split("\n").map((line) => JSON.parse(line));
    await layOut(join(cwd, "in"), files);
    const bundled = ["scan", "parse", "enrich", "plan", "catalog", "shelve"]
      .map((name) =>
        `${name}() { "$DENO" run -q --no-prompt -A --no-config "$OUT/${name}.js" "$@"; }`
      )
      .join("\n");
    const lines = [
      'catalog build "$PROJECT/fixtures/catalog.ndjson" --output titles.db',
      "scan in | parse --explain | enrich --catalog titles.db | plan --library library",
      "shelve in --catalog titles.db --library library",
      "scan nowhere; scan --hlep; echo '{}' | plan --library library; plan",
    ];
    for (const line of lines) {
      const env = { OUT: join(cwd, "out") };
      const plain = await runShell(line, { cwd, env });
      const result = await runShell(`${bundled}\n${line}`, { cwd, env });
      assertEquals(result, plain);
    }
  });
});

Deno.test("bundle closes every file that its source closes", async () => {
  await inFolder(async (cwd) => {
    const sources = (await readProject(PROJECT)).commands.map(({ source }) => source);
    const count = async (...flags: string[]) => {
      const args = ["bundle", "-q", ...flags, "--outdir", join(cwd, "out"), ...sources];
      await runDeno(args, { deno: Deno.execPath(), cwd: PROJECT });
      const texts = sources.map((path) =>
        Deno.readTextFileSync(join(cwd, "out", basename(path).replace(/ts$/, "js")))
      );
      return texts.map((text) => text.match(/\busing \w+\s?=/g)?.length ?? 0);
    };
    // esbuild writes `using file = open(); file.sync()` as `open().sync()`, which is never closed.
    assertEquals(await count("--minify"), await count());
  });
});
