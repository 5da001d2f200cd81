import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  type Command,
  type CommandContext,
  defineCommand,
  main,
  type Running,
  UsageError,
} from "../../lib/cli/mod.ts";
import { type MediaRecord, StageError } from "../../lib/record/mod.ts";
import {
  fromRecords,
  joinLinks,
  mapGroups,
  mapRecords,
  mapRecordsAsync,
  type RecordStream,
} from "../../lib/stream/mod.ts";
import { settle } from "../stream/_streams.ts";
import { CATALOG, PLAN } from "./_commands.ts";
import { createFakeIo, type FakeIo, type FakeOptions } from "./_fake_io.ts";

/** A command that runs as `run` says. */
function define(
  run: (context: CommandContext) => Running | Promise<Running>,
  more: Partial<Command> = {},
): Command {
  return {
    name: "parse",
    summary: "",
    reads: "records",
    flags: {},
    ...more,
    run: (_, c) => run(c),
  };
}

/** Adds `x` to each record; fails where it says so. */
function addX() {
  return mapRecords<MediaRecord, MediaRecord>("parse", (record) => {
    if (record["fail"]) throw new StageError("invalid_name", `Cannot read ${record["fail"]}`);
    return { ...record, x: 1 };
  });
}

async function run(
  command: Parameters<typeof main>[0],
  args: readonly string[] = [],
  options: FakeOptions = {},
): Promise<FakeIo & { code: number }> {
  const fake = createFakeIo(options);
  const code = await main(command, { args, io: fake.io });
  assertEquals(fake.left(), 0, "a timer or a listener is left");
  return { ...fake, code };
}

const BROKEN = { onWrite: () => Promise.reject(new Deno.errors.BrokenPipe()) };
const LINES = '{"a":1}\n{"a":2}\n';

Deno.test("main() sends records through a filter, one write a read", async () => {
  const { code, writes, stderr } = await run(define(addX), [], { input: [LINES, '{"a":3}'] });
  assertEquals(writes, ['{"a":1,"x":1}\n{"a":2,"x":1}\n', '{"a":3,"x":1}\n']);
  assertEquals([code, stderr()], [0, ""]);
});

Deno.test("main() writes what a source gives, and does not read stdin", async () => {
  const command = define(() => fromRecords<MediaRecord>([{ a: 1 }]), { reads: undefined as never });
  const { code, stdout, reads } = await run(command, [], { input: [LINES] });
  assertEquals([code, stdout(), reads()], [0, '{"a":1}\n', 0]);
});

Deno.test("main() gives the exit code of a task", async () => {
  assertEquals((await run(define(() => 7))).code, 7);
  assertEquals((await run(define(() => Promise.resolve(0)))).code, 0);
});

Deno.test("main() says a line for each record that failed here, none for others, and gives 1", async () => {
  const old = '{"errors":[{"stage":"scan","code":"not_found","message":"old"}]}';
  const input = [
    `{"fail":"it","file":{"path":"/a.mkv"}}\n${old}\n{"fail":"that"}\noops\n{"a":1}\n`,
  ];
  const { code, stdout, stderr } = await run(define(addX), [], { input });
  assertEquals(code, 1);
  assertEquals(stdout().split("\n").length, 6);
  assertMatch(
    stderr(),
    /^parse: Cannot read it \(\/a\.mkv\)\nparse: Cannot read that \({"fail":"that"}\)\nparse: Cannot read a line: it is no JSON .*\n$/,
  );
});

Deno.test("main() names the file of a failure once", async () => {
  const input = ['{"fail":"/a.mkv","file":{"path":"/a.mkv"}}\n'];
  const { stderr } = await run(define(addX), [], { input });
  assertEquals(stderr(), "parse: Cannot read /a.mkv\n");
});

