import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { dirname, join } from "@std/path";
import { DISK, type FileSystem, parseFolderMode, recover } from "../../lib/apply/mod.ts";
import { type PlannedRecord as Row, UsageError } from "../../lib/record/mod.ts";
import { systemError } from "./_faults.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

Deno.test("apply() removes with prune the folders that it emptied, up to the root of the scan", async () => {
  using tree = new Tree();
  tree.write("show/season/a.mkv", "a");
  tree.write("show/season/.DS_Store", "junk");
  tree.write("show/season/Thumbs.db", "junk");
  tree.write("set/d.mkv", "d");
  tree.write("set/desktop.ini", "PRECIOUS");
  tree.write("other/b.mkv", "b");
  tree.write("other/notes.txt", "PRECIOUS");
  tree.write("no root/c.mkv", "c");
  const root = tree.downloads;
  const [a, b, d, c] = ["show/season/a.mkv", "other/b.mkv", "set/d.mkv", "no root/c.mkv"].map(
    (path, index) => tree.record(path, `${index}.mkv`),
  );
  const records = [a!, b!, d!].map((record) => ({ ...record, file: { ...record.file, root } }));
  const done = await tree.apply([...records, c!], { prune: true });
  assertEquals(done.map(outcomeOf), ["done", "done", "done", "done"]);
  const left = Object.keys(tree.snapshot(root)).map((path) => path.slice(root.length));
  const kept = ["/other/", "/other/notes.txt", "/set/", "/set/desktop.ini"];
  assertEquals(left.sort(), ["/", "/no root/", ...kept]);
  assertEquals((await tree.undo(done)).map(outcomeOf), ["done", "done", "done", "done"]);
  assertEquals(Deno.readTextFileSync(join(root, "show/season/a.mkv")), "a");
});

Deno.test("apply() gives new folders the permissions that it is told, and leaves others alone", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const before = Deno.lstatSync(tree.library).mode;
  await tree.apply([tree.record("a.mkv", "A/B/A.mkv")], { folderMode: { mode: 0o2771 } });
  for (const folder of ["A", "A/B"]) {
    assertEquals(Deno.lstatSync(join(tree.library, folder)).mode! & 0o7777, 0o2771);
  }
  assertEquals(Deno.lstatSync(tree.library).mode, before);
});

Deno.test("parseFolderMode() reads octal permissions and owners by number", () => {
  assertEquals(parseFolderMode({}), {});
  assertEquals(parseFolderMode({ chmod: "775", chown: "1000:100" }), {
    mode: 0o775,
    uid: 1000,
    gid: 100,
  });
  assertEquals(parseFolderMode({ chown: "0" }), { uid: 0 });
  for (const chmod of ["9", "0x1", "888", "u+w", "77777"]) {
    assertThrows(() => parseFolderMode({ chmod }), UsageError, "--chmod takes permissions");
  }
  for (const chown of ["", "me", "1:", "1:2:3"]) {
    assertThrows(() => parseFolderMode({ chown }), UsageError, "--chown takes numbers");
  }
});

testAcrossDevices(
  "apply() copies several files at once, and keeps the order of records",
  async (device) => {
    using tree = new Tree(device);
    const names = Array.from({ length: 9 }, (_, index) => `${index}.mkv`);
    for (const name of names) tree.write(name, name.repeat(200_000));
    const records = names.map((name) => tree.record(name, name));
    const done = await tree.apply(records, { concurrency: 4 });
    assertEquals(done.map(outcomeOf), names.map(() => "done"));
    assertEquals(done, done.toSorted((a, b) => String(a.file).localeCompare(String(b.file))));
    for (const name of names) {
      assertEquals(Deno.readTextFileSync(join(tree.library, name)), name.repeat(200_000));
    }
  },
);

testAcrossDevices(
  "apply() fails by check what does not fit any more, and says what there is",
  async (device) => {
    using tree = new Tree(device);
    for (const name of ["a", "b", "c"]) tree.write(name, name.repeat(400));
    const records = ["a", "b", "c"].map((name) => tree.record(name, name));
    const before = tree.snapshot(tree.root, tree.library);
    const options = { check: true, measure: () => ({ free: 1000, type: 0xef53 }) };
    const out = await tree.apply(records, options);
    assertEquals(out.map(outcomeOf), ["left", "left", "disk_full"]);
    assertMatch(out[2]!.errors![0]!.message, /it takes 400 bytes, and of ".*" 200 bytes are left/);
    assertMatch(tree.warnings.at(-1)!, /: 800 bytes to copy, 1 kB free; hard links; it is empty/);
    assertEquals(tree.snapshot(tree.root, tree.library), before);
    tree.write(join(tree.library, "x"), "x");
    await tree.apply(records, options);
    assertMatch(tree.warnings.at(-1)!, /upper and lower case are told apart/);
  },
);

testAcrossDevices(
  "apply() counts by check the room of a disk once for all libraries on it",
  async (device) => {
    using tree = new Tree(device);
    const libraries = ["M", "T"].map((name) => join(tree.library, name));
    for (const library of libraries) Deno.mkdirSync(library);
    for (const name of ["M/a", "T/b", "M/c"]) tree.write(name, "x".repeat(400));
    const records = ["M/a", "T/b", "M/c"].map((name) => tree.record(name, name));
    const options = { check: true, libraries, measure: () => ({ free: 1000, type: 0xef53 }) };
    const out = await tree.apply(records, options);
    assertEquals(out.map(outcomeOf), ["left", "left", "disk_full"]);
    assertMatch(out[2]!.errors![0]!.message, /of ".*M" 200 bytes are left/);
    for (const line of tree.warnings) assertMatch(line, /: 400 bytes to copy, 1 kB free/);
  },
);

