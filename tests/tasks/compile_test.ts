import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { inFolder, runTask } from "./_project.ts";

Deno.test("compile checks permissions on a stand-in, and leaves no binary that does not run", async () => {
  await inFolder(async (cwd) => {
    const env = { DENORT_BIN: Deno.execPath() };
    for (const [check, expected] of [[[], 1], [["--check"], 0]] as const) {
      const args = ["parse", "--output", "out", ...check];
      const { code, stdout, stderr } = await runTask("compile", { args, cwd, env });
      assertEquals(code, expected, stderr);
      assertEquals(stdout, "Compiled with the permissions of deno.json, read back: parse\n");
      assertStringIncludes(stderr, "no binaries: $DENORT_BIN is Deno itself");
      assertEquals([...Deno.readDirSync(join(cwd, "out"))], []);
    }
  });
});

Deno.test("compile fails for a base that is none, and for a command that is none", async () => {
  await inFolder(async (cwd) => {
    const env = { DENORT_BIN: join(cwd, "none") };
    const args = ["parse", "--output", "out", "--check"];
    const broken = await runTask("compile", { args, cwd, env });
    assertEquals(broken.code, 1);
    assertStringIncludes(broken.stderr, "deno compile failed: ");

    const unknown = await runTask("compile", { args: ["prase", "--check"], cwd, env });
    assertEquals(unknown.code, 2);
    assertStringIncludes(unknown.stderr, 'There is no command "prase": choose from apply, ');
  });
});
