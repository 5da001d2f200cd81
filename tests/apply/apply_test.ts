import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { apply, DISK, type FileSystem } from "../../lib/apply/mod.ts";
import type { PlannedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";
import { systemError, WITHOUT_LINKS } from "./_faults.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

Deno.test("apply() moves a video and its sidecars and says what it did", async () => {
  using tree = new Tree();
  tree.write("heat.mkv", "heat");
  tree.write("heat.srt", "words");
  const record = tree.record("heat.mkv", "Heat/Heat.mkv", { "heat.srt": "Heat/Heat.en.srt" });
  const [out] = await tree.apply([record]);
  assertEquals(out!["result"], {
    status: "done",
    run: "run-1",
    op: 1,
    at: "2023-11-14T22:13:20.000Z",
    action: "move",
    method: "link",
    source: join(tree.downloads, "heat.mkv"),
    target: join(tree.library, "Heat/Heat.mkv"),
    size: 4,
    mtime: "2020-09-13T12:26:40.123Z",
    ino: record.file.ino!,
    sidecars: [{
      source: join(tree.downloads, "heat.srt"),
      target: join(tree.library, "Heat/Heat.en.srt"),
      size: 5,
      mtime: "2020-09-13T12:26:40.123Z",
      ino: record.file.sidecars![0]!.ino!,
      method: "link",
    }],
    bytes: 9,
    metadata: "full",
  });
  assertEquals(Object.keys(tree.snapshot()), [
    `${tree.downloads}/`,
    `${tree.library}/`,
    `${tree.library}/Heat/`,
    `${tree.library}/Heat/Heat.en.srt`,
    `${tree.library}/Heat/Heat.mkv`,
  ]);
});

Deno.test("apply() does nothing the second time, and says so", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A/A.mkv");
  await tree.apply([record]);
  const before = tree.snapshot(tree.root);
  const [out] = await tree.apply([record]);
  assertEquals(outcomeOf(out!), "skipped already_done");
  assertEquals(tree.snapshot(tree.root), before);
});

Deno.test("apply() passes on a record with nothing to do, with the plan's reason", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = {
    ...tree.record("a.mkv", "A.mkv"),
    plan: { action: "none", reason: "ambiguous" },
  };
  const [out] = await tree.apply([record as PlannedRecord]);
  assertEquals(outcomeOf(out!), "skipped ambiguous");
});

