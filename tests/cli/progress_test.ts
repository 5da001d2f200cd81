import { assert, assertEquals, assertMatch } from "@std/assert";
import { createMeter } from "../../lib/cli/meter.ts";
import { createProgress, type ProgressMode } from "../../lib/cli/progress.ts";
import type { Command } from "../../lib/cli/mod.ts";
import { createFakeIo, type FakeOptions } from "./_fake_io.ts";
import { addX, begin, define, LINES, run } from "./_run.ts";

function start(mode: ProgressMode, options: FakeOptions = {}) {
  const fake = createFakeIo(options);
  const meter = createMeter("parse", fake.io.now);
  const progress = createProgress(fake.io, meter, mode);
  progress.start();
  return { ...fake, meter, progress };
}

const SHOWN: readonly { mode: ProgressMode; options: FakeOptions; shown: boolean }[] = [
  { mode: "auto", options: {}, shown: false },
  { mode: "auto", options: { stderrIsTerminal: true }, shown: true },
  { mode: "auto", options: { stderrIsTerminal: true, stdoutIsTerminal: true }, shown: true },
  { mode: "auto", options: { stderrIsTerminal: true, stdoutIsPipe: true }, shown: false },
  { mode: "always", options: { stdoutIsPipe: true }, shown: true },
  { mode: "json", options: { stdoutIsPipe: true }, shown: true },
  { mode: "never", options: { stderrIsTerminal: true }, shown: false },
];

for (const { mode, options, shown } of SHOWN) {
  const where = Object.keys(options).join(", ") || "nothing is a terminal";
  Deno.test(`createProgress() ${shown ? "shows" : "hides"} "${mode}" where ${where}`, () => {
    const { tick, stderr, progress, left } = start(mode, options);
    tick(1000);
    assertEquals(stderr() !== "", shown);
    progress.end();
    assertEquals(left(), 0);
  });
}

Deno.test("createProgress() draws one line over, and takes it away", () => {
  const { tick, stderr, meter, progress } = start("always");
  meter.expectedRecords = 4_000_000;
  meter.records = 1_000_000;
  meter.failed = 1234;
  tick(99);
  assertEquals(stderr(), "");
  tick(1);
  const line = "parse  25 %  ETA 0:01  1,000,000 records  10,000,000/s  1,234 failed";
  assertEquals(stderr(), `\r${line}\x1b[K`);
  progress.clear();
  progress.clear();
  assertEquals(stderr(), `\r${line}\x1b[K\r\x1b[K`);
  tick(100);
  progress.end();
  assert(stderr().endsWith("\x1b[K\r\x1b[K"));
});

Deno.test("createProgress() shows what one long record is at, without its control characters", () => {
  const { tick, stderr, meter, progress } = start("always");
  meter.reckon = () => ({ counts: { "MB copied": 1200 }, current: "a\x1b[2J.mkv" });
  tick(100);
  const line = "parse  0 records  0/s  1,200 MB copied  a\\u001b[2J.mkv";
  assertEquals(stderr(), `\r${line}\x1b[K`);
  progress.end();
});

Deno.test("createProgress() ends without a trace where it drew nothing", () => {
  const { stderr, progress } = start("always");
  progress.end();
  assertEquals(stderr(), "");
});

Deno.test("createProgress() keeps its line within the terminal", () => {
  for (const columns of [0, 1, 10, 20]) {
    const { tick, stderr, progress } = start("always", { columns });
    tick(100);
    const drawn = stderr().slice(1, -"\x1b[K".length);
    assertEquals(drawn, "parse  0 records  0/s".slice(0, Math.max(0, columns - 1)));
    progress.end();
  }
});

Deno.test("createProgress() knows that some characters take two columns", () => {
  const { tick, stderr, meter, progress } = start("always", { columns: 26 });
  meter.reckon = () => ({ current: "千と千尋" });
  tick(100);
  assertEquals(stderr(), "\rparse  0 records  0/s  千\x1b[K");
  progress.end();
});

const ETAS: readonly [records: number, eta: string][] = [
  [100, "ETA 0:00"],
  [50, "ETA 0:10"],
  [1, "ETA 16:30"],
  [0.1, "ETA 2:46:30"],
];

for (const [records, eta] of ETAS) {
  Deno.test(`createProgress() writes ${records} % in 10 s as ${eta}`, () => {
    const { tick, stderr, meter, progress } = start("always");
    meter.expectedRecords = 100;
    meter.records = records;
    tick(10_000);
    const last = stderr().split("\r").at(-1)!;
    assert(last.includes(eta), last);
    progress.end();
  });
}

Deno.test("createProgress() gives an object a second as JSON, and one at the end", () => {
  const { tick, stderr, meter, progress } = start("json");
  meter.records = 5;
  tick(1500);
  progress.clear();
  meter.records = 7;
  progress.end();
  assertEquals(stderr().trim().split("\n").map((line) => JSON.parse(line)), [
    { command: "parse", records: 5, failed: 0, seconds: 1, rate: 5 },
    { command: "parse", records: 7, failed: 0, seconds: 1.5, rate: 4.7 },
  ]);
});

Deno.test("main() takes the progress line away before it says a line, and at the end", async () => {
  const more = Promise.withResolvers<string>();
  const args = ["--progress", "always"];
  const fake = await begin(define(addX), { input: [LINES, more.promise] }, args);
  fake.tick(100);
  more.resolve('{"fail":"it"}\n');
  await fake.ended;
  assertEquals(
    fake.stderr(),
    '\rparse  2 records  20/s\x1b[K\r\x1b[Kparse: Cannot read it ({"fail":"it"})\n',
  );
});

Deno.test("main() shows no progress where the input is typed", async () => {
  const more = Promise.withResolvers<string>();
  const terminal = { stdinIsTerminal: true, stdoutIsTerminal: true, stderrIsTerminal: true };
  const fake = await begin(define(addX), { input: [more.promise], ...terminal });
  fake.tick(10_000);
  assertMatch(fake.stderr(), /^parse: reads .* end with Ctrl-D\n$/);
  more.resolve(LINES);
  await fake.ended;
});

Deno.test("main() takes the progress line away before it writes to the same terminal", async () => {
  const more = Promise.withResolvers<string>();
  const seen: string[] = [];
  let stderr = () => "";
  const fake = await begin(define(addX), {
    input: [LINES, more.promise],
    stdoutIsTerminal: true,
    stderrIsTerminal: true,
    onWrite: () => void seen.push(stderr()),
  });
  stderr = fake.stderr;
  fake.tick(100);
  more.resolve(LINES);
  await fake.ended;
  assertEquals(seen, ["", "\rparse  2 records  20/s\x1b[K\r\x1b[K"]);
});

Deno.test("main() knows the whole from a file, or from arguments", async () => {
  async function done(command: Command, args: string[], options: FakeOptions): Promise<unknown> {
    const { stderr } = await run(command, ["--progress=json", ...args], options);
    return JSON.parse(stderr()).done;
  }
  const paths = define(addX, { reads: "paths", operands: { name: "NAME", help: "" } });
  assertEquals(await done(define(addX), [], { input: [LINES] }), undefined);
  assertEquals(await done(define(addX), [], { input: [LINES], stdinSize: 64 }), 0.25);
  assertEquals(await done(paths, ["a", "b"], {}), 1);
});
