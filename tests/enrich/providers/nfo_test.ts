import { assertEquals } from "@std/assert";
import { NFO, readNfo } from "../../../lib/enrich/providers/nfo.ts";
import type { Ids, ParsedName, ParsedRecord } from "../../../lib/record/mod.ts";

const CASES: readonly (readonly [string, string, ParsedName["kind"], Ids | undefined])[] = [
  [
    "Kodi's tags",
    '<movie><uniqueid type="imdb">tt0133093</uniqueid><uniqueid default="true" type="tmdb">603</uniqueid></movie>',
    "movie",
    { tmdb: 603, imdb: "tt0133093" },
  ],
  [
    "Jellyfin's tags",
    "<movie><tmdbid>603</tmdbid><imdbid>tt0133093</imdbid></movie>",
    "movie",
    { tmdb: 603, imdb: "tt0133093" },
  ],
  ["Kodi's tag of old", "<movie><id>tt0133093</id></movie>", "movie", { imdb: "tt0133093" }],
  ["the same of a show", "<tvshow><id>78874</id></tvshow>", "episode", { tvdb: 78874 }],
  ["a bare number of a film", "<movie><id>603</id></movie>", "movie", undefined],
  [
    "ids of actors",
    "<movie><actor><name>A</name><tmdbid>6384</tmdbid><imdbid>nm0000206</imdbid></actor>" +
    "<actor><tmdbid>2975</tmdbid></actor><tmdbid>603</tmdbid></movie>",
    "movie",
    { tmdb: 603 },
  ],
  ["a show", '<tvshow><uniqueid type="tvdb">78874</uniqueid></tvshow>', "episode", { tvdb: 78874 }],
  [
    "an address",
    "see https://www.imdb.com/title/tt0133093/ for more",
    "movie",
    { imdb: "tt0133093" },
  ],
  ["a film's address", "https://www.themoviedb.org/movie/603-the-matrix", "movie", { tmdb: 603 }],
  ["a show's address", "https://www.themoviedb.org/tv/1437", "episode", { tmdb: 1437 }],
  ["a show's address at a film", "https://www.themoviedb.org/tv/1437", "movie", undefined],
  ["TVmaze", "https://www.tvmaze.com/shows/180/firefly", "episode", { tvmaze: 180 }],
  ["TVDB", "http://thetvdb.com/?tab=series&id=78874", "episode", { tvdb: 78874 }],
  [
    "ids of a single episode",
    '<episodedetails><uniqueid type="tvdb">297999</uniqueid></episodedetails>',
    "episode",
    undefined,
  ],
  ["a film's tags at an episode", "<movie><tmdbid>603</tmdbid></movie>", "episode", undefined],
  ["art and nothing else", "▄▄▄ the group ▄▄▄", "movie", undefined],
  ["a number that is none", "<movie><tmdbid>__proto__</tmdbid></movie>", "movie", undefined],
];

Deno.test("readNfo() reads the ids of the film or show", () => {
  for (const [name, text, kind, ids] of CASES) assertEquals(readNfo(text, kind), ids, name);
});

Deno.test("readNfo() stays linear on a text made to be slow", () => {
  const text = '<uniqueid type="tmdb" '.repeat(20_000) + "<movie ".repeat(20_000) +
    "<actor>".repeat(20_000);
  assertEquals(readNfo(text, "movie"), undefined);
});

Deno.test("NFO takes the first of the sidecars that has ids", async () => {
  const files: Record<string, string> = {
    "/a.nfo": "no ids",
    "/b.nfo": "imdb.com/title/tt0133093",
  };
  const record: ParsedRecord = {
    file: {
      path: "/a.mkv",
      sidecars: [
        { path: "/a.srt", kind: "subtitle" },
        { path: "/missing.nfo", kind: "nfo" },
        { path: "/a.nfo", kind: "nfo" },
        { path: "/b.nfo", kind: "nfo" },
      ],
    },
    parsed: { kind: "movie", confidence: 1 },
  };
  const ids = await NFO.readIds!(record, { readHead: (path) => files[path] });
  assertEquals(ids, { imdb: "tt0133093" });
  assertEquals(NFO.isReady({}), false);
});

Deno.test("NFO reads the tvshow.nfo of an episode's show, in its folder or above", async () => {
  const nfo = "<tvshow><tvdbid>78874</tvdbid></tvshow>";
  for (
    const [path, kind, asked, ids] of [
      ["/tv/Show/Season 1/a.mkv", "episode", [
        "/tv/Show/Season 1/tvshow.nfo",
        "/tv/Show/tvshow.nfo",
      ], { tvdb: 78874 }],
      ["/tv/Show/a.mkv", "movie", [], undefined],
      ["a.mkv", "episode", [], undefined],
      ["/a.mkv", "episode", ["/tvshow.nfo"], undefined],
    ] as const
  ) {
    const paths: string[] = [];
    const readHead = (path: string) => {
      paths.push(path);
      return path === "/tv/Show/tvshow.nfo" ? nfo : undefined;
    };
    const record: ParsedRecord = { file: { path }, parsed: { kind, confidence: 1 } };
    assertEquals(await NFO.readIds!(record, { readHead }), ids, path);
    assertEquals<readonly string[]>(paths, asked);
  }
});
