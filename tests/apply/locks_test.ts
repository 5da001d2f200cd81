import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { lockLibraries } from "../../lib/apply/locks.ts";
import { toStateFolder } from "../../lib/apply/state_folder.ts";

Deno.test("lockLibraries() does not wait for itself where two paths lead to one folder", async () => {
  const root = Deno.makeTempDirSync();
  const [library, other] = [join(root, "library"), join(root, "other")];
  Deno.mkdirSync(library);
  Deno.symlinkSync(library, other);
  const warnings: string[] = [];
  const stop = new AbortController();
  const lock = await lockLibraries([library, other], {
    fs: Deno,
    state: toStateFolder(join(root, "state")),
    owner: "this run",
    warn(line) {
      warnings.push(line);
      stop.abort(); // else it would wait for ever
    },
    signal: stop.signal,
  });
  assertEquals(warnings, []);
  assertEquals(lock?.hasWaited, false);
  lock?.release();
  Deno.removeSync(root, { recursive: true });
});
