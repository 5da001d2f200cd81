import { assertEquals, assertStringIncludes } from "@std/assert";
import { BLADE_RUNNER, movie, withoutMatch } from "../plan/_records.ts";
import { runCommand } from "./_run.ts";

/** Runs `plan` with the permissions that it ships with: none. */
async function run(args: readonly string[], input: string, cwd?: string) {
  const ran = await runCommand("plan", { args, input, ...(cwd === undefined ? {} : { cwd }) });
  return { code: ran.code, records: ran.records, stderr: ran.stderr.trim().split("\n") };
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
    "duplicate",
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

Deno.test("plan --preview shows what a template makes of sample records", async () => {
  const { code, records } = await run([
    "--preview",
    "--movies=/films",
    "--shows=/shows",
    "--movie-template=<title|truncate:5> (<year>)<? [<resolution>]>",
    "--show-template=<title>",
    "--season-template=S<season>",
    '--episode-template=<title|replace:" ",".">.<season>x<episode|default:"0">',
  ], "");
  const targets = records.map(({ plan }) => plan?.target);
  assertEquals(targets.slice(0, 1), ["/films/Blade (1982) [1080p].mkv"]);
  assertEquals(targets.includes("/shows/The Office/S1/The.Office.1x1.mkv"), true);
  // A template that tells neither editions nor parts apart.
  assertEquals(code, 1);
  assertEquals((await run(["--preview", "--server=kodi"], "")).code, 0);
});

Deno.test("plan --fields lists what templates may name", async () => {
  const { code, records } = await run(["--fields"], "");
  assertEquals(code, 0);
  assertEquals(records[0], {
    field: "title",
    help: "Title of the film or show",
    example: "Blade Runner",
  });
  assertEquals(records.some(({ filter }) => filter === "pad"), true);
});

Deno.test("plan refuses a template that it cannot read, and points at the column", async () => {
  const { code, stderr } = await run(["--library=/m", "--movie-template=<title> (<yaer>)"], "");
  assertEquals(code, 2);
  assertStringIncludes(stderr[0]!, 'column 11: there is no field "yaer": did you mean "year"?');
});

Deno.test("plan --accept sure leaves likely matches where they are", async () => {
  const input = JSON.stringify(movie("/dl/a.mkv", { ...BLADE_RUNNER, status: "likely" }));
  const { records } = await run(["--library=/m", "--accept=sure"], input);
  assertEquals(records[0].plan, { action: "none", reason: "not_sure" });
});

Deno.test("plan --duplicates keep-all keeps two versions side by side", async () => {
  const input = ["1080p", "2160p"].map((resolution) =>
    JSON.stringify(movie(`/dl/${resolution}.mkv`, BLADE_RUNNER, { resolution })) + "\n"
  ).join("");
  const { code, records } = await run(["--movies=/m", "--duplicates=keep-all"], input);
  assertEquals([code, records[1].plan.target], [
    0,
    "/m/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78} - 2160p.mkv",
  ]);
});
