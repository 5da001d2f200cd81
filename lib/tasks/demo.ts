#!/usr/bin/env -S deno run -q --no-prompt -P=tasks
import { dirname, join, relative } from "@std/path";
import { defineCommand, main } from "../cli/mod.ts";
import { showTree } from "../plan/mod.ts";
import type { AppliedRecord, PlannedRecord } from "../record/mod.ts";
import { type DemoFile, type Fingerprint, layOut, takeFingerprints } from "./lay_out.ts";
import { PROJECT, runShell } from "./shell.ts";

/** What the demo runs, as a user would type it. */
const PIPELINE =
  'scan "$DOWNLOADS" | parse | enrich --offline --catalog "$CATALOG" | plan --library "$LIBRARY" | apply --library "$LIBRARY" > "$DONE"';

/** The main job on a made-up folder: lays it out, runs the pipe, shows what came of it, and undoes it. */
export const command = defineCommand({
  name: "demo",
  summary: "Lay out a messy folder, run the whole pipe on it, and undo it",
  flags: { keep: { type: "boolean", help: "Leave the result for a look; undo nothing" } },
  run: ({ keep }) => demo(keep),
});

type Finished = PlannedRecord & Partial<AppliedRecord>;

async function demo(keep: boolean): Promise<number> {
  const root = await Deno.makeTempDir({ prefix: "shelve-demo-" });
  const downloads = join(root, "Downloads");
  const library = join(root, "Library");
  const env = {
    XDG_STATE_HOME: join(root, "state"),
    DOWNLOADS: downloads,
    LIBRARY: library,
    CATALOG: join(root, "catalog.db"),
    DONE: join(root, "done.ndjson"),
    UNDONE: join(root, "undone.ndjson"),
  };
  try {
    const files = await readLines<DemoFile>(join(PROJECT, "fixtures/demo.ndjson"));
    await layOut(downloads, files);
    await Deno.mkdir(library);
    const before = await takeFingerprints(downloads);
    say(`A messy folder, ${before.size} files:\n\n${drawTree("Downloads", before.keys())}`);

    await shell('catalog build fixtures/catalog.ndjson --output "$CATALOG"', env);
    say(`$ ${PIPELINE}`);
    const seconds = await shell(PIPELINE, env);
    const records = await readLines<Finished>(env.DONE);
    const placed = await takeFingerprints(library);
    say(`\nThe library, ${placed.size} files:\n\n${drawTree("Library", placed.keys())}`);
    say(`What stayed where it was, and why:\n\n${renderLeft(records, downloads)}\n`);
    say(summarize(records, seconds));
    if (keep) {
      say(`\nAll of it is in ${root}, what was done in ${env.DONE}`);
      return 0;
    }
    say('\n$ undo < "$DONE"');
    await shell('undo < "$DONE" > "$UNDONE"', env);
    return compare(before, await takeFingerprints(downloads), await takeFingerprints(library));
  } finally {
    if (!keep) await Deno.remove(root, { recursive: true });
  }
}

/** Runs `line`, shows what it says, and gives the seconds that it took. */
async function shell(line: string, env: Record<string, string>): Promise<number> {
  const begin = performance.now();
  const { code } = await runShell(line, { env, output: "inherit" });
  // 1 says that some records failed, which the demo has on purpose.
  if (code > 1) throw new Error(`"${line}" ended with exit code ${code}`);
  return (performance.now() - begin) / 1000;
}

/** The files of a folder as `plan --tree` shows a library. */
function drawTree(library: string, paths: Iterable<string>): string {
  const { show, end } = showTree({ color: false });
  for (const path of paths) {
    show({ plan: { action: "none", library, target: `${library}/${path}` } });
  }
  return end!();
}

async function readLines<T>(path: string): Promise<T[]> {
  const text = await Deno.readTextFile(path);
  return text.trimEnd().split("\n").map((line): T => JSON.parse(line));
}

function renderLeft(records: readonly Finished[], downloads: string): string {
  return records
    .filter(({ result }) => result?.status !== "done")
    .map((record) =>
      `  ${relative(downloads, record.file.path).padEnd(52)} ${whyLeft(record, dirname(downloads))}`
    )
    .join("\n");
}

function whyLeft({ errors, plan, match }: Finished, root: string): string {
  if (errors !== undefined) {
    return `${errors[0]!.code}: ${errors[0]!.message.replaceAll(`${root}/`, "")}`;
  }
  const titles = (match?.candidates ?? []).map(({ title, year }) => `${title} (${year})`);
  return `${plan.reason}${titles.length > 1 ? `: ${titles.slice(0, 4).join(", ")}` : ""}`;
}

function summarize(records: readonly Finished[], seconds: number): string {
  const done = records.filter(({ result }) => result?.status === "done");
  const sidecars = done.reduce((sum, { result }) => sum + (result?.sidecars?.length ?? 0), 0);
  const failed = records.filter(({ errors }) => errors !== undefined).length;
  return [
    `${records.length} videos seen: ${done.length} moved, with ${sidecars} subtitles and other files of theirs;`,
    `${records.length - done.length - failed} left alone in doubt, ${failed} refused. ${
      seconds.toFixed(2)
    } s, five processes.`,
  ].join("\n");
}

/** Says whether each file is back where it was, with the same bytes and time. */
function compare(
  before: ReadonlyMap<string, Fingerprint>,
  after: ReadonlyMap<string, Fingerprint>,
  left: ReadonlyMap<string, Fingerprint>,
): number {
  const wrong = [...before].filter(([path, { hash, mtime }]) => {
    const now = after.get(path);
    return now?.hash !== hash || now.mtime !== mtime;
  });
  const strange = [...after.keys()].filter((path) => !before.has(path)).concat([...left.keys()]);
  for (const [path] of wrong) say(`Not as it was: ${path}`);
  for (const path of strange) say(`Was not there: ${path}`);
  if (wrong.length + strange.length > 0) return 1;
  say(`Every file is back: ${before.size} of ${before.size}, byte for byte where it was.`);
  return 0;
}

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text + "\n"));
}

if (import.meta.main) Deno.exit(await main(command));
