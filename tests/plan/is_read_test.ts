import { assertEquals } from "@std/assert";
import {
  plan,
  type PlannableRecord,
  planRecord,
  type ServerName,
  toPlanRules,
} from "../../lib/plan/mod.ts";
import type { PlannedRecord } from "../../lib/record/mod.ts";
import { collect, fromRecords, isFailed } from "../../lib/stream/mod.ts";
import { BLADE_RUNNER, episode, movie, OFFICE, withSidecars } from "./_records.ts";

const DOWNSIZE = { season: 1, number: 1, title: "Downsize" };
const TWO = [DOWNSIZE, { season: 1, number: 2, title: "Work Experience" }];
const THREE = [...TWO, { season: 1, number: 3, title: "The Quiz" }];
const PILOT = { season: 0, number: 1, title: "Pilot" };

const as = {
  film: (path: string) => movie(path, BLADE_RUNNER),
  cut: (path: string) => movie(path, BLADE_RUNNER, { editions: ["Final Cut"] }),
  part: (path: string) => movie(path, BLADE_RUNNER, { part: 2 }),
  trailer: (path: string) => movie(path, BLADE_RUNNER, { extra: "trailer" }),
  episode: (path: string) => episode(path, { ...OFFICE, episodes: [DOWNSIZE] }),
  two: (path: string) => episode(path, { ...OFFICE, episodes: TWO }),
  three: (path: string) => episode(path, { ...OFFICE, episodes: THREE }),
  special: (path: string) => episode(path, { ...OFFICE, episodes: [PILOT] }),
  split: (path: string) => episode(path, { ...OFFICE, episodes: [DOWNSIZE] }, { part: 1 }),
  date: (path: string) => episode(path, OFFICE, { date: "2011-11-15", season: 8 }),
} satisfies Record<string, (path: string) => PlannableRecord>;

