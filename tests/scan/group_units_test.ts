import { assertEquals } from "@std/assert";
import { groupUnits } from "../../lib/scan/group_units.ts";
import { readCases } from "../read_cases.ts";

/** A folder by its files, and what comes out of it: one case of fixtures/folders. */
interface Case {
  readonly why: string;
  readonly folder?: string;
  readonly files: readonly string[];
  readonly discs?: readonly string[];
  /** Sidecars of each video, as `name`, `name language` or `name language flag,flag`. */
  readonly units: Readonly<Record<string, readonly string[]>>;
  /** Reason of each file left out. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

const CASES = readCases<Case>("folders/units.ndjson");

for (const { why, folder = "folder", files, discs = [], units, leftOut = {} } of CASES) {
  Deno.test(`groupUnits() ${why}`, () => {
    const found = groupUnits({ name: folder, files: [...files].sort(), discs });
    assertEquals(
      found.units.map(({ name, sidecars }) => ({ name, sidecars: sidecars.map(describe) })),
      Object.entries(units).map(([name, sidecars]) => ({ name, sidecars: [...sidecars] })),
    );
    assertEquals(
      Object.fromEntries(found.leftOut.map(({ name, reason }) => [name, reason])),
      leftOut,
    );
  });
}

function describe(
  { name, language, flags }: { name: string; language?: string; flags?: readonly string[] },
): string {
  return [name, language, flags?.join(",")].filter(Boolean).join(" ");
}

Deno.test("groupUnits() gives each file exactly once", () => {
  for (const { files, folder = "folder", discs = [] } of CASES) {
    const { units, leftOut } = groupUnits({ name: folder, files: [...files].sort(), discs });
    const given = [
      ...units.filter(({ kind }) => kind === "video").map(({ name }) => name),
      ...units.flatMap(({ sidecars }) => sidecars.map(({ name }) => name)),
      ...leftOut.map(({ name }) => name),
    ];
    assertEquals(given.sort(), [...files].sort());
  }
});

Deno.test("groupUnits() stays fast in a folder of many videos and subtitles", () => {
  const files: string[] = [];
  for (let i = 0; i < 20_000; i++) {
    files.push(`Film ${i}.mkv`, `Film ${i}.en.srt`, `Other ${i}.srt`);
  }
  const { units } = groupUnits({ name: "folder", files: files.sort(), discs: [] });
  assertEquals(units.length, 20_000);
  assertEquals(units.every(({ sidecars }) => sidecars.length === 1), true);
});
