import { join } from "@std/path";
import type { ActionName, PlannedRecord } from "../../lib/record/mod.ts";
import { OTHER_DEVICE, TEMPORARY, Tree } from "./_tree.ts";

/** What came of rounds: all but the first two have to stay 0. */
export interface KillCounts {
  rounds: number;
  killed: number;
  /** Files that were nowhere whole. */
  lost: number;
  /** Files under a final name that hold something else. */
  partial: number;
  /** Names of ours that were left over. */
  temporaries: number;
  /** Files that were not where they belong, and trees that undo did not give back. */
  torn: number;
  /** Runs that failed. */
  stuck: number;
}

/** What a round is about. */
export interface KillScene {
  readonly name: string;
  readonly action: ActionName;
  readonly across: boolean;
  readonly files: number;
  /** Bytes of each video: large ones are killed half-way through their copy. */
  readonly bytes: number;
  /** Files lie in the library, and each has the name of its neighbour. */
  readonly swaps?: boolean;
}

/** What is killed, where this machine has the devices for it. */
export const KILL_SCENES: readonly KillScene[] = [
  { name: "move inside a device", action: "move", across: false, files: 150, bytes: 20 },
  { name: "move across devices", action: "move", across: true, files: 40, bytes: 20 },
  { name: "move large files across", action: "move", across: true, files: 3, bytes: 8_000_000 },
  { name: "copy", action: "copy", across: false, files: 40, bytes: 200_000 },
  { name: "hard-link", action: "hardlink", across: false, files: 80, bytes: 20 },
  { name: "replace", action: "replace", across: false, files: 60, bytes: 20 },
  { name: "replace across devices", action: "replace", across: true, files: 20, bytes: 200_000 },
  { name: "swap in pairs", action: "move", across: false, files: 100, bytes: 20, swaps: true },
].filter(({ across }) => !across || OTHER_DEVICE !== undefined) as KillScene[];

/** Milliseconds from the begin of a scene's work to its likely end: too late a kill shortens it, any other lengthens it. */
const spans = new Map<KillScene, number>();

/** Lays out a tree, kills `apply` and `undo` on it at random instants, and counts what is wrong then and in the end. */
export async function runRound(
  scene: KillScene,
  { random, counts, say, toProgram = toSource }: {
    readonly random: () => number;
    readonly counts: KillCounts;
    readonly say: (line: string) => void;
    /** What is run as a command. @default its source */
    readonly toProgram?: (name: CommandName) => string;
  },
): Promise<void> {
  using tree = new Tree(scene.across ? TEMPORARY : undefined, OTHER_DEVICE);
  const run = (name: CommandName, records: readonly PlannedRecord[], options?: RunOptions) =>
    runProgram(toProgram(name), { ...options, tree, records });
  const laid = lay(tree, scene);
  const { records } = laid;
  const before = tree.snapshot();
  // Apply is killed, sometimes twice; undo is killed; then both run to the end.
  for (let kills = random() < 0.3 ? 2 : 1; kills > 0; kills--) {
    await kill("apply", records);
  }
  const runs = [await run("apply", records)];
  judge(tree, laid, { isSettled: true });
  if (random() < 0.3) runs.push(await run("apply", records));
  for (const { code, stderr } of runs) {
    if (code !== 0) note("stuck", `exit code ${code}: ${stderr.slice(0, 2000)}`);
  }
  if (random() < 0.5) await kill("undo", [], "--last");
  const isBack = () => JSON.stringify(tree.snapshot()) === JSON.stringify(before);
  for (let round = 0; round < 6 && !isBack(); round++) {
    if ((await run("undo", [], { args: ["--last"] })).code !== 0) break;
  }
  if (!isBack()) {
    const after = tree.snapshot();
    const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((path) => before[path] !== after[path])
      .map((path) => `${path}: ${before[path]?.slice(0, 60)} | ${after[path]?.slice(0, 60)}`);
    note("torn", ["undo did not give back the tree", ...paths].join("\n  "));
  }
  counts.rounds++;

  async function kill(
    name: CommandName,
    records: readonly PlannedRecord[],
    ...args: string[]
  ): Promise<void> {
    const span = spans.get(scene) ?? 100;
    const { isKilled } = await run(name, records, { killAfter: random() * span, args });
    if (isKilled) counts.killed++;
    spans.set(scene, span * (isKilled ? 1.05 : 0.8));
    judge(tree, laid, { isSettled: false });
  }

  function note(what: Exclude<keyof KillCounts, "rounds" | "killed">, line: string): void {
    counts[what]++;
    say(`${what}, ${scene.name}: ${line}`);
  }

  /**
   * Every file is whole at one of its ends or where it waits, and nothing partial has a final name. After a run to the end it
   * is at its target, its source as the action leaves it, and there is no temporary anywhere.
   */
  function judge(tree: Tree, { files, isMove }: Laid, { isSettled }: { isSettled: boolean }): void {
    const known = new Set(files.map(({ content }) => content));
    const all = new Map<string, string>();
    const held = new Set<string>();
    for (const [path, text] of Object.entries(tree.snapshot())) {
      if (text === "folder") continue;
      const content = Deno.readTextFileSync(path);
      all.set(path, content);
      if (path.endsWith(".held")) held.add(content);
      // Where there are no hard links an empty file may hold a name; here there are.
      if (!path.endsWith(".part") && !known.has(content)) note("partial", path);
      const isOurs = path.includes("/.shelve-") && !path.includes("/.shelve-trash");
      if (isSettled && isOurs) note("temporaries", path);
    }
    for (const { content, source, target } of files) {
      const [from, to] = [all.get(source) === content, all.get(target) === content];
      if (!from && !to && !held.has(content)) note("lost", `${source} in ${tree.root}`);
      if (isSettled && (!to || from === isMove)) note("torn", source);
    }
  }
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
function lay(tree: Tree, { action, files: count, bytes, swaps = false }: KillScene): Laid {
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

type CommandName = "apply" | "undo";

function toSource(name: CommandName): string {
  return new URL(`../../cmd/${name}.ts`, import.meta.url).pathname;
}

interface RunOptions {
  /** Milliseconds after the begin of its work at which it is killed. @default never */
  readonly killAfter?: number;
  readonly args?: readonly string[];
}

async function runProgram(
  program: string,
  { tree, records, killAfter, args = [] }: RunOptions & {
    readonly tree: Tree;
    readonly records: readonly PlannedRecord[];
  },
): Promise<{ readonly code: number; readonly isKilled: boolean; readonly stderr: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    // Below /dev Deno asks for no less than all.
    args: ["run", "-q", "--no-prompt", "-A", program, ...args],
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
    await Promise.race([child.status, waitForWork(tree).then(() => wait(killAfter))]);
    try {
      child.kill("SIGKILL");
    } catch {
      // It had ended.
    }
  }
  const { code, signal, stderr } = await child.output();
  await quiet;
  return { code, isKilled: signal === "SIGKILL", stderr: new TextDecoder().decode(stderr) };
}

/** Waits until a new run has marked its beginning, so that the time of its start does not count. */
async function waitForWork(tree: Tree): Promise<void> {
  const open = join(tree.root, "xdg/shelve/open");
  const begin = namesIn(open).join();
  for (let tries = 0; tries < 3000; tries++) {
    const now = namesIn(open);
    if (now.length > 0 && now.join() !== begin) return;
    await wait(1);
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch {
    return [];
  }
}
