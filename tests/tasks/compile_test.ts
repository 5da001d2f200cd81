import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { inFolder, runTask } from "./_project.ts";

Deno.test("compile --check reads the permissions back, and leaves no binary", async () => {
  await inFolder(async (cwd) => {
    const args = ["parse", "--output", "out", "--check"];
    const { code, stdout, stderr } = await runTask("compile", { args, cwd });
    assertEquals({ code, stderr }, { code: 0, stderr: "" });
    assertEquals(stdout, "Compiled with the permissions of deno.json, read back: parse\n");
    assertEquals([...Deno.readDirSync(join(cwd, "out"))], []);
  });
});

Deno.test("compile leaves no binary that starts as something else", async () => {
  await inFolder(async (cwd) => {
    const env = { DENORT_BIN: Deno.execPath() };
    const args = ["parse", "--output", "out"];
    const { code, stderr } = await runTask("compile", { args, cwd, env });
    assertEquals(code, 1);
    assertStringIncludes(stderr, 'Cannot use the binary "parse 0.1.0": it says it is "deno ');
    assertEquals([...Deno.readDirSync(join(cwd, "out"))], []);
  });
});

Deno.test("compile fails for a base that is none, and for a command that is none", async () => {
  await inFolder(async (cwd) => {
    const env = { DENORT_BIN: join(cwd, "none") };
    const broken = await runTask("compile", { args: ["parse", "--output", "out"], cwd, env });
    assertEquals(broken.code, 1);
    assertStringIncludes(broken.stderr, "deno compile failed: ");

    const unknown = await runTask("compile", { args: ["prase", "--check"], cwd, env });
    assertEquals(unknown.code, 2);
    assertStringIncludes(unknown.stderr, 'There is no command "prase": choose from apply, ');
  });
});
