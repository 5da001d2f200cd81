import { dirname, join } from "@std/path";
import { apply, DISK, undo } from "../../lib/apply/mod.ts";
import type { AppliedRecord, PlannedRecord } from "../../lib/record/mod.ts";
import type { Link } from "../../lib/stream/mod.ts";
import { toBatches } from "./_runs.ts";

/** Plans that are performed, and in which folder of the library each file goes. */
const SHAPES: readonly {
  readonly group: string;
  readonly files: number;
  readonly toFolder: (index: number) => string;
}[] = [
  {
    group: "10,000 moves into 200 folders",
    files: 10_000,
    toFolder: (index) => String(index % 200),
  },
  {
    group: "2,000 moves into folders of their own",
    files: 2000,
    toFolder: String,
  },
];

/** A tree of small files and a plan that moves each of them. */
class Tree implements Disposable {
  readonly root = Deno.makeTempDirSync({ prefix: "shelve-bench-" });
  readonly library = join(this.root, "library");
  readonly records: readonly PlannedRecord[];

  constructor(files: number, toFolder: (index: number) => string) {
    for (const folder of ["downloads", "library"]) Deno.mkdirSync(join(this.root, folder));
    this.records = Array.from({ length: files }, (_, index): PlannedRecord => {
      const path = join(this.root, "downloads", `${index}.mkv`);
      Deno.writeTextFileSync(path, "");
      const { size, mtime, ino, dev } = Deno.lstatSync(path);
      const target = join(this.library, toFolder(index), `${index}.mkv`);
      return {
        v: 1,
        file: { path, size, mtime: mtime!.toISOString(), ino: ino!, dev, kind: "video" },
        parsed: { kind: "movie", confidence: 1 },
        plan: { action: "move", library: this.library, target },
      };
    });
  }

  apply(): Promise<AppliedRecord[]> {
    const libraries = [this.library];
    return runAll(this.records, apply({ ...this.#options("apply"), libraries }));
  }

  undo(done: readonly AppliedRecord[]): Promise<AppliedRecord[]> {
    return runAll(done, undo(this.#options("undo")));
  }

  #options(id: string) {
    const state = join(this.root, "state");
    return { fs: DISK, state, now: Date.now, newId: () => id, warn: () => {} };
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
  }
}

async function runAll<In>(
  records: readonly In[],
  link: Link<In, AppliedRecord>,
): Promise<AppliedRecord[]> {
  const done: AppliedRecord[] = [];
  for await (const batch of ReadableStream.from(toBatches(records, 500)).pipeThrough(link)) {
    for (const record of batch) if (record.errors === undefined) done.push(record as AppliedRecord);
  }
  if (done.length !== records.length) throw new Error(`${done.length} of ${records.length} moved`);
  return done;
}

for (const { group, files, toFolder } of SHAPES) {
  const options = { group, n: 3, warmup: 1 };

  Deno.bench("mkdir and rename, nothing else", { ...options, baseline: true }, (bench) => {
    using tree = new Tree(files, toFolder);
    bench.start();
    for (const { file, plan } of tree.records) {
      Deno.mkdirSync(dirname(plan.target!), { recursive: true });
      Deno.renameSync(file.path, plan.target!);
    }
    bench.end();
  });

  Deno.bench("apply(), with journal", options, async (bench) => {
    using tree = new Tree(files, toFolder);
    bench.start();
    await tree.apply();
    bench.end();
  });

  Deno.bench("undo() of that", options, async (bench) => {
    using tree = new Tree(files, toFolder);
    const done = await tree.apply();
    bench.start();
    await tree.undo(done);
    bench.end();
  });
}
