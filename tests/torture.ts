#!/usr/bin/env -S deno run -q --no-prompt -P=tests
/**
 * Kills `apply` and `undo` at random instants, and lets every call of a run fail in every way, for much longer than a test
 * may. Prints counts; exits with 1 if anything was lost.
 *
 *     deno run -q -P=tests tests/torture.ts [--rounds 1000] [--seed 1] [--faults]
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { join } from "@std/path";
import type { ActionName, PlannedRecord } from "../lib/record/mod.ts";
import { failEveryCall, SCENES } from "./apply/_crash.ts";
import { OTHER_DEVICE, TEMPORARY, Tree } from "./apply/_tree.ts";

const flags = parseArgs(Deno.args, { string: ["rounds", "seed"], boolean: ["faults"] });
const seed = Number(flags["seed"] ?? 1);
const say = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));

/** Numbers that look random and are the same for a seed: xorshift32. */
function createRandom(from: number): () => number {
  let state = from * 2654435761 >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** What a round is about. */
interface Scene {
  readonly name: string;
  readonly action: ActionName;
  readonly across: boolean;
  readonly files: number;
  /** Bytes of each video: large ones are killed half-way through their copy. */
  readonly bytes: number;
  /** Files lie in the library, and each has the name of its neighbour. */
  readonly swaps?: boolean;
}

const KILL_SCENES: readonly Scene[] = [
  { name: "move inside a device", action: "move", across: false, files: 150, bytes: 20 },
  { name: "move across devices", action: "move", across: true, files: 40, bytes: 20 },
  { name: "move large files across", action: "move", across: true, files: 3, bytes: 8_000_000 },
  { name: "copy", action: "copy", across: false, files: 40, bytes: 200_000 },
  { name: "hard-link", action: "hardlink", across: false, files: 80, bytes: 20 },
  { name: "replace", action: "replace", across: false, files: 60, bytes: 20 },
  { name: "replace across devices", action: "replace", across: true, files: 20, bytes: 200_000 },
  { name: "swap in pairs", action: "move", across: false, files: 100, bytes: 20, swaps: true },
].filter(({ across }) => !across || OTHER_DEVICE !== undefined) as Scene[];

const counts = { rounds: 0, killed: 0, lost: 0, partial: 0, temporaries: 0, torn: 0, stuck: 0 };

async function main(): Promise<number> {
  if (flags["faults"]) await runFaults();
  const rounds = Number(flags["rounds"] ?? 1000);
  const random = createRandom(seed);
  for (let round = 0; round < rounds; round++) {
    const scene = KILL_SCENES[round % KILL_SCENES.length]!;
    await runRound(scene, random);
    if ((round + 1) % 50 === 0) say(JSON.stringify(counts));
  }
  say(JSON.stringify({ seed, ...counts }));
  const { rounds: _, killed: __, ...bad } = counts;
  return Object.values(bad).some((count) => count > 0) ? 1 : 0;
}

/** Every call of each scene fails in each of these ways. */
async function runFaults(): Promise<void> {
  const errnos = [
    "EEXIST",
    "EXDEV",
    "ENOSPC",
    "EACCES",
    "EPERM",
    "EIO",
    "EROFS",
    "ENAMETOOLONG",
    "EMLINK",
  ];
  for (const scene of SCENES) {
    const calls = new Map<string, number>();
    for (const errno of errnos) {
      for (const name of await failEveryCall(scene, { errno })) {
        calls.set(name, (calls.get(name) ?? 0) + 1);
      }
    }
    for (const late of [false, true]) {
      await failEveryCall(scene, { errno: "EIO", forever: true, late });
    }
    await failEveryCall(scene, { errno: "EIO", late: true });
    const all = [...calls].sort().map(([name, count]) => `${name} ${count}`).join(", ");
    say(
      `${scene.command}, ${scene.name}: ${errnos.length} errors, a late one and two kills at ${all}`,
    );
  }
}

async function runRound(scene: Scene, random: () => number): Promise<void> {
  using tree = new Tree(scene.across ? TEMPORARY : undefined, OTHER_DEVICE);
  const laid = lay(tree, scene);
  const { records } = laid;
  const before = tree.snapshot();
  // Apply is killed, sometimes twice; undo is killed; then both run to the end.
  for (let kills = random() < 0.3 ? 2 : 1; kills > 0; kills--) {
    await run(tree, "apply", records, { killAfter: random() });
    assertWhole(tree, laid);
  }
  const applied = await run(tree, "apply", records);
  assertSettled(tree, laid);
  const runs = [applied];
  if (random() < 0.3) runs.push(await run(tree, "apply", records));
  for (const { code, stderr } of runs) {
    if (code === 0) continue;
    counts.stuck++;
    say(`stuck, with exit code ${code}: ${stderr.slice(0, 2000)}`);
  }
  if (random() < 0.5) {
    await run(tree, "undo", [], { killAfter: random(), args: ["--last"] });
    assertWhole(tree, laid);
  }
  const isBack = () => JSON.stringify(tree.snapshot()) === JSON.stringify(before);
  for (let round = 0; round < 6 && !isBack(); round++) {
    if ((await run(tree, "undo", [], { args: ["--last"] })).code !== 0) break;
  }
  const after = tree.snapshot();
  if (JSON.stringify(after) !== JSON.stringify(before)) {
    counts.torn++;
    say(`${scene.name}: undo did not give back the tree`);
    for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (before[path] !== after[path]) {
        say(`  ${path}: ${before[path]?.slice(0, 60)} | ${after[path]?.slice(0, 60)}`);
      }
    }
  }
  counts.rounds++;
}

