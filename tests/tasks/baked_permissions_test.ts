import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { compareBaked, readBakedPermissions } from "../../lib/tasks/baked_permissions.ts";
import { inFolder } from "./_project.ts";

const BAKED = {
  "allow_env": ["HOME", "PATH"],
  "deny_env": null,
  "allow_net": null,
  "allow_read": [],
  "allow_import": ["jsr.io:443"],
  prompt: false,
};

Deno.test("readBakedPermissions() reads the last permissions in a binary", async () => {
  await inFolder(async (root) => {
    const path = join(root, "binary");
    const noise = 'ELF\0\xff"permissions":{"allow_read":null}';
    await Deno.writeTextFile(
      path,
      `${noise}d3n0l4nd{"permissions":${JSON.stringify(BAKED)},"x":{}}`,
    );
    assertEquals(await readBakedPermissions(path), BAKED);
    await Deno.writeTextFile(path, "ELF");
    await assertRejects(() => readBakedPermissions(path), Error, "there are none");
  });
});

Deno.test("compareBaked() tells every difference, in either direction", () => {
  assertEquals(compareBaked(BAKED, { read: true, env: ["PATH", "HOME"] }), []);
  assertEquals(compareBaked(BAKED, { read: true, env: ["HOME"] }), [
    'allow_env is ["HOME","PATH"], not ["HOME"]',
  ]);
  assertEquals(compareBaked(BAKED, { env: ["HOME", "PATH"], net: ["a:443"] }), [
    "allow_read is [], not null",
    'allow_net is null, not ["a:443"]',
  ]);
  const open = { ...BAKED, "allow_run": [], "deny_env": ["X"], prompt: true };
  assertEquals(compareBaked(open, { read: true, env: ["HOME", "PATH"] }), [
    "prompt is true, not false",
    'deny_env is ["X"], not null',
    "allow_run is [], not null",
  ]);
});
