import { assertEquals, assertMatch } from "@std/assert";
import { addX, define, LINES, run } from "./_run.ts";

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
