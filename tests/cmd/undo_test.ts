import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { Tree } from "../apply/_tree.ts";
import { runCommand } from "./_run.ts";

function run(tree: Tree, name: "apply" | "undo", args: readonly string[], input = "") {
  return runCommand(name, { args, input, env: { XDG_STATE_HOME: join(tree.root, "xdg") } });
}

/** Two films, applied by the command. */
async function apply(tree: Tree) {
  const plan = ["a", "b"].map((name) => {
    tree.write(`${name}.mkv`, name);
    return JSON.stringify(tree.record(`${name}.mkv`, `Films/${name}/${name}.mkv`)) + "\n";
  }).join("");
  const before = tree.snapshot();
  const { code, stdout } = await run(tree, "apply", [], plan);
  assertEquals(code, 0);
  return { before, done: stdout };
}

Deno.test("undo puts back what apply wrote, and its own output undoes that", async () => {
  using tree = new Tree();
  const { before, done } = await apply(tree);
  const after = tree.snapshot();
  const { code, stdout, stderr } = await run(tree, "undo", [], done);
  assertEquals([code, stderr], [0, "undo: 2 done (2 bytes)\n"]);
  assertEquals(tree.snapshot(), before);
  assertEquals((await run(tree, "undo", [], stdout)).code, 0);
  assertEquals(tree.snapshot(), after);
});

Deno.test("undo --last takes back the newest run, and then says that there is none", async () => {
  using tree = new Tree();
  const { before } = await apply(tree);
  assertEquals((await run(tree, "undo", ["--last"])).code, 0);
  assertEquals(tree.snapshot(), before);
  const { code, stderr } = await run(tree, "undo", ["--last"]);
  assertEquals(code, 1);
  assertStringIncludes(
    stderr,
    "undo: Cannot undo: there is no run to undo (an undo is taken back by",
  );
});

Deno.test("undo --last takes back a run that was killed, not the one before", async () => {
  using tree = new Tree();
  await apply(tree);
  const before = tree.snapshot();
  tree.write("c.mkv", "c");
  const plan = JSON.stringify(tree.record("c.mkv", "Films/c/c.mkv")) + "\n";
  const { stdout } = await run(tree, "apply", [], plan);
  const { result } = JSON.parse(stdout);
  const state = join(tree.root, "xdg/shelve");
  const journal = join(state, `journals/${result.run}.ndjson`);
  // It had placed its file, and was killed before it could write that down.
  const lines = Deno.readTextFileSync(journal).split("\n").slice(0, 3);
  Deno.writeTextFileSync(journal, lines.join("\n") + "\n");
  Deno.writeTextFileSync(join(state, "open", result.run), "");
  const { code, stderr } = await run(tree, "undo", ["--last"]);
  assertEquals(code, 0);
  assertEquals(stderr.match(/Recovered the run \S+: 1 finished/g)?.length, 1, stderr);
  Deno.removeSync(join(tree.downloads, "c.mkv"));
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo --journal takes back the run of a journal", async () => {
  using tree = new Tree();
  const { before } = await apply(tree);
  const journals = join(tree.root, "xdg/shelve/journals");
  const [journal] = [...Deno.readDirSync(journals)];
  assertEquals((await run(tree, "undo", ["--journal", join(journals, journal!.name)])).code, 0);
  assertEquals(tree.snapshot(), before);
});

Deno.test("undo refuses a record that no journal knows, with exit code 1", async () => {
  using tree = new Tree();
  const { done } = await apply(tree);
  const after = tree.snapshot();
  const { code, stderr } = await run(tree, "undo", [], done.replaceAll(/"op":\d/g, '"op":7'));
  assertEquals(code, 1);
  assertStringIncludes(stderr, "no journal knows operation 7");
  assertEquals(tree.snapshot(), after);
});
