import { assertEquals, assertThrows } from "@std/assert";
import { planRecord, TemplateError, toPlanRules } from "../../lib/plan/mod.ts";
import { readTemplates } from "../../lib/plan/read_templates.ts";
import { BLADE_RUNNER, movie } from "./_records.ts";

Deno.test("readTemplates() reads a template a line, and passes comments over", () => {
  assertEquals(readTemplates("# mine\n\nmovie: <title>: no\r\n  trailer:Extras/<name>\n"), {
    movie: "<title>: no",
    trailer: "Extras/<name>",
  });
  assertEquals(readTemplates(""), {});
});

Deno.test("readTemplates() refuses a line that names no template", () => {
  for (const line of ["film: <title>", "<title>", "__proto__: x", "movie"]) {
    assertThrows(() => readTemplates(line), TemplateError, "a line begins with one of movie");
  }
});

Deno.test("toPlanRules() takes templates for extras, where a server has none too", () => {
  const templates = readTemplates("deleted: Bonus/<name>");
  const rules = toPlanRules({ movies: "/m", server: "kodi", templates });
  assertEquals(
    planRecord(movie("/dl/Tears.mkv", BLADE_RUNNER, { extra: "deleted" }), rules).target,
    "/m/Blade Runner (1982) {tmdb-78}/Bonus/Tears.mkv",
  );
});

Deno.test("toPlanRules() points into the template that is wrong", () => {
  const cases = [
    [{ movie: "/<title>" }, '"/<title>"'],
    [{ season: "S<sesaon>" }, '"S<sesaon>": column 3'],
    [{ episode: "<show>" }, '"<show>": column 2'],
  ] as const;
  for (const [templates, where] of cases) {
    assertThrows(
      () => toPlanRules({ library: "/media", templates }),
      TemplateError,
      `Cannot read the template ${where}`,
    );
  }
});
