import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { type Lock, lockLibraries } from "../../lib/apply/locks.ts";
import { toStateFolder } from "../../lib/apply/state_folder.ts";

/** One run holds `held`, and another one wants `wanted`. Paths are below a folder of the test. */
const CASES: readonly {
  readonly name: string;
  readonly held: readonly string[];
  readonly wanted: readonly string[];
  readonly waits: boolean;
}[] = [
  { name: "one library", held: ["media"], wanted: ["media"], waits: true },
  { name: "a library below", held: ["media"], wanted: ["media/films"], waits: true },
  { name: "a library above", held: ["media/films"], wanted: ["media"], waits: true },
  { name: "one that is not there yet", held: ["media"], wanted: ["media/new"], waits: true },
  { name: "one beside", held: ["media/films"], wanted: ["media/shows"], waits: false },
  { name: "one with a longer name", held: ["media"], wanted: ["media-2"], waits: false },
  { name: "one of several", held: ["media/films"], wanted: ["media-2", "media"], waits: true },
];

/** Locks libraries below `root`, and gives up where it would have to wait. */
async function lock(
  root: string,
  { libraries, state = "state" }: {
    readonly libraries: readonly string[];
    readonly state?: string;
  },
): Promise<{ readonly lock: Lock | undefined; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const stop = new AbortController();
  const lock = await lockLibraries(libraries.map((path) => join(root, path)), {
    fs: Deno,
    state: toStateFolder(join(root, state)),
    owner: "the first run",
    warn(line) {
      warnings.push(line);
      stop.abort(); // else it would wait for ever
    },
    signal: stop.signal,
  });
  return { lock, warnings };
}

function makeRoot(): string {
  const root = Deno.makeTempDirSync();
  for (const path of ["media/films", "media/shows", "media-2"]) {
    Deno.mkdirSync(join(root, path), { recursive: true });
  }
  return root;
}

for (const state of ["state", "state-2"]) {
  for (const { name, held, wanted, waits } of CASES) {
    const does = waits ? "waits for" : "does not wait for";
    Deno.test(`lockLibraries() ${does} ${name} (${state})`, async () => {
      const root = makeRoot();
      const first = await lock(root, { libraries: held });
      assertEquals(first.lock?.hasWaited, false);
      const second = await lock(root, { libraries: wanted, state });
      assertEquals(second.lock === undefined, waits);
      const who = state === "state" ? "the first run" : "a run with another state folder";
      if (waits) assertMatch(second.warnings.join(), RegExp(`^Waits for ${who}, which works in "`));
      second.lock?.release();
      first.lock?.release();
      // Whichever way it ended, nothing is held on.
      const third = await lock(root, { libraries: ["media", "media-2"], state });
      assertEquals(third.lock?.hasWaited, false);
      third.lock?.release();
      Deno.removeSync(root, { recursive: true });
    });
  }
}

Deno.test("lockLibraries() does not wait for itself, by whatever paths and however they lie", async () => {
  const root = makeRoot();
  Deno.symlinkSync("media", join(root, "other"));
  const libraries = ["media", "media/films", "other", "other/films", "media-2"];
  const { lock: own, warnings } = await lock(root, { libraries });
  assertEquals(warnings, []);
  assertEquals(own?.hasWaited, false);
  own?.release();
  Deno.removeSync(root, { recursive: true });
});
