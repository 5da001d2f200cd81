import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { DISK, type FileSystem, readRun, undo } from "../../lib/apply/mod.ts";
import type { AppliedRecord } from "../../lib/record/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { systemError } from "./_faults.ts";
import { outcomeOf, testAcrossDevices, Tree } from "./_tree.ts";

/** Two films with sidecars and an episode, applied. */
async function applied(tree: Tree) {
  for (const name of ["a", "b"]) {
    tree.write(`${name}/${name}.mkv`, `video ${name}`);
    tree.write(`${name}/${name}.srt`, `words ${name}`);
  }
  tree.write("c.mkv", "c");
  const before = tree.snapshot();
  const records = [
    tree.record("a/a.mkv", "Films/A/A.mkv", { "a/a.srt": "Films/A/A.en.srt" }),
    tree.record("b/b.mkv", "Films/B/B.mkv", { "b/b.srt": "Films/B/B.en.srt" }),
    tree.record("c.mkv", "Shows/C/C.mkv"),
  ];
  const done = await tree.apply(records);
  assertEquals(done.map(outcomeOf), ["done", "done", "done"]);
  return { before, records, done, after: tree.snapshot() };
}

Deno.test("undo() puts everything back, the last first, and removes the folders that were made", async () => {
  using tree = new Tree();
  const { before, done } = await applied(tree);
  const undone = await tree.undo(done);
  assertEquals(undone.map(outcomeOf), ["done", "done", "done"]);
  assertEquals(
    (undone as AppliedRecord[]).map(({ result }) => [result.action, result.target]),
    ["c.mkv", "b/b.mkv", "a/a.mkv"].map((path) => ["undo", join(tree.downloads, path)]),
  );
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo() can itself be undone, any number of times", async () => {
  using tree = new Tree();
  const { before, after, done } = await applied(tree);
  let records = done;
  for (const expected of [before, after, before, after]) {
    records = await tree.undo(records);
    assertEquals(records.map(outcomeOf), ["done", "done", "done"]);
    assertEquals(tree.snapshot(), expected);
  }
});

Deno.test("undo() takes any part of what was done, and the rest later", async () => {
  using tree = new Tree();
  const { before, done } = await applied(tree);
  assertEquals((await tree.undo([done[0]!])).map(outcomeOf), ["done"]);
  assertEquals(Deno.readTextFileSync(join(tree.library, "Films/B/B.mkv")), "video b");
  await tree.undo(done.slice(1));
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo() removes folders that an earlier group of the run has made", async () => {
  using tree = new Tree();
  for (const name of ["a.mkv", "b.mkv"]) tree.write(name, name);
  const before = tree.snapshot();
  const records = ["a.mkv", "b.mkv"].map((name) => tree.record(name, `Show/${name}`));
  const link = (await import("../../lib/apply/mod.ts")).apply(tree.options());
  // Two groups: the second batch comes once the first one is done.
  const writer = link.writable.getWriter();
  const reader = link.readable.getReader();
  const done = [];
  for (const record of records) {
    writer.write([record]);
    done.push(...(await reader.read()).value!);
  }
  writer.close();
  await reader.read();
  await tree.undo([done[0]!]);
  await tree.undo([done[1]!]);
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo() does nothing the second time, and says so", async () => {
  using tree = new Tree();
  const { done } = await applied(tree);
  await tree.undo(done);
  const before = tree.snapshot();
  const reasons = (await tree.undo([...done, done[0]!])).map(outcomeOf);
  assertEquals(new Set(reasons), new Set(["skipped already_done"]));
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo() takes a record once that comes twice", async () => {
  using tree = new Tree();
  const { before, done } = await applied(tree);
  await tree.undo([...done, ...done]);
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo() skips what was skipped", async () => {
  using tree = new Tree();
  const { records } = await applied(tree);
  const again = await tree.apply(records);
  assertEquals((await tree.undo(again)).map(outcomeOf), Array(3).fill("skipped nothing_to_undo"));
});

Deno.test("undo() restores folders of sources that have gone", async () => {
  using tree = new Tree();
  const { before, done } = await applied(tree);
  Deno.removeSync(join(tree.downloads, "a"));
  await tree.undo(done);
  assertEquals(tree.snapshot(), before);
});

/** What has happened since to the first film, and how undo refuses it. Nothing of it may be touched. */
const REFUSED: readonly {
  readonly why: string;
  readonly code: string;
  readonly spoil: (tree: Tree) => void;
}[] = [
  {
    why: "the file was changed",
    code: "source_changed",
    spoil: (tree) => void tree.write(join(tree.library, "Films/A/A.mkv"), "remux"),
  },
  {
    why: "another file of its size and time has its place",
    code: "source_changed",
    spoil(tree) {
      tree.write("x", "video x");
      Deno.renameSync(join(tree.downloads, "x"), join(tree.library, "Films/A/A.mkv"));
    },
  },
  {
    why: "its sidecar was removed",
    code: "source_missing",
    spoil: (tree) => Deno.removeSync(join(tree.library, "Films/A/A.en.srt")),
  },
  {
    why: "its old place is taken",
    code: "target_exists",
    spoil: (tree) => void tree.write("a/a.mkv", "PRECIOUS"),
  },
  {
    why: "a file has the place of its old folder",
    code: "target_exists",
    spoil(tree) {
      Deno.removeSync(join(tree.downloads, "a"));
      tree.write("a", "PRECIOUS");
    },
  },
];