/** What stands in the way of a record, and the code that it fails with. Nothing may be touched. */
const REFUSED: readonly {
  readonly why: string;
  readonly code: string;
  /** Changes the disk or the record after the scan. */
  readonly spoil: (tree: Tree, record: PlannedRecord) => PlannedRecord | void;
}[] = [
  {
    why: "another file has the target",
    code: "target_exists",
    spoil: (tree) => void tree.write(join(tree.library, "A/A.mkv"), "PRECIOUS"),
  },
  {
    why: "another file of the same size and time has the target",
    code: "target_exists",
    spoil: (tree) => void tree.write(join(tree.library, "A/A.mkv"), "b"),
  },
  {
    why: "a file has the sidecar's target",
    code: "target_exists",
    spoil: (tree) => void tree.write(join(tree.library, "A/A.srt"), "PRECIOUS"),
  },
  {
    why: "a file stands where a folder is needed",
    code: "target_exists",
    spoil: (tree) => void tree.write(join(tree.library, "A"), "PRECIOUS"),
  },
  {
    why: "a folder has the target",
    code: "target_exists",
    spoil: (tree) => Deno.mkdirSync(join(tree.library, "A/A.mkv"), { recursive: true }),
  },
  {
    why: "a link that leads nowhere has the target",
    code: "target_exists",
    spoil(tree) {
      Deno.mkdirSync(join(tree.library, "A"));
      Deno.symlinkSync("/nowhere", join(tree.library, "A/A.mkv"));
    },
  },
  {
    why: "the target is another name of the source",
    code: "same_file",
    spoil(tree) {
      Deno.mkdirSync(join(tree.library, "A"));
      Deno.linkSync(join(tree.downloads, "a.mkv"), join(tree.library, "A/A.mkv"));
    },
  },
  {
    why: "the target is the source by way of a linked folder",
    code: "same_file",
    spoil(tree, record) {
      Deno.symlinkSync(tree.downloads, join(tree.root, "again"));
      const library = join(tree.root, "again");
      return { ...record, plan: { action: "move", library, target: join(library, "a.mkv") } };
    },
  },
  {
    why: "the source has grown",
    code: "source_changed",
    spoil: (tree) => void tree.write("a.mkv", "aaaa"),
  },
  {
    why: "the source is newer",
    code: "source_changed",
    spoil: (tree) => void tree.write("a.mkv", "a", { mtime: 1_600_000_000_124 }),
  },
  {
    why: "another file of the same size and time has the source's name",
    code: "source_changed",
    spoil(tree) {
      tree.write("b.mkv", "b");
      Deno.renameSync(join(tree.downloads, "b.mkv"), join(tree.downloads, "a.mkv"));
    },
  },
  {
    why: "the source has gone",
    code: "source_missing",
    spoil: (tree) => Deno.removeSync(join(tree.downloads, "a.mkv")),
  },
  {
    why: "a sidecar has gone",
    code: "source_missing",
    spoil: (tree) => Deno.removeSync(join(tree.downloads, "a.srt")),
  },
  {
    why: "the source has gone and another file of its size and time has the target",
    code: "source_missing",
    spoil(tree) {
      tree.write(join(tree.library, "A/A.mkv"), "b");
      Deno.removeSync(join(tree.downloads, "a.mkv"));
    },
  },
  {
    why: "the source is a link",
    code: "unsupported",
    spoil(tree) {
      Deno.renameSync(join(tree.downloads, "a.mkv"), join(tree.downloads, "real.mkv"));
      Deno.symlinkSync("real.mkv", join(tree.downloads, "a.mkv"));
    },
  },
  {
    why: "size and time of the source are not known",
    code: "missing_field",
    spoil: (_, { file: { path }, ...rest }) =>
      ({ ...rest, file: { path }, plan: withoutSidecars(rest.plan) }) as PlannedRecord,
  },
  {
    why: "the record has no plan",
    code: "no_library",
    spoil: (_, { plan: _plan, ...rest }) => rest as PlannedRecord,
  },
  {
    why: "the plan has no target",
    code: "missing_field",
    spoil: (_, record) => ({ ...record, plan: { action: "move" } }),
  },
  {
    why: "the plan asks for what this version does not do",
    code: "unsupported",
    spoil: (_, record) => ({ ...record, plan: { ...record.plan, action: "explode" as "move" } }),
  },
  {
    why: "the plan has a sidecar that the record does not have",
    code: "invalid_record",
    spoil: (tree, record) => ({
      ...record,
      plan: {
        ...record.plan,
        sidecars: [{ source: tree.write("b.srt", "b"), target: join(tree.library, "b.srt") }],
      },
    }),
  },
];

function withoutSidecars({ sidecars: _, ...plan }: PlannedRecord["plan"]): PlannedRecord["plan"] {
  return plan;
}

for (const { why, code, spoil } of REFUSED) {
  Deno.test(`apply() touches nothing where ${why}: ${code}`, async () => {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    tree.write("a.srt", "s");
    const record = tree.record("a.mkv", "A/A.mkv", { "a.srt": "A/A.srt" });
    const spoilt = spoil(tree, record) ?? record;
    const before = tree.snapshot(tree.root);
    const [out] = await tree.apply([spoilt], { libraries: [tree.library, tree.root] });
    assertEquals(outcomeOf(out!), code);
    assertEquals(tree.snapshot(tree.root), before);
  });
}

