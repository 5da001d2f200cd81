import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { layOut } from "../lib/tasks/lay_out.ts";
import { PROJECT, runShell } from "../lib/tasks/shell.ts";

const README = await Deno.readTextFile(join(PROJECT, "README.md"));

/** The commands of the block under `heading`, a line each, without their comments. */
function linesUnder(heading: string): string[] {
  const block = README.split(`## ${heading}\n`)[1]!.split("```\n").find((text) =>
    text.includes("scan ")
  );
  return block!.trim().split("\n").map((line) => line.replace(/ +# .*/, ""));
}

/** A home with a messy folder, a library, a catalog, and what the lines of the README read. */
async function withHome(use: (run: typeof runShell, home: string) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  const DENO_DIR = Deno.env.get("DENO_DIR") ?? join(Deno.env.get("HOME")!, ".cache/deno");
  const env = { HOME: home, DENO_DIR, XDG_CACHE_HOME: "", XDG_CONFIG_HOME: "", XDG_STATE_HOME: "" };
  const run: typeof runShell = (line) =>
    runShell(`set -o pipefail; DIR=~/Downloads; cd; ${line.replaceAll("DIR", '"$DIR"')}`, { env });
  try {
    const demo = await Deno.readTextFile(join(PROJECT, "fixtures/demo.ndjson"));
    const files = demo.trim().split("\n").map((line) => JSON.parse(line));
    for (const folder of ["Downloads", "TV"]) await layOut(join(home, folder), files);
    for (const folder of ["Media", ".config/shelve", "fixtures"]) {
      await Deno.mkdir(join(home, folder), { recursive: true });
    }
    const rows = "fixtures/catalog.ndjson";
    await Deno.copyFile(join(PROJECT, rows), join(home, rows));
    const { code, stderr } = await run(
      `catalog build ${rows} --output ~/.config/shelve/catalog.db
      scan ~/Downloads | parse | enrich > enriched.ndjson
      plan --library ~/Media < enriched.ndjson | tee plan.ndjson > out.ndjson; :`,
    );
    assertEquals(code, 0, stderr);
    await use(run, home);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

const hasJq = (await runShell("command -v jq")).code === 0;
if (!hasJq) {
  const text = "readme_run_test: jq is not installed, so the lines of the README are not run\n";
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}

Deno.test({
  name: "README.md shows under Install how files go to a library and back",
  ignore: !hasJq,
  fn: () =>
    withHome(async (run, home) => {
      const lines = linesUnder("Install").filter((line) => !line.startsWith("npx"));
      for (const line of lines) {
        const { code, stderr } = await run(line);
        assert(code <= 1, `${line}\n${stderr}`);
        if (line.startsWith("apply")) assert([...Deno.readDirSync(join(home, "Media"))].length > 0);
      }
      assert(lines.length > 5);
      assertEquals([...Deno.readDirSync(join(home, "Media"))], []);
    }),
});

for (const line of linesUnder("More that works")) {
  Deno.test({
    name: `README.md shows what works: ${line}`,
    ignore: !hasJq,
    fn: () =>
      withHome(async (run) => {
        if (line.includes("done.ndjson")) await run("apply < plan.ndjson > done.ndjson");
        const { code, stdout, stderr } = await run(line);
        // A second release of one film fails on purpose.
        assert(code <= 1 && !stderr.includes("Try: "), `${line}\n${stderr}`);
        assert(stdout !== "" || line.includes(" sh "), `${line} gives nothing\n${stderr}`);
      }),
  });
}
