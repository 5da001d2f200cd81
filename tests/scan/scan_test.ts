import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { MediaFile } from "../../lib/record/mod.ts";
import { describeLeftOut, type LeftOutCounts, scan } from "../../lib/scan/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { alteredDisk, makeTree, toPaths } from "./_tree.ts";

const GIGABYTE = 1_000_000_000;

Deno.test("scan() gives the files of a folder before those below it, sorted by code unit", async () => {
  using tree = makeTree({ "b/x.mkv": 1, "a/y.mkv": 1, "z.mkv": 1, "Z.mkv": 1, "a/b/c.mkv": 1 });
  const found = await collect(scan(tree.path));
  assertEquals(toPaths(found, tree.path), ["Z.mkv", "z.mkv", "a/y.mkv", "a/b/c.mkv", "b/x.mkv"]);
});

Deno.test("scan() writes size, time and identity of a video and its sidecars", async () => {
  using tree = makeTree({ "Film.mkv": 12, "Film.en.forced.srt": "hello" });
  const time = new Date("2020-01-02T03:04:05.678Z");
  for (const name of ["Film.mkv", "Film.en.forced.srt"]) {
    Deno.utimeSync(join(tree.path, name), time, time);
  }
  const info = Deno.lstatSync(join(tree.path, "Film.mkv"));
  assertEquals(await collect(scan(tree.path)), [{
    v: 1,
    file: {
      path: join(tree.path, "Film.mkv"),
      root: tree.path,
      size: 12,
      mtime: "2020-01-02T03:04:05.678Z",
      dev: info.dev,
      ino: info.ino!,
      nlink: 1,
      kind: "video",
      sidecars: [{
        path: join(tree.path, "Film.en.forced.srt"),
        kind: "subtitle",
        size: 5,
        mtime: "2020-01-02T03:04:05.678Z",
        ino: Deno.lstatSync(join(tree.path, "Film.en.forced.srt")).ino!,
        language: "en",
        flags: ["forced"],
      }],
    },
  }]);
});

Deno.test("scan() leaves out identity that is no safe integer", async () => {
  using tree = makeTree({ "Film.mkv": 1, "Film.srt": 1 });
  const fs = alteredDisk({
    lstatSync: (path) => ({ ...Deno.lstatSync(path), ino: 2 ** 63, nlink: null, mtime: null }),
  });
  const [record] = await collect(scan(tree.path, { fs }));
  const { dev: _, ...file } = record!.file as MediaFile;
  assertEquals(file, {
    path: join(tree.path, "Film.mkv"),
    root: tree.path,
    size: 1,
    kind: "video",
    sidecars: [{ path: join(tree.path, "Film.srt"), kind: "subtitle", size: 1 }],
  });
});

Deno.test("scan() makes one record of a disc folder", async () => {
  using tree = makeTree({
    "Dvd/VIDEO_TS/VIDEO_TS.IFO": 10,
    "Dvd/VIDEO_TS/VTS_01_1.VOB": 20,
    "Dvd/poster.jpg": 1,
    "Blu/BDMV/index.bdmv": 1,
    "Blu/BDMV/STREAM/00000.m2ts": 100,
    "Blu/BDMV/STREAM/.hidden": 1,
  });
  Deno.utimeSync(join(tree.path, "Blu/BDMV/STREAM/00000.m2ts"), 0, 4_000_000_000);
  const [blu, dvd, ...rest] = (await collect(scan(tree.path))).map(({ file }) => file as MediaFile);
  assertEquals(rest, []);
  assertEquals(
    [blu!.path, blu!.kind, blu!.size, blu!.files, blu!.mtime, blu!.nlink],
    [join(tree.path, "Blu/BDMV"), "disc", 102, 3, "2096-10-02T07:06:40.000Z", undefined],
  );
  assertEquals([dvd!.path, dvd!.size, dvd!.files], [join(tree.path, "Dvd/VIDEO_TS"), 30, 2]);
  assertEquals(dvd!.sidecars!.map(({ path }) => path), [join(tree.path, "Dvd/poster.jpg")]);
});

Deno.test("scan() takes a disc folder, named itself, for a disc", async () => {
  using tree = makeTree({ "Dvd/VIDEO_TS/VIDEO_TS.IFO": 10, "Dvd/other.mkv": 1 });
  const found = await collect(scan(join(tree.path, "Dvd/VIDEO_TS")));
  assertEquals(toPaths(found, tree.path), ["Dvd/VIDEO_TS"]);
});

