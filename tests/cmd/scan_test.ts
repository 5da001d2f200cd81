import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { TextLineStream, toText } from "@std/streams";
import { makeTree, toPaths } from "../scan/_tree.ts";
import { runCommand, startCommand } from "./_run.ts";

function run(...args: readonly string[]) {
  return runCommand("scan", { args });
}

Deno.test("scan writes a line for each video and counts what it leaves out", async () => {
  using tree = makeTree({ "Film.mkv": 1, "Film.srt": 1, "sample.mkv": 1, "@eaDir/x.jpg": 1 });
  const { code, records, stderr } = await run(tree.path);
  assertEquals(toPaths(records, tree.path), ["Film.mkv"]);
  assertEquals(stderr, "scan: left out 1 sample, 1 junk folder\n");
  assertEquals(code, 0);
});

Deno.test("scan --all writes what it leaves out, too", async () => {
  using tree = makeTree({ "Film.mkv": 1, "notes.txt": 1 });
  const { records } = await run("--all", tree.path);
  assertEquals(records.map(({ file }) => file.excluded?.reason), [undefined, "not_media"]);
});

Deno.test("scan goes on after a folder that is not there, and ends with 1", async () => {
  using tree = makeTree({ "Film.mkv": 1 });
  const missing = join(tree.path, "missing");
  const { code, records, stderr } = await run(missing, tree.path);
  assertEquals(toPaths(records, tree.path), ["missing: not_found", "Film.mkv"]);
  assertEquals(stderr, `scan: Cannot read "${missing}": it is not there\n`);
  assertEquals(code, 1);
});

/** Command lines that make no sense, and what is said of them. */
const WRONG: readonly (readonly [args: readonly string[], why: string])[] = [
  [[], "DIR is needed"],
  [["--concurrency=0", "."], "--concurrency needs at least 1"],
  [["--rescan=0", "."], "--rescan needs at least 1"],
  [["--rescan=60", "."], "--rescan goes with --watch"],
  [["--max-depth=0", "."], "--max-depth needs at least 1"],
  [
    ["--since=yesterday", "."],
    '--since is neither a date, such as 2026-01-31, nor a file: "yesterday"',
  ],
  [["--include=[", "."], '--include "[" has a "[" without "]"'],
  [["--exclude=# x", "."], '--exclude "# x" is a comment'],
  [["--min-size=big", "."], '--min-size is no size: "big"'],
  [["--seen=-", "--files-from=-"], "--seen and --files-from cannot both read stdin"],
  [["--seen=/", "."], 'Cannot read "/" of --seen: it is a folder'],
  [["--files-from=/"], 'Cannot read "/" of --files-from: it is a folder'],
  [["--files-from=nowhere"], 'Cannot read "nowhere" of --files-from: it is not there'],
];

Deno.test("scan ends with 2, and a sentence, for wishes that make no sense", async () => {
  for (const [args, why] of WRONG) {
    const { code, stdout, stderr } = await run(...args);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, `scan: ${why}`);
  }
});

Deno.test("scan --files-from reads paths from stdin or a file", async () => {
  using tree = makeTree({ "a.mkv": 1, "b/new\nline.mkv": 1, "list": "b\na.mkv\n" });
  const input = `${tree.path}/b/new\nline.mkv\0${tree.path}/none.mkv\0`;
  const { code, records } = await runCommand("scan", { args: ["--files-from", "-"], input });
  assertEquals(toPaths(records, tree.path), [
    "b/new\nline.mkv",
    "none.mkv: not_found",
  ]);
  assertEquals(code, 1);

  Deno.writeTextFileSync(join(tree.path, "list"), `${tree.path}/b\n${tree.path}/a.mkv\n`);
  const file = await run("--files-from", join(tree.path, "list"));
  assertEquals(toPaths(file.records, tree.path), ["b/new\nline.mkv", "a.mkv"]);
});

Deno.test("scan --seen - reads stdin", async () => {
  using tree = makeTree({ "a.mkv": 1, "b.mkv": 1 });
  const all = (await run(tree.path)).stdout;
  const input = all.slice(0, all.indexOf("\n") + 1);
  const { code, records, stderr } = await runCommand("scan", {
    args: ["--seen", "-", tree.path],
    input,
  });
  assertEquals([code, toPaths(records, tree.path)], [0, ["b.mkv"]]);
  assertEquals(stderr, "scan: left out 1 video that has not changed\n");
});

