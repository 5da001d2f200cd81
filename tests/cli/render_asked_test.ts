import { assertEquals, assertMatch } from "@std/assert";
import { CATALOG, PLAN } from "./_commands.ts";
import { run } from "./_run.ts";

Deno.test("main() shows help and version without what is needed otherwise", async () => {
  const help = await run(PLAN, ["--help"]);
  assertEquals(help.code, 0);
  assertMatch(help.stdout(), /^Decide where each file belongs\n\nUsage: plan/);
  assertEquals((await run(PLAN, ["-h"])).stdout(), help.stdout());
  assertMatch((await run(PLAN, ["--version"])).stdout(), /^plan \d+\.\d+\.\d+\n$/);
  assertMatch((await run(PLAN, ["--completions", "fish"])).stdout(), /^complete -c plan/);
});

Deno.test("main() calls a command as the user does, and its stage by its own name", async () => {
  const options = { called: (name: string) => `shelve-${name}`, input: ["x\n"] };
  const said = async (...args: string[]) => {
    const { stdout, stderr } = await run(PLAN, args, options);
    return stdout() + stderr();
  };
  assertMatch(await said("--help"), /^Usage: shelve-plan /m);
  assertMatch(await said("--version"), /^shelve-plan \d/);
  assertMatch(await said("--completions", "fish"), /^complete -c shelve-plan/);
  assertMatch(await said("--nothing"), /^shelve-plan: .*\nTry: shelve-plan --help\n$/);
  assertMatch(
    await said("--library", "/media"),
    /"stage":"plan".*\nshelve-plan: Cannot read a line/,
  );
  assertMatch(
    (await run(CATALOG, ["build", "--help"], options)).stdout(),
    /^Usage: shelve-catalog build/m,
  );
});

Deno.test("main() runs the command of a group that the first argument names", async () => {
  const built = await run(CATALOG, ["build", "a.tsv", "--output", "x.db"]);
  assertEquals([built.code, built.stderr()], [0, "catalog build: built of a.tsv\n"]);
  assertEquals((await run(CATALOG, ["show"])).code, 3);
  const help = await run(CATALOG, ["build", "--help"]);
  assertMatch(help.stdout(), /^Make a catalog\n\nUsage: catalog build \[FLAGS\] FILE…\n/);
});

const GROUP_ERRORS: readonly [args: string[], message: string][] = [
  [[], "catalog: A command is needed: build, show\nTry: catalog --help\n"],
  [["biuld"], 'catalog: There is no command "biuld": did you mean build?\nTry: catalog --help\n'],
  [["zzz"], 'catalog: There is no command "zzz"\nTry: catalog --help\n'],
  [["\x1b[2J"], 'catalog: There is no command "\\u001b[2J"\nTry: catalog --help\n'],
  [["--hlep"], "catalog: There is no flag --hlep: did you mean --help?\nTry: catalog --help\n"],
  [["build"], "catalog build: --output DB is needed\nTry: catalog build --help\n"],
];

for (const [args, message] of GROUP_ERRORS) {
  Deno.test(`main() gives 2 for "catalog ${args.join(" ")}"`, async () => {
    const { code, stderr } = await run(CATALOG, args);
    assertEquals([code, stderr()], [2, message]);
  });
}

Deno.test("main() shows help, version and one script of a group", async () => {
  assertMatch((await run(CATALOG, ["--help"])).stdout(), /Commands:\n {2}build/);
  assertMatch((await run(CATALOG, ["--version"])).stdout(), /^catalog \d/);
  const script = (await run(CATALOG, ["--completions", "bash"])).stdout();
  assertMatch(script, /complete -o filenames -F _catalog_complete catalog\n/);
  assertEquals((await run(CATALOG, ["build", "--completions", "bash"])).stdout(), script);
});
