import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Command, defineCommand, UsageError } from "../../lib/cli/mod.ts";
import type { MediaRecord } from "../../lib/record/mod.ts";
import { fromRecords, mapRecordsAsync, type RecordStream } from "../../lib/stream/mod.ts";
import { settle } from "../stream/_streams.ts";
import { PLAN } from "./_commands.ts";
import { addX, define, LINES, run } from "./_run.ts";

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
  const quiet = await run(command, ["-q"], { input: [LINES, '{"fail":"it"}\n'] });
  assertEquals([order.length, quiet.stderr()], [4, 'parse: Cannot read it ({"fail":"it"})\n']);
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
