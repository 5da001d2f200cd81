import { assertEquals } from "@std/assert";
import { planRecord, toPlanRules } from "../../lib/plan/mod.ts";
import type { Sidecar } from "../../lib/record/mod.ts";
import { BLADE_RUNNER, episode, movie, OFFICE, withSidecars } from "./_records.ts";

const RULES = toPlanRules({ library: "/media" });
const MOVIE = "/media/Movies/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}";
const SHOW = "/media/TV Shows/The Office (2001) {tmdb-2996}";
const EPISODE = `${SHOW}/Season 01/The Office (2001) - s01e01`;

type Given = Partial<Sidecar> & { readonly path: string };

function planMovie(...given: readonly Given[]): readonly string[] {
  const record = withSidecars(movie("/dl/br.1982.mkv", BLADE_RUNNER), ...given);
  return toShort(planRecord(record, RULES).sidecars!.map(({ target }) => target));
}

function planEpisode(...given: readonly Given[]): readonly string[] {
  const record = episode("/dl/Office/o.s01e01.mkv", OFFICE, { season: 1, episodes: [1] });
  return toShort(
    planRecord(withSidecars(record, ...given), RULES).sidecars!.map(({ target }) => target),
  );
}

function toShort(targets: readonly string[]): readonly string[] {
  return targets.map((target) =>
    target.replace(MOVIE, "*").replace(EPISODE, "*").replace(SHOW, "").replace(
      MOVIE.slice(0, MOVIE.lastIndexOf("/")),
      "",
    )
  );
}

/** Films' sidecars by their present names, and what follows the film's name or lies in its folder. */
const OF_MOVIE: readonly (readonly [given: readonly Given[], planned: readonly string[]])[] = [
  [[{ path: "br.1982.srt" }], ["*.srt"]],
  [[{ path: "Subs/2_English.srt", language: "en" }], ["*.en.srt"]],
  [[{ path: "x.SRT", language: "pt-BR", flags: ["sdh", "forced", "default"] }], [
    "*.pt-BR.default.forced.sdh.srt",
  ]],
  // Two of a language.
  [
    [{ path: "a.srt", language: "en" }, { path: "b.srt", language: "en" }, {
      path: "c.srt",
      language: "en",
    }],
    ["*.en.srt", "*.2.en.srt", "*.3.en.srt"],
  ],
  // The one that says nothing more goes first, and what was numbered keeps its number.
  [
    [{ path: "br.1982.en.commentary.srt", language: "en" }, {
      path: "br.1982.en.srt",
      language: "en",
    }],
    ["*.2.en.srt", "*.en.srt"],
  ],
  [[{ path: "br.1982.2.en.srt", language: "en" }, { path: "br.1982.en.srt", language: "en" }], [
    "*.2.en.srt",
    "*.en.srt",
  ]],
  [[{ path: "a.srt", language: "en" }, { path: "a.ass", language: "en" }], [
    "*.en.srt",
    "*.en.ass",
  ]],
  [[{ path: "a.srt" }, { path: "b.srt" }], ["*.srt", "*.2.srt"]],
  // A pair stays together, and two halves do not become one.
  [
    [
      { path: "a.idx", language: "en" },
      { path: "b.idx", language: "en" },
      { path: "a.sub", language: "en" },
      { path: "b.sub", language: "en" },
    ],
    ["*.en.idx", "*.2.en.idx", "*.en.sub", "*.2.en.sub"],
  ],
  [[{ path: "a.idx", language: "en" }, { path: "b.sub", language: "en" }], [
    "*.en.idx",
    "*.2.en.sub",
  ]],
  [[{ path: "a.srt", language: "en" }, { path: "a.SRT", language: "en" }], [
    "*.en.srt",
    "*.2.en.srt",
  ]],
  [[{ path: "a.srt", language: "../x" }], ["*.srt"]],
  [[{ path: "br.1982.en.mka", language: "en" }], ["*.en.mka"]],
  // NFO
  [[{ path: "br.1982.nfo" }], ["*.nfo"]],
  [[{ path: "movie.nfo" }], ["*.nfo"]],
  [[{ path: "br.1982.nfo" }, { path: "movie.nfo" }], ["*.nfo", "/movie.nfo"]],
  [[{ path: "a.nfo" }, { path: "b.nfo" }], ["*.nfo", "*.b.nfo"]],
  // Artwork
  [[{ path: "poster.jpg" }, { path: "fanart.png" }, { path: "logo.png" }], [
    "/poster.jpg",
    "/fanart.png",
    "/clearlogo.png",
  ]],
  // The picture that has the name already keeps it.
  [[{ path: "backdrop.jpg" }, { path: "fanart.jpg" }, { path: "folder.jpg" }, {
    path: "poster.jpg",
  }], [
    "*-fanart.jpg",
    "/fanart.jpg",
    "*-poster.jpg",
    "/poster.jpg",
  ]],
  [[{ path: "folder.jpg" }, { path: "br.1982.jpg" }, { path: "br.1982-poster.jpg" }], [
    "/poster.jpg",
    "*-poster.jpg",
    "*.br.1982-poster.jpg",
  ]],
  [[{ path: "br.1982-fanart2.jpg" }, { path: "backdrop3.jpg" }], ["/fanart2.jpg", "/fanart3.jpg"]],
  [[{ path: "br.1982-screenshot.jpg" }, { path: "heat.jpg" }], ["*-screenshot.jpg", "*.heat.jpg"]],
  // Others keep what tells them apart.
  [[{ path: "br.1982.chapters.xml" }, { path: "RARBG.edl" }], ["*.chapters.xml", "*.RARBG.edl"]],
  [[{ path: "br.1982.edl" }, { path: "BR.1982.EDL" }], ["*.edl", "*.BR.1982.edl"]],
  [[{ path: `${"x".repeat(200)}.edl` }], [`*.${"x".repeat(59)}.edl`]],
];

