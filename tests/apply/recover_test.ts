import { assertEquals, assertMatch } from "@std/assert";
import { dirname, join } from "@std/path";
import { recover } from "../../lib/apply/mod.ts";
import type { PlannedRecord } from "../../lib/record/mod.ts";
import { testAcrossDevices, Tree } from "./_tree.ts";

/** The state of a run that was killed: its journal up to `lines`, and the mark that it is open. */
async function killed(
  tree: Tree,
  records: readonly PlannedRecord[],
  lines: (line: string) => boolean,
): Promise<void> {
  await tree.apply(records);
  const path = join(tree.state, "journals/run-1.ndjson");
  const kept = Deno.readTextFileSync(path).split("\n").filter((line) =>
    line !== "" && !line.includes('"line":"done"') && !line.includes('"line":"end"') && lines(line)
  );
  Deno.writeTextFileSync(path, kept.join("\n") + "\n");
  Deno.writeTextFileSync(join(tree.state, "open/run-1"), "");
}

function run(tree: Tree) {
  return recover({ ...tree.options(), now: () => Date.now() + 3_600_000 });
}

/** What someone did between the crash and the next start, and which conflict that is. Nothing may be deleted. */
const CONFLICTS: readonly {
  readonly why: string;
  readonly change: (source: string, target: string, tree: Tree) => void;
  readonly lines?: (line: string) => boolean;
  readonly message: RegExp;
}[] = [
  {
    why: "both names may be one directory entry",
    change(source, target) {
      // The folder of the sources is now a link to that of the targets, and a seeding name makes two links.
      Deno.linkSync(target, join(dirname(target), "seed"));
      Deno.removeSync(dirname(source), { recursive: true });
      Deno.symlinkSync(dirname(target), dirname(source));
    },
    message: /one directory entry; nothing was deleted/,
  },
  {
    why: "nothing was begun, but both names are one file",
    change: (source, target) => Deno.linkSync(target, source),
    lines: (line) => !line.includes('"line":"try"'),
    message: /it is not known who linked them; nothing was deleted/,
  },
  {
    why: "another file has the target",
    change(_, target, tree) {
      tree.write("x", "PRECIOUS");
      Deno.renameSync(join(tree.downloads, "x"), target);
    },
    message: /another file; nothing was deleted/,
  },
  {
    why: "the file is at neither end",
    change: (_, target) => Deno.removeSync(target),
    message: /neither of them; nothing was deleted; the next start looks again/,
  },
];

Deno.test("recover() takes for begun just those that the journal says are", async () => {
  using tree = new Tree();
  const names = ["1", "2", "3", "4"];
  for (const name of names) tree.write(`${name}.mkv`, name);
  await killed(tree, names.map((name) => tree.record(`${name}.mkv`, `${name}.mkv`)), () => true);
  // All were linked and their sources stand: but of the last one it is not known by whom.
  for (const name of names) {
    Deno.linkSync(join(tree.library, `${name}.mkv`), join(tree.downloads, `${name}.mkv`));
  }
  const path = join(tree.state, "journals/run-1.ndjson");
  const lines = Deno.readTextFileSync(path).split("\n");
  const isTry = (line: string) => line.includes('"line":"try"');
  const tries = lines.filter(isTry);
  assertEquals(tries.length, 4);
  const rest = lines.filter((line) => line !== "" && !isTry(line));
  Deno.writeTextFileSync(path, [...rest, ...tries.slice(0, 3), ""].join("\n"));
  assertEquals(await run(tree), { finished: 3, rolledBack: 0, conflicts: 1 });
  assertEquals([...Deno.readDirSync(tree.downloads)].map(({ name }) => name), ["4.mkv"]);
  assertMatch(tree.warnings.join(), /4.mkv".* it is not known who linked them/);
});

for (const { why, change, lines = () => true, message } of CONFLICTS) {
  Deno.test(`recover() deletes nothing where ${why}, and says so`, async () => {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    const record = tree.record("a.mkv", "a.mkv");
    await killed(tree, [record], lines);
    change(record.file.path, record.plan.target!, tree);
    const before = tree.snapshot(tree.library);
    assertEquals(await run(tree), { finished: 0, rolledBack: 0, conflicts: 1 });
    assertMatch(tree.warnings[0]!, message);
    assertEquals(tree.snapshot(tree.library), before);
  });
}

Deno.test("recover() leaves a twin of the source alone that came to the target", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  await killed(tree, [record], () => true);
  Deno.renameSync(record.plan.target!, record.file.path);
  tree.write(record.plan.target!, "b"); // same size and time
  assertEquals(await run(tree), { finished: 0, rolledBack: 1, conflicts: 0 });
  assertEquals(Deno.readTextFileSync(record.file.path), "a");
  assertEquals(Deno.readTextFileSync(record.plan.target!), "b");
});

