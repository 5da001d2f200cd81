import { DISK } from "../../lib/apply/mod.ts";
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import type { AppliedRecord, PlannedRecord } from "../../lib/record/mod.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

const TRASH = ".shelve-trash/Films/A/A.mkv";

/** A better film for one that the library has, under its very name. */
function lay(tree: Tree, change: Partial<PlannedRecord["plan"]> = {}): PlannedRecord {
  const old = tree.write(join(tree.library, "Films/A/A.mkv"), "old");
  tree.write("a.mkv", "new");
  const { size, mtime, ino } = tree.scan(old);
  const record = tree.record("a.mkv", "Films/A/A.mkv");
  const trash = join(tree.library, TRASH);
  const replaces = [{ path: old, trash, size: size!, mtime: mtime!, ino: ino! }];
  return { ...record, plan: { ...record.plan, action: "replace", replaces, ...change } };
}

function read(tree: Tree, path: string): string {
  return Deno.readTextFileSync(join(tree.library, path));
}

for (const via of ["move", "copy", "hardlink", "symlink"] as const) {
  Deno.test(`apply() replaces by ${via}: the old file goes to the trash, once, and undo() brings it back`, async () => {
    using tree = new Tree();
    const record = lay(tree, { via });
    const before = tree.snapshot();
    const done = await tree.apply([record]);
    assertEquals(done.map(outcomeOf), ["done"]);
    assertEquals([read(tree, "Films/A/A.mkv"), read(tree, TRASH)], ["new", "old"]);
    const { action, replaced, sidecars } = (done[0] as AppliedRecord).result;
    assertEquals([action, sidecars], ["replace", undefined]);
    assertEquals(replaced!.map(({ source, target }) => [source, target]), [
      [record.plan.target, join(tree.library, TRASH)],
    ]);
    const after = tree.snapshot();
    assertEquals((await tree.apply([record])).map(outcomeOf), ["skipped already_done"]);
    assertEquals(tree.snapshot(), after);
    let records = done;
    for (let round = 0; round < 2; round++) {
      records = await tree.undo(records);
      assertEquals(records.map(outcomeOf), ["done"], `round ${round}`);
      assertEquals(tree.snapshot(), before);
      assertEquals((await tree.undo(done)).map(outcomeOf), ["skipped already_done"]);
      records = await tree.undo(records);
      assertEquals(records.map(outcomeOf), ["done"], `round ${round}`);
      assertEquals(tree.snapshot(), after);
    }
  });
}

testAcrossDevices(
  "apply() replaces across devices, and undo() brings both back",
  async (device) => {
    using tree = new Tree(device);
    const record = lay(tree);
    const before = tree.snapshot();
    const done = await tree.apply([record]);
    assertEquals(done.map(outcomeOf), ["done"]);
    assertEquals([read(tree, "Films/A/A.mkv"), read(tree, TRASH)], ["new", "old"]);
    assertEquals((await tree.undo(done)).map(outcomeOf), ["done"]);
    assertEquals(tree.snapshot(), before);
  },
);

Deno.test("undo() leaves a replacement where it is once the trash was emptied, and says why", async () => {
  using tree = new Tree();
  const done = await tree.apply([lay(tree)]);
  Deno.removeSync(join(tree.library, ".shelve-trash"), { recursive: true });
  const [out] = await tree.undo(done);
  assertEquals(outcomeOf(out!), "source_missing");
  assertMatch(out!.errors![0]!.message, /: the trash was emptied, so what replaced it stays$/);
  assertEquals(read(tree, "Films/A/A.mkv"), "new");
});

Deno.test("apply() keeps what the trash holds already, under a name with a number", async () => {
  using tree = new Tree();
  const record = lay(tree);
  tree.write(join(tree.library, TRASH), "older");
  tree.write(join(tree.library, ".shelve-trash/Films/A/A (2).mkv"), "old too");
  assertEquals((await tree.apply([record])).map(outcomeOf), ["done"]);
  assertEquals(read(tree, TRASH), "older");
  assertEquals(read(tree, ".shelve-trash/Films/A/A (3).mkv"), "old");
});

