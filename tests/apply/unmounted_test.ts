import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { apply, type FileSystem, recover } from "../../lib/apply/mod.ts";
import { faultyDisk } from "./_faults.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

/** Takes a folder away as the end of a mount does: the empty one below is still there. Gives what brings it back. */
function unmount(folder: string): () => void {
  Deno.renameSync(folder, `${folder}.away`);
  Deno.mkdirSync(folder);
  return () => {
    Deno.removeSync(folder);
    Deno.renameSync(`${folder}.away`, folder);
  };
}

Deno.test("apply() writes nothing more where the library's disk goes in the midst", async () => {
  for (const isEmpty of [true, false]) {
    using tree = new Tree();
    for (const name of ["a.mkv", "b.mkv"]) tree.write(name, name);
    const [a, b] = ["a.mkv", "b.mkv"].map((name) => tree.record(name, `Films/${name}`));
    let isGone = false;
    const fs: FileSystem = {
      ...Deno,
      lstatSync(path) {
        const info = Deno.lstatSync(path);
        // Where it was mounted there is a folder of another disk.
        return isGone && path === tree.library ? { ...info, dev: info.dev + 1 } : info;
      },
    };
    const link = apply({ ...tree.options(), fs });
    const [writer, reader] = [link.writable.getWriter(), link.readable.getReader()];
    const next = async () => (await reader.read()).value!;
    writer.write([a!]);
    assertEquals((await next()).map(outcomeOf), ["done"]);
    isGone = isEmpty;
    if (!isEmpty) Deno.removeSync(tree.library, { recursive: true });
    writer.write([b!]);
    const [out] = await next();
    assertEquals(outcomeOf(out!), "outside_library");
    assertMatch(JSON.stringify(out), /is not on the disk that it was on: is that still mounted\?/);
    await writer.close();
    await reader.read();
    assertEquals(Deno.readTextFileSync(b!.file.path), "b.mkv");
    Deno.mkdirSync(tree.library, { recursive: true });
  }
});

Deno.test("undo() makes folders anew, but not the one that was scanned: its disk may not be mounted", async () => {
  using tree = new Tree();
  const [root, source] = [join(tree.downloads, "usb"), tree.write("usb/A/a.mkv", "a")];
  const record = tree.record(source, "A.mkv");
  const done = await tree.apply([{ ...record, file: { ...record.file, root } }]);
  Deno.removeSync(root, { recursive: true });
  const [out] = await tree.undo(done);
  assertEquals(outcomeOf(out!), "not_found");
  assertMatch(JSON.stringify(out), /usb\\" is not there: mount its disk, or make the folder first/);
  assertEquals(Object.keys(tree.snapshot(tree.downloads)), [`${tree.downloads}/`]);
  Deno.mkdirSync(root);
  const undone = await tree.undo(done);
  assertEquals(undone.map(outcomeOf), ["done"]);
  assertEquals(Deno.readTextFileSync(source), "a");
  Deno.removeSync(tree.library, { recursive: true });
  assertEquals((await tree.undo(undone)).map(outcomeOf), ["not_found"]);
});

testAcrossDevices(
  "apply() leaves a copy to recovery whose disk goes before its source may",
  async (device) => {
    using tree = new Tree(device);
    tree.write("a.mkv", "a");
    tree.write(join(tree.library, "Films/b.mkv"), "b");
    const record = tree.record("a.mkv", "Films/a.mkv");
    let mount: (() => void) | undefined;
    const fs: FileSystem = {
      ...Deno,
      openSync(path, options) {
        // The folder is synced once the copy stands.
        if (path === join(tree.library, "Films")) mount ??= unmount(tree.library);
        return Deno.openSync(path, options);
      },
    };
    const [out] = await tree.apply([record], { fs });
    assertMatch(JSON.stringify(out!.errors), /Films\\" is not there: mount its disk; nothing was/);
    mount!();
    const { finished, conflicts } = await recover(tree.options());
    assertEquals([finished, conflicts], [1, 0]);
    assertEquals(Object.keys(tree.snapshot(tree.downloads)), [`${tree.downloads}/`]);
    assertEquals(Deno.readTextFileSync(record.plan.target!), "a");
  },
);

testAcrossDevices(
  "recover() waits for a disk that is not mounted, whatever a crash has left there",
  async (device) => {
    for (let at = 1;; at += 3) {
      using tree = new Tree(device);
      tree.write("a.mkv", "a");
      tree.write(join(tree.library, "Films/b.mkv"), "b");
      const record = tree.record("a.mkv", "Films/A/a.mkv");
      const disk = faultyDisk({ at, errno: "EIO", forever: true });
      await tree.apply([record], { fs: disk.fs });
      disk.close();
      if (disk.calls.length < at) break;
      const mount = unmount(tree.library);
      const options = { ...tree.options(), now: () => Date.now() + 3_600_000 };
      await recover(options);
      mount();
      assertEquals((await recover(options)).conflicts, 0);
      const label = `killed at call ${at} (${disk.calls[at - 1]})`;
      const files = Object.entries(tree.snapshot()).filter(([, what]) => what !== "folder");
      const [all, mine] = [files.length, files.filter(([path]) => path.endsWith("/a.mkv"))];
      assertEquals([all, mine.length], [2, 1], `${label}: ${files}`);
    }
  },
);
