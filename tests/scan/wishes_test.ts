import { assertEquals } from "@std/assert";
import { type LeftOutCounts, scan, type ScanOptions } from "../../lib/scan/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { alteredDisk, type Entry, makeTree, toPaths } from "./_tree.ts";

interface Case {
  readonly why: string;
  readonly options?: ScanOptions;
  readonly tree: Readonly<Record<string, Entry>>;
  readonly found: readonly string[];
  readonly leftOut?: Readonly<Record<string, number>>;
}

const TREE = { "a.mkv": 10, "b.avi": 20, "Anime/c.mkv": 30, "Anime/Deep/d.mkv": 40, "e/f.mkv": 50 };

const CASES: readonly Case[] = [
  {
    why: "leaves out what `exclude` names, folders with all in them",
    options: { exclude: ["Anime", "*.avi"] },
    tree: TREE,
    found: ["a.mkv", "e/f.mkv"],
    leftOut: { excluded: 2 },
  },
  {
    why: "reads `exclude` as .gitignore is read: from the root, and with exceptions",
    options: { exclude: ["/Anime/*", "!/Anime/Deep", "/f.mkv"] },
    tree: TREE,
    found: ["a.mkv", "b.avi", "Anime/Deep/d.mkv", "e/f.mkv"],
    leftOut: { excluded: 1 },
  },
  {
    why: "gives only what `include` names, or what lies in such a folder",
    options: { include: ["Anime", "e/*.mkv"] },
    tree: TREE,
    found: ["Anime/c.mkv", "Anime/Deep/d.mkv", "e/f.mkv"],
    leftOut: { unwanted: 2 },
  },
  {
    why: "gives only the extensions that are asked for, with all sidecars",
    options: { extensions: ["AVI", ".mp4"] },
    tree: { ...TREE, "b.srt": 1, "g.mp4": 1 },
    found: ["b.avi", "g.mp4"],
    leftOut: { unwanted: 4 },
  },
  {
    why: "gives only what is large enough",
    options: { minSize: 30 },
    tree: { ...TREE, "Dvd/VIDEO_TS/a.vob": 29 },
    found: ["Anime/c.mkv", "Anime/Deep/d.mkv", "e/f.mkv"],
    leftOut: { unwanted: 3 },
  },
  {
    why: "goes down only so far, but takes the subtitles of what it gives",
    options: { maxDepth: 1 },
    tree: { ...TREE, "Subs/a.srt": 1 },
    found: ["a.mkv", "b.avi"],
  },
  {
    why: "takes hidden files and folders where it shall, but no junk",
    options: { hidden: true },
    tree: { ".a.mkv": 1, ".b/c.mkv": 1, "._d.mkv": 1, ".Trashes/e.mkv": 1 },
    found: [".a.mkv", ".b/c.mkv"],
    leftOut: { junk: 1, junk_folder: 1 },
  },
  {
    why: "leaves out what .ignore names, there and below",
    tree: {
      ".ignore": "# comment\n*.avi\nAnime/Deep/\n",
      "Anime/.ignore": "!x.avi",
      "Anime/x.avi": 1,
      "Anime/y.avi": 1,
      ...TREE,
    },
    found: ["a.mkv", "Anime/c.mkv", "Anime/x.avi", "e/f.mkv"],
    leftOut: { pattern: 3, hidden: 2 },
  },
  {
    why: "keeps .plexignore without a slash to its own folder",
    tree: { ".plexignore": "*.mkv\nAnime/Deep/*", ...TREE },
    found: ["b.avi", "Anime/c.mkv", "e/f.mkv"],
    leftOut: { pattern: 2, hidden: 1 },
  },
  {
    why: "does not tie a sidecar that is left out",
    options: { exclude: ["*.srt"] },
    tree: { "a.mkv": 1, "a.srt": 1, "Subs/a.en.srt": 1 },
    found: ["a.mkv"],
    leftOut: { excluded: 2 },
  },
];

for (const { why, options = {}, tree: entries, found, leftOut = {} } of CASES) {
  Deno.test(`scan() ${why}`, async () => {
    using tree = makeTree(entries);
    const counts: LeftOutCounts = new Map();
    const all = await collect(scan(tree.path, { ...options, leftOut: counts }));
    assertEquals(toPaths(all, tree.path), [...found]);
    assertEquals(Object.fromEntries(counts), leftOut);
  });
}

Deno.test("scan() leaves out videos that changed a moment ago, but not for a clock that is wrong", async () => {
  using tree = makeTree({ "fresh.mkv": 1, "old.mkv": 1, "future.mkv": 1, "skewed.mkv": 1 });
  const now = 1_700_000_000;
  const times = { fresh: now - 5, old: now - 60, future: now + 1_000_000, skewed: now + 2 };
  for (const [name, time] of Object.entries(times)) {
    Deno.utimeSync(`${tree.path}/${name}.mkv`, time, time);
  }
  const counts: LeftOutCounts = new Map();
  const found = await collect(
    scan(tree.path, { settle: 30, clock: () => now * 1000, leftOut: counts }),
  );
  assertEquals(toPaths(found, tree.path), ["future.mkv", "old.mkv"]);
  assertEquals([...counts], [["unsettled", 2]]);
});

Deno.test("scan() stays on the device of its root where it shall", async () => {
  using tree = makeTree({ "a.mkv": 1, "mount/b.mkv": 1, "c/d.mkv": 1 });
  const lstatSync = (path: string) => {
    const info = Deno.lstatSync(path);
    return path.includes("/mount") ? { ...info, dev: info.dev + 1 } : info;
  };
  const options = { fs: alteredDisk({ lstatSync }) };
  const counts: LeftOutCounts = new Map();
  const found = await collect(
    scan(tree.path, { ...options, oneFileSystem: true, leftOut: counts }),
  );
  assertEquals(toPaths(found, tree.path), ["a.mkv", "c/d.mkv"]);
  assertEquals([...counts], [["other_file_system", 1]]);
  assertEquals((await collect(scan(tree.path, options))).length, 3);
});
