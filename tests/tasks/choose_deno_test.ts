import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { chooseDeno } from "../../lib/tasks/choose_deno.ts";
import { inFolder, writeProgram } from "./_project.ts";

/** Where programs named deno lie, which one runs, and which one launchers are to call. */
interface Case {
  readonly why: string;
  /** Version by path; a path is a folder of the PATH. */
  readonly programs: Readonly<Record<string, string>>;
  /** Links in folders of the PATH, to one of the programs. */
  readonly links?: Readonly<Record<string, string>>;
  readonly running: string;
  readonly path: readonly string[];
  readonly chosen: string;
  readonly fleeting?: boolean;
}

const CASES: readonly Case[] = [
  {
    why: "the one that runs, by its own name",
    programs: { "bin": "2.9.5" },
    running: "bin/deno",
    path: ["bin"],
    chosen: "bin/deno",
  },
  {
    why: "its name on the PATH outlives an upgrade by a package manager",
    programs: { "Cellar/deno/2.9.5/bin": "2.9.5", "old": "2.9.5" },
    links: { "brew/bin": "Cellar/deno/2.9.5/bin" },
    running: "Cellar/deno/2.9.5/bin/deno",
    path: ["none", "old", "brew/bin"],
    chosen: "brew/bin/deno",
  },
  {
    why: "one that is not on the PATH but stays where it is",
    programs: { "opt/deno": "2.9.5", "bin": "2.9.9" },
    running: "opt/deno/deno",
    path: ["bin"],
    chosen: "opt/deno/deno",
  },
  {
    why: "npx cleans its cache and puts it first on the PATH: another on the PATH",
    programs: { ".npm/_npx/0a1b/node_modules/deno": "2.9.5", "bin": "2.10.0" },
    links: { ".npm/_npx/0a1b/node_modules/.bin": ".npm/_npx/0a1b/node_modules/deno" },
    running: ".npm/_npx/0a1b/node_modules/deno/deno",
    path: [".npm/_npx/0a1b/node_modules/.bin", "bin"],
    chosen: "bin/deno",
  },
  {
    why: "others that are older, of another major version, or no Deno do not fit",
    programs: {
      ".npm/_npx/0a1b/deno": "2.9.5",
      "a": "2.9.4",
      "b": "1.99.0",
      "c": "3.0.0",
      "d": "",
    },
    running: ".npm/_npx/0a1b/deno/deno",
    path: ["a", "b", "c", "d"],
    chosen: ".npm/_npx/0a1b/deno/deno",
    fleeting: true,
  },
  {
    why: "the caches of pnpm and bun are cleaned too",
    programs: { "pnpm/dlx-77/deno": "2.9.5", "bunx-0-deno@latest/deno": "2.9.5" },
    running: "pnpm/dlx-77/deno/deno",
    path: ["bunx-0-deno@latest/deno"],
    chosen: "pnpm/dlx-77/deno/deno",
    fleeting: true,
  },
];

Deno.test("chooseDeno() takes a Deno that stays", async () => {
  for (const { why, programs, links = {}, running, path, chosen, fleeting = false } of CASES) {
    await inFolder(async (root) => {
      for (const [folder, version] of Object.entries(programs)) {
        await writeProgram(join(root, folder, "deno"), `echo "deno ${version} (stable)"`);
      }
      for (const [folder, target] of Object.entries(links)) {
        await Deno.mkdir(join(root, folder), { recursive: true });
        await Deno.symlink(join(root, target, "deno"), join(root, folder, "deno"));
      }
      const found = await chooseDeno({
        running: join(root, running),
        version: "2.9.5",
        path: path.map((folder) => join(root, folder)),
      });
      assertEquals(found, { path: join(root, chosen), fleeting }, why);
    });
  }
});
