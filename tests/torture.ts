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
}

const KILL_SCENES: readonly Scene[] = [
  { name: "move inside a device", action: "move", across: false, files: 400, bytes: 20 },
  { name: "move across devices", action: "move", across: true, files: 40, bytes: 20 },
  { name: "move large files across", action: "move", across: true, files: 4, bytes: 12_000_000 },
  { name: "copy", action: "copy", across: false, files: 40, bytes: 200_000 },
  { name: "hard-link", action: "hardlink", across: false, files: 200, bytes: 20 },
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
  const records = lay(tree, scene);
  const before = tree.snapshot();
  // Apply is killed, sometimes twice; undo is killed; then both run to the end.
  for (let kills = random() < 0.3 ? 2 : 1; kills > 0; kills--) {
    await run(tree, "apply", records, { killAfter: random() });
    assertWhole(tree, records);
  }
  const applied = await run(tree, "apply", records);
  assertSettled(tree, records, true);
  const again = await run(tree, "apply", records);
  for (const { code, stderr } of [applied, again]) {
    if (code === 0) continue;
    counts.stuck++;
    say(`stuck, with exit code ${code}: ${stderr.slice(0, 2000)}`);
  }
  if (random() < 0.5) {
    await run(tree, "undo", [], { killAfter: random(), args: ["--last"] });
    assertWhole(tree, records);
  }
  for (let round = 0; round < 6; round++) {
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

/** Unique contents of one size and time, so that nothing but contents and inodes tells them apart. */
function lay(tree: Tree, { action, files, bytes }: Scene): PlannedRecord[] {
  return Array.from({ length: files }, (_, index) => {
    tree.write(`${index}.mkv`, contentOf("video", index, bytes));
    tree.write(`${index}.srt`, contentOf("words", index, 20));
    const folder = `Films/${index % 7}`;
    const record = tree.record(`${index}.mkv`, `${folder}/${index}.mkv`, {
      [`${index}.srt`]: `${folder}/${index}.en.srt`,
    });
    return { ...record, plan: { ...record.plan, action } };
  });
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

function* filesOf(records: readonly PlannedRecord[]) {
  for (const [index, { file, plan }] of records.entries()) {
    const [sidecar] = plan.sidecars!;
    yield { kind: "video", index, source: file.path, target: plan.target!, size: file.size! };
    yield { kind: "words", index, source: sidecar!.source, target: sidecar!.target, size: 20 };
  }
}

/** Right after a kill: every file whole at one of its ends, and nothing partial under a final name. */
function assertWhole(tree: Tree, records: readonly PlannedRecord[]): void {
  for (const { kind, index, source, target, size } of filesOf(records)) {
    const expected = contentOf(kind, index, size);
    const ends = [read(source), read(target)];
    if (!ends.includes(expected)) {
      counts.lost++;
      say(`lost: ${source} in ${tree.root}`);
    }
    if (ends.some((text) => text !== undefined && text !== expected)) {
      counts.partial++;
      say(`partial: ${target}`);
    }
  }
}

/** After a run to the end: every file at its target, its source as the action leaves it, no temporary anywhere. */
function assertSettled(tree: Tree, records: readonly PlannedRecord[], isApplied: boolean): void {
  assertWhole(tree, records);
  for (const { source, target } of filesOf(records)) {
    const isMove = records[0]!.plan.action === "move";
    const ends = [read(source) !== undefined, read(target) !== undefined];
    if (ends[0] !== !isMove || ends[1] !== isApplied) {
      counts.torn++;
      say(`torn: ${source} ${ends}`);
    }
  }
  for (const path of Object.keys(tree.snapshot())) {
    if (path.includes(".shelve-")) {
      counts.temporaries++;
      say(`left over: ${path}`);
    }
  }
}

if (import.meta.main) Deno.exit(await main());
