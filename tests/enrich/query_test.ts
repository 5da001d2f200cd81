import { assertEquals } from "@std/assert";
import { readFolderTitle } from "../../lib/enrich/folder_title.ts";
import { toQuery } from "../../lib/enrich/query.ts";
import { type Given, toRecord } from "./named_records.ts";

function ask(parsed: Given, path = "/in/file.mkv") {
  return toQuery(toRecord({ ...parsed, path }));
}

Deno.test("toQuery() asks for both kinds where the name does not tell", () => {
  assertEquals(ask({ kind: "unknown" }).title.kinds, ["movie", "episode"]);
  assertEquals(ask({ kind: "movie" }).title.kinds, ["movie"]);
  assertEquals(ask({ kind: "episode" }).title.kinds, ["episode"]);
});

Deno.test("toQuery() asks for both kinds where the folder of an extra may be a show's", () => {
  const extra: Given = { title: "Fargo", extra: "other" };
  assertEquals(ask(extra, "/in/Fargo/Extras/a.mkv").title.kinds, ["movie", "episode"]);
  assertEquals(ask(extra, "/in/Fargo/Season 1/Extras/a.mkv").title.kinds, ["episode"]);
  assertEquals(ask(extra, "/in/Fargo.S01.720p/Extras/a.mkv").title.kinds, ["episode"]);
  const shows = ask({ ...extra, kind: "episode" }, "/in/TV/Fargo/Extras/a.mkv").title;
  assertEquals(shows.kinds, ["episode"]);
});

Deno.test("toQuery() takes a country off the title of a show, not of a film", () => {
  const show = ask({ kind: "episode", title: "The Office US" }).title;
  assertEquals([show.titles, show.country], [["The Office US", "The Office"], "US"]);
  assertEquals(ask({ kind: "episode", title: "Ghosts (UK)" }).title.country, "GB");
  assertEquals(ask({ kind: "episode", title: "This Is Us" }).title.country, undefined);
  assertEquals(ask({ title: "Last Train to US" }).title.country, undefined);
  assertEquals(ask({ kind: "episode", title: "Skins", country: "uk" }).title.country, "GB");
});

Deno.test("toQuery() takes the year off the end of a title that repeats it", () => {
  assertEquals(ask({ title: "Emma (1996)", year: 1996 }).title.titles, ["Emma (1996)", "Emma"]);
  assertEquals(ask({ title: "Emma (1996)", year: 2020 }).title.titles, ["Emma (1996)"]);
});

Deno.test("toQuery() also asks for the part as part of the title", () => {
  assertEquals(ask({ title: "Parasyte", part: 1 }).title.titles, ["Parasyte", "Parasyte part 1"]);
});

const FOLDERS: readonly (readonly [string, string | undefined, number | undefined])[] = [
  ["/m/The Thing (1982)/Featurettes/a.mkv", "The Thing", 1982],
  ["/m/The.Thing.1982.1080p.BluRay-GRP/Extras/a.mkv", "The Thing", 1982],
  ["/m/The Thing/Behind The Scenes/a.mkv", "The Thing", undefined],
  ["/tv/Firefly/Season 1/Extras/a.mkv", "Firefly", undefined],
  ["/dl/Firefly.S01.1080p.BluRay-GRP/Extras/a.mkv", "Firefly", undefined],
  ["/dl/Firefly S01-S02 Complete/Season 2/Extras/a.mkv", "Firefly", undefined],
  ["/dl/Firefly Season 1 [720p]/Extras/a.mkv", "Firefly", undefined],
  ["/m/Open Season 2 (2008)/Extras/a.mkv", "Open Season 2", 2008],
  ["/m/Alien (1979) {tmdb-348}/a.mkv", "Alien", 1979],
  ["C:\\m\\Alien (1979)\\Trailers\\a.mkv", "Alien", 1979],
  ["/m/2012 (2009)/Extras/a.mkv", "2012", 2009],
  ["/m/stuff/a.mkv", undefined, undefined],
  ["a.mkv", undefined, undefined],
  ["/Extras/a.mkv", undefined, undefined],
];

Deno.test("readFolderTitle() finds the folder that names the film or show", () => {
  for (const [path, title, year] of FOLDERS) {
    const found = readFolderTitle(path);
    assertEquals([found?.title, found?.year], [title, year], path);
  }
});
