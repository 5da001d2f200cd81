import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseName } from "../../lib/parse/mod.ts";
import { anyString, assertSound, releaseName } from "./_names.ts";

Deno.test("parseName() is sound on any mixture of parts of release names", () => {
  fc.assert(fc.property(releaseName, assertSound), { numRuns: 10_000 });
});

Deno.test("parseName() is sound on any string, lone surrogates included", () => {
  fc.assert(fc.property(anyString, assertSound), { numRuns: 10_000 });
});

Deno.test("parseName() gives a title back from the forms in which libraries write it", () => {
  const word = fc.constantFrom("Silent", "River", "Night", "Of", "Glass", "Amélie", "Kino", "Zone");
  const title = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
  const year = fc.integer({ min: 1900, max: 2030 });
  const number = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(title, year, number, number, (name, when, season, episode) => {
      const s = String(season).padStart(2, "0");
      const e = String(episode).padStart(2, "0");
      const movies = [
        `${name} (${when}).mkv`,
        `${name} (${when}) {tmdb-603}.mkv`,
        `${name} (${when}) [tmdbid-603] - 1080p.mkv`,
      ];
      for (const form of movies) {
        const parsed = parseName(form);
        assertEquals([parsed.kind, parsed.title, parsed.year], ["movie", name, when], form);
      }
      const shows = [
        `${name} (${when}) - s${s}e${e} - Pilot.mkv`,
        `${name} (${when}) S${s}E${e}.mkv`,
      ];
      for (const form of shows) {
        const parsed = parseName(form);
        assertEquals(
          [parsed.kind, parsed.title, parsed.year, parsed.season, parsed.episodes],
          ["episode", name, when, season, [episode]],
          form,
        );
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("parseName() takes any length of what its patterns repeat", () => {
  for (
    const part of [
      " ",
      ".",
      "-",
      "1",
      "S01E01",
      "E01",
      "(",
      "[",
      "]",
      "a.",
      "1080p",
      "Season 1, ",
      "2010-",
      "'",
    ]
  ) {
    const name = part.repeat(100_000 / part.length);
    assert(parseName(name).confidence <= 1);
  }
});

Deno.test("parseName() is less sure where a number may be the title's", () => {
  const confidenceOf = (name: string) => parseName(name).confidence;
  assert(confidenceOf("Area 51 [1080p].mkv") < 0.9);
  assert(confidenceOf("Some Title 17-26") < 0.9);
  assert(confidenceOf("Area - 51 [1080p].mkv") > 0.9);
});

Deno.test("parseName() explains every claim only if asked", () => {
  const name = "The.Danish.Girl.2015.1080p.BluRay.x264-DEMO";
  assertEquals(parseName(name).explain, undefined);
  const { explain } = parseName(name, { explain: true }) as {
    explain: { name: string; claims: { property: string; text: string; status: string }[] };
  };
  assertEquals(explain.name, name);
  assertEquals(
    explain.claims.map(({ property, text, status }) => [property, text, status]),
    [
      ["title", "The.Danish.Girl", "counts"],
      ["languages", "Danish", "outside"],
      ["year", "2015", "counts"],
      ["resolution", "1080p", "counts"],
      ["source", "BluRay", "counts"],
      ["videoCodec", "x264", "counts"],
      ["releaseGroup", "DEMO", "counts"],
    ],
  );
});
