/**
 * The most memory that a command takes, as a process with the flags that it is installed with. The target is 100 MB for
 * 1,000,000 records.
 *
 *     deno run -A tests/bench/memory_bench.ts [RECORDS]           # records that need nothing, and enriched ones
 *     deno run -A tests/bench/memory_bench.ts --files [FILES]     # empty files, moved and moved back
 *
 * @module
 */
import { dirname, fromFileUrl, join } from "@std/path";
import { LONG_MEMORY_FLAG } from "../../lib/tasks/bundle_commands.ts";
import type { PlannedRecord } from "../../lib/record/mod.ts";

type Shape = "films" | "episodes";

/** A film in a folder of its own, or an episode of a season of 20, as `plan` writes it, in about 1.2 kB. */
function toRecord(shape: Shape, index: number, root: string): PlannedRecord {
  const isFilm = shape === "films";
  const id = isFilm ? index : Math.floor(index / 200);
  const title = `The ${isFilm ? "Amber Lantern" : "Quarry Pilgrims"} ${id}`;
  const [year, season, number] = [1950 + id % 70, 1 + Math.floor(index / 20) % 10, 1 + index % 20];
  const name = `${title} ${year} ${isFilm ? "" : `${season}x${number} `}1080p BluRay x264-GROUP`;
  const named = `${title} (${year}) {tmdb-${id + 1}}`;
  const library = join(root, "library");
  const target = isFilm
    ? join(library, "Movies", named, `${named}.mkv`)
    : join(library, "TV Shows", named, `Season ${season}`, `${title} - s${season}e${number}.mkv`);
  const episode = { season, number, title: "The One in the Middle", airDate: "2001-02-03" };
  const kind = isFilm ? "movie" : "episode";
  const ids = { tmdb: id + 1, imdb: `tt${1_000_000 + id}` };
  const other = { provider: "tmdb", kind, title: `${title} Too`, year, score: 0.5 } as const;
  const path = join(root, "in", isFilm ? name : `${title} ${season}`, `${name}.mkv`);
  const mtime = "2024-01-01T00:00:00.000Z";
  return {
    v: 1,
    file: { path, root: join(root, "in"), size: 0, mtime, kind: "video", sidecars: [] },
    parsed: { kind, title, year, resolution: "1080p", source: "BluRay", confidence: 0.93 },
    match: {
      ...{ status: "sure", kind, provider: "tmdb", ids, title, year, score: 0.98, gap: 0.48 },
      reasons: ["title_equal", "year_equal"],
      candidates: [0, 1, 2].map((more) => ({ ...other, ids: { tmdb: id + 2 + more } })),
      ...(isFilm ? {} : { season, episodes: [episode] }),
    },
    plan: { action: "move", library, target, server: "plex", sidecars: [] },
  };
}

/** Writes records as lines; `edit` says what is known of each. */
async function writeLines(
  path: string,
  { count, shapes, root }: { count: number; shapes: readonly Shape[]; root: string },
  edit: (record: PlannedRecord) => unknown,
): Promise<void> {
  using file = await Deno.create(path);
  const writer = file.writable.getWriter();
  for (let index = 0; index < count;) {
    let text = "";
    for (const end = Math.min(count, index + 1000); index < end; index++) {
      const shape = shapes[index % shapes.length]!;
      text += JSON.stringify(edit(toRecord(shape, index, root))) + "\n";
    }
    await writer.write(new TextEncoder().encode(text));
  }
}

/** Runs a command of the project on `input`, and says what it took. */
async function measure(what: string, line: string, input: string, output = "/dev/null") {
  const [name, ...args] = line.split(" ");
  const command = fromFileUrl(new URL(`../../cmd/${name}.ts`, import.meta.url));
  const run = [Deno.execPath(), "run", "-q", "--unstable-kv", "-A", LONG_MEMORY_FLAG, command];
  const { stderr } = await new Deno.Command("sh", {
    args: ["-c", `"$@" < "$0" > "${output}"`, input, ...run, ...args, "--stats", "-"],
    env: { XDG_STATE_HOME: join(dirname(input), "state"), MALLOC_ARENA_MAX: "1" },
  }).output();
  const { records, failed, rate, peakMemory } = JSON.parse(
    new TextDecoder().decode(stderr).trim().split("\n").findLast((text) => text.startsWith("{"))!,
  );
  const figures = `${(peakMemory / 1e6).toFixed(0).padStart(4)} MB, ${rate} records/s`;
  say(`${what.padEnd(30)}${figures}, ${records} records, ${failed} failed`);
}

async function measureRecords(root: string, count: number): Promise<void> {
  const input = join(root, "input.ndjson");
  const all = { count, root, shapes: ["films", "episodes"] as const };
  await writeLines(input, all, ({ plan, ...record }) => {
    return { ...record, plan: { ...plan, action: "none", reason: "already_there" } };
  });
  await measure("apply, nothing to do", "apply", input);
  await writeLines(input, all, (record) => record);
  await measure("apply, no file is there", "apply", input);
  await writeLines(input, all, ({ plan: _, ...record }) => record);
  await measure("plan", `plan --library ${root}`, input);
  await measure("plan --whole", `plan --whole --library ${root}`, input);
}

async function measureFiles(root: string, count: number, shape: Shape): Promise<void> {
  const [input, done] = [join(root, "input.ndjson"), join(root, "done.ndjson")];
  await Deno.mkdir(join(root, "library"));
  await writeLines(input, { count, root, shapes: [shape] }, ({ file, ...record }) => {
    Deno.mkdirSync(dirname(file.path), { recursive: true });
    Deno.writeTextFileSync(file.path, "", { createNew: true });
    Deno.utimeSync(file.path, new Date(file.mtime!), new Date(file.mtime!));
    return { ...record, file };
  });
  await measure(`apply, ${shape}`, "apply", input, done);
  await measure(`undo, ${shape}`, "undo", done);
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

async function inFolder(work: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "memory-bench-" });
  try {
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function main([first, second = "20000"]: readonly string[]): Promise<void> {
  if (first !== "--files") {
    return await inFolder((root) => measureRecords(root, Number(first ?? 1_000_000)));
  }
  for (const shape of ["films", "episodes"] as const) {
    await inFolder((root) => measureFiles(root, Number(second), shape));
  }
}

if (import.meta.main) await main(Deno.args);
