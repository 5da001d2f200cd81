import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { DISK, type FileSystem } from "../../lib/apply/mod.ts";
import type { ActionName, AppliedRecord, PlannedRecord } from "../../lib/record/mod.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

/** A disc with a folder below and an empty one, and an image beside it. */
function lay(tree: Tree, action: ActionName = "move"): PlannedRecord {
  for (const path of ["index.bdmv", "STREAM/00001.m2ts", "STREAM/00002.m2ts"]) {
    tree.write(`film/BDMV/${path}`, `content of ${path}`);
  }
  Deno.mkdirSync(join(tree.downloads, "film/BDMV/AUXDATA"));
  tree.write("film/poster.jpg", "poster");
  const record = tree.discRecord(
    join(tree.downloads, "film/BDMV"),
    join(tree.library, "Films/A/BDMV"),
  );
  const poster = { ...tree.scan("film/poster.jpg"), kind: "artwork" as const };
  const target = join(tree.library, "Films/A/poster.jpg");
  return {
    ...record,
    file: { ...record.file, sidecars: [poster] },
    plan: { ...record.plan, action, sidecars: [{ source: poster.path, target }] },
  };
}

for (const action of ["move", "copy", "hardlink", "symlink"] as const) {
  Deno.test(`apply() places a disc folder by ${action}, once, and undo() takes it back`, async () => {
    using tree = new Tree();
    const record = lay(tree, action);
    const before = tree.snapshot();
    const done = await tree.apply([record]);
    assertEquals(done.map(outcomeOf), ["done"]);
    const { result } = done[0] as AppliedRecord;
    assertEquals([result.source, result.target], [record.file.path, record.plan.target]);
    assertEquals(result.sidecars!.map(({ target }) => target), [
      record.plan.sidecars![0]!.target,
    ]);
    const placed = tree.snapshot(tree.library);
    assertEquals(placed[join(tree.library, "Films/A/BDMV/AUXDATA/")], "folder");
    assertEquals(
      Deno.readTextFileSync(join(tree.library, "Films/A/BDMV/STREAM/00002.m2ts")),
      "content of STREAM/00002.m2ts",
    );
    if (action === "move") {
      assertEquals([...Deno.readDirSync(join(tree.downloads, "film"))], []);
    }
    assertEquals((await tree.apply([record])).map(outcomeOf), ["skipped already_done"]);
    assertEquals(tree.snapshot(tree.library), placed);
    let records = done;
    for (let round = 0; round < 2; round++) {
      records = await tree.undo(records);
      assertEquals(records.map(outcomeOf), ["done"]);
      assertEquals(tree.snapshot(), before);
      records = await tree.undo(records);
      assertEquals(records.map(outcomeOf), ["done"]);
      assertEquals(tree.snapshot(tree.library), placed);
    }
  });
}

testAcrossDevices("apply() moves a disc folder to another device and back", async (device) => {
  using tree = new Tree(device);
  const record = lay(tree);
  const before = tree.snapshot();
  const done = await tree.apply([record]);
  assertEquals(done.map(outcomeOf), ["done"]);
  assertEquals([...Deno.readDirSync(join(tree.downloads, "film"))], []);
  assertEquals((await tree.undo(done)).map(outcomeOf), ["done"]);
  assertEquals(tree.snapshot(), before);
});

/** What has happened to a disc since the scan, or stands in its way. Nothing may be touched. */
const REFUSED: readonly {
  readonly why: string;
  readonly code: string;
  readonly message: RegExp;
  readonly spoil: (tree: Tree, disc: string) => void;
}[] = [
  {
    why: "a file has come",
    code: "source_changed",
    message: /not what was scanned: 4 files, /,
    spoil: (tree, disc) => void tree.write(`${disc}/new`, ""),
  },
  {
    why: "a file has gone",
    code: "source_changed",
    message: /not what was scanned: 2 files, /,
    spoil: (_, disc) => Deno.removeSync(`${disc}/index.bdmv`),
  },
  {
    why: "a file has grown",
    code: "source_changed",
    message: /not what was scanned: 3 files, /,
    spoil: (tree, disc) => void tree.write(`${disc}/index.bdmv`, "longer than what it was"),
  },
  {
    why: "a file is newer",
    code: "source_changed",
    message: /not what was scanned/,
    spoil: (tree, disc) =>
      void tree.write(`${disc}/index.bdmv`, "content of index.bdmv", { mtime: 1_700_000_000_000 }),
  },
  {
    why: "it holds a link",
    code: "unsupported",
    message: /"out" in it is neither a file nor a folder/,
    spoil: (_, disc) => Deno.symlinkSync("/etc/passwd", `${disc}/out`),
  },
  {
    why: "it is a link by now",
    code: "source_missing",
    message: /there is no folder with files in it/,
    spoil(_, disc) {
      Deno.renameSync(disc, `${disc}.away`);
      Deno.symlinkSync(`${disc}.away`, disc);
    },
  },
  {
    why: "another disc has its place",
    code: "target_exists",
    message: /BDMV" exists/,
    spoil: (tree) => void tree.write(join(tree.library, "Films/A/BDMV/other"), "PRECIOUS"),
  },
];

for (const { why, code, message, spoil } of REFUSED) {
  Deno.test(`apply() leaves a disc folder alone where ${why}: ${code}`, async () => {
    using tree = new Tree();
    const record = lay(tree);
    spoil(tree, record.file.path);
    const before = tree.snapshot(tree.root);
    const [out] = await tree.apply([record]);
    assertEquals(outcomeOf(out!), code);
    assertMatch(out!.errors![0]!.message, message);
    assertEquals(tree.snapshot(tree.root), before);
  });
}

Deno.test("undo() takes a disc back only with its journal", async () => {
  using tree = new Tree();
  const done = await tree.apply([lay(tree)]);
  Deno.removeSync(tree.state, { recursive: true });
  const [out] = await tree.undo(done, { trustInput: true });
  assertEquals(outcomeOf(out!), "not_journalled");
  assertMatch(out!.errors![0]!.message, /only its journal knows the files of a disc/);
});

Deno.test("apply() says so where something came into a disc's folder while it was placed", async () => {
  using tree = new Tree();
  const record = lay(tree);
  const late = join(record.file.path, "late.m2ts");
  const fs: FileSystem = {
    ...DISK,
    linkSync(from, to) {
      Deno.linkSync(from, to);
      Deno.writeTextFileSync(late, "late");
    },
  };
  assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["done"]);
  assertEquals(Deno.readTextFileSync(late), "late");
  assertEquals(tree.warnings, [
    `"${record.file.path}" stays: something came into it while its disc was placed`,
  ]);
});