Deno.test("main() shows how a line begins that is no record, unless the reason does", async () => {
  const input = [`{"a":1\n["${"x".repeat(50)}"]\noops\n`];
  const lines = (await run(define(addX), [], { input })).stderr().split("\n");
  assertMatch(lines[0]!, / \({"a":1\)$/);
  assertEquals(
    lines[1],
    `parse: Cannot read a line: it is no JSON object (["${"x".repeat(38)}…)`,
  );
  assertEquals(lines[2]!.match(/oops/g)?.length, 1);
});

Deno.test("main() shows how a record begins that names no file", async () => {
  const input = ['{"fail":"it","path":"/a.mkv","title":"A title of some length"}\n'];
  const { stderr } = await run(define(addX), [], { input });
  assertEquals(stderr(), 'parse: Cannot read it ({"fail":"it","path":"/a.mkv","title":"A …)\n');
});

Deno.test("main() says three times why many records fail alike, and then how many more", async () => {
  const fail = mapRecords<MediaRecord, MediaRecord>("parse", ({ n }) => {
    throw new StageError("invalid_name", n === 3 ? "Cannot read it at all" : 'Cannot read "it"');
  });
  const input = [1, 2, 3, 4, 5, 6].map((n) => `{"n":${n},"file":{"path":"/${n}.mkv"}}\n`);
  const { stdout, stderr } = await run(define(() => fail), [], { input });
  assertEquals(stdout().split("\n").length, 7);
  assertEquals(stderr().split("\n"), [
    ...['parse: Cannot read "it" (/1.mkv)', 'parse: Cannot read "it" (/2.mkv)'],
    ...["parse: Cannot read it at all (/3.mkv)", 'parse: Cannot read "it" (/4.mkv)'],
    ...['parse: Cannot read "it" (2 more)', ""],
  ]);
});

Deno.test("main() takes reasons for alike that differ in what they name", async () => {
  const fail = mapRecords<MediaRecord, MediaRecord>("parse", ({ n }) => {
    throw new StageError("duplicate", `Cannot plan "/${n} ("x).mkv": record ${n} is the same film`);
  });
  const input = [1, 2, 3, 4, 5].map((n) => `{"n":${n},"file":{"path":"/${n} (\\"x).mkv"}}\n`);
  const { stderr } = await run(define(() => fail), [], { input });
  assertEquals(stderr().split("\n"), [
    ...[1, 2, 3].map((n) => `parse: Cannot plan "/${n} ("x).mkv": record ${n} is the same film`),
    ...['parse: Cannot plan "…": record … is the same film (2 more)', ""],
  ]);
});

Deno.test("main() says of a text that is no NDJSON just a few lines", async () => {
  const input = ["# Heat\n- one, two\nthree (four) and five\n[six](seven)\n+ eight\n"];
  const lines = (await run(define(addX), [], { input })).stderr().split("\n");
  assertEquals(lines.slice(3), ["parse: Cannot read a line: it is no JSON (…) (2 more)", ""]);
});

Deno.test("main() shows a view in place of records on a terminal, and else beside them on stderr", async () => {
  const command = define(({ present }) => {
    present(({ color }) => ({
      show: (record) => `shows ${record["a"]}\n`,
      end: () => `${color ? "the red end" : "the end"}\n`,
    }));
    return addX();
  });
  const shown = (end: string) => `shows 1\nshows 2\n${end}\n`;
  const input = [LINES];
  const onTerminal = await run(command, [], { input, stdoutIsTerminal: true });
  assertEquals([onTerminal.stdout(), onTerminal.stderr()], [shown("the red end"), ""]);
  const records = '{"a":1,"x":1}\n{"a":2,"x":1}\n';
  const inPipe = await run(command, [], { input });
  assertEquals([inPipe.stdout(), inPipe.stderr()], [records, shown("the end")]);
  const toFile = await run(command, [], { input, stderrIsTerminal: true });
  assertEquals(toFile.stdout(), records);
  assertMatch(toFile.stderr(), /the red end\n$/);
  const plain = await run(command, [], { input, stdoutIsTerminal: true, wantsColor: false });
  assertEquals(plain.stdout(), shown("the end"));
});

Deno.test("main() says no line that is endless", async () => {
  const input = [`{"fail":"${"x".repeat(100_000)}"}\n`];
  const { stdout, stderr } = await run(define(addX), [], { input });
  assert(stdout().length > 100_000);
  assertMatch(stderr(), /^parse: Cannot read x{8000,8192}…\n$/);
});

Deno.test("main() gives 0 where all that failed came in failed", async () => {
  const input = ['{"errors":[{"stage":"scan","code":"not_found","message":"old"}]}\n'];
  const { code, stdout, stderr } = await run(define(addX), [], { input });
  assertEquals([code, stdout(), stderr()], [0, input[0], ""]);
});

Deno.test("main() lets no name steer the terminal", async () => {
  const input = ['{"fail":"\\u001b[31m\\nparse: all well\\u202e","file":{"path":"[31m"}}\n'];
  const { stderr } = await run(define(addX), [], { input });
  assertEquals(stderr(), "parse: Cannot read \\u001b[31m\\u000aparse: all well\\u202e\n");
  const command = define(({ warn }) => {
    warn("\x1b[2J");
    throw new Error("\x07");
  });
  assertEquals((await run(command)).stderr(), "parse: \\u001b[2J\nparse: \\u0007\n");
});

Deno.test("main() checks records before the stage sees them", async () => {
  const command = define(addX, { requires: ["file"], accepts: ["match"] });
  const { code, stdout, stderr } = await run(command, [], { input: ['{"file":{"path":1}}\n{}\n'] });
  assertEquals(code, 1);
  assertEquals(stdout().match(/"code":"[a-z_]+"/g), [
    '"code":"invalid_record"',
    '"code":"missing_field"',
  ]);
  assertMatch(stderr(), /"file.path" is no string \(.*\)\n.*send it through scan \({}\)\n$/);
});

Deno.test("main() reads bare paths, and arguments in place of stdin", async () => {
  const command = define(addX, { reads: "paths", operands: { name: "NAME", help: "" } });
  const lines = await run(command, [], { input: ["/a b.mkv\n\n{}\n"] });
  assertEquals(lines.stdout(), '{"v":1,"file":{"path":"/a b.mkv"},"x":1}\n{"x":1}\n');
  const operands = await run(command, ["c.mkv", "1917"], { input: [LINES] });
  assertEquals(
    operands.stdout(),
    '{"v":1,"file":{"path":"c.mkv"},"x":1}\n{"v":1,"file":{"path":"1917"},"x":1}\n',
  );
  assertEquals(operands.reads(), 0);
});

Deno.test("main() says that it reads from a terminal, unless there are arguments", async () => {
  const command = define(addX, { reads: "paths", operands: { name: "NAME", help: "" } });
  const waiting = await run(command, [], { stdinIsTerminal: true });
  assertMatch(
    waiting.stderr(),
    /^parse: reads records or paths from stdin, which is this terminal/,
  );
  assertEquals((await run(command, ["a"], { stdinIsTerminal: true })).stderr(), "");
});

const USAGE: readonly [args: string[], command: Command, message: RegExp][] = [
  [["--libary", "x"], PLAN, /^plan: There is no flag --libary: did you mean --library\?\n/],
  [[], PLAN, /^plan: --library DIR is needed\n/],
  [["a"], define(addX), /^parse: It takes no arguments, but was given "a"\n/],
  [
    [],
    define(addX, { operands: { name: "DIR", help: "Where", required: true } }),
    /^parse: DIR is needed: Where\n/,
  ],
  [[], define(() => Promise.reject(new UsageError("Not so"))), /^parse: Not so\n/],
];

for (const [args, command, message] of USAGE) {
  Deno.test(`main() gives 2 for wrong use: ${message.source}`, async () => {
    const { code, stdout, stderr } = await run(command, args, { input: [LINES] });
    assertEquals([code, stdout()], [2, ""]);
    assertMatch(stderr(), message);
    assert(stderr().endsWith(`Try: ${command.name} --help\n`));
  });
}

Deno.test("main() gives 1 for a throw of run(), and says why", async () => {
  const command = define(() => {
    throw new Error("Cannot open the catalog");
  });
  const { code, stderr } = await run(command, [], { input: [LINES] });
  assertEquals([code, stderr()], [1, "parse: Cannot open the catalog\n"]);
});

Deno.test("main() gives 1 for a source that breaks off, after what it gave", async () => {
  const source = new ReadableStream({
    start: (controller) => controller.enqueue([{ a: 1 }]),
    pull: (controller) => controller.error(new Error("The disk is gone")),
  }, { highWaterMark: 0 }) as RecordStream<MediaRecord>;
  const { code, stdout, stderr } = await run(define(() => source));
  assertEquals([code, stdout(), stderr()], [1, '{"a":1}\n', "parse: The disk is gone\n"]);
});

Deno.test("main() gives 1 where stdin cannot be read", async () => {
  const input = ['{"a":1}\n', new Deno.errors.IsADirectory()];
  const { code, stdout, stderr } = await run(define(addX), [], { input });
  assertEquals([code, stderr()], [1, "parse: Cannot read stdin: it is a folder\n"]);
  assertEquals(stdout(), '{"a":1,"x":1}\n');
});

Deno.test("main() gives 1 where stdout cannot be written, and reads no further", async () => {
  const { code, stderr, reads } = await run(define(addX), [], {
    input: Array.from({ length: 100 }, () => LINES),
    onWrite: () => Promise.reject(new Error("No space left on device")),
  });
  assertEquals([code, stderr()], [1, "parse: No space left on device\n"]);
  assert(reads() < 20);
});

Deno.test("main() ends quietly with 0 when nobody reads any more", async () => {
  const input = Array.from({ length: 100 }, () => LINES);
  const { code, stderr, reads } = await run(define(addX), [], { ...BROKEN, input });
  assertEquals([code, stderr()], [0, ""]);
  assert(reads() < 20);
});

for (const text of ["--help", "--version", "--completions=bash"]) {
  Deno.test(`main() ends quietly with 0 when nobody reads ${text}`, async () => {
    for (const command of [PLAN, CATALOG]) {
      const { code, stderr } = await run(command, [text], BROKEN);
      assertEquals([code, stderr()], [0, ""]);
    }
  });
}

/** A stage with effects: notes what it did. */
function createWork(done: unknown[]) {
  return mapGroups<MediaRecord, MediaRecord>("apply", {
    async run(group) {
      await settle();
      done.push(...group.map((record) => record["a"]));
      return group;
    },
  }, { size: 2 });
}

Deno.test("main() gives 1 for work that is left when nobody reads any more", async () => {
  const done: unknown[] = [];
  const command = define(() => createWork(done), { finishes: true });
  const input = Array.from({ length: 100 }, () => LINES);
  const { code } = await run(command, [], { ...BROKEN, input });
  assertEquals(code, 1);
  assert(done.length < 50);
});

Deno.test("main() gives 1 where more may have come when nobody reads any more", async () => {
  const more = Promise.withResolvers<string>();
  const command = define(() => createWork([]), { finishes: true });
  const { code } = await run(command, [], { ...BROKEN, input: [LINES, more.promise] });
  assertEquals(code, 1); // all that came was done, but stdin is open still
  more.resolve("");
});

Deno.test("main() gives 0 for work that was done when nobody reads any more", async () => {
  const done: unknown[] = [];
  const command = define(() => createWork(done), { finishes: true });
  // The last write fails, and all of the input was seen by then.
  const { code } = await run(command, [], {
    input: [LINES],
    onWrite: async () => {
      await settle();
      throw new Deno.errors.BrokenPipe();
    },
  });
  assertEquals([code, done], [0, [1, 2]]);
});

Deno.test("main() waits for the work in hand when nobody reads any more", async () => {
  const done: unknown[] = [];
  let closed: unknown[] = [];
  let writes = 0;
  const command = define(({ atEnd }) => {
    atEnd(() => {
      closed = [...done];
    });
    return joinLinks(mapRecords("plan", (record: MediaRecord) => record), createWork(done));
  }, { finishes: true });
  const fake = createFakeIo({
    input: [LINES, '{"a":3}\n{"a":4}\n{"a":5}\n{"a":6}\n'],
    onWrite() {
      if (++writes === 2) throw new Deno.errors.BrokenPipe();
    },
  });
  assertEquals(await main(command, { args: [], io: fake.io }), 1);
  assertEquals(closed, done); // nothing was begun and then left behind
  await settle();
  assertEquals(closed, done);
});

Deno.test("main() ends what is begun at the first signal, and at once at the second", async () => {
  const done: unknown[] = [];
  const more = Promise.withResolvers<string>();
  let aborted = false;
  const command = define(({ signal }) => {
    signal.addEventListener("abort", () => aborted = true);
    return createWork(done);
  }, { finishes: true });
  const fake = createFakeIo({ input: [LINES, more.promise] });
  const ended = main(command, { args: [], io: fake.io });
  await settle();
  assert(fake.signal(143));
  assertEquals(await ended, 143);
  assertEquals([done, aborted], [[1, 2], true]);
  assertEquals(fake.stdout(), LINES);
  assertMatch(fake.stderr(), /^parse: interrupted: ends what is begun/);
  assertEquals(fake.left(), 0);
  more.resolve("");
});

Deno.test("main() exits at once at the second signal", async () => {
  const held = Promise.withResolvers<MediaRecord[]>();
  const command = define(
    () => mapGroups<MediaRecord, MediaRecord>("apply", { run: () => held.promise }),
    { finishes: true },
  );
  const fake = createFakeIo({ input: [LINES] });
  const ended = main(command, { args: [], io: fake.io });
  await settle();
  fake.signal(130);
  try {
    fake.signal(130);
  } catch { /* The fake exit throws, as it cannot end the process. */ }
  assertEquals(fake.exits, [130]);
  held.resolve([{ a: 1 }, { a: 2 }]);
  assertEquals(await ended, 130);
});

Deno.test("main() reads nothing where a signal came before the input was opened", async () => {
  const opening = Promise.withResolvers<void>();
  const command = define(async () => {
    await opening.promise;
    return addX();
  }, { finishes: true });
  const fake = createFakeIo({ input: [LINES] });
  const ended = main(command, { args: [], io: fake.io });
  fake.signal(130);
  opening.resolve();
  assertEquals([await ended, fake.stdout(), fake.reads()], [130, "", 0]);
});

Deno.test("main() leaves signals to the system where a command has no effects", async () => {
  const more = Promise.withResolvers<string>();
  const fake = createFakeIo({ input: [more.promise] });
  const ended = main(define(addX), { args: [], io: fake.io });
  await settle();
  assertEquals(fake.signal(130), false);
  more.resolve("");
  assertEquals(await ended, 0);
});

Deno.test("main() holds on to nothing for each read", async () => {
  let listeners = 0;
  const command = define(({ signal }) => {
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: unknown[]) => {
      listeners++;
      Reflect.apply(addEventListener, signal, args);
    };
    signal.removeEventListener = (...args: unknown[]) => {
      listeners--;
      Reflect.apply(removeEventListener, signal, args);
    };
    return addX();
  }, { finishes: true });
  const input = Array.from({ length: 100 }, () => LINES);
  assertEquals((await run(command, [], { input })).code, 0);
  assertEquals(listeners, 0);
});

