import { join } from "@std/path";
import { scan, type ScanFileSystem } from "../../lib/scan/mod.ts";
import { toNdjson } from "../../lib/stream/mod.ts";
import { LONG_MEMORY_FLAG } from "../../lib/tasks/bundle_commands.ts";

/** Lays out `folders` season folders of 100 files each: 70 videos, 25 subtitles, 5 NFO. */
function makeLibrary(folders: number): string {
  const root = Deno.makeTempDirSync({ prefix: "scan-bench-" });
  for (let folder = 0; folder < folders; folder++) {
    const path = join(root, `Show ${folder}`, "Season 01");
    Deno.mkdirSync(path, { recursive: true });
    for (let episode = 0; episode < 70; episode++) {
      const stem = `Show.${folder}.S01E${String(episode).padStart(2, "0")}.1080p.WEB-DL.x264-GRP`;
      const names = [`${stem}.mkv`];
      if (episode < 25) names.push(`${stem}.en.srt`);
      if (episode < 5) names.push(`${stem}.nfo`);
      for (const name of names) Deno.writeFileSync(join(path, name), new Uint8Array());
    }
  }
  return root;
}

/** Scans to NDJSON, as the command does, and throws it away. */
async function scanAll(root: string, options: Parameters<typeof scan>[1] = {}): Promise<number> {
  const encoder = new TextEncoder();
  let bytes = 0;
  for await (const batch of scan(root, options)) bytes += encoder.encode(toNdjson(batch)).length;
  return bytes;
}

/** Runs a program whose output nobody reads. */
async function run(program: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, {
    args: [...args],
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

const SCAN = [
  ...["run", "-q", LONG_MEMORY_FLAG, "--no-prompt", "--allow-read"],
  new URL("../../cmd/scan.ts", import.meta.url).pathname,
];

/** A disk whose every call takes a millisecond longer, as over a network. */
const FAR: ScanFileSystem = {
  ...Deno,
  readDirSync: (path) => wait(() => Deno.readDirSync(path)),
  lstatSync: (path) => wait(() => Deno.lstatSync(path)),
  async *readDir(path) {
    await delay();
    yield* Deno.readDir(path);
  },
  async lstat(path) {
    await delay();
    return await Deno.lstat(path);
  },
};

const delay = () => new Promise((resolve) => setTimeout(resolve, 1));

function wait<T>(call: () => T): T {
  for (const end = performance.now() + 1; performance.now() < end;);
  return call();
}

const large = makeLibrary(2000);
const small = makeLibrary(20);
globalThis.addEventListener("unload", () => {
  for (const root of [large, small]) Deno.removeSync(root, { recursive: true });
});

const many = { group: "200,000 files in 2,000 folders, warm", n: 5, warmup: 1 };
// Deno waits for a bench only if the function itself is async.
Deno.bench("find -printf", { ...many, baseline: true }, async () => {
  await run("find", [large, "-printf", "%s %T@ %p\\n"]);
});
Deno.bench("the command scan", many, async () => {
  await run(Deno.execPath(), [...SCAN, large]);
});
Deno.bench("scan()", many, async () => {
  await scanAll(large);
});
Deno.bench("scan(), one call after the other", many, async () => {
  await scanAll(large, { concurrency: 1 });
});
Deno.bench("readDirSync() and lstatSync() alone", many, () => walkBare(large));

const first = { group: "the first record of 200,000 files", n: 20, warmup: 2 };
Deno.bench("readDirSync() of the root alone", { ...first, baseline: true }, () => {
  Array.from(Deno.readDirSync(large));
});
Deno.bench("scan(), to its first batch", first, async () => {
  const reader = scan(large).getReader();
  await reader.read();
  await reader.cancel();
});

const far = { group: "2,000 files, 1 ms a call", n: 5, warmup: 1 };
Deno.bench("scan(), one call after the other, far", { ...far, baseline: true }, async () => {
  await scanAll(small, { fs: FAR, concurrency: 1 });
});
Deno.bench("scan(), far", far, async () => {
  await scanAll(small, { fs: FAR });
});

/** What no walk in Deno can be faster than. */
function walkBare(folder: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) walkBare(path);
    else Deno.lstatSync(path);
  }
}
