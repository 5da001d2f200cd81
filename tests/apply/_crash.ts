import { assert, assertEquals } from "@std/assert";
import { basename, join } from "@std/path";
import { type FileSystem, readRun, recover, undo } from "../../lib/apply/mod.ts";
import type {
  ActionName,
  AppliedRecord,
  FailedRecord,
  PlannedRecord,
} from "../../lib/record/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { type Fault, faultyDisk, WITHOUT_LINKS } from "./_faults.ts";
import { OTHER_DEVICE, outcomeOf, TEMPORARY, Tree } from "./_tree.ts";

type Out = AppliedRecord | FailedRecord;

/** Films with a sidecar each: unique contents, equal sizes and times, so that only a hash or an inode tells them apart. */
const FILMS = ["a", "b"];

function lay(tree: Tree, action: ActionName): PlannedRecord[] {
  for (const film of FILMS) {
    tree.write(`${film}.mkv`, `video ${film}`);
    tree.write(`${film}.srt`, `words ${film}`);
  }
  return FILMS.map((film) => {
    const record = tree.record(`${film}.mkv`, `Films/${film}/${film}.mkv`, {
      [`${film}.srt`]: `Films/${film}/${film}.en.srt`,
    });
    return { ...record, plan: { ...record.plan, action } };
  });
}

/** Where each content is, by its text: files under temporary names too. */
function findContents(tree: Tree): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const [path, text] of Object.entries(tree.snapshot())) {
    const content = /(?:video|words) \w$/.exec(text)?.[0];
    if (content !== undefined) places.set(content, [...places.get(content) ?? [], path]);
  }
  return places;
}

/** Every content is whole at its source or its target. */
function assertNothingLost(tree: Tree, records: readonly PlannedRecord[], label: string): void {
  const places = findContents(tree);
  for (const { file, plan } of records) {
    const film = basename(file.path, ".mkv");
    const ends = [
      [`video ${film}`, file.path, plan.target!],
      [`words ${film}`, file.sidecars![0]!.path, plan.sidecars![0]!.target],
    ] as const;
    for (const [content, source, target] of ends) {
      const found = places.get(content) ?? [];
      assert(found.includes(source) || found.includes(target), `${label}: "${content}" is lost`);
    }
  }
}

/** Paths of a unit before and after it was placed. */
function endsOf({ file, plan }: PlannedRecord): readonly [string[], string[]] {
  const sources = [file.path, ...file.sidecars!.map(({ path }) => path)];
  const targets = [plan.target!, ...plan.sidecars!.map(({ target }) => target)];
  return [sources, plan.action === "move" ? targets : [...sources, ...targets]];
}

/** Each unit is as it was or wholly placed, what it holds is right, and there is nothing else anywhere. */
function assertSettled(tree: Tree, records: readonly PlannedRecord[], label: string): void {
  const all = new Set(filesIn(tree));
  for (const record of records) {
    const [before, after] = endsOf(record);
    const isPlaced = all.has(record.plan.target!);
    for (const path of isPlaced ? after : before) {
      assert(all.delete(path), `${label}: a unit is torn: "${path}" is not there`);
      const film = basename(record.file.path, ".mkv");
      const kind = path.endsWith(".mkv") ? "video" : "words";
      assertEquals(Deno.readTextFileSync(path), `${kind} ${film}`, `${label}: ${path}`);
    }
  }
  assertEquals([...all], [], `${label}: there is more than there should be`);
}

function filesIn(tree: Tree): string[] {
  return Object.entries(tree.snapshot()).filter(([, text]) => text !== "folder").map(([path]) =>
    path
  );
}

/** A record says `done` if and only if its files stand at their targets alone. */
function assertTruth(records: readonly Out[], label: string): void {
  for (const record of records) {
    const { file, plan } = record as unknown as PlannedRecord;
    const isThere = (path: string) => {
      try {
        return !Deno.lstatSync(path).isDirectory;
      } catch {
        return false;
      }
    };
    const ends = [isThere(file.path), isThere(plan.target!)];
    const outcome = outcomeOf(record);
    const placed = [plan.action !== "move", true];
    if (outcome === "done") assertEquals(ends, placed, `${label}: not done`);
    else if (record.errors === undefined) assertEquals(ends, [true, false], `${label}: ${outcome}`);
    else if (!record.errors[0]!.message.includes("; then: ")) {
      assertEquals(ends, [true, false], `${label}: ${record.errors[0]!.message}`);
    }
  }
}

