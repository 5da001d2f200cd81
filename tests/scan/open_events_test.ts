import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { openEvents, type WatchEvents } from "../../lib/scan/open_events.ts";
import { alteredDisk, makeTree } from "./_tree.ts";

/** A system that tells of changes when the test does, and refuses to look into a folder `locked`, as to who may not. */
function lockedSystem() {
  const watched: { paths: readonly string[]; isDeep: boolean; isClosed: boolean }[] = [];
  const tell: ((event: Pick<Deno.FsEvent, "kind" | "paths">) => void)[] = [];
  const readDirSync = (path: string) => {
    if (path.endsWith("locked")) throw new Deno.errors.PermissionDenied("no");
    return Deno.readDirSync(path);
  };
  function holdsLocked(path: string): boolean {
    return path.endsWith("locked") ||
      [...Deno.readDirSync(path)].some(({ name, isDirectory }) =>
        isDirectory && holdsLocked(join(path, name))
      );
  }
  return {
    fs: alteredDisk({ readDirSync }),
    watched,
    tell: (event: Pick<Deno.FsEvent, "kind" | "paths">) => tell.forEach((one) => one(event)),
    watchFs(paths: readonly string[], { recursive }: { readonly recursive: boolean }): WatchEvents {
      if (recursive && paths.some(holdsLocked)) throw new Error("Permission denied");
      const watcher = { paths, isDeep: recursive, isClosed: false };
      watched.push(watcher);
      const events = new ReadableStream({
        start: (controller) => void tell.push((event) => controller.enqueue(event)),
      });
      return Object.assign(events, { close: () => watcher.isClosed = true }) as never;
    },
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("openEvents() is told of all but the folders that may not be read", async () => {
  using tree = makeTree({ "a/x": 1, "b/c/y": 1, "b/locked/z": 1, "locked/z": 1 });
  const at = (...names: string[]) => names.map((name) => join(tree.path, name));
  const system = lockedSystem();
  const said: string[] = [];
  const events = openEvents([tree.path], { ...system, warn: (line) => said.push(line) });
  const shown = () => system.watched.filter(({ isClosed }) => !isClosed);
  assertEquals(shown(), [
    { paths: [tree.path, ...at("b")], isDeep: false, isClosed: false },
    { paths: at("a", "b/c"), isDeep: true, isClosed: false },
  ]);
  Deno.mkdirSync(join(tree.path, "new"));
  system.tell({ kind: "create", paths: at("new") });
  await turn();
  assertEquals(events.take().paths, at("new"));
  assertEquals(shown().at(-1), { paths: at("new"), isDeep: true, isClosed: false });
  system.tell({ kind: "create", paths: at("b/c/y") });
  await turn();
  assertEquals([shown().length, events.take().isLost], [3, false]);
  for (let number = 0; number < 40; number++) {
    Deno.mkdirSync(join(tree.path, `new${number}`));
    system.tell({ kind: "create", paths: at(`new${number}`) });
    await turn();
  }
  assertEquals(events.take().isLost, true);
  const most = Math.max(...shown().map(({ paths }) => paths.length));
  assertEquals([shown().length < 32, most > 25], [true, true], "begun anew");
  events.close();
  assertEquals(shown(), []);
  assertEquals(said, []);
});

Deno.test("openEvents() says where the system tells of nothing at all", () => {
  using tree = makeTree({ "a/x": 1 });
  const said: string[] = [];
  const watchFs = () => {
    throw new Error("no space left for watches");
  };
  openEvents([tree.path], { fs: Deno, watchFs, warn: (line) => said.push(line) }).close();
  assertEquals(said, [
    `Cannot be told of changes in "${tree.path}": no space left for watches; looks again from time to time`,
  ]);
});