/** What stands in the way of a replacement. Nothing may be touched. */
const REFUSED: readonly {
  readonly why: string;
  readonly code: string;
  readonly message: RegExp;
  readonly spoil: (tree: Tree, record: PlannedRecord) => PlannedRecord | void;
}[] = [
  {
    why: "the old file is not what was scanned",
    code: "source_changed",
    message: /the source is not what was scanned/,
    spoil: (tree, { plan }) => void tree.write(plan.target!, "grown"),
  },
  {
    why: "the old file has gone",
    code: "source_missing",
    message: /the source is not there/,
    spoil: (_, { plan }) => Deno.removeSync(plan.target!),
  },
  {
    why: "the trash is none of the library's",
    code: "unsafe_target",
    message: /does not lie below ".*\.shelve-trash"/,
    spoil: (tree, record) => withReplaced(record, { trash: join(tree.library, "Films/gone.mkv") }),
  },
  {
    why: "the trash lies elsewhere",
    code: "outside_library",
    message: /under no library that was named/,
    spoil: (tree, record) =>
      withReplaced(record, { trash: join(tree.root, ".shelve-trash/A.mkv") }),
  },
  {
    why: "the file to replace lies elsewhere",
    code: "outside_library",
    message: /under no library that was named/,
    spoil: (tree, record) => withReplaced(record, { path: tree.write("precious.mkv", "PRECIOUS") }),
  },
  ...(["copy", "hardlink", "symlink"] as const).map((via) => ({
    why: `the file to replace is the new one, by ${via}`,
    code: "same_file",
    message: /Cannot retire ".*new\.mkv" to ".*": it is the file that is placed/,
    spoil: (tree: Tree, record: PlannedRecord) => {
      // By another way to the same folder, too.
      Deno.symlinkSync(join(tree.library, "Films"), join(tree.library, "alias"));
      const path = tree.write(join(tree.library, "Films/new.mkv"), "new");
      const { size, mtime, ino } = tree.scan(path);
      const alias = { path: join(tree.library, "alias/new.mkv"), size, mtime, ino };
      const { file, plan } = withReplaced(record, alias);
      const target = join(tree.library, "Films/B.mkv");
      return { ...record, file: { ...file, ...tree.scan(path) }, plan: { ...plan, via, target } };
    },
  })),
  {
    why: "it is not said what to replace",
    code: "missing_field",
    message: /does not say what it replaces/,
    spoil: (_, { plan: { replaces: _replaces, ...plan }, ...rest }) => ({ ...rest, plan }),
  },
  {
    why: "shared copies are asked for",
    code: "unsupported",
    message: /Cannot reflink .*: the system is not asked for shared copies/,
    spoil: (_, record) => ({ ...record, plan: { ...record.plan, via: "reflink" } }),
  },
];

function withReplaced(record: PlannedRecord, change: object): PlannedRecord {
  const [replaced] = record.plan.replaces!;
  return { ...record, plan: { ...record.plan, replaces: [{ ...replaced!, ...change }] } };
}

for (const { why, code, message, spoil } of REFUSED) {
  Deno.test(`apply() replaces nothing where ${why}: ${code}`, async () => {
    using tree = new Tree();
    const record = lay(tree);
    const spoilt = spoil(tree, record) ?? record;
    const before = tree.snapshot(tree.root);
    const [out] = await tree.apply([spoilt]);
    assertEquals(outcomeOf(out!), code);
    assertMatch(out!.errors![0]!.message, message);
    assertEquals(tree.snapshot(tree.root), before);
  });
}

Deno.test("apply() leaves the old file in its place where there is no room for the new one", async () => {
  using tree = new Tree();
  const record = lay(tree, { via: "copy" });
  const before = tree.snapshot();
  const fs = {
    ...DISK,
    openSync(path: string | URL, options?: Deno.OpenOptions) {
      if (!String(path).endsWith(".part")) return Deno.openSync(path, options);
      throw Object.assign(new Error("failed"), { code: "ENOSPC" });
    },
  };
  assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["disk_full"]);
  assertEquals(tree.snapshot(), before);
});