/** Names below the root that follow a guide, or do not, by hand: what it is, its path, the servers that read it so. */
const READ: readonly (readonly [kind: keyof typeof as, path: string, servers: string])[] = [
  ["film", "Blade Runner (1982)/Blade Runner (1982).mkv", "plex jellyfin emby kodi plex+jellyfin"],
  ["film", "blade runner (1982)/Blade Runner (1982).MKV", "plex jellyfin emby kodi plex+jellyfin"],
  ["film", "Blade Runner (1982).mkv", "plex jellyfin emby kodi plex+jellyfin"],
  ["film", "Blade Runner {tmdb-78}/Blade Runner {tmdb-78}.mkv", "plex kodi plex+jellyfin"],
  ["film", "Blade Runner [tmdbid-78]/Blade Runner [tmdbid-78].mkv", "jellyfin emby kodi"],
  ["film", "Blade Runner [tmdbid=78]/Blade Runner [tmdbid=78].mkv", "jellyfin emby kodi"],
  ["film", "Blade Runner (1982) {tmdb-79}/Blade Runner (1982).mkv", ""],
  [
    "film",
    "Der Blade Runner (1982) {tmdb-78}/Der Blade Runner (1982) {tmdb-78}.mkv",
    "plex kodi plex+jellyfin",
  ],
  [
    "film",
    "Blade Runner (1982)/Blade Runner (1982) [1080p].mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "film",
    "Blade Runner (1982)/Blade Runner (1982) - 1080p.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "film",
    "Blade Runner (1982) {tmdb-78}/Blade Runner (1982) - 1080p.mkv",
    "plex kodi",
  ],
  [
    "film",
    "Blade Runner (1982)/Blade Runner (1982) - [1080p].mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "cut",
    "Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78} - {edition-Final Cut} [2160p].mkv",
    "plex kodi plex+jellyfin",
  ],
  [
    "cut",
    "Blade Runner (1982)/Blade Runner (1982) {edition-Final Cut}.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "part",
    "Blade Runner (1982)/Blade Runner (1982) - pt2.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  ["part", "Blade Runner (1982)/Blade Runner (1982) - part 2.mkv", "jellyfin emby kodi"],
  ["part", "Blade Runner (1982)/Blade Runner (1982) cd2.mkv", "jellyfin emby kodi"],
  ["part", "Blade Runner (1982)/Blade Runner (1982) - pt1.mkv", ""],
  ["film", "Blade Runner (1982)/Blade Runner (1982) - short.mkv", ""],
  ["film", "Blade Runner/Blade Runner.mkv", ""],
  ["film", "Blade Runner (1983)/Blade Runner (1983).mkv", ""],
  ["film", "Blade Walker (1982)/Blade Walker (1982).mkv", ""],
  ["film", "Blade Runner (1982)/br.mkv", ""],
  ["film", "B/Blade Runner (1982)/Blade Runner (1982).mkv", ""],
  ["film", "Blade.Runner.1982.1080p-GRP/Blade.Runner.1982.1080p-GRP.mkv", ""],
  ["trailer", "Blade Runner (1982)/Trailers/Any Name.mkv", "plex jellyfin emby plex+jellyfin"],
  [
    "trailer",
    "Blade Runner (1982)/Blade Runner (1982)-trailer.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  ["trailer", "Blade Runner (1982)/Blade Runner (1982) trailer.mkv", ""],
  ["trailer", "Blade Runner (1982)/Extras/Any Name.mkv", ""],
  ["trailer", "Blade Walker (1982)/Trailers/Any Name.mkv", ""],
  [
    "episode",
    "The Office (2001)/Season 01/The Office (2001) - s01e01 - Downsize.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "episode",
    "The Office/Season 1/The Office - S01E01.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "episode",
    "The Office/Season 1/The.Office.S01E01.720p.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  ["episode", "The Office (2001)/Season 01/S01E01.mkv", "plex jellyfin emby kodi plex+jellyfin"],
  [
    "episode",
    "The Office {tvdb-78107}/Season 01/The Office - s01e01.mkv",
    "plex kodi plex+jellyfin",
  ],
  ["episode", "The Office {tvdb-1}/Season 01/The Office - s01e01.mkv", ""],
  ["episode", "The Office (2005)/Season 01/The Office - s01e01.mkv", ""],
  ["episode", "The Office/Season 02/The Office - s01e01.mkv", "kodi"],
  ["episode", "The Office/Season 01/The Office - s01e02.mkv", ""],
  ["episode", "The Office/Season 01/The Office - s01e01e02.mkv", ""],
  ["episode", "The Office/Season 01/The Offer - s01e01.mkv", ""],
  // Kodi looks at the file's name alone.
  ["episode", "The Office/S01/The Office - s01e01.mkv", "kodi"],
  ["episode", "The Office/The Office - s01e01.mkv", "kodi"],
  ["episode", "The Office/First/Disc 1/The Office - s01e01.mkv", "kodi"],
  ["episode", "The Office - s01e01.mkv", ""],
  ["episode", "The Office/Season 01/The Office - s01e01 - Interview.mkv", ""],
  [
    "two",
    "The Office/Season 01/The Office - s01e01-e02.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "two",
    "The Office/Season 01/The Office - s01e01e02.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  ["three", "The Office/Season 01/The Office - s01e01-e03.mkv", "plex jellyfin emby plex+jellyfin"],
  [
    "three",
    "The Office/Season 01/The Office - s01e01e02e03.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  ["three", "The Office/Season 01/The Office - s01e01-e02.mkv", ""],
  ["special", "The Office/Specials/The Office - s00e01.mkv", "plex emby kodi"],
  [
    "special",
    "The Office/Season 00/The Office - s00e01.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "split",
    "The Office/Season 01/The Office - s01e01 - pt1.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  ["split", "The Office/Season 01/The Office - s01e01.mkv", ""],
  [
    "date",
    "The Office/Season 08/The Office - 2011-11-15 - Guest.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  [
    "date",
    "The Office/Season 08/The.Office.2011.11.15.mkv",
    "plex jellyfin emby kodi plex+jellyfin",
  ],
  ["date", "The Office/Season 08/The Office - 2011-11-16.mkv", ""],
  ["date", "The Office/Season 08/The Office - 15-11-2011.mkv", "plex"],
  ["date", "The Office/Season 08/The Office 15.11.2011 Guest.mkv", "plex"],
  ["date", "The Office/Season 08/The Office - 11-15-2011.mkv", ""],
];

const SERVERS: readonly ServerName[] = ["plex", "jellyfin", "emby", "kodi", "plex+jellyfin"];

for (const server of SERVERS) {
  Deno.test(`isRead() knows the names that ${server} reads`, () => {
    const rules = toPlanRules({ movies: "/media", shows: "/media", server });
    for (const [kind, path, servers] of READ) {
      const { reason } = planRecord(as[kind](`/media/${path}`), rules);
      const isRead = reason === "already_valid";
      assertEquals(isRead, servers.split(" ").includes(server), `${kind} ${path}`);
    }
  });
}

Deno.test("isRead() leaves alone only what lies under its own root", () => {
  const path = "/elsewhere/Blade Runner (1982)/Blade Runner (1982).mkv";
  const rules = toPlanRules({ movies: "/media" });
  assertEquals(planRecord(as.film(path), rules).action, "move");
});

Deno.test("planRecord() with strictNames renames what the server reads in another spelling", () => {
  const path = "/media/Blade Runner (1982)/Blade Runner (1982).mkv";
  const rules = toPlanRules({ movies: "/media", strictNames: true });
  assertEquals(
    planRecord(as.film(path), rules).target,
    "/media/Blade Runner (1982) {tmdb-78}/Blade Runner (1982) {tmdb-78}.mkv",
  );
});

async function run(...input: readonly PlannableRecord[]): Promise<readonly (string | undefined)[]> {
  const planned = await collect(
    fromRecords(input as PlannedRecord[]).pipeThrough(plan({ movies: "/media", shows: "/media" })),
  );
  return planned.flatMap((record) =>
    isFailed(record) ? [record.errors[0].code] : [
      record.plan.reason ?? record.plan.target,
      ...(record.plan.sidecars ?? []).map(({ target }) => target),
    ]
  );
}

Deno.test("plan() joins the folders of a show and season that are there", async () => {
  const there = as.episode("/media/The Office/Season 1/The Office - S01E01.mkv");
  const special = as.special("/media/The Office/Specials/The Office - s00e01.mkv");
  const second = episode("/dl/o2.mkv", { ...OFFICE, episodes: [TWO[1]!] });
  const other = episode("/dl/o3.mkv", { ...OFFICE, episodes: [{ season: 2, number: 1 }] });
  assertEquals(
    await run(
      there,
      special,
      withSidecars(second, { path: "o2.srt" }, { path: "poster.jpg" }),
      other,
    ),
    [
      "already_valid",
      "already_valid",
      "/media/The Office/Season 1/The Office (2001) - s01e02 - Work Experience.mkv",
      "/media/The Office/Season 1/The Office (2001) - s01e02 - Work Experience.srt",
      "/media/The Office/poster.jpg",
      "/media/The Office/Season 02/The Office (2001) - s02e01.mkv",
    ],
  );
});

Deno.test("plan() renames a file within folders that the server reads well", async () => {
  const odd = as.episode("/media/The Office/Season 1/office 1x01.mkv");
  const flat = episode("/media/The Office/o2.mkv", { ...OFFICE, episodes: [TWO[1]!] });
  const there = as.special("/media/The Office/Specials/The Office - s00e01.mkv");
  assertEquals(await run(odd, flat, there), [
    "/media/The Office/Season 1/The Office (2001) - s01e01 - Downsize.mkv",
    "/media/The Office/Season 1/The Office (2001) - s01e02 - Work Experience.mkv",
    "already_valid",
  ]);
  const film = withSidecars(as.film("/media/Blade Runner (1982)/br.mkv"), { path: "poster.jpg" });
  assertEquals(await run(film, as.trailer("/media/Blade Runner (1982)/Trailers/x.mkv")), [
    "/media/Blade Runner (1982)/Blade Runner (1982) {tmdb-78}.mkv",
    "already_valid",
  ]);
});

Deno.test("plan() brings a trailer into the folder of its film", async () => {
  const there = as.film("/media/Blade Runner (1982)/Blade Runner (1982).mkv");
  assertEquals(await run(there, as.trailer("/dl/br-trailer.mp4")), [
    "already_valid",
    "/media/Blade Runner (1982)/Trailers/br.mp4",
  ]);
});

Deno.test("plan() sees a second copy of what lies there under another name", async () => {
  const film = as.film("/media/Blade Runner (1982)/Blade Runner (1982).mkv");
  assertEquals(await run(film, as.film("/dl/br.mkv")), ["already_valid", "duplicate"]);
  const first = as.episode("/media/The Office/Season 1/The Office - S01E01.mkv");
  assertEquals(await run(first, as.episode("/dl/o.mkv")), ["already_valid", "duplicate"]);
  // Two new copies in a joined folder.
  const second = episode("/dl/o2.mkv", { ...OFFICE, episodes: [TWO[1]!] });
  const twin = episode("/dl/o3.mp4", { ...OFFICE, episodes: [TWO[1]!] });
  assertEquals((await run(first, second, twin))[2], "duplicate");
});