Deno.test("nameSidecars() names what belongs to a film", () => {
  for (const [given, planned] of OF_MOVIE) assertEquals(planMovie(...given), planned);
});

const OF_EPISODE: readonly (readonly [given: readonly Given[], planned: readonly string[]])[] = [
  [[{ path: "o.s01e01.en.srt", language: "en" }], ["*.en.srt"]],
  [[{ path: "o.s01e01.nfo" }], ["*.nfo"]],
  [[{ path: "o.s01e01.jpg" }], ["*.jpg"]],
  [[{ path: "o.s01e01-thumb.jpg" }], ["*.jpg"]],
  [[{ path: "poster.jpg" }, { path: "tvshow.nfo" }, { path: "theme.mp3" }], [
    "/poster.jpg",
    "/tvshow.nfo",
    "/theme.mp3",
  ]],
];

Deno.test("nameSidecars() names what belongs to an episode or its show", () => {
  for (const [given, planned] of OF_EPISODE) assertEquals(planEpisode(...given), planned);
});

Deno.test("nameSidecars() keeps a trailer's picture beside it", () => {
  const trailer = movie("/dl/T-trailer.mp4", BLADE_RUNNER, { extra: "trailer" });
  const { sidecars } = planRecord(withSidecars(trailer, { path: "poster.jpg" }), RULES);
  assertEquals(sidecars![0]!.target, `${MOVIE.slice(0, MOVIE.lastIndexOf("/"))}/Trailers/T.jpg`);
});

Deno.test("nameSidecars() tells a thousand tracks of one language apart", () => {
  const tracks = Array.from({ length: 1000 }, (_, n) => ({ path: `${n}.srt`, language: "en" }));
  assertEquals(new Set(planMovie(...tracks)).size, 1000);
  assertEquals(planMovie(...tracks).at(-1), "*.1000.en.srt");
});