Deno.test("main() runs what is to be done at the end in reverse, and says its lines", async () => {
  const order: string[] = [];
  const command = define(({ atEnd }) => {
    atEnd(() => {
      order.push("first");
      return "left out 3 samples";
    });
    atEnd(async () => {
      await settle();
      order.push("second");
    });
    return addX();
  });
  const { code, stderr } = await run(command, [], { input: [LINES] });
  assertEquals([code, order, stderr()], [0, ["second", "first"], "parse: left out 3 samples\n"]);
});

Deno.test("main() does all that is to be done at the end, whatever fails", async () => {
  let closed = false;
  const command = define(({ atEnd }) => {
    atEnd(() => {
      closed = true;
    });
    atEnd(() => Promise.reject(new Error("Cannot close the journal")));
    throw new Error("Cannot open the catalog");
  });
  const { code, stderr } = await run(command, ["--stats", "-"]);
  assertEquals([code, closed], [1, true]);
  const [first, second, stats] = stderr().split("\n");
  assertEquals([first, second], [
    "parse: Cannot open the catalog",
    "parse: Cannot close the journal",
  ]);
  assertEquals(JSON.parse(stats!).records, 0);
});

Deno.test("main() gives 1 where only the end failed", async () => {
  const command = define(({ atEnd }) => {
    atEnd(() => Promise.reject(new Error("Cannot close the journal")));
    return addX();
  });
  assertEquals((await run(command, [], { input: [LINES] })).code, 1);
});

