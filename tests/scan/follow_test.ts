import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { FailedRecord } from "../../lib/record/mod.ts";
import { type LeftOutCounts, scan } from "../../lib/scan/mod.ts";
import { collect } from "../../lib/stream/mod.ts";
import { makeTree, toPaths } from "./_tree.ts";

/** Two trees that lead into each other; only `in` is scanned. */
function linkedTree() {
  return makeTree({
    "in/film.mkv": 1,
    "in/twin.mkv": { link: "film.mkv" },
    "in/out.mkv": { link: "../out/a.mkv" },
    "in/out.srt": 5,
    "in/dead.mkv": { link: "nowhere" },
    "in/dead.txt": { link: "nowhere" },
    "in/round.mkv": { link: "round.mkv" },
    "in/.store/b.mkv": 1,
    "in/b.mkv": { link: ".store/b.mkv" },
    "in/up": { link: ".." },
    "in/self": { link: "." },
    "in/folder": { link: "../out" },
    "out/a.mkv": 7,
    "out/back": { link: "../in" },
    "out/self": { link: "." },
    "out/further": { link: "../more" },
    "more/c.mkv": 1,
    "more/back": { link: "../out" },
    "more/above": { link: "../../.." },
  });
}

Deno.test("scan() follows links out of what it scans, each once and never in a circle", async () => {
  using tree = linkedTree();
  for (const concurrency of [1, 8, undefined]) {
    const leftOut: LeftOutCounts = new Map();
    const found = await collect(
      scan(join(tree.path, "in"), { follow: true, leftOut, concurrency }),
    );
    assertEquals(toPaths(found, tree.path), [
      "in/dead.mkv: not_found",
      "in/round.mkv: not_readable",
      "in/b.mkv",
      "in/film.mkv",
      "in/out.mkv",
      "in/folder/a.mkv",
      "in/folder/further/c.mkv",
    ]);
    const [{ message }] = (found[0] as FailedRecord).errors;
    assertStringIncludes(message, "it is a link to what is not there");
    const { size, sidecars } = found[4]!.file as { size: number; sidecars: unknown[] };
    assertEquals([size, sidecars.length], [7, 1]);
    // twin, dead.txt, self, and what leads back from outside; up and above
    assertEquals(Object.fromEntries(leftOut), { hidden: 1, symlink: 6, symlink_loop: 2 });
  }
});

Deno.test("scan() follows a link that the user named, also one in a list", async () => {
  using tree = linkedTree();
  const path = join(tree.path, "in/out.mkv");
  assertEquals(toPaths(await collect(scan(path)), tree.path), ["in/out.mkv"]);
  const list = ReadableStream.from([[path, join(tree.path, "in/folder")]]);
  const found = await collect(scan([], { list }));
  assertEquals(toPaths(found, tree.path), ["in/out.mkv", "in/folder/a.mkv"]);
  assertEquals((found[0]!.file as { size: number }).size, 7);
});
