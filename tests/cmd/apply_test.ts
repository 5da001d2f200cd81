import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { MediaRecord } from "../../lib/record/mod.ts";
import { Tree } from "../apply/_tree.ts";
import { runCommand, type Running, startCommand } from "./_run.ts";

/** How the command is run: with no more of the environment than it is given. */
function toRunning(tree: Tree, args: readonly string[], env: Record<string, string> = {}): Running {
  const own = { XDG_STATE_HOME: join(tree.root, "xdg"), DENO_DIR: findDenoDir(), ...env };
  return { args, clearEnv: true, env: own };
}

function start(tree: Tree, args: readonly string[]) {
  return startCommand("apply", toRunning(tree, args));
}

function findDenoDir(): string {
  return Deno.env.get("DENO_DIR") ?? join(Deno.env.get("HOME") ?? "/", ".cache/deno");
}

function run(
  tree: Tree,
  args: readonly string[],
  records: readonly MediaRecord[],
  env: Record<string, string> = {},
) {
  return runCommand("apply", { ...toRunning(tree, args, env), input: toLines(records) });
}

function toLines(records: readonly MediaRecord[]): string {
  return records.map((record) => JSON.stringify(record) + "\n").join("");
}

Deno.test("apply moves files, says what it took for the library, and ends with a count", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const { code, records, stderr } = await run(tree, [], [tree.record("a.mkv", "A/A.mkv")]);
  assertEquals(code, 0);
  assertEquals((records[0]!["result"] as { status: string }).status, "done");
  assertEquals(
    stderr,
    `apply: Takes the library from the plan: "${tree.library}"\napply: 1 done (1 bytes)\n`,
  );
  assertEquals(Deno.readTextFileSync(join(tree.library, "A/A.mkv")), "a");
});

Deno.test("apply --library refuses what lies elsewhere, with exit code 1", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  Deno.mkdirSync(join(tree.root, "other"));
  const { code, records, stderr } = await run(tree, ["--library", join(tree.root, "other")], [
    tree.record("a.mkv", "A.mkv"),
  ]);
  assertEquals(code, 1);
  assertEquals(records[0]!.errors![0]!.code, "outside_library");
  const why = `Cannot write to "${tree.library}": it is under no library that was named`;
  assertStringIncludes(stderr, why);
});

Deno.test("apply says of a bare path how it may be taken", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A/A.mkv");
  const { path } = record.file;
  const bare = { ...record, file: { path } };
  const relative = { ...record, file: { path: "a.mkv" } };
  const { code, stderr } = await run(tree, ["--library", tree.library], [bare, relative]);
  assertEquals(code, 1);
  assertStringIncludes(stderr, "of the source are not known: scan adds them, or --trust-paths");
  assertStringIncludes(stderr, "the source is not absolute: scan --files-from - makes it so");
  const lost = { ...record, plan: { ...record.plan, target: "A.mkv" } };
  const { stderr: told } = await run(tree, ["--library", tree.library], [lost]);
  assertStringIncludes(told, 'to "A.mkv": the target is not absolute\n');
});

Deno.test("apply plans what has no plan, for --library or for $SHELVE_LIBRARY", async () => {
  for (const isNamed of [true, false]) {
    using tree = new Tree();
    tree.write("heat.mkv", "heat");
    const { plan: _, ...record } = tree.record("heat.mkv", "-");
    const { code, records } = await run(
      tree,
      isNamed ? ["--library", tree.library] : [],
      [{
        ...record,
        parsed: { kind: "movie", title: "Heat", year: 1995, container: "mkv", confidence: 1 },
        match: { status: "sure", kind: "movie", title: "Heat", year: 1995, reasons: [] },
      }],
      isNamed ? {} : { SHELVE_LIBRARY: tree.library },
    );
    assertEquals(code, 0);
    assertMatch(records[0]!.plan.target!, /\/Movies\/Heat \(1995\).*\/Heat \(1995\).*\.mkv$/);
    assertEquals(Deno.readTextFileSync(records[0]!.plan.target!), "heat");
  }
});

Deno.test("apply ends with 2 at records without a plan where no library is named", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const { plan: _, ...record } = tree.record("a.mkv", "-");
  const { code, records, stderr } = await run(tree, [], [record, record]);
  assertEquals([code, records], [2, []]);
  assertStringIncludes(stderr, "apply: Records without a plan need a library");
});

Deno.test("apply ends with 2 where the library that is named is not there", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const missing = join(tree.root, "not/mounted");
  const record = tree.record("a.mkv", join(missing, "A.mkv"));
  const { code, records, stderr } = await run(tree, ["--library", missing], [record]);
  assertEquals([code, records], [2, []]);
  assertStringIncludes(stderr, "is not there");
});

Deno.test("apply --concurrency 0 is wrong usage, and does not wait for ever", async () => {
  using tree = new Tree();
  const { code, stderr } = await run(tree, ["--concurrency", "0"], []);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "--concurrency needs at least 1");
});

