import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "@std/path";
import { ACTIONS } from "../../lib/apply/actions/mod.ts";
import type { FileSystem } from "../../lib/apply/mod.ts";
import type { ActionName, AppliedRecord, PlannedRecord } from "../../lib/record/mod.ts";
import { WITHOUT_LINKS } from "./_faults.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

/** A film with a subtitle, planned for `action`. */
function lay(tree: Tree, action: ActionName): PlannedRecord {
  tree.write("a/a.mkv", "video a");
  tree.write("a/a.srt", "words a");
  const record = tree.record("a/a.mkv", "Films/A/A.mkv", { "a/a.srt": "Films/A/A.srt" });
  return { ...record, plan: { ...record.plan, action } };
}

function read(tree: Tree, path: string): string {
  return Deno.readTextFileSync(join(tree.library, path));
}

/** What every action promises. */
function testAction(name: ActionName): void {
  Deno.test(`apply() places a whole unit by ${name}, once`, async () => {
    using tree = new Tree();
    const record = lay(tree, name);
    const [done] = await tree.apply([record]) as [AppliedRecord];
    assertEquals([outcomeOf(done), done.result.action], ["done", name]);
    assertEquals([read(tree, "Films/A/A.mkv"), read(tree, "Films/A/A.srt")], [
      "video a",
      "words a",
    ]);
    const after = tree.snapshot();
    assertEquals((await tree.apply([record])).map(outcomeOf), ["skipped already_done"]);
    assertEquals(tree.snapshot(), after);
  });

  Deno.test(`undo() takes back ${name}, and that too, any number of times`, async () => {
    using tree = new Tree();
    const record = lay(tree, name);
    const before = tree.snapshot();
    let records = await tree.apply([record]);
    for (let round = 0; round < 3; round++) {
      records = await tree.undo(records);
      assertEquals(records.map(outcomeOf), ["done"], `round ${round}`);
      assertEquals(tree.snapshot(), before);
      records = await tree.undo(records);
      assertEquals(records.map(outcomeOf), ["done"], `round ${round}`);
      assertEquals(read(tree, "Films/A/A.srt"), "words a");
    }
  });

  Deno.test(`apply() writes over nothing by ${name}, and rolls the unit back`, async () => {
    using tree = new Tree();
    const record = lay(tree, name);
    const target = record.plan.sidecars![0]!.target;
    const makers = ["linkSync", "symlinkSync", "renameSync"] as const;
    const fs = { ...Deno };
    for (const maker of makers) {
      fs[maker] = (from: string | URL, to: string | URL) => {
        // Someone else takes the name just before.
        if (to === target) tree.write(target, "PRECIOUS");
        Deno[maker](String(from), String(to));
      };
    }
    const before = tree.snapshot(tree.downloads);
    assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["target_exists"]);
    assertEquals(tree.snapshot(tree.downloads), before);
    assertEquals([...Deno.readDirSync(dirname(target))].map(({ name }) => name), ["A.srt"]);
    assertEquals(read(tree, "Films/A/A.srt"), "PRECIOUS");
  });
}

for (const { name } of ACTIONS) testAction(name as ActionName);

/** Actions that leave the source where it is. */
const KEEPING = ["copy", "hardlink", "symlink"] as const;

for (const action of KEEPING) {
  Deno.test(`undo() of ${action} refuses to remove what has changed`, async () => {
    using tree = new Tree();
    const done = await tree.apply([lay(tree, action)]);
    const target = join(tree.library, "Films/A/A.mkv");
    Deno.removeSync(target);
    tree.write(target, "PRECIOUS");
    const before = tree.snapshot();
    assertEquals((await tree.undo(done)).map(outcomeOf), ["source_changed"]);
    assertEquals(tree.snapshot(), before);
  });

  Deno.test(`undo() of ${action} never removes the last of a file`, async () => {
    using tree = new Tree();
    const done = await tree.apply([lay(tree, action)]);
    Deno.removeSync(join(tree.downloads, "a/a.mkv"));
    const before = tree.snapshot();
    assertEquals((await tree.undo(done)).map(outcomeOf), ["source_missing"]);
    assertEquals(tree.snapshot(), before);
  });
}

