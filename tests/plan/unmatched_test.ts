import { assertEquals, assertThrows } from "@std/assert";
import { planRecord, toPlanRules } from "../../lib/plan/mod.ts";
import { StageError } from "../../lib/record/mod.ts";
import { movie, withSidecars } from "./_records.ts";

const RULES = toPlanRules({ library: "/media", unmatched: "/doubt/" });

function inRoot(path: string, root = "/dl") {
  const record = movie(path, { status: "ambiguous" });
  return { ...record, file: { ...record.file, root } };
}

Deno.test("planRecord() collects what is in doubt under the path that it has below its root", () => {
  const record = withSidecars(inRoot("/dl/Odd/film.mkv"), { path: "film.srt" });
  assertEquals(planRecord(record, RULES), {
    action: "move",
    library: "/doubt",
    target: "/doubt/Odd/film.mkv",
    reason: "ambiguous",
    sidecars: [{ source: "/dl/Odd/film.srt", target: "/doubt/Odd/film.srt" }],
  });
});

Deno.test("planRecord() takes a file without a root by its name", () => {
  const record = movie("/dl/Odd/film.mkv", { status: "none" });
  assertEquals(planRecord(record, RULES).target, "/doubt/film.mkv");
});

Deno.test("planRecord() leaves in the library, and in the folder of doubt, what lies there", () => {
  for (const path of ["/media/Movies/x.mkv", "/doubt/x.mkv"]) {
    assertEquals(planRecord(inRoot(path), RULES), { action: "none", reason: "ambiguous" });
  }
});

Deno.test("planRecord() follows no path out of the folder of doubt", () => {
  for (
    const path of ["/dl/../etc/x.mkv", "/dl/a//x.mkv", "/dl/./x.mkv", "/dl/a/..", "/dl/x\0.mkv"]
  ) {
    assertThrows(() => planRecord(inRoot(path), RULES), StageError, "Cannot plan a target");
  }
});
