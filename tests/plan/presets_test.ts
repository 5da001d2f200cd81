import { assertEquals } from "@std/assert";
import {
  type PlannableRecord,
  planRecord,
  type ServerName,
  SERVERS,
  toPlanRules,
} from "../../lib/plan/mod.ts";
import { BLADE_RUNNER, episode, movie, OFFICE, withSidecars } from "./_records.ts";

const DOWNSIZE = { season: 1, number: 1, title: "Downsize" };
const THREE = [1, 2, 3].map((number) => ({ season: 1, number }));
const SPECIAL = { season: 0, number: 1, title: "Christmas" };

const RECORDS = {
  movie: movie("/dl/br.mkv", BLADE_RUNNER),
  imdb: movie("/dl/br.mkv", { title: "Heat", year: 1995, ids: { imdb: "tt0113277" } }),
  edition: movie("/dl/br.mkv", BLADE_RUNNER, { editions: ["Final Cut"] }),
  part: movie("/dl/br.avi", BLADE_RUNNER, { part: 2 }),
  piece: movie("/dl/br.avi", BLADE_RUNNER, { part: 1, editions: ["Final Cut"] }),
  trailer: movie("/dl/br-trailer.mp4", BLADE_RUNNER, { extra: "trailer" }),
  deleted: movie("/dl/Tears.mkv", BLADE_RUNNER, { extra: "deleted" }),
  episode: episode("/dl/o.mkv", { ...OFFICE, episodes: [DOWNSIZE] }),
  tvdb: episode("/dl/o.mkv", { ...OFFICE, ids: { tvdb: 78107 }, episodes: [DOWNSIZE] }),
  several: episode("/dl/o.mkv", { ...OFFICE, episodes: THREE }),
  special: episode("/dl/o.mkv", { ...OFFICE, episodes: [SPECIAL] }),
  split: episode("/dl/o.mkv", { ...OFFICE, episodes: [DOWNSIZE] }, { part: 2 }),
  date: episode("/dl/o.mkv", { title: "Late Show" }, { date: "2011-11-15", season: 8 }),
  showTrailer: episode("/dl/o-trailer.mp4", OFFICE, { extra: "trailer" }),
  thumb: withSidecars(episode("/dl/o.mkv", { ...OFFICE, episodes: [DOWNSIZE] }), { path: "o.jpg" }),
} satisfies Record<string, PlannableRecord>;

