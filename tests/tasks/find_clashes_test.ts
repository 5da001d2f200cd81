import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { findClashes, findFolder } from "../../lib/tasks/find_clashes.ts";
import { renderLauncher } from "../../lib/tasks/launcher.ts";
import { inFolder, writeProgram } from "./_project.ts";

Deno.test("findClashes() finds programs of a command's name, and says which one starts", async () => {
  await inFolder(async (root) => {
    const [before, bin, after] = ["before", "bin", "after"].map((name) => join(root, name));
    await writeProgram(join(before!, "apply"), "");
    await writeProgram(join(after!, "apply"), "");
    await writeProgram(join(after!, "scan"), "");
    await writeProgram(join(bin!, "plan"), ""); // ours, not another
    await Deno.writeTextFile(join(after!, "undo"), "no program");
    await Deno.mkdir(join(after!, "parse"), { recursive: true });
    const launcher = renderLauncher({ deno: "/d", bundle: "/b", flags: [], version: "0.1.0" });
    await Deno.writeTextFile(join(after!, "enrich"), launcher);
    await Deno.chmod(join(after!, "enrich"), 0o755);

    const names = ["scan", "parse", "enrich", "plan", "apply", "undo"];
    const path = [join(root, "none"), before!, bin!, after!];
    assertEquals(await findClashes(names, { bin: bin!, path }), [
      { name: "scan", other: join(after!, "scan"), wins: false, ours: false },
      { name: "enrich", other: join(after!, "enrich"), wins: false, ours: true },
      { name: "apply", other: join(before!, "apply"), wins: true, ours: false },
    ]);
    assertEquals(await findClashes(["scan"], { bin: bin!, path: [after!] }), [
      { name: "scan", other: join(after!, "scan"), wins: true, ours: false },
    ]);
  });
});

Deno.test("findFolder() knows a folder by another name, and one that is not there yet", async () => {
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "usr"), { recursive: true });
    await Deno.symlink("usr", join(root, "link"));
    assertEquals(findFolder(join(root, "usr"), ["/bin", join(root, "link")]), 1);
    assertEquals(findFolder(join(root, "new"), [join(root, "new")]), 0);
    assertEquals(findFolder(join(root, "usr"), ["/bin"]), -1);
  });
});