for (const { why, code, spoil } of REFUSED) {
  Deno.test(`undo() touches nothing where ${why}: ${code}`, async () => {
    using tree = new Tree();
    const { done } = await applied(tree);
    spoil(tree);
    const before = tree.snapshot();
    assertEquals((await tree.undo([done[0]!])).map(outcomeOf), [code]);
    assertEquals(tree.snapshot(), before);
  });
}

/** Records that no run has written. */
const FORGED: readonly {
  readonly why: string;
  readonly forge: (result: AppliedRecord["result"], tree: Tree) => Partial<AppliedRecord["result"]>;
}[] = [
  { why: "another run", forge: () => ({ run: "run-7" }) },
  { why: "a run that is a path", forge: () => ({ run: "../journals/run-1" }) },
  { why: "another operation", forge: () => ({ op: 9 }) },
  { why: "an operation that is no number of one", forge: () => ({ op: 1.5 }) },
  { why: "another target", forge: (_, { root }) => ({ target: `${root}/canary` }) },
  { why: "another source", forge: (_, { root }) => ({ source: `${root}/stolen` }) },
  { why: "fewer sidecars", forge: () => ({ sidecars: [] }) },
  {
    why: "another sidecar",
    forge: ({ sidecars }, { root }) => ({
      sidecars: [{ ...sidecars![0]!, target: `${root}/canary` }],
    }),
  },
];

for (const { why, forge } of FORGED) {
  Deno.test(`undo() refuses a forged record with ${why}`, async () => {
    using tree = new Tree();
    const { done } = await applied(tree);
    tree.write(join(tree.root, "canary"), "sings");
    const before = tree.snapshot(tree.downloads, tree.library);
    const [first] = done as AppliedRecord[];
    const forged = { ...first!, result: { ...first!.result, ...forge(first!.result, tree) } };
    assertEquals((await tree.undo([forged])).map(outcomeOf), ["not_journalled"]);
    assertEquals(tree.snapshot(tree.downloads, tree.library), before);
    assertEquals(Deno.readTextFileSync(join(tree.root, "canary")), "sings");
  });
}

Deno.test("undo() follows records that no journal knows only with trustInput", async () => {
  using tree = new Tree();
  const { before, done } = await applied(tree);
  Deno.removeSync(tree.state, { recursive: true });
  const refused = await tree.undo(done);
  assertEquals(refused.map(outcomeOf), Array(3).fill("not_journalled"));
  assertStringIncludes(
    refused[0]!.errors![0]!.message,
    "no journal knows operation 3 of the run run-1",
  );
  const undone = await tree.undo(done, { trustInput: true });
  assertEquals(undone.map(outcomeOf), Array(3).fill("done"));
  for (const [path, content] of Object.entries(before)) {
    assertEquals(tree.snapshot()[path], content);
  }
});

Deno.test("undo() moves no origin for a copy that was taken back, trusted or not", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  const undone = await tree.undo(
    await tree.apply([{ ...record, plan: { ...record.plan, action: "copy" } }]),
  );
  const before = tree.snapshot();
  Deno.removeSync(join(tree.state, "journals"), { recursive: true });
  const again = await tree.undo(undone, { trustInput: true });
  assertEquals(again.map(outcomeOf), ["not_journalled"]);
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo() holds its input on the disk, and leaves nothing of that, also if it is killed", async () => {
  using tree = new Tree();
  const { done } = await applied(tree);
  const spool = join(tree.state, "spool");
  const fs: FileSystem = {
    ...Deno,
    linkSync(from, to) {
      assertEquals([...Deno.readDirSync(spool)], []);
      Deno.linkSync(from, to);
    },
  };
  assertEquals((await tree.undo(done, { fs })).map(outcomeOf), ["done", "done", "done"]);
  assertEquals([...Deno.readDirSync(spool)], []);
});

Deno.test("undo() fails records, touching nothing, where it cannot hold them", async () => {
  using tree = new Tree();
  const { done, after } = await applied(tree);
  const fs: FileSystem = {
    ...DISK,
    openSync(path, options) {
      if (String(path).includes("/spool/")) throw systemError("ENOSPC");
      return Deno.openSync(path, options);
    },
  };
  const out = await tree.undo(done, { fs });
  assertEquals(out.map(outcomeOf), Array(3).fill("journal_failed"));
  const { message } = out[0]!.errors![0]!;
  assertEquals(message, `Cannot use the state folder "${tree.state}": the disk is full`);
  assertEquals(tree.snapshot(), after);
});