/** Hostile plans: target, and what is made first in a tree with a canary next to the library. */
const HOSTILE: readonly {
  readonly name: string;
  readonly target: (tree: Tree) => string;
  readonly prepare?: (tree: Tree) => void;
  readonly code: string;
}[] = [
  { name: "..", target: ({ library }) => `${library}/../canary/x.mkv`, code: "unsafe_target" },
  { name: "a relative path", target: () => "canary/x.mkv", code: "unsafe_target" },
  { name: "an empty part", target: ({ library }) => `${library}//x.mkv`, code: "unsafe_target" },
  { name: "a last slash", target: ({ library }) => `${library}/x.mkv/`, code: "unsafe_target" },
  { name: "a NUL", target: ({ library }) => `${library}/x\0.mkv`, code: "unsafe_target" },
  {
    name: "half a character",
    target: ({ library }) => `${library}/\ud800.mkv`,
    code: "unsafe_target",
  },
  { name: "elsewhere", target: ({ root }) => `${root}/canary/x.mkv`, code: "outside_library" },
  {
    name: "a sibling with the same beginning",
    target: ({ library }) => `${library}-2/x.mkv`,
    code: "outside_library",
  },
  {
    name: "a linked folder that leads out",
    prepare: ({ library, root }) => Deno.symlinkSync(`${root}/canary`, `${library}/Movies`),
    target: ({ library }) => `${library}/Movies/x/x.mkv`,
    code: "outside_library",
  },
  {
    name: "a linked folder that leads nowhere",
    prepare: ({ library, root }) => Deno.symlinkSync(`${root}/later`, `${library}/Movies`),
    target: ({ library }) => `${library}/Movies/x.mkv`,
    code: "outside_library",
  },
  {
    name: "a name of 256 bytes",
    target: ({ library }) => `${library}/${"x".repeat(256)}`,
    code: "name_too_long",
  },
  {
    name: "a path of a megabyte",
    target: ({ library }) => `${library}${"/x".repeat(500_000)}`,
    code: "name_too_long",
  },
];

for (const { name, prepare, target, code } of HOSTILE) {
  Deno.test(`apply() refuses a target with ${name}: ${code}`, async () => {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    tree.write(join(tree.root, "canary/bird"), "sings");
    prepare?.(tree);
    const record = tree.record("a.mkv", "A.mkv");
    const before = tree.snapshot(tree.root);
    const hostile = { ...record, plan: { ...record.plan, target: target(tree) } };
    const [out] = await tree.apply([hostile]);
    assertEquals(outcomeOf(out!), code);
    assertEquals(tree.snapshot(tree.root), before);
  });
}

Deno.test("apply() leaves nothing open where one of several names is too long, or a link that leads nowhere has it", async () => {
  using tree = new Tree();
  const records = ["a", "b", "c"].map((name) => {
    tree.write(`${name}.mkv`, name);
    return tree.record(`${name}.mkv`, `${name}.mkv`);
  });
  const [, { plan, ...b }] = records as [PlannedRecord, PlannedRecord];
  records[1] = { ...b, plan: { ...plan, target: join(tree.library, "x".repeat(256)) } };
  Deno.symlinkSync("nowhere", join(tree.library, "c.mkv"));
  const out = await tree.apply(records);
  assertEquals(out.map(outcomeOf), ["done", "name_too_long", "target_exists"]);
  assertEquals(Deno.readLinkSync(join(tree.library, "c.mkv")), "nowhere");
  assertEquals([...Deno.readDirSync(join(tree.state, "open"))], []);
});

Deno.test("apply() writes below a library that is a link, and below folders linked inside it", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  Deno.mkdirSync(join(tree.library, "Films"));
  Deno.symlinkSync("Films", join(tree.library, "Movies"));
  Deno.symlinkSync(tree.library, join(tree.root, "media"));
  const record = tree.record("a.mkv", join(tree.root, "media/Movies/A/A.mkv"));
  const [out] = await tree.apply([record], { libraries: [join(tree.root, "media")] });
  assertEquals(outcomeOf(out!), "done");
  assertEquals(Deno.readTextFileSync(join(tree.library, "Films/A/A.mkv")), "a");
});

Deno.test("apply() takes the plan's library if none is named", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const library = join(tree.root, "new/library");
  Deno.mkdirSync(library, { recursive: true });
  const record = tree.record("a.mkv", join(library, "A.mkv"));
  const [out] = await tree.apply([{ ...record, plan: { ...record.plan, library } }], {
    libraries: [],
  });
  assertEquals(outcomeOf(out!), "done");
  assertEquals(tree.warnings, [`Takes the library from the plan: "${library}"`]);
});

