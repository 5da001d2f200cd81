import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { DISK, type FileSystem, readRun, recover, undo } from "../../lib/apply/mod.ts";
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

/** What files hold, by their paths. */
type Contents = Readonly<Record<string, string>>;

/** What is done whole or not at all, and the files that it is about before and after. */
interface LaidUnit {
  readonly records: readonly PlannedRecord[];
  readonly before: Contents;
  readonly after: Contents;
}

/** A disk to run on, and which command has the fault. */
export interface Scene {
  readonly name: string;
  readonly command: "apply" | "undo";
  readonly lay: (tree: Tree) => readonly LaidUnit[];
  /** Whether the library lies on another device. */
  readonly across?: boolean;
  readonly base?: FileSystem;
  /** Many calls, so that a test takes fewer of them. @default 1 */
  readonly stride?: number;
}

/** Films with a sidecar each: unique contents, equal sizes and times, so that only a hash or an inode tells them apart. */
function layFilms(action: ActionName): (tree: Tree) => readonly LaidUnit[] {
  return (tree) =>
    ["a", "b"].map((film) => {
      const sources = writeFilm(tree, join(tree.downloads, film), film);
      const record = tree.record(`${film}.mkv`, `Films/${film}/${film}.mkv`, {
        [`${film}.srt`]: `Films/${film}/${film}.en.srt`,
      });
      const placed = toFilm(join(tree.library, `Films/${film}/${film}`), film, ".en.srt");
      return {
        records: [{ ...record, plan: { ...record.plan, action } }],
        before: sources,
        after: action === "move" ? placed : { ...sources, ...placed },
      };
    });
}

/** Better versions of films that the library has, one under the very same names, and one under others. */
function layReplacements(via: "move" | "copy"): (tree: Tree) => readonly LaidUnit[] {
  return (tree) =>
    ["a", "b"].map((film) => {
      const old = join(tree.library, `Films/${film}/${film}`);
      const better = film === "a" ? old : `${old} - 1080p`;
      const trash = join(tree.library, `.shelve-trash/Films/${film}/${film}`);
      const sources = writeFilm(tree, join(tree.downloads, film), film);
      const olds = writeFilm(tree, old, film.toUpperCase());
      const record = tree.record(`${film}.mkv`, `${better}.mkv`, {
        [`${film}.srt`]: `${better}.srt`,
      });
      const replaces = [".mkv", ".srt"].map((extension) => {
        const { path, size, mtime, ino } = tree.scan(old + extension);
        return { path, trash: trash + extension, size: size!, mtime: mtime!, ino: ino! };
      });
      return {
        records: [{ ...record, plan: { ...record.plan, action: "replace", via, replaces } }],
        before: { ...sources, ...olds },
        after: {
          ...(via === "copy" ? sources : {}),
          ...toFilm(better, film),
          ...toFilm(trash, film.toUpperCase()),
        },
      };
    });
}

/** Three films of the library, each of which has the names of the next. */
function layCircle(tree: Tree): readonly LaidUnit[] {
  const films = ["a", "b", "c"];
  const at = (film: string) => join(tree.library, `Films/${film}`);
  const before = Object.assign({}, ...films.map((film) => writeFilm(tree, at(film), film)));
  const next = (film: string) => films[(films.indexOf(film) + 1) % films.length]!;
  return [{
    records: films.map((film) =>
      tree.record(`${at(film)}.mkv`, `${at(next(film))}.mkv`, {
        [`${at(film)}.srt`]: `${at(next(film))}.srt`,
      })
    ),
    before,
    after: Object.assign({}, ...films.map((film) => toFilm(at(next(film)), film))),
  }];
}

/** Disc folders: three files each, one of them in a folder below. */
function layDiscs(tree: Tree): readonly LaidUnit[] {
  return ["a", "b"].map((disc) => {
    const [from, to] = [join(tree.downloads, disc, "BDMV"), join(tree.library, disc, "BDMV")];
    const files = ["index.bdmv", "STREAM/1.m2ts", "STREAM/2.m2ts"];
    const at = (folder: string) =>
      Object.fromEntries(files.map((file) => [join(folder, file), `${disc} ${file}`]));
    for (const [path, text] of Object.entries(at(from))) tree.write(path, text);
    return { records: [tree.discRecord(from, to)], before: at(from), after: at(to) };
  });
}