Deno.test("readRun() gives the newest run that stands, which undo() takes back", async () => {
  using tree = new Tree();
  const { before, after } = await applied(tree);
  tree.write("d.mkv", "d");
  await tree.apply([tree.record("d.mkv", "D.mkv")]);
  const { libraries: _, ...options } = tree.options();
  const undoLast = () => collect(readRun(options).pipeThrough(undo(options)));
  assertEquals((await undoLast()).map(outcomeOf), ["done"]);
  Deno.removeSync(join(tree.downloads, "d.mkv"));
  assertEquals(tree.snapshot(), after);
  const undone = await undoLast();
  assertEquals(undone.map(outcomeOf), ["done", "done", "done"]);
  assertEquals(tree.snapshot(), before);
  assertThrows(() => readRun(options), Error, "Cannot undo: there is no run to undo");
  await tree.undo(undone); // does it again
  assertEquals((await undoLast()).map(outcomeOf), ["done", "done", "done"]);
  assertEquals(tree.snapshot(), before);
});

Deno.test("readRun() counts what was taken back as gone, however often it went to and fro", async () => {
  using tree = new Tree();
  const { before, done } = await applied(tree);
  const { libraries: _, ...options } = tree.options();
  for (let records = done, nth = 1; nth <= 5; nth++) {
    records = await tree.undo(records);
    if (nth % 2 === 0) readRun(options);
    else assertThrows(() => readRun(options), Error, "there is no run to undo", `undo ${nth}`);
  }
  assertEquals(tree.snapshot(), before);
});

Deno.test("readRun() finds a journal that lies elsewhere, by name and as the newest", async () => {
  for (const named of [true, false]) {
    using tree = new Tree();
    tree.write("a.mkv", "a");
    const before = tree.snapshot();
    const journal = join(tree.root, "elsewhere.ndjson");
    await tree.apply([tree.record("a.mkv", "A.mkv")], { journal });
    const { libraries: _, ...rest } = tree.options();
    const options = named ? { ...rest, state: join(tree.root, "empty"), from: journal } : rest;
    const undone = await collect(readRun(options).pipeThrough(undo(options)));
    assertEquals(undone.map(outcomeOf), ["done"]);
    assertEquals(tree.snapshot(), before);
  }
});

Deno.test("readRun() says where nothing that a journal tells of stands", async () => {
  using tree = new Tree();
  const { before, done } = await applied(tree);
  await tree.undo(done);
  const { libraries: _, ...options } = tree.options();
  const from = join(tree.state, "journals/run-1.ndjson");
  assertThrows(() => readRun({ ...options, from }), Error, "nothing that it tells of still stands");
  assertEquals(tree.snapshot(), before);
});

Deno.test("readRun() says where a file is no journal", () => {
  using tree = new Tree();
  const from = tree.write("plan.ndjson", '{"file":{}}\n');
  const { libraries: _, ...options } = tree.options();
  assertThrows(() => readRun({ ...options, from }), Error, "is no journal");
});

testAcrossDevices(
  "undo() knows a copy by what it holds where its disk gives other numbers and times",
  async (device) => {
    for (const [text, outcome] of [["video b", "done"], ["VIDEO B", "source_changed"]]) {
      using tree = new Tree(device);
      const { done } = await applied(tree);
      const path = join(tree.library, "Films/B/B.mkv");
      // As exFAT does when it is mounted once more.
      Deno.renameSync(path, `${path}.old`);
      tree.write(path, text!, { mtime: 1_600_000_000_000 });
      Deno.removeSync(`${path}.old`);
      const undone = await tree.undo([done[1]!]);
      assertEquals(undone.map(outcomeOf), [outcome]);
      const place = outcome === "done" ? join(tree.downloads, "b/b.mkv") : path;
      assertEquals(Deno.readTextFileSync(place), text);
    }
  },
);

testAcrossDevices("undo() brings files back from another device", async (device) => {
  using tree = new Tree(device);
  const { before, done } = await applied(tree);
  const undone = await tree.undo(done);
  assertEquals(undone.map(outcomeOf), ["done", "done", "done"]);
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo() leaves folders that were there before, where the disk failed to say that they are", async () => {
  using tree = new Tree();
  for (const name of ["a.mkv", "b.mkv"]) tree.write(name, name);
  Deno.mkdirSync(join(tree.library, "Films"));
  const before = tree.snapshot();
  // A disk gives no answer, and so `false`, for a moment.
  const fs: FileSystem = { ...DISK, existsSync: () => false };
  const done = await tree.apply(
    ["a.mkv", "b.mkv"].map((name) => tree.record(name, `Films/${name}/${name}`)),
    { fs },
  );
  assertEquals(done.map(outcomeOf), ["done", "done"]);
  assertEquals((await tree.undo(done, { fs })).map(outcomeOf), ["done", "done"]);
  assertEquals(tree.snapshot(), before);
});
