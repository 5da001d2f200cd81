import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { FileRecord } from "../../lib/record/mod.ts";
import {
  type ScanFileSystem,
  watch,
  type WatchEvents,
  type WatchOptions,
} from "../../lib/scan/mod.ts";
import type { RecordStream } from "../../lib/stream/mod.ts";
import { type Entry, makeTree, toPaths } from "./_tree.ts";

/** A watch on a temporary tree, whose time passes only when it is told to. */
function watchTree(entries: Readonly<Record<string, Entry>>, options: WatchOptions = {}) {
  const tree = makeTree(entries);
  const stop = new AbortController();
  let time = Date.now() + 3_600_000; // what the tree holds is old
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  let tell = (_event: Pick<Deno.FsEvent, "kind" | "paths" | "flag">) => {};
  let close = () => {};
  const events = new ReadableStream({
    start(controller) {
      tell = (event) => controller.enqueue(event);
      close = () => controller.close();
    },
  });
  const stream: RecordStream<FileRecord> = watch(tree.path, {
    settle: 10,
    rescan: 1000,
    clock: () => time,
    // One call after the other, so that all is done when the time goes on.
    concurrency: 1,
    now: () => 0,
    watchFs: () => Object.assign(events, { close }) as unknown as WatchEvents,
    sleep: (ms, signal) =>
      new Promise<void>((resolve) => {
        const wake = () => {
          sleepers.delete(sleeper);
          resolve();
        };
        const sleeper = { at: time + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener("abort", wake);
        if (signal.aborted) wake();
      }),
    signal: stop.signal,
    ...options,
  });
  const found: string[] = [];
  const reading = (async () => {
    for await (const batch of stream) found.push(...toPaths(batch, tree.path));
  })();

  /** Lets so many seconds pass, and gives what came out meanwhile. */
  async function pass(seconds: number): Promise<string[]> {
    const end = time + seconds * 1000;
    for (let next = time; next <= end; next = Math.min(...[...sleepers].map(({ at }) => at))) {
      time = Math.max(time, next);
      for (const sleeper of sleepers) if (sleeper.at <= time) sleeper.wake();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    time = end;
    return found.splice(0);
  }

  const at = (name: string) => join(tree.path, name);
  return {
    pass,
    at,
    /** Changes something, and tells of it. */
    change(kind: Deno.FsEvent["kind"], name: string, change: (path: string) => void) {
      change(at(name));
      tell({ kind, paths: [at(name)] });
    },
    lose: () => tell({ kind: "other", paths: [], flag: "rescan" }),
    write(name: string, text: string) {
      Deno.writeTextFileSync(at(name), text);
      // The time of the disk is not the time of the test.
      Deno.utimeSync(at(name), time / 1000, time / 1000);
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await reading;
      tree[Symbol.dispose]();
    },
  };
}

Deno.test("watch() gives what is there, and then what arrives, once it has settled", async () => {
  await using watched = watchTree({ "old.mkv": 1, "a/b.mkv": 1 });
  const { pass, change, write } = watched;
  assertEquals(await pass(0), ["old.mkv", "a/b.mkv"]);
  change("create", "new.mkv", () => write("new.mkv", "1"));
  assertEquals(await pass(9), []);
  change("modify", "new.mkv", () => write("new.mkv", "12"));
  assertEquals(await pass(9), [], "it still grew");
  assertEquals(await pass(3), ["new.mkv"]);
  change("modify", "new.mkv", () => {});
  assertEquals(await pass(30), [], "not twice");
  change("modify", "old.mkv", () => write("old.mkv", "123"));
  assertEquals(await pass(12), ["old.mkv"], "it changed");
});

Deno.test("watch() follows renames, folders moved in, and what vanishes", async () => {
  await using watched = watchTree({ "a.mkv": 1, "other": 1 });
  const { pass, change, at } = watched;
  assertEquals(await pass(0), ["a.mkv"]);
  change("remove", "a.mkv", (path) => Deno.renameSync(path, at("b.mkv")));
  change("rename", "b.mkv", () => {});
  assertEquals(await pass(12), ["b.mkv"]);
  change("remove", "b.mkv", (path) => Deno.renameSync(path, at("other")));
  await pass(1);
  change("rename", "b.mkv", (path) => Deno.renameSync(at("other"), path));
  assertEquals(await pass(12), ["b.mkv"], "it was gone, and came again");
  using moved = makeTree({ "Show/S1/e.mkv": 1, "Show/S1/Subs/e.en.srt": 1, "Show/sample.mkv": 1 });
  change("rename", "Show", (path) => Deno.renameSync(join(moved.path, "Show"), path));
  assertEquals(await pass(12), ["Show/S1/e.mkv"]);
  change("create", "Show/S1/f.mkv", (path) => Deno.writeTextFileSync(path, ""));
  await pass(3);
  change("remove", "Show/S1/f.mkv", (path) => Deno.removeSync(path));
  assertEquals(await pass(30), [], "it never settled");
  change("modify", "Show/S1/Subs/e.fr.srt", (path) => Deno.writeTextFileSync(path, ""));
  assertEquals(await pass(12), ["Show/S1/e.mkv"], "another subtitle");
});

Deno.test("watch() looks again where the system tells of nothing", async () => {
  await using watched = watchTree({ "a.mkv": 1, "b.mkv": 1 }, { rescan: 60 });
  const { pass, at, write } = watched;
  assertEquals(await pass(0), ["a.mkv", "b.mkv"]);
  Deno.mkdirSync(at("new"));
  write("new/c.mkv", "1");
  assertEquals(await pass(58), []);
  assertEquals(await pass(13), ["new/c.mkv"]);
  const { mtime } = Deno.statSync(at("b.mkv"));
  Deno.removeSync(at("b.mkv"));
  await pass(60);
  Deno.writeFileSync(at("b.mkv"), new Uint8Array(1));
  Deno.utimeSync(at("b.mkv"), mtime!, mtime!);
  assertEquals(await pass(75), ["b.mkv"], "a look without it made it new");
  assertEquals(await pass(130), []);
});

Deno.test("watch() says once that a root has gone, and gives nothing twice when it is back", async () => {
  let isGone = false;
  const fs: ScanFileSystem = {
    ...Deno,
    realPathSync(path) {
      if (isGone) throw new Deno.errors.NotFound("not mounted");
      return Deno.realPathSync(path);
    },
  };
  await using watched = watchTree({ "a.mkv": 1 }, { fs, rescan: 30 });
  assertEquals(await watched.pass(0), ["a.mkv"]);
  isGone = true;
  assertEquals(await watched.pass(70), [`${watched.at(".")}: not_found`]);
  isGone = false;
  assertEquals(await watched.pass(40), []);
  watched.write("b.mkv", "1");
  assertEquals(await watched.pass(80), ["b.mkv"]);
  isGone = true;
  assertEquals(await watched.pass(40), [`${watched.at(".")}: not_found`]);
});

Deno.test("watch() looks at all where changes were lost, and waits for no first settling", async () => {
  await using watched = watchTree({ "a.mkv": 1 });
  const { pass, lose, write } = watched;
  assertEquals(await pass(0), ["a.mkv"]);
  write("b.mkv", "1");
  lose();
  assertEquals(await pass(12), ["b.mkv"]);
});

Deno.test("watch() keeps to rules of folders above, and counts what is left out once", async () => {
  const leftOut = new Map();
  await using watched = watchTree(
    { ".ignore": "*.avi", "junk.txt": 1, "a/b/c.mkv": 1, "@eaDir/x": 1 },
    { leftOut, rescan: 30, exclude: ["/a/no*"] },
  );
  const { pass, change } = watched;
  assertEquals(await pass(0), ["a/b/c.mkv"]);
  for (const name of ["a/b/d.avi", "a/no.mkv", "@eaDir/e.mkv", "a/yes.mkv"]) {
    change("create", name, (path) => Deno.writeTextFileSync(path, ""));
  }
  assertEquals(await pass(100), ["a/yes.mkv"]);
  assertEquals(Object.fromEntries(leftOut), { hidden: 1, not_media: 1, junk_folder: 1 });
});

Deno.test("watch() says where it is told of no changes, and what it cannot read, once", async () => {
  const said: string[] = [];
  await using watched = watchTree({ "a.mkv": 1, "b/c.mkv": 1 }, {
    rescan: 30,
    warn: (line) => said.push(line),
    watchFs: () => {
      throw new Error("no space left for watches");
    },
    fs: {
      ...Deno,
      readDirSync(path) {
        if (path.endsWith("/b")) throw new Deno.errors.PermissionDenied("no");
        return Deno.readDirSync(path);
      },
    },
  });
  assertEquals(await watched.pass(100), ["a.mkv", "b: not_readable"]);
  assertEquals(said.length, 1);
  assertEquals(said[0]!.includes("no space left for watches"), true);
});

Deno.test("watch() ends when its stream is cancelled, also while it waits", async () => {
  using tree = makeTree({ "a.mkv": 1 });
  const reader = watch(tree.path).getReader();
  const waiting = reader.read();
  await reader.cancel();
  assertEquals((await waiting).done, true);
});

Deno.test("watch() works on a real tree, told by the system", async () => {
  using tree = makeTree({ "a.mkv": 1 });
  Deno.utimeSync(join(tree.path, "a.mkv"), 1, 1);
  const reader = watch(tree.path, { settle: 0 }).getReader();
  const next = async () => toPaths((await reader.read()).value ?? [], tree.path);
  assertEquals(await next(), ["a.mkv"]);
  const second = next();
  Deno.mkdirSync(join(tree.path, "new"));
  Deno.writeTextFileSync(join(tree.path, "new/b.mkv"), "");
  assertEquals(await second, ["new/b.mkv"]);
  const third = next();
  Deno.renameSync(join(tree.path, "new/b.mkv"), join(tree.path, "c.mkv"));
  assertEquals(await third, ["c.mkv"]);
  await reader.cancel();
});