Deno.test("main() writes figures to stderr or a file", async () => {
  const command = define(({ stats }) => {
    stats["hits"] = 3;
    return addX();
  });
  const input = ['{"a":1}\n{"fail":"it"}\n'];
  const { code, stderr } = await run(command, ["--stats", "-"], { input });
  const { version, ...figures } = JSON.parse(stderr().split("\n")[1]!);
  assertMatch(version, /^\d+\.\d+\.\d+/);
  assertEquals(figures, {
    command: "parse",
    records: 2,
    failed: 1,
    failures: { invalid_name: 1 },
    seconds: 0,
    rate: 0,
    peakMemory: 64_000_000,
    hits: 3,
  });
  assertEquals(code, 1);
  const { files } = await run(command, ["--stats=/tmp/figures"], { input });
  assertEquals(JSON.parse(files.get("/tmp/figures")!).hits, 3);
});

const NO_FILES: readonly [error: Error, why: RegExp][] = [
  [new Deno.errors.NotCapable(), /may not write files, but --stats - gives them on stderr\n/],
  [new Deno.errors.NotFound(), /Cannot write the figures to "\/x": its folder is not there\n/],
  [new Deno.errors.IsADirectory(), /Cannot write the figures to "\/x": it is a folder\n/],
];

for (const [error, why] of NO_FILES) {
  Deno.test(`main() says before the work that figures cannot be written: ${error.name}`, async () => {
    const { code, reads, stderr } = await run(define(addX), ["--stats", "/x"], {
      input: [LINES],
      onWriteFile() {
        throw error;
      },
    });
    assertEquals([code, reads()], [2, 0]);
    assertMatch(stderr(), why);
  });
}