/** A file that came back from another device has another inode. */
function rescan(tree: Tree, record: PlannedRecord): PlannedRecord {
  const { file } = record;
  try {
    const sidecars = file.sidecars!.map((sidecar) => ({
      ...sidecar,
      ...tree.scan(sidecar.path),
      kind: sidecar.kind,
    }));
    return { ...record, file: { ...file, ...tree.scan(file.path), sidecars } };
  } catch {
    return record; // it stands at its target
  }
}

/** Recovery, a second run and undo after what a fault has left: nothing is lost, all is done, all comes back. */
async function assertConverges(
  tree: Tree,
  { records, before, label, fs }: {
    readonly records: readonly PlannedRecord[];
    readonly before: Record<string, string>;
    readonly label: string;
    readonly fs: FileSystem;
  },
): Promise<void> {
  const options = { ...tree.options(), fs };
  const { conflicts } = await recover({ ...options, now: () => Date.now() + 3_600_000 });
  assertEquals(conflicts, 0, `${label}: ${tree.warnings.join("; ")}`);
  assertSettled(tree, records, label);
  const again = await tree.apply(records.map((record) => rescan(tree, record)), { fs });
  for (const record of again) {
    const outcome = outcomeOf(record);
    // A copy inside one device has another inode than what was scanned: it is not known again, which harms nothing.
    const isCopy = label.includes("EXDEV") && outcome === "source_missing";
    const isRight = isCopy || ["done", "skipped already_done"].includes(outcome);
    assert(isRight, `${label}: ${outcome} ${JSON.stringify(record.errors)}`);
  }
  assertSettled(tree, records, label);
  for (const { plan } of records) assert(filesIn(tree).includes(plan.target!), label);
  assertEquals([...Deno.readDirSync(join(tree.state, "open"))], [], label);
  // What was done before the crash has no record: the journals know.
  const undone = await undoEverything(tree, fs);
  assert(
    undone.every((record) => ["done", "skipped already_done"].includes(outcomeOf(record))),
    `${label}: ${undone.map(outcomeOf)}`,
  );
  assertEquals(tree.snapshot(), before, label);
}

async function undoEverything(tree: Tree, fs: FileSystem): Promise<Out[]> {
  const { libraries: _, ...options } = { ...tree.options(), fs };
  const all: Out[] = [];
  for (let round = 0; round < 5; round++) {
    try {
      all.push(...await collect(readRun(options).pipeThrough(undo(options))));
    } catch {
      break;
    }
  }
  return all;
}

/** A disk to run on, and which command has the fault. */
export interface Scene {
  readonly name: string;
  readonly command: "apply" | "undo";
  /** @default "move" */
  readonly action?: ActionName;
  /** Whether the library lies on another device. */
  readonly across?: boolean;
  readonly base?: FileSystem;
}

/** All scenes that this machine has the devices for. */
export const SCENES: readonly Scene[] = (["apply", "undo"] as const).flatMap((command) =>
  ([
    { name: "moving inside a device", command },
    { name: "moving without hard links", command, base: WITHOUT_LINKS },
    { name: "moving across devices", command, across: true },
    { name: "copying", command, action: "copy" },
    { name: "hard-linking", command, action: "hardlink" },
    { name: "linking", command, action: "symlink" },
  ] as const satisfies readonly Scene[]).filter((scene: Scene) =>
    !scene.across || OTHER_DEVICE !== undefined
  )
);

/**
 * Runs a command with a fault at every `step`th call, and checks what each of them leaves. Gives the names of the calls.
 */
export async function failEveryCall(
  { command, action = "move", across = false, base = Deno }: Scene,
  fault: Omit<Fault, "at">,
  step = 1,
): Promise<readonly string[]> {
  for (let at = 1;; at += step) {
    // What is not the copy lies in memory, where it takes no time to sync.
    using tree = new Tree(across ? TEMPORARY : undefined, OTHER_DEVICE);
    const records = lay(tree, action);
    const before = tree.snapshot();
    const disk = faultyDisk({ ...fault, at }, base);
    const first = await tree.apply(records, { fs: command === "apply" ? disk.fs : base });
    const out = command === "apply"
      ? first
      : await tree.undo(first, { fs: disk.fs }).catch(() => []);
    disk.close();
    if (disk.calls.length < at) return disk.calls;
    const label = `${command}: ${fault.errno} at call ${at} (${disk.calls[at - 1]})`;
    assertNothingLost(tree, records, label);
    const isClean = !fault.forever && !fault.late;
    if (isClean && command === "apply") assertTruth(out, label);
    await assertConverges(tree, { records, before, label, fs: base });
  }
}
