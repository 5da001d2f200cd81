import { assertEquals, assertRejects } from "@std/assert";
import { parseSince } from "../../lib/scan/parse_since.ts";
import { readSeenFiles, scan } from "../../lib/scan/mod.ts";
import { UsageError } from "../../lib/record/mod.ts";
import { collect, toNdjson } from "../../lib/stream/mod.ts";
import { makeTree, toPaths } from "./_tree.ts";

function toBytes(text: string): ReadableStream<Uint8Array> {
  return ReadableStream.from([new TextEncoder().encode(text)]);
}

Deno.test("scan() gives with `seen` what is new or changed, or has another sidecar", async () => {
  using tree = makeTree({
    "a.mkv": 1,
    "b.mkv": 1,
    "c.mkv": 1,
    "d.mkv": 1,
    "d.nfo": 1,
    "old.mkv": 1,
    "old.nfo": 1,
    "gone.mkv": 1,
  });
  const before = await collect(scan(tree.path));
  const at = (name: string) => `${tree.path}/${name}`;
  Deno.truncateSync(at("a.mkv"), 2);
  Deno.utimeSync(at("b.mkv"), 1, 1);
  Deno.writeTextFileSync(at("c.en.srt"), "");
  Deno.writeTextFileSync(at("d.nfo"), "media servers rewrite these");
  Deno.writeTextFileSync(at("new.mkv"), "");
  Deno.removeSync(at("gone.mkv"));
  const seen = await readSeenFiles(toBytes(toNdjson(before)));
  assertEquals(seen.count, 6);
  const found = await collect(scan(tree.path, { seen }));
  assertEquals(toPaths(found, tree.path), ["a.mkv", "b.mkv", "c.mkv", "new.mkv"]);
  const all = await collect(scan(tree.path, { seen, all: true }));
  assertEquals(
    all.filter(({ file }) => (file as { excluded?: unknown }).excluded).length,
    2,
    "with `all` what has not changed is shown",
  );
});

Deno.test("readSeenFiles() takes what failed or was left out for not seen", async () => {
  using tree = makeTree({ "a.mkv": 1, "b.mkv": 1, "c.mkv": 1 });
  const [a, b, c] = await collect(scan(tree.path));
  const lines = [
    { ...a, match: { status: "none" } },
    { ...b, errors: [{ stage: "enrich", code: "rate_limited", message: "later" }] },
    { ...c, file: { ...c!.file as object, excluded: { reason: "unsettled" } } },
    { parsed: {} },
    { file: null },
  ];
  const ndjson = lines.map((line) => JSON.stringify(line) + "\n").join("") + "no json\n";
  const seen = await readSeenFiles(toBytes(ndjson));
  assertEquals(toPaths(await collect(scan(tree.path, { seen })), tree.path), ["b.mkv", "c.mkv"]);
});

Deno.test("scan() gives with `since` what came or changed from then on", async () => {
  using tree = makeTree({ "a.mkv": 1, "b.mkv": 1, "b.srt": 1, "moved.mkv": 1, "Dvd/BDMV/x": 1 });
  const time = (ms: number) => new Date(ms);
  const fs = {
    ...Deno,
    lstatSync(path: string) {
      const info = { ...Deno.lstatSync(path), mtime: time(100), ctime: time(100) };
      if (path.endsWith(".srt")) info.mtime = time(200);
      if (path.endsWith("moved.mkv")) info.ctime = time(200);
      if (path.endsWith("x")) info.mtime = time(200);
      return info;
    },
  };
  const found = await collect(scan(tree.path, { fs, since: 200, concurrency: 1 }));
  assertEquals(toPaths(found, tree.path), ["b.mkv", "moved.mkv", "Dvd/BDMV"]);
  assertEquals((await collect(scan(tree.path, { fs, since: 201, concurrency: 1 }))).length, 0);
});

Deno.test("parseSince() reads dates, and names of files", () => {
  const statSync = (path: string) => {
    if (path !== "stamp") throw new Deno.errors.NotFound();
    return { ...Deno.statSync("."), mtime: new Date(77) };
  };
  const read = (text: string) => parseSince(text, { statSync });
  assertEquals(read("2026-01-31T18:00:00Z"), Date.UTC(2026, 0, 31, 18));
  assertEquals(read("2026-01-31"), new Date(2026, 0, 31).getTime());
  assertEquals(read("2026-01-31 18:30"), new Date(2026, 0, 31, 18, 30).getTime());
  assertEquals(read("stamp"), 77);
  assertEquals([read("yesterday"), read("2026-13-45"), read("")], [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("readSeenFiles() refuses what another program wrote, but not an empty file", async () => {
  await assertRejects(
    () => readSeenFiles(toBytes('# Films\n{"path":"/a.mkv"}\n')),
    UsageError,
    "no line of it is a record",
  );
  assertEquals((await readSeenFiles(toBytes(""))).count, 0);
});