Deno.test("apply() makes no library that is not there: its disk may not be mounted", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const library = join(tree.root, "not/mounted");
  const record = tree.record("a.mkv", join(library, "A.mkv"));
  const planned = { ...record, plan: { ...record.plan, library } };
  const [out] = await tree.apply([planned], { libraries: [] });
  assertEquals(outcomeOf(out!), "outside_library");
});

Deno.test("apply() refuses the whole disk as a library that only the plan names", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  const hostile = { ...record, plan: { ...record.plan, library: "/" } };
  const [out] = await tree.apply([hostile], { libraries: [] });
  assertEquals(outcomeOf(out!), "outside_library");
});

Deno.test("apply() lets only the first of two records have a name, by whatever path", async () => {
  using tree = new Tree();
  for (const name of ["a.mkv", "b.mkv"]) tree.write(name, name);
  Deno.symlinkSync(tree.downloads, join(tree.root, "again"));
  const out = await tree.apply([
    tree.record("a.mkv", "A.mkv"),
    tree.record("b.mkv", "A.mkv"),
    tree.record(join(tree.root, "again/a.mkv"), "C.mkv"),
  ]);
  assertEquals(out.map(outcomeOf), ["done", "target_claimed", "target_claimed"]);
  assertEquals(Deno.readTextFileSync(join(tree.library, "A.mkv")), "a.mkv");
  assertEquals(Deno.readTextFileSync(join(tree.downloads, "b.mkv")), "b.mkv");
});

Deno.test("apply() keeps the other names of a file that it moves inside a device", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  Deno.linkSync(join(tree.downloads, "a.mkv"), join(tree.downloads, "seed.mkv"));
  const [out] = await tree.apply([tree.record("a.mkv", "A.mkv")]);
  assertEquals(outcomeOf(out!), "done");
  assertEquals(Deno.lstatSync(join(tree.library, "A.mkv")).nlink, 2);
  assertEquals(Deno.readTextFileSync(join(tree.downloads, "seed.mkv")), "a");
});

Deno.test("apply() gives a file its name back that came between the check and the link", async () => {
  for (const base of [Deno, WITHOUT_LINKS]) {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    const record = tree.record("a.mkv", "A.mkv");
    let isSwapped = false;
    const fs: FileSystem = {
      ...base,
      linkSync(from, to) {
        if (!isSwapped) {
          isSwapped = true;
          tree.write("b.mkv", "other");
          Deno.renameSync(join(tree.downloads, "b.mkv"), from);
        }
        base.linkSync(from, to);
      },
    };
    assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["source_changed"]);
    assertEquals(Deno.readTextFileSync(record.file.path), "other");
    assertEquals([...Deno.readDirSync(tree.library)], []);
  }
});

Deno.test("apply() keeps a source whose target another program takes away before the source goes", async () => {
  // With another name of its own, and with one that comes in place of the target's: so that no count of names gives it away.
  for (const isLinked of [false, true]) {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    const record = tree.record("a.mkv", "A.mkv");
    const fs: FileSystem = {
      ...DISK,
      linkSync(from, to) {
        Deno.linkSync(from, to);
        if (isLinked) Deno.linkSync(from, join(tree.downloads, "b.mkv"));
        Deno.removeSync(to);
      },
    };
    const outcomes = (await tree.apply([record], { fs })).map(outcomeOf);
    const names = [...Deno.readDirSync(tree.downloads)].map(({ name }) => name).sort();
    if (isLinked) assertEquals(names, ["b.mkv"]);
    else assertEquals([outcomes, names], [["source_changed"], ["a.mkv"]]);
    assertEquals(Deno.readTextFileSync(join(tree.downloads, names[0]!)), "a");
  }
});

testAcrossDevices(
  "apply() keeps a source whose copy another program replaces as soon as it stands",
  async (device) => {
    using tree = new Tree(device);
    tree.write("a.mkv", "a");
    const record = tree.record("a.mkv", "A.mkv");
    const { target } = record.plan;
    const fs: FileSystem = {
      ...Deno,
      linkSync(from, to) {
        Deno.linkSync(from, to);
        if (to !== target) return;
        tree.write(`${target}.new`, "PRECIOUS");
        Deno.renameSync(`${target}.new`, target!);
      },
    };
    assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["target_exists"]);
    assertEquals(Deno.readTextFileSync(record.file.path), "a");
    assertEquals(Deno.readTextFileSync(target!), "PRECIOUS");
  },
);