/** Targets below `Movies` or `TV Shows`, by hand from each server's guide; a reason where the server reads no such file. */
const TARGETS: Readonly<Record<ServerName, Readonly<Record<keyof typeof RECORDS, string>>>> = {
  plex: {
    movie: "Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}.mkv",
    imdb: "Heat (1995) {imdb-tt0113277}/Heat (1995) {imdb-tt0113277}.mkv",
    edition: "Blade Runner (1982) {tmdb-78} {edition-Final Cut}/" +
      "Blade Runner (1982) {tmdb-78} {edition-Final Cut}.mkv",
    part: "Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78} - pt2.avi",
    piece: "Blade Runner (1982) {tmdb-78} {edition-Final Cut}/" +
      "Blade Runner (1982) {tmdb-78} {edition-Final Cut} - pt1.avi",
    trailer: "Blade Runner (1982) {tmdb-78}/Trailers/br.mp4",
    deleted: "Blade Runner (1982) {tmdb-78}/Deleted Scenes/Tears.mkv",
    episode: "The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01 - Downsize.mkv",
    tvdb: "The Office (2001) {tvdb-78107}/Season 01/The Office (2001) - s01e01 - Downsize.mkv",
    several: "The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01-e03.mkv",
    special: "The Office (2001) {tmdb-2996}/Season 00/The Office (2001) - s00e01 - Christmas.mkv",
    split: "The Office (2001) {tmdb-2996}/Season 01/" +
      "The Office (2001) - s01e01 - Downsize - pt2.mkv",
    date: "Late Show/Season 08/Late Show - 2011-11-15.mkv",
    showTrailer: "The Office (2001) {tmdb-2996}/Trailers/o.mp4",
    thumb: "The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01 - Downsize.jpg",
  },
  jellyfin: {
    movie: "Blade Runner (1982) [tmdbid-78]/Blade Runner (1982) [tmdbid-78].mkv",
    imdb: "Heat (1995) [imdbid-tt0113277]/Heat (1995) [imdbid-tt0113277].mkv",
    edition: "Blade Runner (1982) [tmdbid-78]/Blade Runner (1982) [tmdbid-78] - Final Cut.mkv",
    part: "Blade Runner (1982) [tmdbid-78]/Blade Runner (1982) [tmdbid-78] - pt2.avi",
    piece: "Blade Runner (1982) [tmdbid-78] - Final Cut/" +
      "Blade Runner (1982) [tmdbid-78] - Final Cut - pt1.avi",
    trailer: "Blade Runner (1982) [tmdbid-78]/trailers/br.mp4",
    deleted: "Blade Runner (1982) [tmdbid-78]/deleted scenes/Tears.mkv",
    episode: "The Office (2001) [tmdbid-2996]/Season 01/The Office (2001) - S01E01 - Downsize.mkv",
    tvdb: "The Office (2001) [tvdbid-78107]/Season 01/The Office (2001) - S01E01 - Downsize.mkv",
    several: "The Office (2001) [tmdbid-2996]/Season 01/The Office (2001) - S01E01-E03.mkv",
    special: "The Office (2001) [tmdbid-2996]/Season 00/The Office (2001) - S00E01 - Christmas.mkv",
    split: "The Office (2001) [tmdbid-2996]/Season 01/" +
      "The Office (2001) - S01E01 - Downsize - pt2.mkv",
    date: "Late Show/Season 08/Late Show - 2011-11-15.mkv",
    showTrailer: "The Office (2001) [tmdbid-2996]/trailers/o.mp4",
    thumb: "The Office (2001) [tmdbid-2996]/Season 01/" +
      "The Office (2001) - S01E01 - Downsize-thumb.jpg",
  },
  get "jellyfin-10"() {
    return this.jellyfin;
  },
  emby: {
    movie: "Blade Runner (1982) [tmdbid=78]/Blade Runner (1982) [tmdbid=78].mkv",
    imdb: "Heat (1995) [imdbid=tt0113277]/Heat (1995) [imdbid=tt0113277].mkv",
    edition: "Blade Runner (1982) [tmdbid=78]/Blade Runner (1982) [tmdbid=78] - Final Cut.mkv",
    part: "Blade Runner (1982) [tmdbid=78]/Blade Runner (1982) [tmdbid=78] - pt2.avi",
    piece: "Blade Runner (1982) [tmdbid=78] - Final Cut/" +
      "Blade Runner (1982) [tmdbid=78] - Final Cut - pt1.avi",
    trailer: "Blade Runner (1982) [tmdbid=78]/trailers/br.mp4",
    deleted: "Blade Runner (1982) [tmdbid=78]/extras/Tears.mkv",
    episode: "The Office (2001) [tmdbid=2996]/Season 1/The Office (2001) - S01E01 - Downsize.mkv",
    tvdb: "The Office (2001) [tvdbid=78107]/Season 1/The Office (2001) - S01E01 - Downsize.mkv",
    several: "The Office (2001) [tmdbid=2996]/Season 1/The Office (2001) - S01E01-E03.mkv",
    special: "The Office (2001) [tmdbid=2996]/Season 0/The Office (2001) - S00E01 - Christmas.mkv",
    split: "The Office (2001) [tmdbid=2996]/Season 1/" +
      "The Office (2001) - S01E01 - Downsize - pt2.mkv",
    date: "Late Show/Season 8/Late Show - 2011-11-15.mkv",
    showTrailer: "The Office (2001) [tmdbid=2996]/trailers/o.mp4",
    thumb: "The Office (2001) [tmdbid=2996]/Season 1/" +
      "The Office (2001) - S01E01 - Downsize-thumb.jpg",
  },
  kodi: {
    movie: "Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}.mkv",
    imdb: "Heat (1995) {imdb-tt0113277}/Heat (1995) {imdb-tt0113277}.mkv",
    edition: "Blade Runner (1982) {tmdb-78} - Final Cut/" +
      "Blade Runner (1982) {tmdb-78} - Final Cut.mkv",
    part: "Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78} - part2.avi",
    piece: "Blade Runner (1982) {tmdb-78} - Final Cut/" +
      "Blade Runner (1982) {tmdb-78} - Final Cut - part1.avi",
    trailer: "Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}-trailer.mp4",
    deleted: "extra_not_supported",
    episode: "The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01 - Downsize.mkv",
    tvdb: "The Office (2001) {tvdb-78107}/Season 01/The Office (2001) - s01e01 - Downsize.mkv",
    several: "The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01e02e03.mkv",
    special: "The Office (2001) {tmdb-2996}/Season 00/The Office (2001) - s00e01 - Christmas.mkv",
    split: "The Office (2001) {tmdb-2996}/Season 01/The Office (2001) - s01e01.2 - Downsize.mkv",
    date: "Late Show/Season 08/Late Show - 2011-11-15.mkv",
    showTrailer: "extra_not_supported",
    thumb: "The Office (2001) {tmdb-2996}/Season 01/" +
      "The Office (2001) - s01e01 - Downsize-thumb.jpg",
  },
  get "plex+jellyfin"() {
    return {
      ...this.plex,
      edition: "Blade Runner (1982) {tmdb-78}/" +
        "Blade Runner (1982) {tmdb-78} - {edition-Final Cut}.mkv",
      piece: "Blade Runner (1982) {tmdb-78} - {edition-Final Cut}/" +
        "Blade Runner (1982) {tmdb-78} - {edition-Final Cut} - pt1.avi",
    };
  },
};