Deno.test("recover() finishes what stands at its target, also where its source's name was given again", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  await killed(tree, [record], () => true);
  tree.write("a.mkv", "another one");
  assertEquals(await run(tree), { finished: 1, rolledBack: 0, conflicts: 0 });
  assertEquals(Deno.readTextFileSync(record.file.path), "another one");
  assertEquals(Deno.readTextFileSync(record.plan.target!), "a");
});

Deno.test("recover() leaves what someone has put where a file had waited for its target", async () => {
  using tree = new Tree();
  const [a, b] = ["a", "b"].map((name) => tree.write(join(tree.library, `${name}.mkv`), name));
  await killed(tree, [tree.record(a!, b!), tree.record(b!, a!)], () => true);
  const held = tree.write(join(tree.library, ".shelve-run-1-1-0.held"), "PRECIOUS");
  assertEquals(await run(tree), { finished: 2, rolledBack: 0, conflicts: 0 });
  assertEquals(Deno.readTextFileSync(held), "PRECIOUS");
});

Deno.test("recover() says where a file waits that has changed, and brings the others back", async () => {
  using tree = new Tree();
  const [a, b] = ["a", "b"].map((name) => tree.write(join(tree.library, `${name}.mkv`), name));
  await killed(tree, [tree.record(a!, b!), tree.record(b!, a!)], () => true);
  const [heldA, heldB] = [1, 2].map((op) => join(tree.library, `.shelve-run-1-${op}-0.held`));
  Deno.renameSync(b!, heldA!);
  Deno.renameSync(a!, heldB!);
  Deno.writeTextFileSync(heldA!, "longer");
  assertEquals(await run(tree), { finished: 0, rolledBack: 1, conflicts: 1 });
  assertMatch(tree.warnings[0]!, /what is at ".*1-1-0.held" is another file; nothing was deleted/);
  assertEquals(Deno.readTextFileSync(heldA!), "longer");
  assertEquals(Deno.readTextFileSync(b!), "b");
});

Deno.test("recover() removes the empty file that held a name, also if the source has changed", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  await killed(tree, [record], () => true);
  const { target } = record.plan;
  const journal = join(tree.state, "journals/run-1.ndjson");
  const reserve = { line: "reserve", op: 1, file: 0, path: target };
  Deno.writeTextFileSync(journal, JSON.stringify(reserve) + "\n", { append: true });
  Deno.renameSync(target!, record.file.path);
  Deno.writeTextFileSync(record.file.path, "longer");
  Deno.writeTextFileSync(target!, "");
  assertEquals(await run(tree), { finished: 0, rolledBack: 1, conflicts: 0 });
  assertEquals(Object.keys(tree.snapshot(tree.library)), [`${tree.library}/`]);
});

Deno.test("recover() takes back a file that grew under both of its names", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  tree.write("a.srt", "s");
  const record = tree.record("a.mkv", "A/A.mkv", { "a.srt": "A/A.srt" });
  await killed(tree, [record], () => true);
  // As it is after the first of two links.
  const { target } = record.plan;
  Deno.linkSync(target!, record.file.path);
  Deno.renameSync(record.plan.sidecars![0]!.target, record.plan.sidecars![0]!.source);
  Deno.writeTextFileSync(record.file.path, "longer");
  assertEquals(await run(tree), { finished: 0, rolledBack: 1, conflicts: 0 });
  assertEquals(Object.keys(tree.snapshot(tree.library)), [`${tree.library}/`]);
  assertEquals(Deno.readTextFileSync(record.file.path), "longer");
});

