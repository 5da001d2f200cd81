import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { dirname, join } from "@std/path";
import { DISK, type FileSystem } from "../../lib/apply/mod.ts";
import type { PlannedRecord } from "../../lib/record/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { apply, recover } from "../../lib/apply/mod.ts";
import { systemError, WITHOUT_LINKS } from "./_faults.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

/** Files of the library that hold their own names, and the plan to rename each. */
function lay(tree: Tree, renames: Readonly<Record<string, string>>): PlannedRecord[] {
  for (const name of Object.keys(renames)) tree.write(join(tree.library, name), name);
  return Object.entries(renames).map(([from, to]) => tree.record(join(tree.library, from), to));
}

function read(tree: Tree): Record<string, string> {
  const all: Record<string, string> = {};
  for (const { name } of Deno.readDirSync(tree.library)) {
    all[name] = Deno.readTextFileSync(join(tree.library, name));
  }
  return all;
}

/** Renames in which files stand in each other's way, and what the library holds afterwards. */
const CASES: readonly {
  readonly name: string;
  readonly renames: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}[] = [
  { name: "a swap", renames: { a: "b", b: "a" }, after: { a: "b", b: "a" } },
  {
    name: "a chain, the last one last",
    renames: { a: "b", b: "c", c: "d" },
    after: { b: "a", c: "b", d: "c" },
  },
  {
    name: "a chain, the last one first",
    renames: { c: "d", b: "c", a: "b" },
    after: { b: "a", c: "b", d: "c" },
  },
  {
    name: "a circle of three and one that waits for it",
    renames: { x: "y", a: "b", b: "c", c: "a", y: "z" },
    after: { y: "x", b: "a", c: "b", a: "c", z: "y" },
  },
  {
    name: "two circles",
    renames: { a: "b", c: "d", b: "a", d: "c" },
    after: { a: "b", b: "a", c: "d", d: "c" },
  },
];

for (const fs of [DISK, WITHOUT_LINKS]) {
  for (const { name, renames, after } of CASES) {
    const title = `apply() does ${name}, once, and undo() takes it back`;
    Deno.test(fs === DISK ? title : `${title}, without hard links`, async () => {
      using tree = new Tree();
      const records = lay(tree, renames);
      const before = tree.snapshot();
      const done = await tree.apply(records, { fs });
      assertEquals(done.map(outcomeOf), records.map(() => "done"));
      assertEquals(read(tree), after);
      const again = await tree.apply(records, { fs });
      assertEquals(again.map(outcomeOf), records.map(() => "skipped already_done"));
      const undone = await tree.undo(done, { fs });
      assertEquals(undone.map(outcomeOf), records.map(() => "done"));
      assertEquals(tree.snapshot(), before);
      assertEquals(
        (await tree.undo(done, { fs })).map(outcomeOf),
        records.map(() => "skipped already_done"),
      );
      const redone = await tree.undo(undone, { fs });
      assertEquals(redone.map(outcomeOf), records.map(() => "done"));
      assertEquals(read(tree), after);
    });
  }
}