/** What mergerfs shows of a file that was linked: for a second the old number of names, or another inode at each of them. */
const HIDDEN: Readonly<Record<string, (info: Deno.FileInfo, isLink: boolean) => Deno.FileInfo>> = {
  "the old number of names": (info, isLink) => isLink ? info : { ...info, nlink: 1 },
  "an inode for each name": (info, isLink) => ({ ...info, ino: info.ino! + Number(isLink) }),
};

for (const [what, show] of Object.entries(HIDDEN)) {
  Deno.test(`apply() renames where the disk shows ${what}`, async () => {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    const links = new Set<unknown>();
    const fs: FileSystem = {
      ...Deno,
      linkSync(from, to) {
        Deno.linkSync(from, to);
        links.add(to);
      },
      // FUSE has no device number of a disk.
      lstatSync: (path) => ({ ...show(Deno.lstatSync(path), links.has(path)), dev: 5 }),
      openSync(path, options) {
        const file = Deno.openSync(path, options);
        const info = { ...file.statSync(), dev: 5 };
        file.statSync = () => info;
        return file;
      },
      removeSync(path) {
        Deno.removeSync(path);
        links.delete(path);
      },
    };
    const record = tree.record("a.mkv", "A.mkv");
    const before = tree.snapshot();
    const done = await tree.apply([record], { fs });
    assertEquals(done.map(outcomeOf), ["done"]);
    assertEquals(Object.keys(tree.snapshot()).at(-1), record.plan.target);
    assertEquals((await tree.undo(done, { fs })).map(outcomeOf), ["done"]);
    assertEquals(tree.snapshot(), before);
  });
}

Deno.test("apply() leaves a file where another program has moved it between the check and the link", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  const { target } = record.plan;
  const fs = {
    ...DISK,
    linkSync(from: string, to: string) {
      if (to === target) Deno.renameSync(from, to);
      Deno.linkSync(from, to);
    },
  };
  assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["source_missing"]);
  assertEquals(Deno.readTextFileSync(target!), "a");
  assertEquals([...Deno.readDirSync(tree.downloads)], []);
});

Deno.test("apply() says that the folder has gone where another program has removed it meanwhile", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A/A.mkv");
  const folder = join(tree.library, "A");
  const fs: FileSystem = {
    ...DISK,
    linkSync(from, to) {
      Deno.removeSync(folder);
      Deno.linkSync(from, to);
    },
  };
  const [out] = await tree.apply([record], { fs });
  assertEquals(outcomeOf(out!), "not_found");
  assertStringIncludes(out!.errors![0]!.message, `the folder "${folder}" has gone`);
  assertEquals(Deno.readTextFileSync(record.file.path), "a");
});

Deno.test("apply() says why a file is back where its source could not be removed", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  const { path } = record.file;
  const before = tree.snapshot();
  const fs: FileSystem = {
    ...DISK,
    removeSync(name) {
      if (name === path) throw systemError("EROFS");
      Deno.removeSync(name);
    },
  };
  const [out] = await tree.apply([record], { fs });
  const why = "since its source cannot be removed: the file system is read-only";
  assertEquals(out!.errors, [{
    stage: "apply",
    code: "read_only",
    message: `Cannot move "${path}" to "${record.plan.target}", ${why}`,
  }]);
  assertEquals(tree.snapshot(), before);
});

Deno.test("apply() syncs the folders of targets, and those that it made them in, before a source goes", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "Films/A/A.mkv");
  let opened: string[] = [];
  const fs: FileSystem = {
    ...Deno,
    linkSync(from, to) {
      opened = [];
      Deno.linkSync(from, to);
    },
    openSync(path, options) {
      opened.push(String(path));
      return Deno.openSync(path, options);
    },
    removeSync(path) {
      if (path === record.file.path) {
        const folders = ["", "Films", "Films/A"].map((name) => join(tree.library, name));
        assertEquals(opened.sort(), folders);
      }
      Deno.removeSync(path);
    },
  };
  assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["done"]);
});

