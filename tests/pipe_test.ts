import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { type DemoFile, layOut, takeFingerprints } from "../lib/tasks/lay_out.ts";
import { PROJECT, runShell, type ShellResult } from "../lib/tasks/shell.ts";

/** The whole pipe as a user runs it, on a folder of its own: `run` gets the shell and the folder. */
async function inFolder(
  run: (shell: (line: string) => Promise<ShellResult>, root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  const env = {
    XDG_STATE_HOME: join(root, "state"),
    IN: join(root, "in"),
    OUT: join(root, "out"),
    DB: join(root, "titles.db"),
    TMP: root,
  };
  try {
    await layOut(env.IN, await readDemo());
    await Deno.mkdir(env.OUT);
    const shell = (line: string) => runShell(`set -o pipefail\n${line}`, { env });
    const built = await shell('catalog build fixtures/catalog.ndjson --output "$DB"');
    assertEquals(built.code, 0, built.stderr);
    await run(shell, root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function readDemo(): Promise<DemoFile[]> {
  const text = await Deno.readTextFile(join(PROJECT, "fixtures/demo.ndjson"));
  return text.trim().split("\n").map((line) => JSON.parse(line));
}

const PIPE = 'scan "$IN" | parse | enrich --offline --catalog "$DB" | plan --library "$OUT"';

/** Where the demo's files belong: written by hand from the servers' rules, not by running the code. */
const EXPECTED = [
  "Movies/The Matrix (1999) {tmdb-603}/The Matrix (1999) {tmdb-603}.mkv",
  "Movies/The Matrix (1999) {tmdb-603}/The Matrix (1999) {tmdb-603}.en.srt",
  "Movies/The Matrix (1999) {tmdb-603}/The Matrix (1999) {tmdb-603}.de.forced.srt",
  "Movies/Dune (1984) {tmdb-841} {edition-Remastered}/Dune (1984) {tmdb-841} {edition-Remastered}.mkv",
  "Movies/Dune (2021) {tmdb-438631}/Dune (2021) {tmdb-438631}.mkv",
  "Movies/Crash (1996) {tmdb-884}/Crash (1996) {tmdb-884}.avi",
  "Movies/The Godfather (1972) {tmdb-238}/The Godfather (1972) {tmdb-238} - pt1.avi",
  "Movies/The Godfather (1972) {tmdb-238}/The Godfather (1972) {tmdb-238} - pt2.avi",
  "Movies/Amélie (2001) {tmdb-194}/Amélie (2001) {tmdb-194}.fr.srt",
  "Movies/Parasite (2019) {tmdb-496243}/Parasite (2019) {tmdb-496243}.mkv",
  "TV Shows/Breaking Bad (2008) {tmdb-1396}/Season 01/Breaking Bad (2008) - s01e01 - Pilot.mkv",
  "TV Shows/Chernobyl (2019) {tmdb-87108}/Season 01/Chernobyl (2019) - s01e01 - 1-23-45.mkv",
];

Deno.test("the pipe puts files where the servers look, and undo puts every one back", async () => {
  await inFolder(async (shell, root) => {
    const before = await takeFingerprints(join(root, "in"));
    const run = await shell(`${PIPE} | apply --library "$OUT" > "$TMP/done.ndjson"`);
    // Some records fail on purpose: two releases of one film claim one name.
    assertEquals(run.code, 1, run.stderr);
    const placed = await takeFingerprints(join(root, "out"));
    for (const path of EXPECTED) assert(placed.has(path), `${path} is missing`);
    const matrix = "The.Matrix.1999.1080p.BluRay.x264-SPARKS";
    assertEquals(placed.get(EXPECTED[0]!), before.get(`${matrix}/${matrix}.mkv`));

    const undone = await shell('undo < "$TMP/done.ndjson"');
    assertEquals(undone.code, 0, undone.stderr);
    assertEquals(await takeFingerprints(join(root, "in")), before);
    assertEquals([...(await takeFingerprints(join(root, "out"))).keys()], []);
  });
});

Deno.test("shelve writes what the pipe writes, in one process", async () => {
  await inFolder(async (shell) => {
    const flags = '--offline --catalog "$DB" --library "$OUT"';
    const [pipe, one] = [await shell(PIPE), await shell(`shelve ${flags} "$IN"`)];
    assertEquals(one.code, pipe.code, one.stderr);
    assertEquals(one.stdout, pipe.stdout);
    assertEquals((await shell(`shelve --whole ${flags} "$IN"`)).code, pipe.code);
    const { stderr } = await shell("shelve --library /media --catalog none.db");
    assertStringIncludes(stderr, "shelve: DIR is needed");
    const refused = await shell('shelve "$IN"');
    assertEquals(refused.stderr.split("\n").length, 3, refused.stderr);
  });
});

Deno.test("the pipe does nothing the second time", async () => {
  await inFolder(async (shell, root) => {
    await shell(`${PIPE} > "$TMP/plan.ndjson"`);
    await shell('apply --library "$OUT" < "$TMP/plan.ndjson"');
    const [input, output] = [join(root, "in"), join(root, "out")];
    const first = [await takeFingerprints(input), await takeFingerprints(output)];
    const again = await shell('apply --library "$OUT" < "$TMP/plan.ndjson"');
    const done = again.stdout.trim().split("\n").map((line) => JSON.parse(line))
      .filter(({ result }) => result?.status === "done");
    assertEquals(done, []);
    assertEquals([await takeFingerprints(input), await takeFingerprints(output)], first);
  });
});

Deno.test("the pipe gives the same bytes however the stream is cut", async () => {
  await inFolder(async (shell) => {
    const whole = await shell(PIPE);
    const single = await shell(
      'scan "$IN" | while IFS= read -r line; do printf "%s\\n" "$line"; sleep 0.002; done' +
        ' | parse | enrich --offline --catalog "$DB" | plan --library "$OUT"',
    );
    assertEquals(single.stdout, whole.stdout);
  });
});

Deno.test("the pipe ends quietly when its reader leaves", async () => {
  await inFolder(async (shell) => {
    const { code, stdout, stderr } = await shell(
      'scan "$IN" "$IN" | parse | enrich --offline --catalog "$DB" | head -1',
    );
    assertEquals(stdout.trim().split("\n").length, 1);
    assertEquals([code, stderr.includes("BrokenPipe")], [0, false], stderr);
  });
});

Deno.test("apply plans what has no plan", async () => {
  await inFolder(async (shell, root) => {
    const { stdout } = await shell(
      'scan "$IN" | parse | enrich --offline --catalog "$DB" | apply --library "$OUT"',
    );
    assertStringIncludes(stdout, '"result":{"status":"done"');
    assert((await takeFingerprints(join(root, "out"))).has(EXPECTED[0]!));
  });
});

Deno.test("a record that failed passes by all that follow, and none is lost", async () => {
  await inFolder(async (shell) => {
    const { code, stdout } = await shell(
      `(echo "no json"; echo '{"file":5}'; scan "$IN/no such folder"; scan "$IN") | parse` +
        ' | enrich --offline --catalog "$DB" | plan --library "$OUT"',
    );
    const records = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const scanned = (await shell('scan "$IN"')).stdout.trim().split("\n").length;
    assertEquals(records.length, scanned + 3);
    // The first line is a name like any other to parse, and nothing that the catalog knows.
    assertEquals(records[0].match.status, "none");
    assertEquals(
      records.slice(1, 3).map(({ errors }) => errors[0].code),
      ["invalid_record", "not_found"],
    );
    assertEquals(code, 1);
  });
});

const jq = await hasJq();

Deno.test({
  name: "jq between any two commands chooses what goes on",
  ignore: !jq,
  fn: () =>
    inFolder(async (shell, root) => {
      const { code, stderr } = await shell(
        `scan "$IN" | jq -c 'select(.file.path | test("Dune"))' | parse | jq -c .` +
          ' | enrich --offline --catalog "$DB" | jq -c \'select(.match.status == "sure")\'' +
          ' | plan --library "$OUT" | jq -c . | apply --library "$OUT" | tee "$TMP/done.ndjson" | jq -c .',
      );
      assertEquals(code, 0, stderr);
      assertEquals((await takeFingerprints(join(root, "out"))).size, 2);
      const some = `jq -c 'select(.match.year == 1984)' "$TMP/done.ndjson" | undo`;
      assertEquals((await shell(some)).code, 0);
      assertEquals((await takeFingerprints(join(root, "out"))).size, 1);
    }),
});

async function hasJq(): Promise<boolean> {
  const { code } = await runShell("command -v jq");
  if (code !== 0) {
    Deno.stderr.writeSync(new TextEncoder().encode("skipped: a test needs jq, which is absent\n"));
  }
  return code === 0;
}