function contentOf(kind: string, index: number, bytes: number): string {
  return `${kind} ${String(index).padStart(6, "0")} `.padEnd(bytes, String(index % 10));
}

/** A file of a plan: what it holds, and where it may stand. */
interface LaidFile {
  readonly content: string;
  readonly source: string;
  readonly target: string;
}

/** Records, and the files that they are about: each stands at its source before, and at its target after. */
interface Laid {
  readonly records: readonly PlannedRecord[];
  readonly files: readonly LaidFile[];
  /** Whether sources go. */
  readonly isMove: boolean;
}

/** Unique contents of one size and time, so that nothing but contents and inodes tells them apart. */
function lay(tree: Tree, { action, files: count, bytes, swaps = false }: Scene): Laid {
  const files: LaidFile[] = [];
  const put = (content: string, source: string, target: string) => {
    tree.write(source, content);
    files.push({ content, source, target });
  };
  const records: PlannedRecord[] = [];
  const place = (index: number) => join(tree.library, `Films/${index % 7}/${index}`);
  for (let index = 0; index < count; index++) {
    const from = swaps ? place(index) : join(tree.downloads, String(index));
    // The neighbour lies in another folder.
    const to = swaps ? place(index ^ 1) : place(index);
    put(contentOf("video", index, bytes), `${from}.mkv`, `${to}.mkv`);
    put(contentOf("words", index, 20), `${from}.srt`, `${to}.srt`);
  }
  for (let index = 0; index < count; index++) {
    const [video, words] = files.slice(index * 2, index * 2 + 2) as [LaidFile, LaidFile];
    const record = tree.record(video.source, video.target, { [words.source]: words.target });
    if (action !== "replace") {
      records.push({ ...record, plan: { ...record.plan, action } });
      continue;
    }
    const trash = join(tree.library, ".shelve-trash/Films", String(index));
    put(contentOf("older", index, bytes), video.target, `${trash}.mkv`);
    put(contentOf("trash", index, 20), words.target, `${trash}.srt`);
    const replaces = files.slice(-2).map(({ source, target }) => {
      const { path, size, mtime, ino } = tree.scan(source);
      return { path, trash: target, size: size!, mtime: mtime!, ino: ino! };
    });
    records.push({ ...record, plan: { ...record.plan, action, replaces } });
  }
  return { records, files, isMove: ["move", "replace"].includes(action) };
}

/** Runs a command; with `killAfter` it is killed at that part of the time that it likely takes. */
async function run(
  tree: Tree,
  name: "apply" | "undo",
  records: readonly PlannedRecord[],
  { killAfter, args = [] }: { readonly killAfter?: number; readonly args?: readonly string[] } = {},
): Promise<{ readonly code: number; readonly stderr: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-q",
      "--no-prompt",
      "-A", // below /dev Deno asks for no less
      new URL(`../cmd/${name}.ts`, import.meta.url).pathname,
      ...args,
    ],
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
    env: { XDG_STATE_HOME: join(tree.root, "xdg") },
  }).spawn();
  const writer = child.stdin.getWriter();
  const lines = records.map((record) => JSON.stringify(record) + "\n").join("");
  const written = writer.write(new TextEncoder().encode(lines)).then(() => writer.close());
  const quiet = written.catch(() => {});
  if (killAfter !== undefined) {
    await waitForWork(tree);
    await new Promise((resolve) => setTimeout(resolve, killAfter ** 2 * 150));
    try {
      child.kill("SIGKILL");
    } catch {
      // It had ended.
    }
  }
  const { code, signal, stderr } = await child.output();
  await quiet;
  if (killAfter !== undefined && signal === "SIGKILL") counts.killed++;
  return { code, stderr: new TextDecoder().decode(stderr) };
}

/** Waits until a new run has marked its beginning, so that the time of its start does not count. */
async function waitForWork(tree: Tree): Promise<void> {
  const open = join(tree.root, "xdg/shelve/open");
  const begin = namesIn(open).join();
  for (let tries = 0; tries < 3000; tries++) {
    const now = namesIn(open);
    if (now.length > 0 && now.join() !== begin) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch {
    return [];
  }
}

function read(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}

/** Right after a kill: every file whole at one of its ends or where it waits, and nothing partial under a final name. */
function assertWhole(tree: Tree, { files }: Laid): void {
  const known = new Set(files.map(({ content }) => content));
  const all = new Map<string, string>();
  const held = new Set<string>();
  for (const [path, text] of Object.entries(tree.snapshot())) {
    if (text === "folder") continue;
    const content = read(path) ?? "";
    all.set(path, content);
    if (path.endsWith(".held")) held.add(content);
    const isTemporary = path.endsWith(".part");
    // Where there are no hard links an empty file may hold a name; here there are.
    if (isTemporary || known.has(content)) continue;
    counts.partial++;
    say(`partial: ${path}`);
  }
  for (const { content, source, target } of files) {
    if (all.get(source) === content || all.get(target) === content || held.has(content)) continue;
    counts.lost++;
    say(`lost: ${source} in ${tree.root}`);
  }
}

/** After a run to the end: every file at its target, its source as the action leaves it, no temporary anywhere. */
function assertSettled(tree: Tree, laid: Laid): void {
  assertWhole(tree, laid);
  for (const { content, source, target } of laid.files) {
    if (read(target) === content && (read(source) === content) === !laid.isMove) continue;
    counts.torn++;
    say(`torn: ${source}`);
  }
  for (const path of Object.keys(tree.snapshot())) {
    if (!path.includes("/.shelve-") || path.includes("/.shelve-trash")) continue;
    counts.temporaries++;
    say(`left over: ${path}`);
  }
}

if (import.meta.main) Deno.exit(await main());
