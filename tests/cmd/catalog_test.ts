import { assertEquals, assertStringIncludes } from "@std/assert";
import { existsSync } from "@std/fs";
import { makeFolder } from "../make_folder.ts";
import { makeCatalog } from "../enrich/small_catalog.ts";
import { runCommand, startCommand } from "./_run.ts";

const ROWS = new URL("../../fixtures/catalog.ndjson", import.meta.url).pathname;

function run(...args: readonly string[]) {
  return runCommand("catalog", { args });
}

Deno.test("catalog build makes a catalog that catalog info reads", async () => {
  using folder = makeFolder();
  const output = `${folder.path}/catalog.db`;
  const built = await run("build", ROWS, "--output", output);
  const info = await run("info", output);
  assertEquals([built.code, built.stdout, info.code], [0, "", 0]);
  assertStringIncludes(built.stderr, "holds 102 films and shows");
  assertEquals(JSON.parse(info.stdout).titles, 102);
});

Deno.test("catalog search shows what enrich would make of a title", async () => {
  using catalog = await makeCatalog();
  const found = async (...args: readonly string[]) => {
    const { code, stdout } = await run("search", "--catalog", catalog.path, ...args);
    assertEquals(code, 0);
    const { match } = JSON.parse(stdout);
    return [match.status, match.kind, match.ids?.tmdb, match.candidates?.length];
  };
  assertEquals(await found("--year", "1986", "Heat"), ["sure", "movie", 42023, 3]);
  assertEquals(await found("--kind", "episode", "Fargo"), ["likely", "episode", 60622, 1]);
  assertEquals(await found("no such title at all"), ["none", undefined, undefined, undefined]);
});

Deno.test("catalog build leaves the old catalog as it was where it is killed", async () => {
  using folder = makeFolder();
  const [output, pipe] = [`${folder.path}/catalog.db`, `${folder.path}/rows`];
  await run("build", ROWS, "--output", output);
  const before = await Deno.readFile(output);
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  const build = startCommand("catalog", { args: ["build", pipe, "--output", output] });
  // Rows without an end, so that it is killed while it builds.
  const rows = await Deno.open(pipe, { write: true });
  const row = '{"tmdb_id":1,"title":"A"}\n';
  await rows.write(new TextEncoder().encode(row.repeat(1000)));
  while (!existsSync(`${output}.partial`)) await rows.write(new TextEncoder().encode(row));
  build.kill("SIGKILL");
  await Promise.all([build.stdin.close(), build.output()]);
  rows.close();
  assertEquals(await Deno.readFile(output), before);
  const again = await run("build", ROWS, "--output", output);
  const left = [...Deno.readDirSync(folder.path)].map(({ name }) => name).sort();
  assertEquals([again.code, left], [0, ["catalog.db", "rows"]]);
});

Deno.test("catalog build counts bad lines and exits with 1", async () => {
  using folder = makeFolder();
  await Deno.writeTextFile(`${folder.path}/rows`, '{"tmdb_id":1,"title":"A"}\nno json\n');
  const { code, stderr } = await run(
    "build",
    `${folder.path}/rows`,
    "--output",
    `${folder.path}/catalog.db`,
  );
  assertEquals(code, 1);
  assertStringIncludes(stderr, "Cannot read line 2");
  assertStringIncludes(stderr, "holds 1 films and shows, 1 of the lines left out");
});

Deno.test("catalog says what is missing", async () => {
  const [none, noOutput, noFile, noCatalog] = await Promise.all([
    run(),
    run("build", ROWS),
    run("build", "/no/such/file", "--output", "/dev/null/catalog.db"),
    run("info", ROWS),
  ]);
  assertEquals([none.code, noOutput.code, noFile.code, noCatalog.code], [2, 2, 1, 2]);
  assertStringIncludes(none.stderr, "build");
  assertStringIncludes(noOutput.stderr, "--output");
  assertStringIncludes(noFile.stderr, 'Cannot write "/dev/null/catalog.db"');
  assertStringIncludes(noCatalog.stderr, "Cannot use the catalog");
});
