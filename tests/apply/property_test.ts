import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "@std/path";
import type { ActionName, AppliedRecord, PlannedRecord } from "../../lib/record/mod.ts";
import { OTHER_DEVICE, outcomeOf, TEMPORARY, Tree } from "./_tree.ts";

/** A name out of few, so that plans collide: with spaces, in two cases, in two forms of Unicode. */
const NAME = fc.constantFrom(
  "a",
  "A",
  "b c",
  "\u00e9",
  "e\u0301",
  "日本",
  "new\nline",
  "-x",
  "...",
);
const PATH = fc.array(NAME, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));

/** A file that lies there, and what is planned for it. */
interface LaidFile {
  readonly source: string;
  readonly target: string;
  readonly action: ActionName;
  readonly content: string;
  readonly mode: number;
  readonly mtime: number;
  readonly hasSidecar: boolean;
  readonly isSeeded: boolean;
}

const FILE: fc.Arbitrary<LaidFile> = fc.record({
  source: PATH,
  target: PATH,
  action: fc.constantFrom<ActionName>("move", "move", "copy", "hardlink", "symlink"),
  content: fc.string({ maxLength: 20 }),
  mode: fc.constantFrom(0o644, 0o600, 0o755, 0o444),
  mtime: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  hasSidecar: fc.boolean(),
  isSeeded: fc.boolean(),
});

/** Lays the files that fit, and plans each of them. */
function lay(tree: Tree, files: readonly LaidFile[]): PlannedRecord[] {
  const records: PlannedRecord[] = [];
  for (const [index, file] of files.entries()) {
    const { source, target, action, content, mode, mtime, hasSidecar, isSeeded } = file;
    const path = `${source}.mkv`;
    try {
      Deno.lstatSync(join(tree.downloads, path));
      continue; // an earlier file has this name
    } catch {
      tree.write(path, content, { mtime });
    }
    Deno.chmodSync(join(tree.downloads, path), mode);
    if (isSeeded) Deno.linkSync(join(tree.downloads, path), join(tree.downloads, `seed-${index}`));
    const sidecars: Record<string, string> = {};
    if (hasSidecar) {
      tree.write(`${path}.srt`, `words ${content}`, { mtime });
      sidecars[`${path}.srt`] = `${target}.srt`;
    }
    const record = tree.record(path, `${target}.mkv`, sidecars);
    records.push({ ...record, plan: { ...record.plan, action } });
  }
  return records;
}

/** Inodes and devices differ after a way to another device and back; all else is as it was. */
async function applyAndUndo(tree: Tree, records: readonly PlannedRecord[]): Promise<number> {
  const before = tree.snapshot();
  const out = await tree.apply(records, { breakLinks: false });
  const done = out.filter((record) => outcomeOf(record) === "done");
  const again = await tree.apply(
    done.map(({ result: _, ...record }) => record as unknown as PlannedRecord),
  );
  assertEquals(again.map(outcomeOf), done.map(() => "skipped already_done"));
  const undone = await tree.undo(out as AppliedRecord[]);
  assertEquals(undone.filter((record) => outcomeOf(record) === "done").length, done.length);
  assertEquals(tree.snapshot(), before);
  return done.length;
}

Deno.test("undo() gives back the tree that apply() found, inside a device", async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(FILE, { maxLength: 8 }), async (files) => {
      using tree = new Tree(undefined, OTHER_DEVICE);
      done += await applyAndUndo(tree, lay(tree, files));
    }),
    { numRuns: 100, seed: 7 },
  );
  assert(done > 200, `only ${done} units were applied at all`);
});

Deno.test({
  name: "undo() gives back the tree that apply() found, across devices",
  ignore: OTHER_DEVICE === undefined,
  async fn() {
    await fc.assert(
      fc.asyncProperty(fc.array(FILE, { maxLength: 4 }), async (files) => {
        using tree = new Tree(TEMPORARY, OTHER_DEVICE);
        await applyAndUndo(tree, lay(tree, files));
      }),
      { numRuns: 25, seed: 7 },
    );
  },
});