Deno.test("apply ends with 2 where the library that is named is a file", async () => {
  using tree = new Tree();
  const file = tree.write("a.mkv", "a");
  const { code, stderr } = await run(tree, ["--library", file], []);
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'a.mkv" is no folder');
});

Deno.test("apply --check writes nothing and gives on what may be applied", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  const before = tree.snapshot(tree.root);
  const { code, records } = await run(tree, ["--check"], [record]);
  assertEquals(code, 0);
  assertEquals(records, [record]);
  assertEquals(tree.snapshot(tree.root), before);
});

Deno.test("apply ends with 2 where it cannot know where journals go", async () => {
  using tree = new Tree();
  const { code, stderr } = await run(tree, [], [], { XDG_STATE_HOME: "" });
  assertEquals(code, 2);
  assertStringIncludes(stderr, "Set $HOME or $XDG_STATE_HOME");
});

Deno.test("apply ends the unit in hand at SIGINT, leaves the rest, and exits 130", async () => {
  using tree = new Tree();
  const count = 400;
  const records = Array.from({ length: count }, (_, index) => {
    tree.write(`${index}.mkv`, `video ${index}`);
    return tree.record(`${index}.mkv`, `${index}/${index}.mkv`);
  });
  const child = start(tree, []);
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(toLines(records.slice(0, 200))));
  const reader = child.stdout.getReader();
  const first = await reader.read(); // at least one group is done
  child.kill("SIGINT");
  // Not waited for: it takes the rest only as far as what it writes is read.
  const written = writer.write(new TextEncoder().encode(toLines(records.slice(200))))
    .then(() => writer.close()).catch(() => {});
  let text = new TextDecoder().decode(first.value);
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    text += new TextDecoder().decode(value);
  }
  const { code } = await child.status;
  await written;
  await child.stderr.cancel();
  assertEquals(code, 130);
  for (const line of text.trim().split("\n")) {
    const { file, plan, result } = JSON.parse(line);
    const isThere = (path: string) => {
      try {
        return Deno.lstatSync(path).isFile;
      } catch {
        return false;
      }
    };
    assertEquals([isThere(file.path), isThere(plan.target)], [
      result === undefined,
      result !== undefined,
    ]);
  }
});

Deno.test("apply that is killed loses nothing, and the next start says what it settled", async () => {
  for (let round = 0; round < 8; round++) {
    using tree = new Tree();
    const records = Array.from({ length: 300 }, (_, index) => {
      tree.write(`${index}.mkv`, `video ${index}`);
      tree.write(`${index}.srt`, `words ${index}`);
      return tree.record(`${index}.mkv`, `${index}/${index}.mkv`, {
        [`${index}.srt`]: `${index}/${index}.srt`,
      });
    });
    const child = start(tree, []);
    // Read all the while, or it would stand still with a full pipe behind it.
    const output = child.output();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(toLines(records)));
    let ended = false;
    child.status.then(() => ended = true);
    // At an instant that differs from round to round, counted from the first folder on.
    while (!ended) {
      const made = [...Deno.readDirSync(tree.library)].length;
      if (made > round * 35) break;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    child.kill("SIGKILL");
    await output;
    await writer.close().catch(() => {});
    const { code } = await run(tree, [], records);
    assertEquals(code, 0);
    for (let index = 0; index < records.length; index++) {
      for (const [kind, content] of [["mkv", "video"], ["srt", "words"]]) {
        const path = join(tree.library, `${index}/${index}.${kind}`);
        assertEquals(Deno.readTextFileSync(path), `${content} ${index}`);
        assertEquals(Deno.lstatSync(path).nlink, 1);
      }
      assertEquals([...Deno.readDirSync(join(tree.library, String(index)))].length, 2);
    }
    assertEquals([...Deno.readDirSync(tree.downloads)], []);
  }
});

Deno.test("apply --recover settles what a crash has left, and says it", async () => {
  using tree = new Tree();
  tree.write("a.mkv", "a");
  const record = tree.record("a.mkv", "A.mkv");
  await run(tree, [], [record]);
  const state = join(tree.root, "xdg/shelve");
  const [journal] = [...Deno.readDirSync(join(state, "journals"))];
  const path = join(state, "journals", journal!.name);
  // As it is after a kill between the link and the removal of the source.
  const lines = Deno.readTextFileSync(path).trim().split("\n");
  Deno.writeTextFileSync(path, lines.slice(0, 3).join("\n") + '\n{"line":"don');
  Deno.writeTextFileSync(join(state, "open", journal!.name.replace(".ndjson", "")), "");
  Deno.linkSync(record.plan.target!, record.file.path);
  const { code, stderr } = await run(tree, ["--recover"], []);
  assertEquals(code, 0);
  assertMatch(stderr, /^apply: Recovered the run [\w-]+: 1 finished, 0 taken back\n$/);
  assertEquals([...Deno.readDirSync(tree.downloads)], []);
  assert(Deno.lstatSync(record.plan.target!).isFile);
});
