import { dirname, join } from "@std/path";
import { apply } from "../../lib/apply/mod.ts";
import type { PlannedRecord } from "../../lib/record/mod.ts";

const FILES = 10_000;
const FOLDERS = 200;

/** A tree of small files and a plan that moves each of them. */
function lay(): { readonly root: string; readonly records: PlannedRecord[] } {
  const root = Deno.makeTempDirSync({ prefix: "shelve-bench-" });
  const library = join(root, "library");
  for (const folder of ["downloads", "library"]) Deno.mkdirSync(join(root, folder));
  const records = Array.from({ length: FILES }, (_, index): PlannedRecord => {
    const path = join(root, "downloads", `${index}.mkv`);
    Deno.writeTextFileSync(path, "");
    const { size, mtime, ino, dev } = Deno.lstatSync(path);
    return {
      v: 1,
      file: { path, size, mtime: mtime!.toISOString(), ino: ino!, dev, kind: "video" },
      parsed: { kind: "movie", confidence: 1 },
      plan: {
        action: "move",
        library,
        target: join(library, String(index % FOLDERS), `${index}.mkv`),
      },
    };
  });
  return { root, records };
}

Deno.bench({
  name: "mkdir and rename, nothing else",
  group: "10,000 moves into 200 folders",
  baseline: true,
  n: 3,
  warmup: 1,
  fn(bench) {
    const { root, records } = lay();
    bench.start();
    for (const { file, plan } of records) {
      Deno.mkdirSync(dirname(plan.target!), { recursive: true });
      Deno.renameSync(file.path, plan.target!);
    }
    bench.end();
    Deno.removeSync(root, { recursive: true });
  },
});

Deno.bench({
  name: "apply(), with journal",
  group: "10,000 moves into 200 folders",
  n: 3,
  warmup: 1,
  async fn(bench) {
    const { root, records } = lay();
    bench.start();
    const link = apply({
      fs: Deno,
      state: join(root, "state"),
      now: Date.now,
      newId: () => "bench",
      warn: () => {},
      libraries: [join(root, "library")],
    });
    const input = ReadableStream.from(batches(records));
    let done = 0;
    for await (const batch of input.pipeThrough(link)) {
      for (const record of batch) if (record.errors === undefined) done++;
    }
    bench.end();
    if (done !== FILES) throw new Error(`${done} of ${FILES} were moved`);
    Deno.removeSync(root, { recursive: true });
  },
});

function* batches(records: readonly PlannedRecord[]): Generator<PlannedRecord[]> {
  for (let at = 0; at < records.length; at += 500) yield records.slice(at, at + 500);
}