/** What is left out of a tree, by name and size, and the closing line. */
const JUNK: Readonly<Record<string, number>> = {
  "Film.mkv": 5 * GIGABYTE,
  "film-sample.mkv": 30_000_000,
  "Sample/film.mkv": 30_000_000,
  "The Sample.mkv": 2 * GIGABYTE,
  "Sample People (2000).mkv": 1,
  "@eaDir/Film.mkv/x.mkv": 1,
  "#recycle/a.mkv": 1,
  ".@__thumb/a.mkv": 1,
  ".snapshots/a.mkv": 1,
  "lost+found/a.mkv": 1,
  "Plex Versions/Optimized/a.mkv": 1,
  "System Volume Information/a.mkv": 1,
  "$RECYCLE.BIN/a.mkv": 1,
  ".shelve-trash/a.mkv": 1,
  ".hidden/a.mkv": 1,
  "_UNPACK_Film/a.mkv": 1,
  "ignored/.nomedia": 0,
  "ignored/deep/a.mkv": 1,
  "ignored too/.ignore": 0,
  "ignored too/a.mkv": 1,
  "code.ts": 1000,
  "stream.ts": 188,
};

Deno.test("scan() leaves out junk, and counts it by reason", async () => {
  using tree = makeTree(JUNK);
  const leftOut: LeftOutCounts = new Map();
  const found = await collect(scan(tree.path, { leftOut }));
  assertEquals(toPaths(found, tree.path), [
    "Film.mkv",
    "Sample People (2000).mkv",
    "The Sample.mkv",
    "stream.ts",
  ]);
  assertEquals(
    describeLeftOut(leftOut),
    "left out 2 samples, 1 unfinished download, 2 folders that .nomedia, .ignore or .tmmignore " +
      "hide, 1 hidden file or folder, 9 junk folders, 1 other file",
  );
});

Deno.test("scan() shows with `all` what it leaves out, and why", async () => {
  using tree = makeTree(JUNK);
  const found = await collect(scan(tree.path, { all: true }));
  const reasons = found.map(({ file }) => file as MediaFile)
    .filter(({ excluded }) => excluded !== undefined)
    .map(({ path, excluded }) => [path.slice(tree.path.length + 1), excluded!.reason]);
  assertEquals(Object.fromEntries(reasons), {
    "film-sample.mkv": "sample",
    "Sample/film.mkv": "sample",
    "@eaDir": "junk_folder",
    "#recycle": "junk_folder",
    ".@__thumb": "junk_folder",
    ".snapshots": "junk_folder",
    "lost+found": "junk_folder",
    "Plex Versions": "junk_folder",
    "System Volume Information": "junk_folder",
    "$RECYCLE.BIN": "junk_folder",
    ".shelve-trash": "junk_folder",
    ".hidden": "hidden",
    "_UNPACK_Film": "partial",
    "ignored": "ignored",
    "ignored too": "ignored",
    "code.ts": "not_media",
  });
});

Deno.test("scan() leaves out a file with holes: a torrent that still fills", async () => {
  using tree = makeTree({ "Film.mkv": 1 });
  const fs = alteredDisk({
    lstatSync: (path) => ({ ...Deno.lstatSync(path), size: GIGABYTE, blocks: 1000 }),
  });
  const leftOut: LeftOutCounts = new Map();
  assertEquals(await collect(scan(tree.path, { fs, leftOut })), []);
  assertEquals([...leftOut], [["partial", 1]]);
});

Deno.test("scan() takes files for roots, and gives them with their sidecars", async () => {
  using tree = makeTree({ "a.mkv": 1, "b.mkv": 1, "b.srt": 1, "c.mkv": 1 });
  const roots = ["b.mkv", "a.mkv", "none.mkv"].map((name) => join(tree.path, name));
  const found = await collect(scan(roots));
  assertEquals(toPaths(found, tree.path), ["a.mkv", "b.mkv", "none.mkv: not_found"]);
  assertEquals((found[1]!.file as MediaFile).sidecars!.length, 1);
  assertEquals((found[1]!.file as MediaFile).root, tree.path);
});

Deno.test("scan() gives each file once, however its roots lie in each other", async () => {
  using tree = makeTree({ "a/b/x.mkv": 1, "a/y.mkv": 1, "z.mkv": 1, "link": { link: "a" } });
  const at = (...names: string[]) => names.map((name) => join(tree.path, name));
  const all = ["a/b/x.mkv", "a/y.mkv", "z.mkv"];
  for (
    const roots of [
      at("", "a"),
      at("a", ""),
      at("a/b", "a", ""),
      at("", ""),
      at("./a/../a/", "", "a"),
      at("", "a/b/x.mkv"),
      at("a/b/x.mkv", ""),
      at("link", ""),
    ]
  ) {
    const found = toPaths(await collect(scan(roots)), tree.path);
    assertEquals(found.map((path) => path.replace("link/", "a/")).sort(), all, roots.join(" "));
  }
});