Deno.test("main() takes the progress line away before it says a line, and at the end", async () => {
  const more = Promise.withResolvers<string>();
  const fake = createFakeIo({ input: [LINES, more.promise] });
  const ended = main(define(addX), { args: ["--progress", "always"], io: fake.io });
  await settle();
  fake.tick(100);
  more.resolve('{"fail":"it"}\n');
  await ended;
  assertEquals(
    fake.stderr(),
    '\rparse  2 records  20/s\x1b[K\r\x1b[Kparse: Cannot read it ({"fail":"it"})\n',
  );
  assertEquals(fake.left(), 0);
});

Deno.test("main() shows no progress where the input is typed", async () => {
  const more = Promise.withResolvers<string>();
  const terminal = { stdinIsTerminal: true, stdoutIsTerminal: true, stderrIsTerminal: true };
  const fake = createFakeIo({ input: [more.promise], ...terminal });
  const ended = main(define(addX), { args: [], io: fake.io });
  await settle();
  fake.tick(10_000);
  assertMatch(fake.stderr(), /^parse: reads .* end with Ctrl-D\n$/);
  more.resolve(LINES);
  await ended;
});

Deno.test("main() takes the progress line away before it writes to the same terminal", async () => {
  const more = Promise.withResolvers<string>();
  const seen: string[] = [];
  const fake: FakeIo = createFakeIo({
    input: [LINES, more.promise],
    stdoutIsTerminal: true,
    stderrIsTerminal: true,
    onWrite: () => void seen.push(fake.stderr()),
  });
  const ended = main(define(addX), { args: [], io: fake.io });
  await settle();
  fake.tick(100);
  more.resolve(LINES);
  await ended;
  assertEquals(seen, ["", "\rparse  2 records  20/s\x1b[K\r\x1b[K"]);
});

