import { assertEquals } from "@std/assert";
import { inFolder, writeProgram } from "./_project.ts";
import { fixCaches, grantMore } from "../../lib/tasks/grant_more.ts";
import { renderLauncher } from "../../lib/tasks/launcher.ts";
import { type PermissionSet, toFlags } from "../../lib/tasks/permission_set.ts";
import type { Project } from "../../lib/tasks/read_project.ts";

const SETS: Readonly<Record<string, PermissionSet>> = {
  ask: {
    read: true,
    write: ["$XDG_CACHE_HOME/shelve"],
    net: ["api.test:443"],
    env: ["HOME", "XDG_CACHE_HOME"],
  },
  move: { read: true, write: true },
  parse: {},
};

function toProject(): Project {
  const commands = Object.entries(SETS).map(([name, permissions]) => ({
    ...{ name, permissions, source: `/cmd/${name}.ts` },
    flags: ["--unstable-kv", ...toFlags(permissions)],
  }));
  return { root: "/", version: "1.0.0", commands };
}

function flagsOf(project: Project): Record<string, readonly string[]> {
  return Object.fromEntries(project.commands.map(({ name, flags }) => [name, flags.slice(1)]));
}

const UNCHANGED = { move: ["--allow-read", "--allow-write"], parse: [] };

Deno.test("grantMore() adds hosts and caches to those commands that have some", () => {
  const more = { hosts: ["127.0.0.1:8099"], caches: ["/srv/answers.db"] };
  assertEquals(flagsOf(grantMore(toProject(), more)), {
    ask: [
      "--allow-read",
      "--allow-write=$XDG_CACHE_HOME/shelve,/srv/answers.db",
      "--allow-net=api.test:443,127.0.0.1:8099",
      "--allow-env=HOME,XDG_CACHE_HOME",
    ],
    ...UNCHANGED,
  });
  assertEquals(grantMore(toProject(), { hosts: [], caches: [] }), toProject());
});

Deno.test("grantMore() lets a server of caches be reached, with its token", () => {
  const more = { hosts: ["other.test"], caches: ["https://kv.test:4512/"] };
  assertEquals(flagsOf(grantMore(toProject(), more))["ask"], [
    "--allow-read",
    "--allow-write=$XDG_CACHE_HOME/shelve",
    "--allow-net=api.test:443,other.test,kv.test:4512",
    "--allow-env=HOME,XDG_CACHE_HOME,DENO_KV_ACCESS_TOKEN",
  ]);
});

Deno.test("fixCaches() writes down where the user's caches are", () => {
  const { ask } = flagsOf(fixCaches(toProject(), "/home/me/.cache"));
  assertEquals(ask![1], "--allow-write=/home/me/.cache/shelve");
});

Deno.test("renderLauncher() lets the threads of Deno share their memory", async () => {
  await inFolder(async (folder) => {
    const deno = `${folder}/deno`;
    await writeProgram(deno, 'echo "$MALLOC_ARENA_MAX"');
    const text = renderLauncher({ deno, bundle: "/b.js", flags: [], version: "1.0.0" });
    const { stdout } = await new Deno.Command("/bin/sh", { args: ["-c", text] }).output();
    assertEquals(new TextDecoder().decode(stdout), "1\n");
  });
});

Deno.test("renderLauncher() finds the user's caches when it is run", async () => {
  await inFolder(async (folder) => {
    const [{ flags }] = toProject().commands as [Project["commands"][number]];
    const path = `${folder}/launcher`;
    // In the place of Deno, what shows its arguments.
    const text = renderLauncher({ deno: "/bin/echo", bundle: "/b.js", flags, version: "1.0.0" });
    await Deno.writeTextFile(path, text);
    for (
      const [env, place] of [
        [{ HOME: "/home/a b", XDG_CACHE_HOME: "" }, "/home/a b/.cache/shelve"],
        [{ HOME: "/home/a", XDG_CACHE_HOME: "/c d" }, "/c d/shelve"],
      ] as const
    ) {
      const { stdout } = await new Deno.Command("/bin/sh", { args: [path, "x"], env }).output();
      const said = new TextDecoder().decode(stdout);
      assertEquals(said.includes(` --allow-write=${place} --allow-net`), true, said);
    }
  });
});
