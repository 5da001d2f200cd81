import { assertEquals } from "@std/assert";
import type { MediaRecord } from "../../lib/record/mod.ts";
import { type LeftOutCounts, scan, splitPaths } from "../../lib/scan/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { alteredDisk, makeTree, toPaths } from "./_tree.ts";

/** Splits `text` in chunks of so many bytes. */
async function split(text: string, size: number): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.slice(at, at + size));
  const paths = ReadableStream.from(chunks).pipeThrough(splitPaths());
  return (await Array.fromAsync(paths)).flat();
}

const LISTS: Readonly<Record<string, readonly string[]>> = {
  "": [],
  "a": ["a"],
  "a\nb\n": ["a", "b"],
  "a\r\n\r\nb": ["a", "b"],
  " a \n日本.mkv\n": [" a ", "日本.mkv"],
};

Deno.test("splitPaths() reads lines, however they are cut", async () => {
  for (const [text, paths] of Object.entries(LISTS)) {
    for (const size of [1, 2, 3, 1000]) assertEquals(await split(text, size), [...paths]);
  }
});

Deno.test("splitPaths() reads what lies between NULs, newlines and all", async () => {
  assertEquals(await split("a\nb\0c\r\0\0日\0", 1000), ["a\nb", "c\r", "日"]);
  assertEquals(await split("a\nb\0c", 4), ["a\nb", "c"]);
});

const TREE = {
  "a.mkv": 1,
  "a.en.srt": 1,
  "b/c.mkv": 1,
  "b/Subs/c.srt": 1,
  "b/deep/d.mkv": 1,
  "Dvd/VIDEO_TS/VIDEO_TS.IFO": 1,
  "Dvd/VIDEO_TS/VTS_01_1.VOB": 1,
  "sample.mkv": 1,
  "@eaDir/x.mkv": 1,
  "notes.txt": 1,
};

/** Scans a list of paths of {@linkcode TREE}. */
async function scanList(names: readonly string[], concurrency?: number) {
  using tree = makeTree(TREE);
  const list = ReadableStream.from([names.map((name) => `${tree.path}/${name}`)]);
  const leftOut: LeftOutCounts = new Map();
  const found = await collect(scan([], { list, leftOut, concurrency }));
  return { paths: toPaths(found, tree.path), found, leftOut: Object.fromEntries(leftOut) };
}

Deno.test("scan() gives what a list names, in its order, with sidecars", async () => {
  for (const concurrency of [1, 8]) {
    const { paths, found } = await scanList(
      ["b/c.mkv", "none.mkv", "a.mkv", "a.en.srt"],
      concurrency,
    );
    assertEquals(paths, ["b/c.mkv", "none.mkv: not_found", "a.mkv"]);
    assertEquals((found[0]!.file as { sidecars: unknown[] }).sidecars.length, 1);
  }
});

Deno.test("scan() gives each file of a list once, also where folders are in it", async () => {
  for (const concurrency of [1, 8]) {
    const { paths } = await scanList(["", "a.mkv", "b", "b/c.mkv", "b/deep/d.mkv"], concurrency);
    assertEquals(paths, ["a.mkv", "Dvd/VIDEO_TS", "b/c.mkv", "b/deep/d.mkv"]);
    const files = await scanList(["b/deep/d.mkv", "b", "a.mkv", "./a.mkv"], concurrency);
    assertEquals(files.paths, ["b/deep/d.mkv", "b/c.mkv", "a.mkv"]);
  }
});

Deno.test("scan() takes the file of a disc in a list for the disc", async () => {
  const { paths } = await scanList(["Dvd/VIDEO_TS/VIDEO_TS.IFO", "Dvd/VIDEO_TS/VTS_01_1.VOB"]);
  assertEquals(paths, ["Dvd/VIDEO_TS"]);
});

Deno.test("scan() leaves out of a list what it leaves out of a folder", async () => {
  const names = ["sample.mkv", "@eaDir/x.mkv", "@eaDir", "notes.txt"];
  const { paths, leftOut } = await scanList(names);
  assertEquals(paths, []);
  assertEquals(leftOut, { sample: 1, junk_folder: 1, not_media: 1 });
  // Once, too, where the folder and its files are in the list.
  const twice = await scanList(["", "sample.mkv", "notes.txt"]);
  assertEquals(twice.leftOut, leftOut);
});

Deno.test("scan() says once of a listed path that it cannot be had", async () => {
  using tree = makeTree({ "a/b.mkv": 1, "dead.mkv": { link: "nowhere" } });
  const deny = () => {
    throw new Deno.errors.PermissionDenied("no");
  };
  const paths = ["a/b.mkv", "a/none.mkv"].map((name) => `${tree.path}/${name}`);
  const list = () => ReadableStream.from([paths]);
  const fs = alteredDisk({ readDirSync: deny });
  const found = await collect(scan([], { fs, list: list() }));
  assertEquals(toPaths(found, tree.path), ["a/b.mkv: not_readable", "a/none.mkv: not_found"]);
});

Deno.test("scan() says of a link to nothing that it is one, where it was named or listed", async () => {
  using tree = makeTree({ "dead.mkv": { link: "nowhere" } });
  const path = `${tree.path}/dead.mkv`;
  const listed = await collect(scan([], { list: ReadableStream.from([[path]]) }));
  const named = await collect(scan(path));
  for (const found of [listed, named] as readonly (readonly MediaRecord[])[]) {
    const messages = found.map(({ errors }) => errors?.[0]?.message);
    assertEquals(messages, [`Cannot read "${path}": it is a link to what is not there`]);
  }
});

Deno.test("scan() gives a listed file before the list ends", async () => {
  using tree = makeTree(TREE);
  let end = () => {};
  const list = new ReadableStream<readonly string[]>({
    start(controller) {
      controller.enqueue([`${tree.path}/a.mkv`]);
      end = () => controller.close();
    },
  });
  const reader = scan([], { list }).getReader();
  const { value } = await reader.read();
  assertEquals(toPaths(value!, tree.path), ["a.mkv"]);
  end();
  assertEquals((await reader.read()).done, true);
});
