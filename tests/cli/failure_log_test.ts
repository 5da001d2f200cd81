import { assert, assertEquals, assertMatch } from "@std/assert";
import { type MediaRecord, StageError } from "../../lib/record/mod.ts";
import { mapRecords } from "../../lib/stream/mod.ts";
import { addX, define, run } from "./_run.ts";

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
