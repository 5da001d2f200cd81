import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { toText } from "@std/streams";

const NOOP = "tests/bench/noop.ts";
const WORK = "tests/cli/_work.ts";
const ROOT = fromFileUrl(new URL("../..", import.meta.url));

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** Of each process of the pipe. */
  readonly codes: string;
}

/** Runs `script` in bash, with `noop` and `work` as commands that hold no permission at all. */
async function runInBash(script: string): Promise<Ran> {
  const command = (file: string) => `"${Deno.execPath()}" run -q --no-prompt ${file} "$@"`;
  const { stdout, stderr } = await new Deno.Command("bash", {
    args: [
      "-c",
      `noop() { ${command(NOOP)}; }; work() { exec ${command(WORK)}; }
${script}
echo "codes: \${PIPESTATUS[*]}" >&2`,
    ],
    cwd: ROOT,
    stdin: "null",
    env: { NO_COLOR: "1" },
  }).output();
  const [said = "", codes = ""] = new TextDecoder().decode(stderr).split(/codes: (.*)\n$/);
  return { stdout: new TextDecoder().decode(stdout), stderr: said, codes };
}

/** What is run, and what comes of it. */
const CASES: readonly { script: string; codes: string; stdout?: string; stderr?: RegExp }[] = [
  { script: `echo '{"a":1}' | noop`, codes: "0 0", stdout: '{"a":1,"x":1}\n' },
  { script: `printf '{"a":1}' | noop`, codes: "0 0", stdout: '{"a":1,"x":1}\n' },
  { script: "noop < /dev/null", codes: "0" },
  { script: "noop <&-", codes: "0" },
  { script: "echo '{}' | noop >&-", codes: "0 0" },
  { script: "noop < /", codes: "1", stderr: /^noop: Cannot read stdin: it is a folder\n$/ },
  {
    script: "echo '{}' | noop > /dev/full",
    codes: "0 1",
    stderr: /^noop: Cannot write to stdout: no space left on device\n$/,
  },
  {
    script: "noop --help > /dev/full",
    codes: "1",
    stderr: /^noop: Cannot write to stdout: no space left on device\n$/,
  },
  { script: "noop --help | true", codes: "0 0" },
  { script: "yes '{\"a\":1}' | noop | head -1", codes: "141 0 0", stdout: '{"a":1,"x":1}\n' },
  { script: "echo oops | noop 2>&-", codes: "0 1", stdout: '{"source":"oops"' },
  { script: "noop --stats /tmp/x < /dev/null", codes: "2", stderr: /may not write files/ },
  {
    script: "noop --nope",
    codes: "2",
    stderr: /^noop: There is no flag --nope\nTry: noop --help\n$/,
  },
  {
    script: `(echo '{"a":1}'; head -c 100000000 /dev/zero | tr '\\0' a; echo; echo '{"b":2}') | ` +
      "noop | cut -c1-20",
    codes: "0 1 0",
    stdout: '{"a":1,"x":1}\n{"source":"aaaaaaaaa\n{"b":2,"x":1}\n',
    stderr: /^noop: Cannot read a line: it has 100000000 bytes \(a{40}…\)\n$/,
  },
  {
    script: "echo '{}' | work",
    codes: "0 0",
    stdout: "{}\n",
    stderr: /^work: begins 1\nwork: ends 1\nwork: closed\n$/,
  },
];

for (const { script, codes, stdout = "", stderr = /^$/ } of CASES) {
  Deno.test(`main() as a process: ${script}`, async () => {
    const ran = await runInBash(script);
    assertMatch(ran.stderr, stderr);
    assertEquals(ran.stdout.slice(0, stdout.length || undefined), stdout);
    assertEquals(ran.codes, codes);
  });
}

Deno.test("main() as a process: gives figures with no permission at all", async () => {
  const { stderr } = await runInBash("echo '{}' | noop --stats -");
  const { records, peakMemory } = JSON.parse(stderr);
  assertEquals(records, 1);
  assert(peakMemory > 10e6 && peakMemory < 1e9, `${peakMemory}`);
});

Deno.test("main() as a process: a record goes through while the input stays open", async () => {
  const { stdout } = await runInBash(
    `coproc noop; echo '{"a":1}' >&\${COPROC[1]}; read -r line <&\${COPROC[0]}; echo "$line"
exec {COPROC[1]}>&-; wait`,
  );
  assertEquals(stdout, '{"a":1,"x":1}\n');
});

const hasScript = await hasProgram("script");

Deno.test({
  name: "main() as a process: shows progress on a terminal, unless its output goes into a pipe",
  ignore: !hasScript,
  async fn() {
    const onTerminal = (rest: string) =>
      runInBash(`
export -f noop; lines() { for ((n = 0; n < 12; n++)); do echo '{}'; sleep 0.05; done; }; export -f lines
SHELL=$BASH script -qec 'lines | noop ${rest}' /dev/null`);
    assertStringIncludes((await onTerminal("> /dev/null")).stdout, "\rnoop  ");
    assertEquals((await onTerminal("| grep -c .")).stdout.trim(), "12");
  },
});

async function hasProgram(name: string): Promise<boolean> {
  try {
    await new Deno.Command(name, { args: ["--version"], stdout: "null", stderr: "null" }).output();
    return true;
  } catch {
    const line = `process_test: ${name} is not installed, so its test is left out\n`;
    Deno.stderr.writeSync(new TextEncoder().encode(line));
    return false;
  }
}

/** Starts `work` on records without end, and lets it begin. */
async function startWork() {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", WORK],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("{}\n".repeat(6)));
  const lines = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  async function until(text: string): Promise<void> {
    while (!said.includes(text)) {
      const { done, value } = await lines.read();
      if (done) return;
      said += value;
    }
  }
  await until("begins 2\n");
  return { child, writer, until, said: () => said };
}

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`main() as a process: ${signal} ends what is begun, and gives ${code}`, async () => {
    const { child, writer, until, said } = await startWork();
    child.kill(signal);
    const out = toText(child.stdout);
    await until("closed\n");
    assertEquals((await child.status).code, code);
    await writer.close().catch(() => {});
    await until("nothing more"); // up to the end
    assertMatch(
      said(),
      /interrupted: ends what is begun .*\n(.*\n)*work: ends 2\n(.*\n)*work: closed\n$/,
    );
    assertEquals(said().match(/begins/g)?.length, said().match(/ends \d/g)?.length);
    assertEquals(await out, "{}\n".repeat(6)); // a record that was taken comes out
  });
}

Deno.test("main() as a process: a second signal ends it at once", async () => {
  const { child, writer, until, said } = await startWork();
  child.kill("SIGTERM");
  await until("interrupted");
  child.kill("SIGTERM");
  assertEquals((await child.status).code, 143);
  await child.stdout.cancel();
  await writer.close().catch(() => {});
  await until("nothing more");
  assert(!said().includes("closed"));
});

Deno.test("main() as a process: a closed pipe lets the work in hand end, and gives 1", async () => {
  const { child, writer, until, said } = await startWork();
  await child.stdout.cancel();
  await until("closed\n");
  assertEquals((await child.status).code, 1);
  await writer.close().catch(() => {});
  await until("nothing more");
  assertEquals(said().match(/begins/g)?.length, said().match(/ends \d/g)?.length);
});
