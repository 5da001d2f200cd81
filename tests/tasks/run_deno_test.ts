import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { runDeno } from "../../lib/tasks/run_deno.ts";
import { inFolder, writeProgram } from "./_project.ts";

/** What Deno 2.9.5 writes to stderr, what of it we say, and the reason in it. */
const FAILURES: readonly { stderr: string; message: string; cause: string }[] = [
  {
    stderr: `Download https://registry.example/@esbuild%2flinux-x64
error: Failed loading https://registry.example/@esbuild%2flinux-x64

Caused by:
    dns error: Temporary failure in name resolution

Stack backtrace:
   0: <unknown>`,
    message: "deno bundle failed: Failed loading https://registry.example/@esbuild%2flinux-x64: " +
      "dns error: Temporary failure in name resolution",
    cause: "dns error: Temporary failure in name resolution",
  },
  {
    stderr: `error: SyntaxError: Unexpected token
  |
1 | const x: = 3
    at file:///x/bad.ts:1:10
error: bundling failed

Stack backtrace:
   0: <unknown>`,
    message: "deno bundle failed: SyntaxError: Unexpected token",
    cause: "SyntaxError: Unexpected token",
  },
  { stderr: "", message: "deno bundle failed: ", cause: "" },
];

Deno.test("runDeno() says what failed, and why", async () => {
  for (const { stderr, message, cause } of FAILURES) {
    await inFolder(async (root) => {
      const deno = join(root, "deno");
      await Deno.writeTextFile(join(root, "stderr"), stderr);
      await writeProgram(deno, "cat stderr >&2; exit 1");
      const error = await assertRejects(() => runDeno(["bundle"], { deno, cwd: root }), Error);
      assertEquals([error.message, error.cause], [message, cause]);
    });
  }
});

Deno.test("runDeno() gives up at its limit", async () => {
  await inFolder(async (root) => {
    const deno = join(root, "deno");
    await writeProgram(deno, "exec sleep 600");
    const run = () => runDeno(["compile"], { deno, cwd: root, limit: 20 });
    await assertRejects(run, Error, "deno compile failed: out of time");
  });
});
