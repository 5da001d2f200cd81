import { assertEquals } from "@std/assert";
import { enrich } from "../../lib/enrich/mod.ts";
import type { EnrichedRecord, ParsedName } from "../../lib/record/mod.ts";
import { collect, fromRecords } from "../../lib/stream/mod.ts";
import { withCatalog } from "./small_catalog.ts";

/** Names that seem to fit one of the titles below, and how far `enrich` may go: never to `sure`. */
interface Case {
  readonly why: string;
  readonly given: Partial<ParsedName> & { readonly path?: string };
  readonly status: "likely" | "ambiguous" | "none";
}

const ROWS: readonly object[] = [
  { tmdb_id: 1, title: "Hannibal", year: 2001, vote_count: 4000 },
  { tmdb_id: 2, title: "Cannibal", year: 2013, vote_count: 50 },
  { tmdb_id: 3, title: "Shrek 2", year: 2004, vote_count: 9000 },
  {
    tmdb_id: 4,
    title: "Far Far Away Idol",
    aka: ["Shrek: Far Far Away Idol"],
    year: 2004,
    vote_count: 100,
  },
  { tmdb_id: 5, title: "Snow White and the Huntsman", year: 2012, vote_count: 8000 },
  { tmdb_id: 6, title: "Blancanieves", aka: ["Snow White"], year: 2012, vote_count: 200 },
  { tmdb_id: 7, title: "Exam", aka: ["Test"], year: 2009, vote_count: 900 },
  { tmdb_id: 8, title: "Prova", aka: ["Test"], year: 2014, vote_count: 3 },
  { tmdb_id: 9, title: "Home", year: 2015, vote_count: 5000 },
  { tmdb_id: 10, title: "Downloaded", year: 2013, vote_count: 20 },
  { tmdb_id: 11, title: "Alien", year: 1979, vote_count: 9000 },
  { tmdb_id: 12, title: "21", year: 2008, vote_count: 3000 },
  { tmdb_id: 13, title: "Interview", year: 2007, vote_count: 100 },
  { tmdb_id: 20, name: "Top Gear", year: 2002, vote_count: 900 },
  { tmdb_id: 21, name: "Top Gear", year: 1978, vote_count: 8000 },
  { tmdb_id: 22, name: "Top Gear (US)", aka: ["Top Gear"], year: 2010, origin_country: ["US"] },
  { tmdb_id: 23, name: "Bleach", year: 2004, vote_count: 2000 },
  {
    tmdb_id: 24,
    imdb_id: "tt0903747",
    name: "Breaking Bad",
    aka: ["BB"],
    year: 2008,
    vote_count: 9000,
  },
  { tmdb_id: 30, title: "The Lantern Keeper", year: 1998, vote_count: 900 },
  { tmdb_id: 31, title: "Harbour of Glass", year: 2010, vote_count: 4000 },
  { tmdb_id: 32, title: "Harbour of Glass: The Tide", year: 2016, vote_count: 30 },
  { tmdb_id: 33, title: "Skyward", year: 1988, vote_count: 40 },
  { tmdb_id: 34, title: "Flyers: Skyward", year: 2021, vote_count: 7000 },
  { tmdb_id: 35, title: "Never Walk Alone", year: 2018, vote_count: 200 },
  { tmdb_id: 36, title: "Let Him Sleep Now", year: 2011, vote_count: 5000 },
  { tmdb_id: 37, title: "Quiet Orchard", year: 1994, vote_count: 12 },
  { tmdb_id: 38, title: "Mirror", aka: ["Oculus Mirror"], year: 2014, vote_count: 60 },
  { tmdb_id: 39, title: "Dawn of Origins", aka: ["New Origins"], year: 1950 },
  { tmdb_id: 40, title: "A New Road", year: 1951 },
  { tmdb_id: 41, title: "Nor.MA", year: 2024, vote_count: 10 },
  { tmdb_id: 42, title: "Norma", year: 2024, vote_count: 9000 },
  { tmdb_id: 25, name: "The Outlanders: Awakening", year: 2013, vote_count: 20 },
  { tmdb_id: 26, name: "Tander", year: 2021, vote_count: 300 },
  { tmdb_id: 27, name: "The Cipher (UK)", vote_count: 20 },
  { tmdb_id: 28, name: "The Cipher", year: 2011, origin_country: ["AU"], vote_count: 90 },
];

