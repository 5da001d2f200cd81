import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { existsSync, walk } from "@std/fs";
import { join, relative } from "@std/path";
import {
  installCommands,
  type InstallOptions,
  toPlace,
  uninstallCommands,
} from "../../lib/tasks/install_commands.ts";
import { readProject } from "../../lib/tasks/read_project.ts";
import { inFolder, layOutProject, writeProgram } from "./_project.ts";

const DENO = { path: Deno.execPath(), fleeting: false };

type Options = Partial<InstallOptions> & { readonly files?: Readonly<Record<string, string>> };

/** Installs the small project into `root`, with `files` of it replaced. */
async function install(root: string, { files, ...options }: Options = {}) {
  await layOutProject(join(root, "project"), files);
  const project = await readProject(join(root, "project"));
  return await installCommands(project, {
    ...toPlace(join(root, "to")),
    prefix: "",
    deno: DENO,
    ...options,
  });
}

async function list(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of walk(folder, { includeDirs: false })) {
    paths.push(relative(folder, path));
  }
  return paths.sort();
}

async function run(program: string, args: readonly string[] = []) {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    cwd: "/",
    clearEnv: true,
    env: { HOME: "/home/of a user", PATH: "/usr/bin:/bin", NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

Deno.test("installCommands() installs commands that run with their own permissions", async () => {
  await inFolder(async (root) => {
    const { names, removed } = await install(root);
    assertEquals([names, removed], [["hello", "look"], []]);
    assertEquals(await list(join(root, "to")), [
      "bin/hello",
      "bin/look",
      "lib/shelve/README.txt",
      "lib/shelve/hello.js",
      "lib/shelve/look.js",
    ]);
    const args = ["a b", "$HOME", "it's", "", "--help"];
    const hello = await run(join(root, "to/bin/hello"), args);
    assertEquals(hello, { code: 0, stdout: "hello a b $HOME it's  --help\n", stderr: "" });
    const look = await run(join(root, "to/bin/look"));
    assertEquals(look, { code: 0, stdout: "true /home/of a user\n", stderr: "" });
  });
});

Deno.test("installCommands() gives a command nothing that its set does not", async () => {
  await inFolder(async (root) => {
    await install(root, {
      files: {
        "cmd/hello.ts": `const tries = {
        read: (path) => Deno.readTextFileSync(path),
        env: (name) => Deno.env.get(name),
        import: (from) => import(from),
      };
      await tries[Deno.args[0]](Deno.args[1]);`,
      },
    });
    const refusals: [what: string, from: string, refusal: string][] = [
      ["read", "/etc/passwd", "NotCapable"],
      ["env", "HOME", "NotCapable"],
      // Without a word Deno would fetch both.
      ["import", "npm:deno-std", "--no-npm is specified"],
      ["import", "https://esm.sh/deno-std", "--no-remote is specified"],
    ];
    for (const [what, from, refusal] of refusals) {
      const { code, stderr } = await run(join(root, "to/bin/hello"), [what, from]);
      assertEquals(code, 1);
      assertStringIncludes(stderr, refusal);
    }
  });
});

Deno.test("installCommands() takes the place of an earlier install, whatever its prefix", async () => {
  await inFolder(async (root) => {
    await install(root);
    await install(root);
    const { names, removed } = await install(root, { prefix: "shelve-" });
    assertEquals(names, ["shelve-hello", "shelve-look"]);
    assertEquals(removed, ["hello", "look"]);
    assertEquals([...Deno.readDirSync(join(root, "to/bin"))].map(({ name }) => name).sort(), names);
    const bundles = (await list(join(root, "to/lib/shelve"))).filter((name) =>
      name.endsWith(".js")
    );
    assertEquals(bundles, ["shelve-hello.js", "shelve-look.js"]);
  });
});

Deno.test("installCommands() writes nothing where a file of somebody else is in the way", async () => {
  await inFolder(async (root) => {
    await writeProgram(join(root, "to/bin/look"), "echo mine");
    await assertRejects(() => install(root), Error, "a file that Shelve did not install is there");
    assertEquals(await list(join(root, "to")), ["bin/look"]);
    await install(root, { prefix: "shelve-" });
    assertEquals((await run(join(root, "to/bin/look"))).stdout, "mine\n");
  });
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "to/bin"), { recursive: true });
    await Deno.symlink("/nowhere", join(root, "to/bin/hello"));
    await assertRejects(() => install(root), Error, "did not install is there");
  });
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "to/lib/shelve"), { recursive: true });
    await Deno.writeTextFile(join(root, "to/lib/shelve/look.js"), "mine");
    await assertRejects(() => install(root), Error, "it holds files that Shelve did not install");
    assertEquals(await list(join(root, "to")), ["lib/shelve/look.js"]);
  });
});

Deno.test("installCommands() copies a Deno that may vanish, and only such a one", async () => {
  await inFolder(async (root) => {
    await writeProgram(join(root, "_npx/deno"), 'echo "copy: $*"');
    const fleeting = { path: join(root, "_npx/deno"), fleeting: true };
    const { deno } = await install(root, { deno: fleeting });
    assertEquals(deno, join(root, "to/lib/shelve/deno"));
    await Deno.remove(fleeting.path);
    const { stdout } = await run(join(root, "to/bin/look"));
    assertStringIncludes(stdout, "copy: run -q --no-prompt");

    // The copy itself installs: it stays.
    await install(root, { deno: { path: deno, fleeting: false } });
    assert(existsSync(deno));
    await install(root);
    assert(!existsSync(deno));
  });
});

Deno.test("installCommands() writes launchers that find another Deno when theirs has gone", async () => {
  await inFolder(async (root) => {
    await writeProgram(join(root, "gone/deno"), "");
    await install(root, { deno: { path: join(root, "gone/deno"), fleeting: false } });
    await Deno.remove(join(root, "gone/deno"));
    await writeProgram(join(root, "other/deno"), 'echo "other: $1"');
    const { stdout } = await new Deno.Command(join(root, "to/bin/hello"), {
      env: { PATH: `${join(root, "other")}:/usr/bin:/bin` },
    }).output();
    assertEquals(new TextDecoder().decode(stdout), "other: run\n");
  });
});

Deno.test("uninstallCommands() removes what was installed and nothing else", async () => {
  await inFolder(async (root) => {
    const place = toPlace(join(root, "to"));
    assertEquals(await uninstallCommands(place), []);
    await install(root, { prefix: "x-" });
    await writeProgram(join(place.bin, "other"), "");
    await Deno.writeTextFile(join(place.lib, "notes.txt"), "mine");
    assertEquals(await uninstallCommands(place), ["x-hello", "x-look"]);
    assertEquals(await list(join(root, "to")), ["bin/other", "lib/shelve/notes.txt"]);
    await Deno.remove(join(place.lib, "notes.txt"));
    await install(root);
    await uninstallCommands(place);
    assert(!existsSync(place.lib));
  });
});