function writeFilm(tree: Tree, stem: string, film: string): Contents {
  const contents = toFilm(stem, film);
  for (const [path, text] of Object.entries(contents)) tree.write(path, text);
  return contents;
}

function toFilm(stem: string, film: string, extension = ".srt"): Contents {
  return { [`${stem}.mkv`]: `video ${film}`, [stem + extension]: `words ${film}` };
}

/** All files below downloads and the library, links followed. */
function read(tree: Tree): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [path, text] of Object.entries(tree.snapshot())) {
    if (text !== "folder") all[path] = Deno.readTextFileSync(path);
  }
  return all;
}

/** Every content is whole at its old or new name, or where it waits for that. */
function assertNothingLost(tree: Tree, units: readonly LaidUnit[], label: string): void {
  const all = Object.entries(read(tree));
  for (const { before, after } of units) {
    for (const content of new Set(Object.values(before))) {
      const isWhole = all.some(([path, text]) =>
        text === content &&
        (before[path] === content || after[path] === content || path.endsWith(".held"))
      );
      assert(isWhole, `${label}: "${content}" is lost`);
    }
  }
}

/** Whether a unit is as it was or wholly placed. */
function stateOf({ before, after }: LaidUnit, all: Contents): "before" | "after" | "torn" {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (paths.every((path) => all[path] === after[path])) return "after";
  return paths.every((path) => all[path] === before[path]) ? "before" : "torn";
}

/** Each unit is as it was or wholly placed, and there is nothing else anywhere. */
function assertSettled(tree: Tree, units: readonly LaidUnit[], label: string): void {
  const all = read(tree);
  for (const unit of units) {
    const state = stateOf(unit, all);
    assert(state !== "torn", `${label}: a unit is torn: ${JSON.stringify(all)}`);
    for (const path of Object.keys(unit[state])) delete all[path];
  }
  assertEquals(all, {}, `${label}: there is more than there should be`);
}

/** A record says `done` if and only if its files stand at their targets. */
function assertTruth(
  tree: Tree,
  units: readonly LaidUnit[],
  { out, label }: { readonly out: readonly Out[]; readonly label: string },
): void {
  const all = read(tree);
  for (const unit of units) {
    const own = out.filter(({ file }) =>
      unit.records.some((record) => record.file.path === (file as PlannedRecord["file"]).path)
    );
    const messages = own.flatMap(({ errors = [] }) => errors.map(({ message }) => message));
    if (messages.some((message) => message.includes("; then: "))) continue;
    const outcomes = new Set(own.map((record) => outcomeOf(record) === "done"));
    assertEquals(outcomes.size, 1, `${label}: part of a circle is done`);
    assertEquals(
      stateOf(unit, all),
      outcomes.has(true) ? "after" : "before",
      `${label}: ${messages}`,
    );
  }
}

/** A file that came back from another device has another inode. */
function rescan(tree: Tree, record: PlannedRecord, { before }: LaidUnit): PlannedRecord {
  const { file, plan } = record;
  const all = read(tree);
  if (file.kind === "disc") return record;
  const again = <T extends { readonly path: string }>(scanned: T): T =>
    all[scanned.path] === before[scanned.path] && all[scanned.path] !== undefined
      ? { ...scanned, ...withoutDevice(tree.scan(scanned.path)) }
      : scanned;
  const replaces = plan.replaces?.map(again);
  return {
    ...record,
    file: { ...again(file), sidecars: file.sidecars!.map(again) },
    plan: { ...plan, ...(replaces === undefined ? {} : { replaces }) },
  };
}

function withoutDevice({ size, mtime, ino }: PlannedRecord["file"]) {
  return { size, mtime, ino };
}

