import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readProject } from "../../lib/tasks/read_project.ts";
import { PROJECT } from "../../lib/tasks/shell.ts";
import { inFolder, layOutProject } from "./_project.ts";

Deno.test("readProject() finds each command of cmd/ with the flags of its set", async () => {
  await inFolder(async (root) => {
    await layOutProject(root);
    const { version, commands } = await readProject(root);
    assertEquals(version, "3.2.1");
    assertEquals(commands.map(({ name, flags }) => [name, ...flags]), [
      ["hello", "--unstable-kv"],
      ["look", "--unstable-kv", "--allow-read", "--allow-env=HOME"],
    ]);
  });
});

Deno.test("readProject() fails for a command without a set", async () => {
  await inFolder(async (root) => {
    await layOutProject(root);
    await Deno.writeTextFile(join(root, "cmd/stray.ts"), "");
    await assertRejects(() => readProject(root), Error, 'Cannot grant "stray" anything');
  });
});

Deno.test("readProject() grants no command of Shelve more than its kind of work needs", async () => {
  const { commands } = await readProject(PROJECT);
  const kinds = new Map(commands.map(({ name, permissions }) => [name, Object.keys(permissions)]));
  assertEquals(kinds.get("parse"), []);
  assertEquals(kinds.get("plan"), []);
  assertEquals(kinds.get("scan"), ["read"]);
  for (const name of ["apply", "undo"]) assert(!kinds.get(name)?.includes("net"), name);
});