Deno.test("undo() of copy and hardlink looks at what the origin holds, not at its size and time", async () => {
  for (const action of ["copy", "hardlink"] as const) {
    using tree = new Tree();
    const done = await tree.apply([lay(tree, action)]);
    // Another file, not written over the first one's inode.
    tree.write("x", "video X");
    Deno.renameSync(join(tree.downloads, "x"), join(tree.downloads, "a/a.mkv"));
    const before = tree.snapshot();
    assertEquals((await tree.undo(done)).map(outcomeOf), ["source_changed"], action);
    assertEquals(tree.snapshot(), before);
  }
});

Deno.test("undo() keeps a copy whose origin changes while it is compared, or after", async () => {
  for (const isDuring of [true, false]) {
    using tree = new Tree();
    const origin = tree.write("a.mkv", "video a");
    const record = tree.record("a.mkv", "A.mkv");
    const done = await tree.apply([{ ...record, plan: { ...record.plan, action: "copy" } }]);
    const fs: FileSystem = {
      ...Deno,
      openSync(path, options) {
        const file = Deno.openSync(path, options);
        // Folders are synced before anything is removed.
        if (path === (isDuring ? origin : tree.downloads)) {
          Deno.writeTextFileSync(`${origin}.new`, "edited");
          Deno.renameSync(`${origin}.new`, origin);
        }
        return file;
      },
    };
    const before = tree.snapshot(tree.library);
    assertEquals((await tree.undo(done, { fs })).map(outcomeOf), ["source_changed"]);
    assertEquals(tree.snapshot(tree.library), before);
  }
});

Deno.test("apply() tells a copy of its own from another file of the same size and time", async () => {
  using tree = new Tree();
  const record = lay(tree, "copy");
  tree.write(join(tree.library, "Films/A/A.mkv"), "video X");
  tree.write(join(tree.library, "Films/A/A.srt"), "words a");
  assertEquals((await tree.apply([record])).map(outcomeOf), ["target_exists"]);
});

Deno.test("apply() gives a hard link the source's inode", async () => {
  using tree = new Tree();
  const record = lay(tree, "hardlink");
  await tree.apply([record]);
  const [from, to] = [record.file.path, record.plan.target!].map((path) => Deno.lstatSync(path));
  assertEquals([to!.ino, to!.nlink], [from!.ino, 2]);
});

Deno.test("apply() makes symbolic links absolute, or relative so that both folders can move", async () => {
  for (const relativeLinks of [false, true]) {
    using tree = new Tree();
    await tree.apply([lay(tree, "symlink")], { relativeLinks });
    const link = Deno.readLinkSync(join(tree.library, "Films/A/A.mkv"));
    assertEquals(
      link,
      relativeLinks ? "../../../downloads/a/a.mkv" : join(tree.downloads, "a/a.mkv"),
    );
    assertEquals(read(tree, "Films/A/A.mkv"), "video a");
  }
});

Deno.test("apply() copies what cannot be hard-linked only where it may", async () => {
  using tree = new Tree();
  const record = lay(tree, "hardlink");
  const before = tree.snapshot();
  const refused = await tree.apply([record], { fs: WITHOUT_LINKS });
  assertEquals(refused.map(outcomeOf), ["unsupported"]);
  assertEquals(tree.snapshot(), before);
  const [done] = await tree.apply([record], { fs: WITHOUT_LINKS, link: "prefer" }) as [
    AppliedRecord,
  ];
  assertEquals([outcomeOf(done), done.result.method], ["done", "copy"]);
  const after = tree.snapshot();
  const again = await tree.apply([record], { fs: WITHOUT_LINKS, link: "prefer" });
  assertEquals(again.map(outcomeOf), ["skipped already_done"]);
  let records: Awaited<ReturnType<typeof tree.undo>> = [done];
  for (const expected of [before, after, before]) {
    records = await tree.undo(records, { fs: WITHOUT_LINKS });
    assertEquals(records.map(outcomeOf), ["done"]);
    assertEquals(tree.snapshot(), expected);
  }
});

testAcrossDevices("apply() refuses a hard link to another device, or copies", async (device) => {
  using tree = new Tree(device);
  const record = lay(tree, "hardlink");
  const before = tree.snapshot();
  assertEquals((await tree.apply([record])).map(outcomeOf), ["cross_device"]);
  assertEquals(tree.snapshot(), before);
  const [done] = await tree.apply([record], { link: "prefer" }) as [AppliedRecord];
  assert(/^[0-9a-f]{64}$/.test(done.result.hash!));
  assertEquals(Deno.lstatSync(record.file.path).nlink, 1);
});