/** Recovery, a second run and undo after what a fault has left: nothing is lost, all is done, all comes back. */
async function assertConverges(
  tree: Tree,
  { units, before, label, fs }: {
    readonly units: readonly LaidUnit[];
    readonly before: Record<string, string>;
    readonly label: string;
    readonly fs: FileSystem;
  },
): Promise<void> {
  const options = { ...tree.options(), fs };
  const { conflicts } = await recover({ ...options, now: () => Date.now() + 3_600_000 });
  assertEquals(conflicts, 0, `${label}: ${tree.warnings.join("; ")}`);
  assertSettled(tree, units, label);
  const records = units.flatMap((unit) => unit.records.map((record) => rescan(tree, record, unit)));
  const again = await tree.apply(records, { fs });
  for (const record of again) {
    const outcome = outcomeOf(record);
    // A copy inside one device has another inode than what was scanned: it is not known again, which harms nothing.
    const isCopy = label.includes("EXDEV") && outcome === "source_missing";
    const isRight = isCopy || ["done", "skipped already_done"].includes(outcome);
    assert(isRight, `${label}: ${outcome} ${JSON.stringify(record.errors)}`);
  }
  assertSettled(tree, units, label);
  const all = read(tree);
  for (const unit of units) assertEquals(stateOf(unit, all), "after", label);
  assertEquals([...Deno.readDirSync(join(tree.state, "open"))], [], label);
  // What was done before the crash has no record: the journals know.
  const undone = await undoEverything(tree, fs);
  assert(
    undone.every((record) => ["done", "skipped already_done"].includes(outcomeOf(record))),
    `${label}: ${undone.map((record) => outcomeOf(record) + JSON.stringify(record.errors))}`,
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

/** All scenes that this machine has the devices for. */
export const SCENES: readonly Scene[] = (["apply", "undo"] as const).flatMap((command) =>
  ([
    { name: "moving inside a device", command, lay: layFilms("move") },
    { name: "moving without hard links", command, lay: layFilms("move"), base: WITHOUT_LINKS },
    { name: "moving across devices", command, lay: layFilms("move"), across: true },
    { name: "copying", command, lay: layFilms("copy") },
    { name: "hard-linking", command, lay: layFilms("hardlink") },
    { name: "linking", command, lay: layFilms("symlink") },
    { name: "replacing", stride: 5, command, lay: layReplacements("move") },
    {
      name: "replacing without hard links",
      stride: 5,
      command,
      lay: layReplacements("move"),
      base: WITHOUT_LINKS,
    },
    {
      name: "replacing across devices",
      stride: 5,
      command,
      lay: layReplacements("move"),
      across: true,
    },
    { name: "replacing by a copy", stride: 5, command, lay: layReplacements("copy") },
    { name: "moving in a circle", stride: 5, command, lay: layCircle },
    {
      name: "moving in a circle without hard links",
      stride: 5,
      command,
      lay: layCircle,
      base: WITHOUT_LINKS,
    },
    { name: "moving discs", stride: 5, command, lay: layDiscs },
    { name: "moving discs across devices", stride: 5, command, lay: layDiscs, across: true },
  ] satisfies readonly Scene[]).filter((scene: Scene) =>
    !scene.across || OTHER_DEVICE !== undefined
  )
);

/**
 * Runs a command with a fault at every `step`th call, and checks what each of them leaves. Gives the names of the calls.
 */
export async function failEveryCall(
  { command, lay, across = false, base = DISK }: Scene,
  fault: Omit<Fault, "at">,
  step = 1,
): Promise<readonly string[]> {
  for (let at = 1;; at += step) {
    // What is not the copy lies in memory, where it takes no time to sync.
    using tree = new Tree(across ? TEMPORARY : undefined, OTHER_DEVICE);
    const units = lay(tree);
    const records = units.flatMap(({ records }) => records);
    const before = tree.snapshot();
    const disk = faultyDisk({ ...fault, at }, base);
    const first = await tree.apply(records, { fs: command === "apply" ? disk.fs : base });
    const out = command === "apply"
      ? first
      : await tree.undo(first, { fs: disk.fs }).catch(() => []);
    disk.close();
    if (disk.calls.length < at) return disk.calls;
    const label = `${command}: ${fault.errno} at call ${at} (${disk.calls[at - 1]})`;
    assertNothingLost(tree, units, label);
    const isClean = !fault.forever && !fault.late;
    if (isClean && command === "apply") assertTruth(tree, units, { out, label });
    await assertConverges(tree, { units, before, label, fs: base });
  }
}