Deno.test("recover() is done with a conflict once it was said, and comes back for a disk that failed", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  await killed(tree, [record], () => true);
  const { target } = record.plan;
  Deno.renameSync(target!, `${target}.away`); // as if its disk was not mounted
  assertEquals((await run(tree)).conflicts, 1);
  assertEquals((await run(tree)).conflicts, 1);
  Deno.renameSync(`${target}.away`, target!);
  assertEquals((await run(tree)).finished, 1);
  assertEquals(await run(tree), { finished: 0, rolledBack: 0, conflicts: 0 });
});

Deno.test("recover() leaves a run alone that is alive", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  await killed(tree, [record], () => true);
  Deno.linkSync(record.plan.target!, record.file.path);
  using journal = Deno.openSync(join(tree.state, "journals/run-1.ndjson"), { append: true });
  journal.tryLockSync(true);
  assertEquals(await run(tree), { finished: 0, rolledBack: 0, conflicts: 0 });
  assertEquals(Deno.lstatSync(record.file.path).nlink, 2);
});

Deno.test("recover() passes over lines of a journal that it cannot read", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  await killed(tree, [record], () => true);
  const path = join(tree.state, "journals/run-1.ndjson");
  Deno.writeTextFileSync(path, 'null\n{"line":7}\n[]\n{"line":"try","op":9}\n{"li', {
    append: true,
  });
  assertEquals((await run(tree)).finished, 1);
});

/** What stands where a run's journal should. The run was killed once its file had been linked. */
const STRANGE: readonly {
  readonly what: string;
  readonly change: (text: string) => string;
  readonly elsewhere?: boolean;
}[] = [
  {
    what: "another version wrote its journal",
    change: (text) => text.replace('"version":1', '"version":2'),
  },
  { what: "its journal begins with something else", change: (text) => `{}\n${text}` },
  {
    what: "another run's journal stands where its own was",
    change: (text) => text.replaceAll("run-1", "run-2"),
    elsewhere: true,
  },
  { what: "its journal, elsewhere, is empty", change: () => "", elsewhere: true },
];

for (const { what, change, elsewhere = false } of STRANGE) {
  Deno.test(`recover() leaves a run alone, and says so each time, where ${what}`, async () => {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    const record = tree.record("a.mkv", "A.mkv");
    await killed(tree, [record], () => true);
    Deno.linkSync(record.plan.target!, record.file.path);
    let path = join(tree.state, "journals/run-1.ndjson");
    const text = Deno.readTextFileSync(path);
    if (elsewhere) {
      const [header = ""] = text.split("\n");
      const moved = join(tree.root, "journal");
      Deno.writeTextFileSync(
        path,
        JSON.stringify({ ...JSON.parse(header), elsewhere: moved }) + "\n",
      );
      path = moved;
    }
    Deno.writeTextFileSync(path, change(text));
    assertEquals((await run(tree)).conflicts, 1);
    assertMatch(tree.warnings.join(), /Cannot recover the run run-1: ".*" is not there, or is no/);
    Deno.writeTextFileSync(path, text);
    assertEquals(await run(tree), { finished: 1, rolledBack: 0, conflicts: 0 });
  });
}

testAcrossDevices(
  "recover() removes a source only if the copy holds what was copied",
  async (device) => {
    using tree = new Tree(device);
    tree.write("a.mkv", "aaaa");
    const record = tree.record("a.mkv", "A.mkv");
    await killed(tree, [record], () => true);
    const { target } = record.plan;
    const { mtime } = Deno.lstatSync(target!);
    // The source is still there, with its inode; the copy went bad on the disk, its size and time did not.
    const path = join(tree.state, "journals/run-1.ndjson");
    tree.write("a.mkv", "aaaa");
    const { ino } = Deno.lstatSync(record.file.path);
    const journal = Deno.readTextFileSync(path).replace(`"ino":${record.file.ino}`, `"ino":${ino}`);
    Deno.writeTextFileSync(path, journal);
    Deno.writeTextFileSync(target!, "bbbb");
    Deno.utimeSync(target!, mtime!, mtime!);
    assertEquals(await run(tree), { finished: 0, rolledBack: 0, conflicts: 1 });
    assertMatch(tree.warnings[0]!, /does not hold what was copied; nothing was deleted/);
    assertEquals(Deno.readTextFileSync(record.file.path), "aaaa");
  },
);
