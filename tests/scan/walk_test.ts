import { assert, assertEquals } from "@std/assert";
import { scan, type ScanFileSystem } from "../../lib/scan/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { type Entry, makeTree, toPaths } from "./_tree.ts";

/** A tree with all that a walk meets: wide and deep, discs, subtitle folders, junk, what cannot be read. */
function messyTree() {
  const entries: Record<string, Entry> = {
    "Dvd/VIDEO_TS/a.vob": 10,
    "Dvd/VIDEO_TS/b/c.ifo": 10,
    "ignored/.nomedia": 0,
    "ignored/x.mkv": 1,
    "patterns/.ignore": "*.tmp",
    "patterns/x.mkv": 1,
    "link": { link: "Dvd" },
    "a/b/c/d/e/f/deep.mkv": 1,
  };
  for (let i = 0; i < 40; i++) {
    entries[`Show/Season ${i}/Show.S01E${i}.mkv`] = i;
    entries[`Show/Season ${i}/Subs/Show.S01E${i}/2_English.srt`] = i;
    entries[`Film ${i}/Film ${i}.mkv`] = i;
    entries[`Film ${i}/Film ${i}.en.srt`] = i;
    entries[`Film ${i}/sample.mkv`] = i;
    entries[`${i}.mkv`] = i;
  }
  return makeTree(entries);
}

const BROKEN: Partial<ScanFileSystem> = {
  readDirSync(path) {
    if (path.endsWith("Film 7")) throw new Deno.errors.PermissionDenied("no");
    return Deno.readDirSync(path);
  },
  async *readDir(path) {
    if (path.endsWith("Film 7")) throw new Deno.errors.PermissionDenied("no");
    yield* Deno.readDir(path);
  },
  lstatSync(path) {
    if (path.endsWith("Film 9.mkv")) throw new Deno.errors.NotFound("gone");
    return Deno.lstatSync(path);
  },
  lstat(path) {
    if (path.endsWith("Film 9.mkv")) return Promise.reject(new Deno.errors.NotFound("gone"));
    return Deno.lstat(path);
  },
};

/** A disk on which each call takes `delay()` ms of a clock that only these calls move, and that counts them. */
function slowDisk(delay: () => number, disk: ScanFileSystem = Deno) {
  const calls = { now: 0, later: 0, inFlight: 0, most: 0 };
  let time = 0;
  async function later<T>(call: () => Promise<T>): Promise<T> {
    calls.later++;
    calls.most = Math.max(calls.most, ++calls.inFlight);
    try {
      return await call();
    } finally {
      calls.inFlight--;
    }
  }
  function now<T>(call: () => T): T {
    calls.now++;
    time += delay();
    return call();
  }
  const fs: ScanFileSystem = {
    ...disk,
    lstatSync: (path) => now(() => disk.lstatSync(path)),
    readDirSync: (path) => now(() => [...disk.readDirSync(path)]),
    lstat: (path) => later(() => disk.lstat(path)),
    async *readDir(path) {
      yield* await later(async () => await Array.fromAsync(disk.readDir(path)));
    },
  };
  return { calls, fs, now: () => time };
}

/** Waits for what is in flight, so that it does not end in the next test. */
async function untilIdle(calls: { readonly inFlight: number }): Promise<void> {
  while (calls.inFlight > 0) await new Promise((resolve) => setTimeout(resolve));
}

Deno.test("scan() gives the same records in every mode", async () => {
  using tree = messyTree();
  for (const all of [false, true]) {
    const fs = { ...Deno, ...BROKEN };
    const expected = await collect(scan(tree.path, { fs, all, concurrency: 1 }));
    assert(toPaths(expected, tree.path).includes("Film 9/Film 9.mkv: not_found"));
    assert(toPaths(expected, tree.path).includes("Film 7: not_readable"));
    for (const concurrency of [2, 3, 32, 1000]) {
      const found = await collect(scan(tree.path, { fs, all, concurrency }));
      assertEquals(found, expected, `concurrency ${concurrency}`);
    }
    let calls = 0;
    const slow = slowDisk(() => ++calls % 200 < 100 ? 1 : 0.001, fs);
    assertEquals(
      await collect(scan(tree.path, { fs: slow.fs, now: slow.now, all })),
      expected,
      "adaptive",
    );
    assert(slow.calls.now > 20 && slow.calls.later > 20, "walks in both manners");
  }
});