const CASES: readonly Case[] = [
  {
    why: "what looks like a subtitle makes another film",
    given: { title: "The Lantern Keeper - New Origins", year: 1998 },
    status: "ambiguous",
  },
  {
    why: "what looks like a translation does not",
    given: { title: "The Lantern Keeper - Il guardiano", year: 1998 },
    status: "likely",
  },
  {
    why: "a title that exists, of another year, is no piece of what fewer know",
    given: { title: "Harbour of Glass", year: 2016 },
    status: "ambiguous",
  },
  {
    why: "but it is one of what more know",
    given: { title: "Skyward", year: 2021 },
    status: "likely",
  },
  {
    why: "a piece that no mark sets apart",
    given: { title: "Walk Alone", year: 2018 },
    status: "ambiguous",
  },
  {
    why: "a word is missing, and the year",
    given: { title: "Let Sleep Now" },
    status: "none",
  },
  {
    why: "a slip in a title that few know, and no year",
    given: { title: "Quiet Orchards" },
    status: "ambiguous",
  },
  {
    why: "the same with the year",
    given: { title: "Quiet Orchards", year: 1994 },
    status: "likely",
  },
  {
    why: "fame does not make up for another spelling",
    given: { title: "Nor MA", year: 2024 },
    status: "ambiguous",
  },
  {
    why: "a title said twice is another title",
    given: { title: "Mirror Mirror", year: 2014 },
    status: "none",
  },
  {
    why: "a piece of the title of a show is another show",
    given: { kind: "episode", title: "The Outlanders", year: 2013, season: 1, episodes: [1] },
    status: "ambiguous",
  },
  {
    why: "a slip in a short title, and no year",
    given: { kind: "episode", title: "Tandes", season: 1, episodes: [1] },
    status: "ambiguous",
  },
  {
    why: "a country that is a part of the title",
    given: { kind: "episode", title: "The Cipher", country: "UK", season: 1, episodes: [1] },
    status: "likely",
  },
  {
    why: "who writes a title that exists has hardly misspelled another",
    given: { title: "Hannibal", year: 2013 },
    status: "ambiguous",
  },
  {
    why: "a sequel of the year is meant as well as a short film",
    given: { title: "Shrek", year: 2004 },
    status: "ambiguous",
  },
  {
    why: "a part of a famous title is likelier than another name of an unknown film",
    given: { title: "Snow White", year: 2012 },
    status: "ambiguous",
  },
  {
    why: "other names of several films, and no year",
    given: { title: "Test" },
    status: "ambiguous",
  },
  { why: "a number that may be an episode's", given: { title: "21" }, status: "ambiguous" },
  { why: "the same with its year", given: { title: "21", year: 2009 }, status: "likely" },
  {
    why: "two shows of the title from nobody knows where",
    given: { kind: "episode", title: "Top Gear", country: "AU", season: 1, episodes: [1] },
    status: "ambiguous",
  },
  {
    why: "two letters that some call a show by",
    given: { kind: "episode", title: "bb", season: 1, episodes: [1] },
    status: "ambiguous",
  },
  {
    why: "a show after a dash is another show",
    given: { kind: "episode", title: "Bleach - Sennen Kessen-hen", episodes: [3] },
    status: "none",
  },
  {
    why: "a folder that is a place",
    given: { title: "joe", extra: "other", path: "/home/joe/Downloads/Extras/Trailer.mkv" },
    status: "none",
  },
  {
    why: "a place that is also a film",
    given: { title: "trailer", extra: "other", path: "/media/Home/Extras/trailer.mkv" },
    status: "none",
  },
  {
    why: "a folder that the parser reads as well",
    given: { title: "Alien", extra: "other", path: "/mnt/Alien/Extras/Cut.mkv" },
    status: "likely",
  },
  {
    why: "an extra that only says what it is",
    given: { title: "Interview", extra: "interview", path: "/dl/stuff/Interview.mkv" },
    status: "none",
  },
  {
    why: "the TMDB id of a show on the name of a film",
    given: { title: "Breaking Bad", year: 2008, ids: { tmdb: 24 } },
    status: "ambiguous",
  },
  {
    why: "the IMDb id of a show on the name of a film",
    given: { title: "Some Film", year: 2010, ids: { imdb: "tt0903747" } },
    status: "ambiguous",
  },
  {
    why: "a number that is a show's at TMDB, and may be a film's",
    given: { title: "Some Film", year: 2010, ids: { tmdb: 24 } },
    status: "likely",
  },
  {
    why: "an id that nobody knows, of who knows what",
    given: { kind: "unknown", title: "Some Film", ids: { tmdb: 999 } },
    status: "ambiguous",
  },
];

Deno.test("enrich() never takes what is only near", async (t) => {
  await withCatalog(async (catalog) => {
    for (const { why, given: { path = "/in/file.mkv", ...parsed }, status } of CASES) {
      await t.step(why, async () => {
        const record = {
          file: { path },
          parsed: { kind: "movie", confidence: 1, ...parsed },
        } as const;
        const [out] = await collect(fromRecords([record]).pipeThrough(enrich({ catalog })));
        assertEquals((out as EnrichedRecord).match.status, status, JSON.stringify(out));
      });
    }
  }, ROWS.map((row) => JSON.stringify(row)));
});