Deno.test("scan chooses by its flags", async () => {
  using tree = makeTree({
    "a.mkv": 2_000_000,
    "b.avi": 2_000_000,
    "Anime/c.mkv": 2_000_000,
    "d/small.mkv": 1,
    "d/e/f.mkv": 2_000_000,
    ".hidden.mkv": 2_000_000,
  });
  const flags = ["--ext", "mkv,mp4", "--exclude", "Anime/", "--min-size", "1M", "--max-depth", "2"];
  const { code, records, stderr } = await run(...flags, "--hidden", "--one-file-system", tree.path);
  assertEquals(toPaths(records, tree.path), [".hidden.mkv", "a.mkv"]);
  assertEquals(
    stderr,
    "scan: left out 1 file or folder that --exclude names, 2 videos that were not asked for\n",
  );
  assertEquals(code, 0);
});

Deno.test("scan --seen and --since give what is new", async () => {
  using tree = makeTree({ "a.mkv": 1, "b.mkv": 1, "link": { link: "/" } });
  const first = await run(tree.path);
  const seen = join(tree.path, "seen.ndjson");
  Deno.writeTextFileSync(seen, first.stdout);
  const unchanged = await run("--seen", seen, tree.path);
  assertEquals(unchanged.stdout, "");
  assertEquals(
    unchanged.stderr,
    "scan: left out 2 videos that have not changed, 1 symbolic link, 1 other file\n",
  );
  Deno.truncateSync(join(tree.path, "b.mkv"), 2);
  const changed = await run("--seen", seen, "--follow", tree.path);
  assertEquals(toPaths(changed.records, tree.path), ["b.mkv"]);
  assertStringIncludes(changed.stderr, "1 symbolic link to where it lies");
  assertEquals((await run("--since", "2100-01-01", tree.path)).stdout, "");
  assertEquals((await run("--since", "2000-01-01", tree.path)).stdout.split("\n").length, 3);
});

/** Starts a watch and gives what it writes, a line at a time. */
function startWatch(path: string) {
  const child = startCommand("scan", { args: ["--watch", "--settle", "0", path] });
  child.stdin.close();
  const reader = child.stdout
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream())
    .getReader();
  const next = async () => toPaths([JSON.parse((await reader.read()).value!)], path);
  return { child, reader, next };
}

Deno.test("scan --watch goes on, and ends at a signal with the code of that signal", async () => {
  using tree = makeTree({ "a.mkv": 1, "notes.txt": 1 });
  const { child, reader, next } = startWatch(tree.path);
  assertEquals(await next(), ["a.mkv"]);
  Deno.writeTextFileSync(join(tree.path, "b.mkv"), "");
  assertEquals(await next(), ["b.mkv"]);
  child.kill("SIGTERM");
  assertEquals((await reader.read()).done, true);
  const stderr = await toText(child.stderr);
  assertStringIncludes(stderr, "scan: left out 1 other file\n");
  assertEquals((await child.status).code, 143);
});

Deno.test("scan --watch ends quietly when nobody reads any more", async () => {
  using tree = makeTree({ "a.mkv": 1 });
  const { child, reader, next } = startWatch(tree.path);
  assertEquals(await next(), ["a.mkv"]);
  await reader.cancel();
  Deno.writeTextFileSync(join(tree.path, "b.mkv"), "");
  assertEquals(await toText(child.stderr), "");
  assertEquals((await child.status).code, 0);
});

Deno.test("scan gives the same bytes each time, however many calls it makes at once", async () => {
  using tree = makeTree({ "b/x.mkv": 1, "a/y.mkv": 1, "a/y.srt": 1, "z.mkv": 1 });
  const first = await run(tree.path);
  const second = await run(tree.path, "--concurrency", "8");
  assertEquals(first.stdout, second.stdout);
});

Deno.test("scan survives names that no file system was meant to have", async () => {
  const names = [
    "new\nline.mkv",
    "tab\t.mkv",
    "esc\u001b[31m.mkv",
    '"quote".mkv',
    "日本語.mkv",
    "__proto__.mkv",
  ];
  using tree = makeTree(
    Object.fromEntries([...names.map((name) => [name, 1]), ["__proto__.srt", 1]]),
  );
  const { code, records } = await run(tree.path);
  assertEquals(toPaths(records, tree.path), [...names].sort());
  assertEquals(code, 0);
});

Deno.test("scan --seen gives everything the first time, when there is no such file yet", async () => {
  using tree = makeTree({ "Film.mkv": 1 });
  const missing = join(tree.path, "seen.ndjson");
  const { code, records, stderr } = await run("--seen", missing, tree.path);
  assertEquals(toPaths(records, tree.path), ["Film.mkv"]);
  assertEquals(stderr, `scan: "${missing}" of --seen is not there yet: everything counts as new\n`);
  assertEquals(code, 0);
});
