import { assertEquals, assertThrows } from "@std/assert";
import { readOverrides } from "../../lib/enrich/overrides.ts";
import { toQuery } from "../../lib/enrich/query.ts";
import { type Given, toRecord } from "./named_records.ts";

const OVERRIDES = readOverrides(`
{"title":"The Old Mill","kind":"movie","ids":{"tmdb":1}}
{"title":"The Old Mill","year":1990,"kind":"movie","ids":{"tmdb":2},"note":"mine"}
{"title":"the old mill","kind":"episode","ids":{"tvdb":3}}
{"title":"Harbour","country":"UK","kind":"episode","ids":{"imdb":"tt0000004"}}
{"path":"/tv/Harbour/*","kind":"episode","ids":{"tmdb":5}}
{"path":"*/old*/*.avi","kind":"movie","ids":{"tmdb":6}}
{"title":"Twice","kind":"movie","ids":{"tmdb":7}}
{"title":"Twice","kind":"movie","ids":{"tmdb":8}}
`);

const CASES: readonly (readonly [string, Given, number | string | undefined])[] = [
  ["a film", { title: "The Old Mill" }, 1],
  ["the same in another spelling", { title: "old_mill, the" }, 1],
  ["its year", { title: "The Old Mill", year: 1990 }, 2],
  ["another year", { title: "The Old Mill", year: 1991 }, undefined],
  ["a show of the name", { kind: "episode", title: "The Old Mill", season: 1 }, 3],
  ["of an unknown kind the film", { kind: "unknown", title: "The Old Mill" }, 1],
  ["a country", { kind: "episode", title: "Harbour", country: "UK" }, "tt0000004"],
  ["a country in the title", { kind: "episode", title: "Harbour UK" }, "tt0000004"],
  ["another country", { kind: "episode", title: "Harbour", country: "US" }, undefined],
  ["a path, which comes before a title", { title: "Twice", path: "/tv/Harbour/x/Twice.mkv" }, 5],
  ["a path with several stars", { title: "x", path: "/a/older/b/c.avi" }, 6],
  ["a path that ends otherwise", { title: "x", path: "/a/older/b/c.avi.mkv" }, undefined],
  ["the last of two", { title: "Twice" }, 8],
  ["no title", {}, undefined],
  ["a hostile title", { title: "__proto__" }, undefined],
  ["a giant title", { title: "Twice ".repeat(5_000) }, undefined],
];

Deno.test("readOverrides() finds what a user has decided", () => {
  for (const [name, given, id] of CASES) {
    const record = toRecord(given);
    const found = OVERRIDES.find(record, toQuery(record).title);
    assertEquals(found && Object.values(found.ids)[0], id, name);
  }
});

Deno.test("readOverrides() names the first line that is none", () => {
  const good = '{"title":"A","kind":"movie","ids":{"tmdb":1}}\n';
  for (
    const [line, problem] of [
      ["{", "line 2 is no JSON"],
      ["5", "line 2 is no JSON object"],
      ['{"title":"A","ids":{"tmdb":1}}', 'line 2 needs a "kind"'],
      ['{"title":"A","kind":"movie","ids":{"tmdb":"1","imdb":"603"}}', 'line 2 needs "ids"'],
      ['{"title":"!?","kind":"movie","ids":{"tmdb":1}}', 'line 2 needs a "title" or a "path"'],
    ] as const
  ) {
    assertThrows(() => readOverrides(good + line), TypeError, problem);
  }
});