Deno.test("main() knows the whole from a file, from arguments, or from the command", async () => {
  async function done(command: Command, args: string[], options: FakeOptions): Promise<unknown> {
    const { stderr } = await run(command, ["--progress=json", ...args], options);
    return JSON.parse(stderr()).done;
  }
  const paths = define(addX, { reads: "paths", operands: { name: "NAME", help: "" } });
  assertEquals(await done(define(addX), [], { input: [LINES] }), undefined);
  assertEquals(await done(define(addX), [], { input: [LINES], stdinSize: 64 }), 0.25);
  assertEquals(await done(paths, ["a", "b"], {}), 1);
  const source = define(({ expect }) => {
    expect(10);
    return fromRecords([{ a: 1 }]);
  });
  assertEquals(await done(source, [], {}), 0.1);
});

Deno.test("main() gives a command its environment", async () => {
  let home: unknown;
  const command = define(({ env }) => {
    home = [env("HOME"), env("NONE")];
    return 0;
  });
  await run(command, [], { env: { HOME: "/home/me" } });
  assertEquals(home, ["/home/me", undefined]);
});

Deno.test("main() reads stdin in pieces, whatever their size", async () => {
  const line = JSON.stringify({ a: "é".repeat(200_000) }) + "\n";
  const { stdout } = await run(define(() => mapRecordsAsync("x", (one: MediaRecord) => one)), [], {
    input: [line, line],
  });
  assertEquals(stdout(), line + line);
});

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

Deno.test("defineCommand() types the flags that run() is given", () => {
  const command = defineCommand({
    name: "x",
    summary: "",
    flags: { action: { type: "string", choices: ["a", "b"], default: "a", help: "" } },
    run(flags) {
      const action: "a" | "b" = flags.action;
      // @ts-expect-error There is no such choice.
      return action === "c" ? 1 : 0;
    },
  });
  assertEquals(command.name, "x");
});
