import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { findBase } from "../../lib/tasks/compile_base.ts";
import { inFolder, writeProgram } from "./_project.ts";

const BUNDLE = {
  command: { name: "scan", source: "/cmd/scan.ts", permissions: {}, flags: ["--allow-read"] },
  path: "/dist/scan.js",
  bytes: 1,
};

/** Looks for a base with a script in the place of Deno. */
async function find(script: string, given?: string) {
  let found;
  await inFolder(async (folder) => {
    const deno = join(folder, "deno");
    await writeProgram(deno, script);
    const fetch = () => Promise.reject(new TypeError("no network"));
    const { path, missing } = await findBase(BUNDLE, { deno, given, folder, fetch });
    found = { path: path === deno ? "deno" : path, missing };
  });
  return found;
}

Deno.test("findBase() takes the base that is given, and asks nobody", async () => {
  assertEquals(await find("exit 1", "/opt/denort"), { path: "/opt/denort", missing: undefined });
});

Deno.test("findBase() takes Deno's own base if it is there, as in its cache without a network", async () => {
  assertEquals(await find("exit 0"), { path: undefined, missing: undefined });
});

Deno.test("findBase() lets Deno stand in where there is no base, and says why", async () => {
  const script =
    "printf 'error: Writing\\n\\nCaused by:\\n    0: Setting up\\n    1: dns error\\n' >&2";
  assertEquals(await find(`${script}; exit 1`), { path: "deno", missing: "dns error" });
});