Deno.test("apply() never writes over a file that came between the check and the link", async () => {
  for (const base of [Deno, WITHOUT_LINKS]) {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    tree.write("a.srt", "s");
    const record = tree.record("a.mkv", "A/A.mkv", { "a.srt": "A/A.srt" });
    const target = record.plan.sidecars![0]!.target;
    const fs: FileSystem = {
      ...base,
      linkSync(from, to) {
        if (to === target) tree.write(target, "PRECIOUS");
        base.linkSync(from, to);
      },
    };
    assertEquals((await tree.apply([record], { fs })).map(outcomeOf), ["target_exists"]);
    assertEquals(Deno.readTextFileSync(record.file.path), "a");
    assertEquals(tree.snapshot(tree.library)[target]!.split(" ").at(-1), "PRECIOUS");
    assertEquals([...Deno.readDirSync(join(tree.library, "A"))].length, 1);
  }
});

Deno.test("apply() checks everything and writes nothing with check", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  tree.write("b.mkv", "b");
  tree.write(join(tree.library, "B.mkv"), "PRECIOUS");
  const records = [tree.record("a.mkv", "A.mkv"), tree.record("b.mkv", "B.mkv")];
  const before = tree.snapshot(tree.root);
  const out = await tree.apply(records, { check: true });
  assertEquals(out[0], records[0] as unknown as typeof out[0]);
  assertEquals(outcomeOf(out[1]!), "target_exists");
  assertEquals(tree.snapshot(tree.root), before);
});

Deno.test("apply() takes records without size and time only with trustPaths", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const { file: { path }, ...rest } = tree.record("a.mkv", "A.mkv");
  const [out] = await tree.apply([{ ...rest, file: { path } }], { trustPaths: true });
  assertEquals(outcomeOf(out!), "done");
});

Deno.test("apply() leaves records as they came once the signal has come", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  const before = tree.snapshot(tree.root);
  const out = await tree.apply([record], { signal: AbortSignal.abort() });
  assertEquals(out, [record] as unknown as typeof out);
  assertEquals(tree.snapshot(tree.root), before);
});

Deno.test("apply() ends the unit in hand at a signal, and begins no other", async () => {
  using tree = new Tree();
  for (const name of ["a", "b", "c"]) tree.write(`${name}.mkv`, name);
  const stop = new AbortController();
  let clock = 0;
  const out = await tree.apply(
    ["a", "b", "c"].map((name) => tree.record(`${name}.mkv`, `${name}.mkv`)),
    {
      signal: stop.signal,
      now: () => clock += 100, // so that it breathes before each unit
      fs: {
        ...DISK,
        linkSync(from, to) {
          stop.abort();
          Deno.linkSync(from, to);
        },
      },
    },
  );
  assertEquals(out.map(outcomeOf), ["done", "left", "left"]);
  assertEquals(Deno.readTextFileSync(join(tree.downloads, "b.mkv")), "b");
});

Deno.test("apply() waits for another run on the library, says for whom, and gives up at a signal", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  tree.write("b.mkv", "b");
  await tree.apply([tree.record("a.mkv", "A.mkv")]); // makes the lock's file
  const locks = join(tree.state, "locks");
  const [lock] = [...Deno.readDirSync(locks)];
  using file = Deno.openSync(join(locks, lock!.name), { write: true });
  assert(file.tryLockSync(true));
  const stop = new AbortController();
  const out = await tree.apply([tree.record("b.mkv", "B.mkv")], {
    signal: stop.signal,
    warn: (line) => {
      assertStringIncludes(line, `Waits for apply (process ${Deno.pid}, run run-1`);
      stop.abort();
    },
  });
  assertEquals(out.map(outcomeOf), ["left"]);
});

Deno.test("apply() waits for a run with another state folder, and writes nothing into the library for that", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  using folder = Deno.openSync(tree.library);
  assert(folder.tryLockSync(true));
  const warnings: string[] = [];
  const out = await tree.apply([tree.record("a.mkv", "A.mkv")], {
    state: join(tree.root, "state-2"),
    warn(line) {
      warnings.push(line);
      assertEquals([...Deno.readDirSync(tree.library)], []);
      folder.unlockSync();
    },
  });
  assertEquals(out.map(outcomeOf), ["done"]);
  assertEquals(warnings, [
    `Waits for a run with another state folder, which works in "${tree.library}"`,
  ]);
});

