import { assertEquals, assertStringIncludes } from "@std/assert";
import { BLADE_RUNNER, movie, withoutMatch } from "../plan/_records.ts";

const COMMAND = new URL("../../cmd/plan.ts", import.meta.url).pathname;

/** Runs `plan` with the permissions that it ships with: none. */
async function run(args: readonly string[], input: string, cwd?: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", "-P=plan", COMMAND, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...(cwd === undefined ? {} : { cwd }),
  }).spawn();
  const writer = child.stdin.getWriter();
  // A command that refuses its flags reads nothing.
  await writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
  const { code, stdout, stderr } = await child.output();
  return {
    code,
    records: new TextDecoder().decode(stdout).split("\n").filter(Boolean).map((line) =>
      JSON.parse(line)
    ),
    stderr: new TextDecoder().decode(stderr).trim().split("\n"),
  };
}

const INPUT = [
  movie("/dl/a.mkv", BLADE_RUNNER),
  movie("/dl/b.mkv", { status: "ambiguous" }),
].map((record) => JSON.stringify(record) + "\n").join("");

Deno.test("plan adds a plan to each record and says how many of each", async () => {
  const { code, records, stderr } = await run(["--library", "/media"], INPUT);
  assertEquals(code, 0);
  assertEquals(records.map(({ plan }) => plan.reason ?? plan.target), [
    "/media/Movies/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}.mkv",
    "ambiguous",
  ]);
  assertEquals(stderr, ["plan: 1 to move, 1 stay (1 ambiguous)"]);
});

Deno.test("plan takes folders that are relative to where it runs", async () => {
  const { records } = await run(["--movies", "films/../Films"], INPUT, "/");
  assertEquals(
    records[0].plan.target,
    "/Films/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}.mkv",
  );
});

Deno.test("plan exits 1 and says why if records failed", async () => {
  const lines = INPUT + INPUT + "no json\n" + '{"file":{"path":"/x"}}\n' +
    '{"file":{"path":"/x"},"parsed":{"kind":"movie","title":7}}\n' +
    JSON.stringify(withoutMatch(movie("/dl/c.mkv"))) + "\n";
  const { code, records, stderr } = await run(["--library=/media"], lines);
  assertEquals(code, 1);
  assertEquals(records.map(({ errors }) => errors?.[0].code), [
    undefined,
    undefined,
    "target_claimed",
    undefined,
    "invalid_json",
    "missing_field",
    "invalid_record",
    "missing_field",
  ]);
  assertEquals(stderr.length, 6);
});

Deno.test("plan --from-names needs no match", async () => {
  const record = withoutMatch(movie("/dl/c.mkv", {}, { title: "Heat", year: 1995 }));
  const { code, records } = await run(
    ["--from-names", "--library", "/media"],
    JSON.stringify(record),
  );
  assertEquals([code, records[0].plan.target], [0, "/media/Movies/Heat (1995)/Heat (1995).mkv"]);
});

Deno.test("plan without a library exits 2 with one sentence", async () => {
  const { code, records, stderr } = await run([], INPUT);
  assertEquals([code, records], [2, []]);
  assertStringIncludes(stderr[0]!, "Name the folder of your library with --library DIR");
});
