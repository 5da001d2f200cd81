import { assertEquals } from "@std/assert";
import { parsePath } from "../../lib/parse/mod.ts";
import type { Explanation } from "../../lib/parse/explain.ts";
import { readNames } from "./_fixtures.ts";

/** What of `path` says so, by property. */
function explained(path: string): Explanation {
  return parsePath(path, { explain: true }).explain as Explanation;
}

Deno.test("explain() traces every field of every name of the fixtures to a claim or a note", () => {
  for (const { name } of readNames()) {
    const { explain, ...parsed } = parsePath(name, { explain: true });
    const { claims, notes } = explain as Explanation;
    const traced = new Set([
      ...claims.filter(({ status }) => status === "counts").flatMap(({ property }) =>
        property.split("+")
      ),
      ...notes.map(({ property }) => property),
    ]);
    assertEquals(Object.keys(parsed).filter((field) => !traced.has(field)), [], name);
  }
});

Deno.test("explain() changes nothing of what is read", () => {
  for (const { name } of readNames()) {
    const { explain: _explain, ...parsed } = parsePath(name, { explain: true });
    assertEquals(parsed, parsePath(name), name);
  }
});

Deno.test("explain() gives the text of each claim as it stands in the name", () => {
  for (const { name } of readNames()) {
    const explanation = explained(name);
    for (const { start, end, text } of explanation.claims) {
      assertEquals(explanation.name.slice(start, end), text, name);
    }
  }
});

Deno.test("explain() says which year was not chosen, and which word is the group's", () => {
  const { claims } = explained("Film.2035.2012.1080p.WEB.H264-MAX.mkv");
  const found = claims.filter(({ property }) =>
    property === "year" || property === "streamingService" || property === "releaseGroup"
  );
  assertEquals(found.map(({ property, text, status, by }) => [property, text, status, by]), [
    ["year", "2035", "outside", "words"],
    ["year", "2012", "counts", "words"],
    ["releaseGroup", "MAX", "counts", "place"],
    ["streamingService", "MAX", "outside", "words"],
  ]);
});

Deno.test("explain() says what the folders gave", () => {
  const { claims, notes } = explained("/media/Twin Peaks (1990)/Season 02/05 - Pilot.mkv");
  const given = notes.filter(({ why }) => why.includes("Season 02"));
  assertEquals(given.map(({ property }) => property), [
    "title",
    "year",
    "season",
    "episodeTitle",
    "confidence",
  ]);
  assertEquals(claims.map(({ property, text, by }) => [property, text, by]), [
    ["episodes", "05", "place"],
    ["episodeTitle", "Pilot", "place"],
    ["container", "mkv", "place"],
  ]);
});
