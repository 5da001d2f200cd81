import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { existsSync } from "@std/fs";
import { join } from "@std/path";
import { tryPipe } from "./_try_pipe.ts";
import { inFolder, runTask, writeProgram } from "./_project.ts";

const SYSTEM = "/usr/bin:/bin";

Deno.test("install puts commands on the PATH that do the main job and undo it", async () => {
  await inFolder(async (cwd) => {
    const bin = join(cwd, "my tools/bin");
    const env = { PATH: `${bin}:${SYSTEM}` };
    const args = ["--root", "my tools", "--prefix", "shelve-"];
    const { code, stdout, stderr } = await runTask("install", { args, cwd, env });
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, `Installed into ${bin}: shelve-apply, `);
    assertStringIncludes(stdout, "\n  shelve-scan ~/Downloads | shelve-parse | shelve-plan ");
    await tryPipe({ path: env.PATH, prefix: "shelve-" });
    const version = await new Deno.Command(join(bin, "shelve-plan"), { args: ["--version"] })
      .output();
    assertMatch(new TextDecoder().decode(version.stdout), /^shelve-plan /);

    const removed = await runTask("install", { args: ["--root", "my tools", "--uninstall"], cwd });
    assertMatch(removed.stdout, /^Removed from .*: shelve-apply, /);
    assertEquals([...Deno.readDirSync(bin)], []);
  });
});

Deno.test("install lets commands ask other hosts and keep answers elsewhere", async () => {
  await inFolder(async (cwd) => {
    const args = ["--root", "t", "--host", "127.0.0.1:8099", "--cache", "https://kv.test/"];
    const { code, stderr } = await runTask("install", {
      args: [...args, "--cache", "my.db"],
      cwd,
      env: { PATH: `${join(cwd, "t/bin")}:${SYSTEM}` },
    });
    assertEquals([code, stderr], [0, ""]);
    const launcher = await Deno.readTextFile(join(cwd, "t/bin/enrich"));
    assertMatch(launcher, / --allow-net=\S*,127\.0\.0\.1:8099,kv\.test /);
    assertMatch(launcher, / --allow-env=\S*,DENO_KV_ACCESS_TOKEN /);
    assertStringIncludes(launcher, "/my.db");
    const none = await runTask("install", { args: ["--host", "a,b"], cwd });
    assertEquals([none.code, none.stdout], [2, ""]);
  });
});

Deno.test("install says whose names it shares, and how to come onto the PATH", async () => {
  await inFolder(async (home) => {
    const other = join(home, "other/apply");
    await writeProgram(other, "");
    const env = { HOME: home, PATH: `${join(home, "other")}:${SYSTEM}` };
    const { code, stderr } = await runTask("install", { args: [], cwd: "/", env });
    assertEquals(code, 0);
    const own = join(home, ".local/bin");
    assertStringIncludes(
      stderr,
      `${other} is another program: "apply" starts that one, not ${own}`,
    );
    assertStringIncludes(stderr, "use --prefix shelve-");
    assertStringIncludes(stderr, `export PATH="${own}:$PATH"`);
    assert(existsSync(join(own, "apply")));
  });
});

Deno.test("install refuses what it cannot do, and then does nothing", async () => {
  await inFolder(async (cwd) => {
    const cases: { args: string[]; env?: Record<string, string>; code: number; says: string }[] = [
      { args: ["--prefix", "../x"], code: 2, says: '--prefix cannot be "../x"' },
      { args: ["--prefix", "-x"], code: 2, says: '--prefix cannot be "-x"' },
      { args: [], env: { HOME: "" }, code: 2, says: "Name a folder with --root DIR" },
      { args: ["--roof", "x"], code: 2, says: "did you mean --root?" },
      { args: ["--root", "mine"], code: 1, says: "a file that Shelve did not install is there" },
    ];
    await writeProgram(join(cwd, "mine/bin/undo"), "");
    for (const { args, env = {}, code, says } of cases) {
      const result = await runTask("install", { args, cwd, env });
      assertEquals([result.code, result.stdout], [code, ""], result.stderr);
      assertStringIncludes(result.stderr, says);
    }
    assertEquals([...Deno.readDirSync(cwd)].map(({ name }) => name), ["mine"]);
    assertEquals([...Deno.readDirSync(join(cwd, "mine"))].map(({ name }) => name), ["bin"]);
  });
});
