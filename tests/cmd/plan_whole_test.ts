import { assertEquals } from "@std/assert";
import { BLADE_RUNNER, movie } from "../plan/_records.ts";

const COMMAND = new URL("../../cmd/plan.ts", import.meta.url).pathname;
const RUN = `"$0" run -q --no-prompt -P=plan "$1"`;

/** Runs `script`, in which `$RUN` is `plan` with the permissions that it ships with: none. */
async function sh(script: string, input: string) {
  const file = Deno.makeTempFileSync({ prefix: "plan-" });
  try {
    Deno.writeTextFileSync(file, input);
    const { stdout, stderr, code } = await new Deno.Command("sh", {
      args: ["-c", script.replaceAll("RUN", RUN), Deno.execPath(), COMMAND, file],
    }).output();
    return {
      code,
      stdout: new TextDecoder().decode(stdout),
      stderr: new TextDecoder().decode(stderr),
    };
  } finally {
    Deno.removeSync(file);
  }
}

const HEAT = { title: "Heat", year: 1995, ids: { tmdb: 949 } };
const FILM = "/media/Movies/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}.mkv";
const HEAT_FILM = "/media/Movies/Heat (1995) {tmdb-949}/Heat (1995) {tmdb-949}.mkv";

/** A file that is to go where the last one stays, and one that swaps with nobody. */
const INPUT = [
  movie("/dl/br.mkv", BLADE_RUNNER),
  movie(HEAT_FILM, { title: "Ronin" }),
  movie("/dl/heat.mkv", HEAT),
  movie(FILM, { status: "none" }),
].map((record) => JSON.stringify(record) + "\n").join("");

function outcomes(stdout: string): unknown[] {
  return stdout.trim().split("\n").map((line) => {
    const { plan, errors } = JSON.parse(line);
    return errors?.[0].code ?? plan.reason ?? plan.target;
  });
}

const OUTCOMES = ["target_exists", "/media/Movies/Ronin/Ronin.mkv", HEAT_FILM, "no_match"];

Deno.test("plan --whole reads a file twice, and holds what a pipe brings", async () => {
  for (
    const script of [
      'RUN --library /media --whole < "$2"',
      'cat "$2" | RUN --library /media --whole',
    ]
  ) {
    const { code, stdout, stderr } = await sh(script, INPUT);
    assertEquals(outcomes(stdout), OUTCOMES, script);
    assertEquals([code, stderr.split("\n").length], [1, 3], stderr);
  }
});

Deno.test("plan --whole begins where another program stopped to read", async () => {
  const script = '{ read -r line; RUN --library /media --whole; } < "$2"';
  const { stdout } = await sh(script, `a line of something else\n${INPUT}`);
  assertEquals(outcomes(stdout), OUTCOMES);
});

Deno.test("plan --whole gives records that cannot be read their place", async () => {
  const { code, stdout } = await sh(
    'RUN --library /media --whole < "$2"',
    `{"a":1}\nno json\n${INPUT}`,
  );
  assertEquals(outcomes(stdout), ["missing_field", "invalid_json", ...OUTCOMES]);
  assertEquals(code, 1);
});

Deno.test("plan --whole says of a pipe and of a file which lines cannot be read", async () => {
  for (const script of ['RUN --library /m --whole < "$2"', 'cat "$2" | RUN --library /m --whole']) {
    const { code, stderr } = await sh(script, '{"file":{"path":"/a.mkv"}}\nno json\n');
    assertEquals([code, stderr.match(/^plan: .*(no "parsed"|no JSON)/gm)?.length], [1, 2], script);
  }
});

Deno.test("plan --tree and --diff leave records to a file or pipe, and show on stderr what they are for", async () => {
  const plain = await sh('RUN --library /media < "$2"', INPUT);
  const seen = [["--tree", "├── Heat (1995) {tmdb-949}\n"], [
    "--diff",
    "+ /media/Movies/Heat (1995)",
  ]];
  for (const [view, shown] of seen) {
    const { stdout, stderr } = await sh(`RUN --library /media ${view} < "$2"`, INPUT);
    assertEquals(stdout, plain.stdout);
    assertEquals(stderr.includes(shown!), true, stderr);
  }
});

Deno.test("plan --templates takes all templates as one text", async () => {
  const templates = "# mine\nmovie: <title>/<title|upper>\ntrailer: <name>-trailer\n";
  const { stdout } = await sh(
    `RUN --library /media --templates "$(cat "$2")" --preview`,
    templates,
  );
  const targets = stdout.trim().split("\n").map((line) => JSON.parse(line).plan?.target);
  assertEquals(targets[0], "/media/Movies/Blade Runner/BLADE RUNNER.mkv");
  assertEquals(targets[3], "/media/Movies/Blade Runner/blade.runner-trailer.mp4");
});

Deno.test("plan --templates says which line is none", async () => {
  const { code, stderr } = await sh('RUN --library /m --templates "film: <title>"', "");
  assertEquals(code, 2);
  assertEquals(stderr.includes("column 1: a line begins with one of movie, show"), true, stderr);
});