Deno.test("apply() tries a target that is taken again at the end of the input, and swaps across groups", async () => {
  using tree = new Tree();
  const renames = { a: "b", b: "c", s: "t", t: "s" };
  const records = lay(tree, renames);
  // A group of its own for each record: the reader takes one before the next one comes.
  async function* slowly() {
    for (const record of records) {
      yield [record];
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }
  const input = ReadableStream.from(slowly());
  const out = await collect(input.pipeThrough(apply(tree.options())) as never);
  assertEquals(out.map((record) => outcomeOf(record as never)), records.map(() => "done"));
  assertEquals(read(tree), { b: "a", c: "b", s: "t", t: "s" });
});

Deno.test("apply() fails a record whose target stays taken, and does the others", async () => {
  using tree = new Tree();
  const records = lay(tree, { a: "b", c: "d" });
  tree.write(join(tree.library, "b"), "PRECIOUS");
  const out = await tree.apply(records);
  assertEquals(out.map(outcomeOf).sort(), ["done", "target_exists"]);
  assertEquals(read(tree), { a: "a", b: "PRECIOUS", d: "c" });
});

Deno.test("apply() takes a circle back where one of it is not what was scanned", async () => {
  using tree = new Tree();
  const records = lay(tree, { a: "b", b: "c", c: "a" });
  const before = read(tree);
  tree.write(join(tree.library, "b"), "B, longer");
  const out = await tree.apply(records);
  assertEquals(out.map(outcomeOf).sort(), ["source_changed", "target_exists", "target_exists"]);
  assertEquals(read(tree), { ...before, b: "B, longer" });
});

testAcrossDevices("apply() refuses a swap across devices, and touches nothing", async (device) => {
  using tree = new Tree(device);
  tree.write("a", "a");
  tree.write(join(tree.library, "b"), "b");
  const records = [
    tree.record("a", "b"),
    tree.record(join(tree.library, "b"), join(tree.downloads, "a")),
  ];
  const before = tree.snapshot();
  const out = await tree.apply(records, { libraries: [tree.library, tree.downloads] });
  assertEquals(out.map(outcomeOf), ["cross_device", "cross_device"]);
  assertMatch(out[0]!.errors![0]!.message, /waits for the place of this one/);
  assertEquals(tree.snapshot(), before);
});

Deno.test("apply() changes nothing but the case of a name", async () => {
  using tree = new Tree();
  const [record] = lay(tree, { "film.mkv": "Film.mkv" });
  const done = await tree.apply([record!]);
  assertEquals(done.map(outcomeOf), ["done"]);
  assertEquals(read(tree), { "Film.mkv": "film.mkv" });
  await tree.undo(done);
  assertEquals(read(tree), { "film.mkv": "film.mkv" });
});

for (const base of [DISK, WITHOUT_LINKS]) {
  const disk = base === DISK ? "with hard links" : "without";
  Deno.test(`apply() changes the case of a name on a disk that does not tell cases apart, ${disk}`, async () => {
    using tree = new Tree();
    const fs = withoutCase(base);
    const [record] = lay(tree, { "film.mkv": "Film.mkv" });
    const done = await tree.apply([record!], { fs });
    assertEquals(done.map(outcomeOf), ["done"]);
    assertEquals(read(tree), { "Film.mkv": "film.mkv" });
    assertEquals((await tree.apply([record!], { fs })).map(outcomeOf), ["skipped already_done"]);
    assertEquals((await tree.undo(done, { fs })).map(outcomeOf), ["done"]);
    assertEquals(read(tree), { "film.mkv": "film.mkv" });
  });
}

/** A disk on which two spellings of a name lead to one entry, as on macOS and most shares. */
function withoutCase(base: FileSystem): FileSystem {
  const toEntry = (path: string): string => {
    try {
      for (const { name } of Deno.readDirSync(dirname(path))) {
        const entry = join(dirname(path), name);
        if (entry.toLowerCase() === path.toLowerCase()) return entry;
      }
    } catch {
      // The folder is not there.
    }
    return path;
  };
  const isThere = (path: string) => toEntry(path) !== path || exists(path);
  return {
    ...base,
    lstatSync: (path) => base.lstatSync(toEntry(String(path))),
    removeSync: (path, options) => base.removeSync(toEntry(String(path)), options),
    renameSync: (from, to) => base.renameSync(toEntry(String(from)), to),
    existsSync: (path) => isThere(path),
    linkSync(from, to) {
      if (isThere(to)) throw systemError("EEXIST");
      base.linkSync(toEntry(from), to);
    },
    openSync(path, options) {
      if (options?.createNew && isThere(String(path))) throw systemError("EEXIST");
      return base.openSync(toEntry(String(path)), options);
    },
  };
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

Deno.test("apply() says where a file waits whose target was taken while it was on its way", async () => {
  using tree = new Tree();
  const records = lay(tree, { a: "b", b: "a" });
  const [a, b] = ["a", "b"].map((name) => join(tree.library, name));
  const fs = {
    ...DISK,
    removeSync(path: string | URL) {
      Deno.removeSync(path);
      if (path === a) tree.write(a!, "PRECIOUS");
    },
  };
  const out = await tree.apply(records, { fs });
  assertEquals(out.map(outcomeOf), ["done", "target_exists"]);
  const waits = join(tree.library, ".shelve-run-1-2-0.held");
  assertStringIncludes(out[1]!.errors![0]!.message, `it stands at "${waits}"`);
  assertEquals(read(tree), { a: "PRECIOUS", b: "a", ".shelve-run-1-2-0.held": "b" });
  await recover({ ...tree.options(), fs: DISK });
  assertStringIncludes(tree.warnings.at(-1)!, `it stands at "${waits}"`);
  Deno.removeSync(a!);
  assertEquals((await recover({ ...tree.options(), fs: DISK })).finished, 1);
  assertEquals(read(tree), { a: "b", b: "a" });
  assertEquals(Deno.lstatSync(b!).nlink, 1);
});

Deno.test("apply() keeps a file that waits where another program takes its place as soon as it has it", async () => {
  for (const isReplaced of [true, false]) {
    using tree = new Tree();
    const [a, b] = ["a", "b"].map((name) => tree.write(join(tree.library, `${name}.mkv`), name));
    let isFirst = true;
    const fs: FileSystem = {
      ...Deno,
      linkSync(from, to) {
        Deno.linkSync(from, to);
        if (to !== b || !isFirst) return;
        isFirst = false;
        Deno.removeSync(to);
        if (isReplaced) tree.write(to, "PRECIOUS");
      },
    };
    await tree.apply([tree.record(a!, b!), tree.record(b!, a!)], { fs });
    const texts = Object.values(tree.snapshot(tree.library)).map((text) => text.split(" ").at(-1));
    const expected = ["a", "b", ...(isReplaced ? ["PRECIOUS"] : [])];
    assertEquals(texts.filter((text) => text !== "folder").sort(), expected.sort());
  }
});
