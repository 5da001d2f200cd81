import { assertEquals, assertThrows } from "@std/assert";
import { planRecord, type TargetFsName, toPlanRules } from "../../lib/plan/mod.ts";
import { StageError } from "../../lib/record/mod.ts";
import { episode, movie, withSidecars } from "./_records.ts";

/** A title as a folder of each kind of file system. */
const TITLES: readonly (readonly [title: string, names: Readonly<Record<TargetFsName, string>>])[] =
  [
    ["Alien: Covenant", {
      portable: "Alien - Covenant",
      windows: "Alien - Covenant",
      posix: "Alien: Covenant",
    }],
    ['What "If"?', { portable: "What 'If'", windows: "What 'If'", posix: 'What "If"?' }],
    ["AC/DC", { portable: "AC-DC", windows: "AC-DC", posix: "AC-DC" }],
    ["CON", { portable: "CON_", windows: "CON_", posix: "CON" }],
    ["Braces {tmdb-1}", {
      portable: "Braces (tmdb-1)",
      windows: "Braces (tmdb-1)",
      posix: "Braces (tmdb-1)",
    }],
  ];

Deno.test("planRecord() writes what the file system of the target can hold", () => {
  for (const [title, names] of TITLES) {
    for (const [targetFs, name] of Object.entries(names) as [TargetFsName, string][]) {
      const rules = toPlanRules({ movies: "/m", targetFs });
      assertEquals(
        planRecord(movie("/dl/a.mkv", { title }), rules).target,
        `/m/${name}/${name}.mkv`,
      );
    }
  }
});

const LONG = episode("/dl/a.mkv", {
  title: "日本の長い題名".repeat(6),
  year: 2001,
  episodes: [{ season: 1, number: 1, title: "ながいながい".repeat(20) }],
});

Deno.test("planRecord() keeps a whole path within what Windows takes", () => {
  const record = withSidecars(LONG, { path: "a.en.forced.srt", language: "en", flags: ["forced"] });
  const { target, sidecars } = planRecord(
    record,
    toPlanRules({ shows: "/tv", targetFs: "windows" }),
  );
  for (const path of [target!, sidecars![0]!.target]) assertEquals(path.length <= 259, true, path);
  // Only as much is cut as has to be: the units of a name count, not its bytes.
  assertEquals(target!.length > 150, true, target);
});

Deno.test("planRecord() fails where the library's own path leaves no room", () => {
  const rules = toPlanRules({ shows: `/${"x".repeat(240)}`, targetFs: "windows" });
  const error = assertThrows(() => planRecord(LONG, rules), StageError);
  assertEquals(error.code, "name_too_long");
});

Deno.test("planRecord() puts shows that count without seasons where the user wants them", () => {
  const rules = toPlanRules({ library: "/media", anime: "/anime" });
  const match = { title: "One Piece", episodes: [{ season: 20, number: 1 }] };
  assertEquals(
    planRecord(episode("/dl/[G] One Piece - 900.mkv", match, { absoluteEpisodes: [900] }), rules)
      .target,
    "/anime/One Piece/Season 20/One Piece - s20e01.mkv",
  );
  assertEquals(
    planRecord(episode("/dl/One Piece S20E01.mkv", match), rules).target,
    "/media/TV Shows/One Piece/Season 20/One Piece - s20e01.mkv",
  );
});
