import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseName } from "../../lib/parse/mod.ts";

/** Parts of release names, mixed without regard to sense: what is tested is that none is too much. */
const PARTS = [
  "Title",
  "The",
  "S01E02",
  "S01",
  "1x02",
  "E05",
  "Part 2",
  "2001",
  "(1999)",
  "[05]",
  "- 07 -",
  "1080p",
  "x264",
  "BluRay",
  "WEB-DL",
  "DDP5.1",
  "HDR10+",
  "[Group]",
  "-GROUP",
  "ENG",
  "Subs",
  "{tmdb-603}",
  "2010.11.23",
  "第01話",
  "【番】",
  "Ünïcödé",
  "(((",
  "]]]",
  "v2",
  "'",
  "…",
  "AKA",
  "Season 1-3",
  "99999999999999999999",
];

/** Mixtures of such parts. */
export const releaseName: fc.Arbitrary<string> = fc.array(
  fc.tuple(fc.constantFrom(...PARTS), fc.constantFrom(".", " ", "_", "-", "", " - ")),
  { maxLength: 14 },
).map((parts) => parts.map((pair) => pair.join("")).join(""));

/** What holds for every name. */
export function assertSound(name: string): void {
  const parsed = parseName(name);
  assert(parsed.confidence >= 0 && parsed.confidence <= 1, "confidence is a share");
  assert(parsed.title !== "", "an absent title is no empty one");
  assert(parsed.title?.isWellFormed() ?? true, "a title holds no half characters");
  if (parsed.kind !== "unknown") assert(parsed.title ?? parsed.episodes ?? parsed.season ?? true);
  if (parsed.kind === "movie") assert(parsed.title !== undefined, "a movie has a title");
  const { episodes = [], seasons = [], absoluteEpisodes = [] } = parsed;
  for (const list of [episodes, seasons]) {
    assertEquals([...list].sort((a, b) => a - b), [...list], "numbers ascend");
    assert(list.every((value) => Number.isSafeInteger(value) && value >= 0));
  }
  assert(absoluteEpisodes.every((value) => Number.isFinite(value)));
  assert(!(parsed.season !== undefined && parsed.seasons !== undefined), "one season or several");
  for (const [key, value] of Object.entries(parsed)) assert(value !== undefined, `${key} is there`);
  assertEquals(parseName(name), parsed, "the same name gives the same answer");
}

/** Any string, halves of characters included. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes)),
);