Deno.test("scan() says of each thing that it cannot read why, and goes on", async () => {
  using tree = makeTree({
    "a/x.mkv": 1,
    "b/y.mkv": 1,
    "c.mkv": 1,
    "loop": { link: "loop" },
    "gone.mkv": 1,
  });
  const roots = ["none", "loop", "", "\ud800", "."].map((name) => name && join(tree.path, name));
  const deny = (path: string) => {
    if (path.endsWith("/b")) throw new Deno.errors.PermissionDenied("Permission denied");
    return Deno.readDirSync(path);
  };
  const lstatSync = (path: string) => {
    if (path.endsWith("gone.mkv")) throw new Deno.errors.NotFound("gone");
    return Deno.lstatSync(path);
  };
  const found = await collect(scan(roots, { fs: alteredDisk({ readDirSync: deny, lstatSync }) }));
  assertEquals(toPaths(found, tree.path), [
    "none: not_found",
    "loop: not_readable",
    ": not_found",
    "\ud800: unrepresentable_name",
    "c.mkv",
    "gone.mkv: not_found",
    "a/x.mkv",
    "b: not_readable",
  ]);
});

Deno.test("scan() names a sidecar that vanished, and keeps its video", async () => {
  using tree = makeTree({ "Film.mkv": 1, "Film.srt": 1 });
  const lstatSync = (path: string) => {
    if (path.endsWith(".srt")) throw new Deno.errors.NotFound("gone");
    return Deno.lstatSync(path);
  };
  const found = await collect(scan(tree.path, { fs: alteredDisk({ lstatSync }) }));
  assertEquals(toPaths(found, tree.path), ["Film.mkv", "Film.srt: not_found"]);
});

Deno.test("scan() names what is no UTF-8, also where two names come out as one", async () => {
  using tree = makeTree({ "good.mkv": 1 });
  const bad = { name: "b\ufffdd.mkv", isFile: true, isDirectory: false, isSymlink: false };
  const fs = alteredDisk({ readDirSync: (path) => [...Deno.readDirSync(path), bad, bad] });
  const found = await collect(scan(tree.path, { fs }));
  assertEquals(toPaths(found, tree.path).sort(), [
    "b\ufffdd.mkv: unrepresentable_name",
    "b\ufffdd.mkv: unrepresentable_name",
    "good.mkv",
  ]);
});

Deno.test("scan() of a file says nothing of odd names beside it", async () => {
  using tree = makeTree({ "good.mkv": 1, "good.srt": 1 });
  const bad = { name: "b\ufffdd.mkv", isFile: true, isDirectory: false, isSymlink: false };
  const fs = alteredDisk({ readDirSync: (path) => [...Deno.readDirSync(path), bad, bad] });
  const found = await collect(scan(join(tree.path, "good.mkv"), { fs }));
  assertEquals(toPaths(found, tree.path), ["good.mkv"]);
});

Deno.test("scan() does not follow links, and counts them", async () => {
  using tree = makeTree({
    "a/x.mkv": 1,
    "a/loop": { link: ".." },
    "b.mkv": { link: "a/x.mkv" },
    "dead.mkv": { link: "nowhere" },
  });
  const leftOut: LeftOutCounts = new Map();
  const found = await collect(scan(tree.path, { leftOut }));
  assertEquals(toPaths(found, tree.path), ["a/x.mkv"]);
  assertEquals([...leftOut], [["symlink", 3]]);
});

Deno.test("scan() lets the first record go at once, and then fills batches", async () => {
  const names = Array.from({ length: 1000 }, (_, i) => [`${i}.mkv`, 1] as const);
  using tree = makeTree(Object.fromEntries(names));
  const sizes: number[] = [];
  for await (const batch of scan(tree.path, { now: () => 0 })) sizes.push(batch.length);
  assertEquals(sizes[0], 1);
  assertEquals(sizes.reduce((sum, size) => sum + size), 1000);
  assert(sizes.every((size) => size <= 512), "batches stay small");
  assert(sizes.length < 10, "batches are filled");
});

Deno.test("scan() reads nothing before it is asked, and nothing after it is cancelled", async () => {
  using tree = makeTree(Object.fromEntries(["a", "b", "c"].map((name) => [`${name}/x.mkv`, 1])));
  const listed: string[] = [];
  const fs = {
    ...Deno,
    readDirSync(path: string) {
      listed.push(path.slice(tree.path.length + 1));
      return Deno.readDirSync(path);
    },
  };
  const reader = scan(tree.path, { fs }).getReader();
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals(listed, []);
  await reader.read();
  assertEquals(listed, ["", "a"]);
  await reader.cancel();
  assertEquals(listed, ["", "a"]);
});