testAcrossDevices(
  "apply() fails by check what would break hard links, or cannot make them",
  async (device) => {
    using tree = new Tree(device);
    tree.write("a.mkv", "a");
    tree.write("b.mkv", "b");
    Deno.linkSync(join(tree.downloads, "a.mkv"), join(tree.downloads, "seed.mkv"));
    const [a, b] = ["a.mkv", "b.mkv"].map((name) => tree.record(name, name)) as [Row, Row];
    const records = [a, b, {
      ...b,
      plan: { ...b.plan, action: "hardlink", target: `${tree.library}/c` },
    }];
    const options = { check: true, measure: () => ({ free: 1000, type: 0xef53 }) } as const;
    const outcomes = async (more: Parameters<typeof tree.apply>[1]) =>
      (await tree.apply(records as Row[], { ...options, ...more })).map(outcomeOf);
    assertEquals(await outcomes({}), ["cross_device", "left", "cross_device"]);
    assertEquals(await outcomes({ breakLinks: true, link: "prefer" }), ["left", "left", "left"]);
  },
);

Deno.test("apply() fails by check what would go to a read-only disk", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const fs: FileSystem = {
    ...DISK,
    renameSync() {
      throw systemError("EROFS");
    },
  };
  const options = { fs, check: true, measure: () => ({ free: 1000, type: 0xef53 }) };
  const [out] = await tree.apply([tree.record("a.mkv", "A.mkv")], options);
  assertEquals(outcomeOf(out!), "read_only");
});

Deno.test("apply() fails by check what would have to leave a read-only disk", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  const fs: FileSystem = {
    ...DISK,
    renameSync(from, to) {
      if (dirname(String(from)) === tree.downloads) throw systemError("EROFS");
      DISK.renameSync(from, to);
    },
  };
  const options = { fs, check: true, measure: () => ({ free: 1000, type: 0xef53 }) };
  for (const [action, outcome] of [["move", "read_only"], ["copy", "left"]] as const) {
    const [out] = await tree.apply([{ ...record, plan: { ...record.plan, action } }], options);
    assertEquals(outcomeOf(out!), outcome);
  }
});

Deno.test("apply() names the file where its folder cannot be made", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const fs: FileSystem = {
    ...DISK,
    mkdirSync(path, options) {
      if (String(path).startsWith(tree.library)) throw systemError("EROFS");
      Deno.mkdirSync(path, options);
    },
  };
  const [out] = await tree.apply([tree.record("a.mkv", "A/a.mkv")], { fs });
  assertMatch(
    out!.errors![0]!.message,
    /^Cannot move ".*a.mkv" to ".*": the file system is read-only/,
  );
});

Deno.test("apply() settles what a run has left that died while it was waited for", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  tree.write("b.mkv", "b");
  const record = tree.record("a.mkv", "A.mkv");
  await tree.apply([record]);
  // The first run: killed between its link and the removal of the source, with the library locked.
  const path = join(tree.state, "journals/run-1.ndjson");
  const lines = Deno.readTextFileSync(path).split("\n");
  const kept = lines.filter((line) => !/"line":"(?:done|end)"/.test(line));
  Deno.writeTextFileSync(path, kept.join("\n"));
  Deno.writeTextFileSync(join(tree.state, "open/run-1"), "");
  Deno.linkSync(record.plan.target!, record.file.path);
  const [name] = [...Deno.readDirSync(join(tree.state, "locks"))];
  const lock = Deno.openSync(join(tree.state, "locks", name!.name), { read: true, write: true });
  using journal = Deno.openSync(path, { read: true, write: true });
  lock.tryLockSync(true);
  journal.tryLockSync(true);
  const applying = tree.apply([record, tree.record("b.mkv", "B.mkv")]);
  while (!tree.warnings.some((line) => line.startsWith("Waits for"))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  journal.unlockSync();
  lock.unlockSync();
  lock.close();
  const out = await applying;
  assertEquals(out.map(outcomeOf), ["skipped already_done", "done"]);
  assertEquals([...Deno.readDirSync(tree.downloads)], []);
  assertEquals(await recover({ ...tree.options(), now: Date.now }), {
    finished: 0,
    rolledBack: 0,
    conflicts: 0,
  });
});

Deno.test("apply() places names of 255 bytes, also where they wait for their target", async () => {
  using tree = new Tree();
  const name = `${"日".repeat(83)}ab.mkv`;
  const other = `${"本".repeat(83)}ab.mkv`;
  for (const one of [name, other]) tree.write(join(tree.library, one), one);
  const swap = [
    tree.record(join(tree.library, name), other),
    tree.record(join(tree.library, other), name),
  ];
  const before = tree.snapshot();
  const done = await tree.apply(swap);
  assertEquals(done.map(outcomeOf), ["done", "done"]);
  assertEquals(Deno.readTextFileSync(join(tree.library, name)), other);
  assertEquals((await tree.undo(done)).map(outcomeOf), ["done", "done"]);
  assertEquals(tree.snapshot(), before);
});