Deno.test("apply() works where the library's disk locks no folders", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const fs: FileSystem = {
    ...DISK,
    openSync(path, options) {
      const file = Deno.openSync(path, options);
      if (path === tree.library) {
        file.tryLockSync = file.unlockSync = () => {
          throw new Error("Bad file descriptor (os error 9)"); // as NFS says of folders
        };
      }
      return file;
    },
  };
  assertEquals((await tree.apply([tree.record("a.mkv", "A.mkv")], { fs })).map(outcomeOf), [
    "done",
  ]);
});

Deno.test("apply() finishes and journals the group in hand when the reader leaves", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const reader = fromRecords([tree.record("a.mkv", "A.mkv")])
    .pipeThrough(apply(tree.options())).getReader();
  await reader.read();
  await reader.cancel();
  assertEquals([...Deno.readDirSync(join(tree.state, "open"))], []);
});

Deno.test("apply() fails records, touching nothing, where the journal cannot be written", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  tree.write(tree.state, "a file");
  const before = tree.snapshot();
  const [out] = await tree.apply([tree.record("a.mkv", "A.mkv")]);
  assertEquals(outcomeOf(out!), "journal_failed");
  assertEquals(tree.snapshot(), before);
});

Deno.test("apply() never writes over a journal", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const journal = tree.write(join(tree.root, "journal"), "PRECIOUS");
  const [out] = await tree.apply([tree.record("a.mkv", "A.mkv")], { journal });
  assertEquals(outcomeOf(out!), "journal_failed");
  assertStringIncludes(out!.errors![0]!.message, "a file of this name is there already");
  assertEquals(Deno.readTextFileSync(journal), "PRECIOUS");
});

testAcrossDevices(
  "apply() copies to another device whole, with mtime, mode and holes",
  async (device) => {
    using tree = new Tree(device);
    const source = tree.write("a.mkv", "head");
    Deno.truncateSync(source, 5_000_000);
    Deno.chmodSync(source, 0o640);
    tree.write("a.srt", "words");
    const before = Deno.lstatSync(source);
    const [out] = await tree.apply([tree.record("a.mkv", "A/A.mkv", { "a.srt": "A/A.srt" })]);
    assertEquals(outcomeOf(out!), "done");
    const after = Deno.lstatSync(join(tree.library, "A/A.mkv"));
    assertEquals([after.size, after.mtime, after.mode], [before.size, before.mtime, before.mode]);
    assert(after.blocks! * 512 < 2_000_000, "it is still sparse");
  },
);

testAcrossDevices(
  "apply() refuses to take a file with other links to another device",
  async (device) => {
    using tree = new Tree(device);
    tree.write("a.mkv", "a");
    Deno.linkSync(join(tree.downloads, "a.mkv"), join(tree.downloads, "seed.mkv"));
    const record = tree.record("a.mkv", "A.mkv");
    const before = tree.snapshot();
    assertEquals((await tree.apply([record])).map(outcomeOf), ["cross_device"]);
    assertEquals(tree.snapshot(), before);
    assertEquals((await tree.apply([record], { breakLinks: true })).map(outcomeOf), ["done"]);
  },
);

testAcrossDevices("apply() ends a copy at a signal and leaves nothing of it", async (device) => {
  using tree = new Tree(device);
  const source = tree.write("a.mkv", "x".repeat(5_000_000));
  const stop = new AbortController();
  const before = tree.snapshot();
  const record = tree.record("a.mkv", "A/A.mkv");
  const out = await tree.apply([record], { signal: stop.signal, onBytes: () => stop.abort() });
  assertEquals(out, [record] as unknown as typeof out);
  assertEquals(tree.snapshot(), before);
  assert(Deno.lstatSync(source).isFile);
});

Deno.test("apply() lets failed records and finished ones by", async () => {
  using tree = new Tree();
  const failed = {
    file: { path: "/x" },
    errors: [{ stage: "scan", code: "not_found", message: "m" }],
  };
  const link = apply(tree.options());
  const out = await collect(fromRecords([failed as unknown as PlannedRecord]).pipeThrough(link));
  assertEquals(out, [failed] as unknown as typeof out);
});