Deno.test("scan() makes one call after the other on a fast disk", async () => {
  using tree = messyTree();
  const { fs, now, calls } = slowDisk(() => 0.005);
  await collect(scan(tree.path, { fs, now }));
  assertEquals(calls.later, 0);
});

Deno.test("scan() has up to 32 calls in flight on a slow disk, after a few to measure it", async () => {
  using tree = messyTree();
  const { fs, now, calls } = slowDisk(() => 1);
  await collect(scan(tree.path, { fs, now }));
  assert(calls.now < 40, `${calls.now} calls, one after the other`);
  assert(calls.later > 200, `${calls.later} calls at once`);
  assertEquals(calls.most, 32);
});

Deno.test("scan() works ahead on folders in folders", async () => {
  const shows = Array.from({ length: 40 }, (_, i) => [`Show ${i}/Season 1/x.mkv`, 1] as const);
  using tree = makeTree(Object.fromEntries(shows));
  let inFlight = 0;
  let most = 0;
  const fs: ScanFileSystem = {
    ...Deno,
    async *readDir(path) {
      const isSeason = path.endsWith("Season 1");
      if (isSeason) most = Math.max(most, ++inFlight);
      yield* await Array.fromAsync(Deno.readDir(path));
      if (isSeason) inFlight--;
    },
  };
  await collect(scan(tree.path, { fs, concurrency: 16 }));
  assert(most > 4, `${most} of the inner folders at once`);
});

Deno.test("scan() has many listings in flight where only those are slow", async () => {
  using tree = messyTree();
  const { fs, now, calls } = slowDisk(() => 0);
  let time = 0;
  const readDirSync = (path: string) => {
    time += 1;
    return fs.readDirSync(path);
  };
  await collect(scan(tree.path, { fs: { ...fs, readDirSync }, now: () => now() + time }));
  assert(calls.later > 100, `${calls.later} calls at once`);
});

Deno.test("scan() goes back to one call after the other when the disk is fast again", async () => {
  using tree = makeTree(
    Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}/${i}.mkv`, 1])),
  );
  let calls = 0;
  const disk = slowDisk(() => ++calls < 20 ? 1 : 0.001);
  await collect(scan(tree.path, { fs: disk.fs, now: disk.now }));
  assert(disk.calls.later > 0, "it was slow");
  assert(disk.calls.now > 500, `${disk.calls.now} calls, one after the other`);
});

Deno.test("scan() keeps to the calls in flight that it was given", async () => {
  using tree = messyTree();
  const { fs, now, calls } = slowDisk(() => 0);
  await collect(scan(tree.path, { fs, now, concurrency: 5 }));
  assertEquals(calls.most, 5);
});

Deno.test("scan() works ahead of a slow reader no further than a few thousand records", async () => {
  const entries = Array.from({ length: 12_000 }, (_, i) => [`${i % 300}/${i}.mkv`, 1] as const);
  using tree = makeTree(Object.fromEntries(entries));
  const { fs, now, calls } = slowDisk(() => 0);
  const reader = scan(tree.path, { fs, now, concurrency: 32 }).getReader();
  await reader.read();
  for (let before = -1; before !== calls.later;) {
    before = calls.later;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert(calls.later < 11_000, `${calls.later} calls`);
  await reader.cancel();
  await untilIdle(calls);
});

Deno.test("scan() ends its calls when it is cancelled with many in flight", async () => {
  using tree = messyTree();
  const { fs, now, calls } = slowDisk(() => 0);
  const reader = scan(tree.path, { fs, now, concurrency: 4 }).getReader();
  await reader.read();
  await reader.cancel();
  await untilIdle(calls);
  const { later } = calls;
  await new Promise((resolve) => setTimeout(resolve, 10));
  assertEquals(calls.later, later);
});

Deno.test("scan() says how far it is, in every manner: never less than before, and all at the end", async () => {
  using tree = messyTree();
  for (const concurrency of [1, 8]) {
    const progress = { files: 0, folders: 0, share: 0 };
    const shares: number[] = [];
    const found = scan([tree.path, `${tree.path}/a`], { concurrency, progress });
    for await (const _ of found) shares.push(progress.share);
    assert(shares.length > 0, "no batch");
    assert(shares.every((share, at) => at === 0 || share >= shares[at - 1]!), "grows");
    assertEquals(Math.round(progress.share * 1e6), 1e6);
    assertEquals([progress.folders, progress.files], [91, 243]);
  }
});
