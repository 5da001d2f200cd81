import { assertEquals, assertThrows } from "@std/assert";
import { compileTemplate, FIELDS, FILTERS, PRESETS, TemplateError } from "../../lib/plan/mod.ts";
import { writePath } from "../../lib/plan/write_path.ts";

const VALUES: Readonly<Record<string, string>> = {
  title: "blade runner",
  year: "1982",
  season: "1",
  imdb: "tt0083658",
  edition: "Final Cut",
};

/** What a template becomes with the values above. */
const WRITTEN: readonly (readonly [template: string, names: string])[] = [
  ["plain", "plain"],
  ["🎬 <title>", "🎬 blade runner"],
  ["<title>", "blade runner"],
  ["<title> (<year>)/<title>", "blade runner (1982)/blade runner"],
  ["S<season|pad:2>", "S01"],
  ["<title|upper>", "BLADE RUNNER"],
  ["<title|title>", "Blade Runner"],
  ["<title|upper|lower>", "blade runner"],
  ["<title|truncate:5>", "blade"],
  ['<title|replace:" ",".">', "blade.runner"],
  ['<title|replace:"a","$&">', "bl$&de runner"],
  ['x<group|default:"NoGroup">', "xNoGroup"],
  ['<title|default:"None">', "blade runner"],
  // groups
  ["<title><? (<year>)>", "blade runner (1982)"],
  ["<title><? {tmdb-<tmdb>}>", "blade runner"],
  ["<title><? {tmdb-<tmdb>}| {imdb-<imdb>}>", "blade runner {imdb-tt0083658}"],
  ["<title><?<tmdb>|<tvdb>|-none>", "blade runner-none"],
  ["<title><? <year><?-<tmdb>>>", "blade runner 1982"],
  ["<title><?edition: cut>", "blade runner cut"],
  ["<title><?!edition: whole>", "blade runner"],
  ["<title><?!part,edition: cut|!edition: whole>", "blade runner cut"],
  // names
  ["<?tmdb:<tmdb>>/<title>", "blade runner"],
  ["a/b/c", "a/b/c"],
];

Deno.test("compileTemplate() makes what is written by fields, filters and groups", () => {
  for (const [text, names] of WRITTEN) {
    const written = writePath(compileTemplate(text), (name) => VALUES[name]);
    assertEquals(written.join("/"), names, text);
  }
});

/** What is said of a template that cannot be read, and where. */
const REFUSED: readonly (readonly [template: string, column: number, why: string])[] = [
  ["<tilte>", 2, 'there is no field "tilte": did you mean "title"?'],
  ["<toString>", 2, 'there is no field "toString"'],
  ["<__proto__>", 2, 'there is no field "__proto__"'],
  ["<title|uper>", 8, 'there is no filter "uper": did you mean "upper"?'],
  ["<title|constructor>", 8, 'there is no filter "constructor"'],
  ["a <title", 3, 'this "<" has no ">"'],
  ["<title><? x", 8, 'this "<?" has no ">"'],
  ["<title>>", 8, "'>' cannot stand in a name"],
  ["a:b", 2, "':' cannot stand in a name"],
  ["a\tb", 2, "a control character cannot stand in a name"],
  ["<season|pad>", 9, "pad takes 1 values"],
  ["<season|pad:x>", 9, "pad takes a number"],
  ['<title|replace:"a">', 8, "replace takes 2 values"],
  ['<title|replace:"","b">', 8, "replace needs a text to look for"],
  ['<title|replace:"a","/">', 8, "'/' cannot stand in a name"],
  ['<title|default:"a>', 16, "this quote has no end"],
  ["<?title: a/b>", 11, '"/" cannot stand in a group'],
  ["<title>//<year>", 16, "a name in it is empty"],
  ["", 1, "a name in it is empty"],
  ["<?".repeat(50), 17, "groups stand in each other 8 deep"],
];

Deno.test("compileTemplate() points at the column of what it cannot read", () => {
  for (const [text, column, why] of REFUSED) {
    const error = assertThrows(() => compileTemplate(text), TemplateError, why, text);
    assertEquals(error.column, column, text);
  }
});

Deno.test("FIELDS and FILTERS show examples that can be written", () => {
  const examples = (name: string) => FIELDS[name]!.example;
  for (const [name, { help, example }] of Object.entries(FIELDS)) {
    assertEquals([help.endsWith("."), example === ""], [false, false], name);
    assertEquals(writePath(compileTemplate(`<${name}>`), examples), [example], name);
  }
  for (const { example } of Object.values(FILTERS)) {
    assertEquals(writePath(compileTemplate(example), examples).length, 1, example);
  }
});

Deno.test("PRESETS are texts that compile, under their own names", () => {
  for (const [name, preset] of Object.entries(PRESETS)) {
    assertEquals(preset.name, name);
    const { movie, show, season, episode, extras } = preset;
    for (const text of [movie, show, season, episode, ...Object.values(extras)]) {
      assertEquals(compileTemplate(text).text, text);
    }
  }
});