for (const server of SERVERS) {
  Deno.test(`PRESETS names files as ${server} reads them`, () => {
    const rules = toPlanRules({ movies: "/media", shows: "/media", server });
    for (const [name, record] of Object.entries(RECORDS)) {
      const plan = planRecord(record, rules);
      const target = plan.sidecars?.[0]?.target ?? plan.target;
      assertEquals(
        target?.slice("/media/".length) ?? plan.reason,
        TARGETS[server][name as keyof typeof RECORDS],
        name,
      );
      if (plan.action !== "none") assertEquals(plan.server, server);
    }
  });
}

/** The same with a label each. */
const LABELLED:
  readonly (readonly [server: ServerName, kind: keyof typeof RECORDS, target: string])[] = [
    ["plex", "movie", "Blade Runner (1982) {tmdb-78} - 1080p BluRay.mkv"],
    ["plex", "edition", "Blade Runner (1982) {tmdb-78} {edition-Final Cut} - 1080p BluRay.mkv"],
    ["plex", "part", "Blade Runner (1982) {tmdb-78} - 1080p BluRay - pt2.avi"],
    ["plex", "episode", "The Office (2001) - s01e01 - Downsize - 1080p BluRay.mkv"],
    ["jellyfin", "movie", "Blade Runner (1982) [tmdbid-78] - 1080p BluRay.mkv"],
    ["jellyfin", "edition", "Blade Runner (1982) [tmdbid-78] - Final Cut 1080p BluRay.mkv"],
    ["jellyfin", "part", "Blade Runner (1982) [tmdbid-78] - 1080p BluRay - pt2.avi"],
    ["emby", "edition", "Blade Runner (1982) [tmdbid=78] - Final Cut 1080p BluRay.mkv"],
    ["kodi", "movie", "Blade Runner (1982) {tmdb-78} - 1080p BluRay.mkv"],
    [
      "plex+jellyfin",
      "edition",
      "Blade Runner (1982) {tmdb-78} - {edition-Final Cut} 1080p BluRay.mkv",
    ],
  ];

Deno.test("PRESETS label every version with keep-all, and read such names", () => {
  for (const [server, kind, file] of LABELLED) {
    const rules = toPlanRules({
      movies: "/media",
      shows: "/media",
      server,
      duplicates: "keep-all",
    });
    const record: PlannableRecord = RECORDS[kind];
    const parsed = { ...record.parsed, resolution: "1080p", source: "BluRay" };
    const { target } = planRecord({ ...record, parsed }, rules);
    assertEquals(target!.split("/").at(-1), file, server);
    const there = { ...record, file: { ...record.file, path: target! } };
    const plain = toPlanRules({ movies: "/media", shows: "/media", server });
    assertEquals(planRecord(there, plain).reason, "already_valid", target);
  }
});
