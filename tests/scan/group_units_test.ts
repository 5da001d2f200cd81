import { assertEquals } from "@std/assert";
import { groupUnits } from "../../lib/scan/group_units.ts";

/** A folder by its files, and what comes out of it. */
interface Case {
  readonly why: string;
  readonly folder?: string;
  readonly files: readonly string[];
  readonly discs?: readonly string[];
  /** Sidecars of each video, as `name`, `name language` or `name language flag,flag`. */
  readonly units: Readonly<Record<string, readonly string[]>>;
  /** Reason of each file left out. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    why: "ties what bears the video's name",
    files: ["Film.mkv", "Film.en.forced.srt", "Film.nfo", "Film-poster.jpg", "Film.jpg"],
    units: {
      "Film.mkv": ["Film-poster.jpg", "Film.en.forced.srt en forced", "Film.jpg", "Film.nfo"],
    },
  },
  {
    why: "ties to the longest name",
    files: ["Film.mkv", "Film.2.mkv", "Film.2.en.srt", "Film.en.srt"],
    units: { "Film.2.mkv": ["Film.2.en.srt en"], "Film.mkv": ["Film.en.srt en"] },
  },
  {
    why: "does not take another film's year or another episode for a track's title",
    files: ["Blade Runner.mkv", "Blade Runner 2049.srt", "Show.mkv", "Show.S01E02.srt"],
    units: { "Blade Runner.mkv": [], "Show.mkv": [] },
    leftOut: {
      "Blade Runner 2049.srt": "sidecar_without_video",
      "Show.S01E02.srt": "sidecar_without_video",
    },
  },
  {
    why: "compares names without case and in one form of Unicode",
    files: ["Ame\u0301lie.mkv", "am\u00e9lie.fr.srt"],
    units: { "Ame\u0301lie.mkv": ["am\u00e9lie.fr.srt fr"] },
  },
  {
    why: "gives what two videos of one name share to the first, unless case tells",
    files: ["Film.avi", "Film.mkv", "film.mp4", "Film.srt", "film.de.srt"],
    units: { "Film.avi": ["Film.srt"], "Film.mkv": [], "film.mp4": ["film.de.srt de"] },
  },
  {
    why: "takes Subs/ beside a single video",
    files: ["Film.2010.mkv", "Subs/2_English.srt", "Subs/3_French.srt", "Subs/Film.2010.idx"],
    units: {
      "Film.2010.mkv": ["Subs/2_English.srt en", "Subs/3_French.srt fr", "Subs/Film.2010.idx"],
    },
  },
  {
    why: "takes Subs/<episode>/ of a season pack",
    files: [
      "Show.S01E01.mkv",
      "Show.S01E02.mkv",
      "Subs/Show.S01E01/2_English.srt",
      "Subs/Show.S01E02/2_English.srt",
      "Subs/Show.S01E03/2_English.srt",
    ],
    units: {
      "Show.S01E01.mkv": ["Subs/Show.S01E01/2_English.srt en"],
      "Show.S01E02.mkv": ["Subs/Show.S01E02/2_English.srt en"],
    },
    leftOut: { "Subs/Show.S01E03/2_English.srt": "sidecar_without_video" },
  },
  {
    why: "reads the language of a folder",
    files: ["Film.mkv", "Subs/German/Film.srt", "Subs/German/Film.forced.srt"],
    units: {
      "Film.mkv": ["Subs/German/Film.forced.srt de forced", "Subs/German/Film.srt de"],
    },
  },
  {
    why: "takes subtitles of any name beside a single video",
    files: ["grp-film.mkv", "2_English.srt", "Some.Film.2010.srt", "whatever.nfo"],
    folder: "Some.Film.2010-GRP",
    units: { "grp-film.mkv": ["2_English.srt en", "Some.Film.2010.srt", "whatever.nfo"] },
  },
  {
    why: "leaves a subtitle of another year alone",
    files: ["Some.Film.2010.mkv", "Other.Film.1999.srt"],
    units: { "Some.Film.2010.mkv": [] },
    leftOut: { "Other.Film.1999.srt": "sidecar_without_video" },
  },
  {
    why: "ties by episode where the release differs",
    files: ["show.s01e01.720p-a.mkv", "show.s01e02.720p-a.mkv", "Show 1x02 en.srt", "S01E01.srt"],
    units: {
      "show.s01e01.720p-a.mkv": ["S01E01.srt"],
      "show.s01e02.720p-a.mkv": ["Show 1x02 en.srt en"],
    },
  },
  {
    why: "does not tie the same episode of another show",
    files: ["alpha.s01e01.mkv", "beta.s01e01.srt", "gamma.s01e02.mkv"],
    units: { "alpha.s01e01.mkv": [], "gamma.s01e02.mkv": [] },
    leftOut: { "beta.s01e01.srt": "sidecar_without_video" },
  },
  {
    why: "gives a film the pictures and NFO of its folder",
    folder: "Film (2010)",
    files: ["Film (2010).mkv", "fanart.jpg", "movie.nfo", "poster.jpg", ".plexmatch"],
    units: { "Film (2010).mkv": [".plexmatch", "fanart.jpg", "movie.nfo", "poster.jpg"] },
  },
  {
    why: "gives what parts share to the first",
    folder: "Film",
    files: ["film.cd1.avi", "film.cd2.avi", "film.cd2.srt", "2_English.srt", "poster.jpg"],
    units: {
      "film.cd1.avi": ["2_English.srt en", "poster.jpg"],
      "film.cd2.avi": ["film.cd2.srt"],
    },
  },
  {
    why: "gives what versions share to the first",
    folder: "Film (2010)",
    files: ["Film (2010) - 1080p.mkv", "Film (2010) - 2160p.mkv", "poster.jpg"],
    units: { "Film (2010) - 1080p.mkv": ["poster.jpg"], "Film (2010) - 2160p.mkv": [] },
  },
  {
    why: "leaves the pictures of several films in their folder",
    folder: "Alien",
    files: ["Alien (1979).mkv", "Alien 3 (1992).mkv", "poster.jpg", "Alien 3 (1992).jpg"],
    units: { "Alien (1979).mkv": [], "Alien 3 (1992).mkv": ["Alien 3 (1992).jpg"] },
    leftOut: { "poster.jpg": "folder_level" },
  },
  {
    why: "leaves what belongs to a show or season, even beside a single episode",
    folder: "Season 01",
    files: [
      "Show - S01E01.mkv",
      "Show - S01E01-thumb.jpg",
      "poster.jpg",
      "season01-poster.jpg",
      "theme.mp3",
      "tvshow.nfo",
    ],
    units: { "Show - S01E01.mkv": ["Show - S01E01-thumb.jpg"] },
    leftOut: {
      "poster.jpg": "folder_level",
      "season01-poster.jpg": "folder_level",
      "theme.mp3": "folder_level",
      "tvshow.nfo": "folder_level",
    },
  },
  {
    why: "does not take extras and samples for the film",
    folder: "Film (2010)",
    files: ["Film (2010).mkv", "Film (2010)-trailer.mp4", "sample.mkv", "poster.jpg"],
    units: {
      "Film (2010)-trailer.mp4": [],
      "Film (2010).mkv": ["poster.jpg"],
      "sample.mkv": [],
    },
  },
  {
    why: "ties the files beside a disc folder",
    folder: "Film (2010)",
    files: ["Film (2010).nfo", "poster.jpg"],
    discs: ["VIDEO_TS"],
    units: { "VIDEO_TS": ["Film (2010).nfo", "poster.jpg"] },
  },
  {
    why: "sees that a DVD lost its folder",
    files: ["VIDEO_TS.IFO", "VTS_01_1.VOB"],
    units: {},
    leftOut: { "VIDEO_TS.IFO": "not_media", "VTS_01_1.VOB": "loose_disc" },
  },
  {
    why: "leaves out what still grows, by its own name or by what lies beside it",
    files: ["A.mkv.part", "B.mp4.!qB", "C.avi.crdownload", "D.mkv", "D.mkv.aria2", "E.mkv"],
    units: { "E.mkv": [] },
    leftOut: {
      "A.mkv.part": "partial",
      "B.mp4.!qB": "partial",
      "C.avi.crdownload": "partial",
      "D.mkv": "partial",
      "D.mkv.aria2": "partial",
    },
  },
  {
    why: "leaves out junk, hidden files, archives and all else",
    files: [".DS_Store", "._Film.mkv", ".hidden.mkv", "Film.r00", "Film.rar", "Thumbs.db", "a.txt"],
    units: {},
    leftOut: {
      ".DS_Store": "junk",
      "._Film.mkv": "junk",
      ".hidden.mkv": "hidden",
      "Film.r00": "archive",
      "Film.rar": "archive",
      "Thumbs.db": "junk",
      "a.txt": "not_media",
    },
  },
  {
    why: "does not take a film that begins with three dots for hidden",
    files: ["...All the Marbles (1981).avi"],
    units: { "...All the Marbles (1981).avi": [] },
  },
  {
    why: "takes sound tracks and cut lists that bear the video's name, and no other",
    files: ["Film.mkv", "Film.edl", "Film.en.mka", "song.mp3", "photo.jpg"],
    units: { "Film.mkv": ["Film.edl", "Film.en.mka en"] },
    leftOut: { "photo.jpg": "not_media", "song.mp3": "not_media" },
  },
  {
    why: "has no use for sidecars alone",
    files: ["Film.srt", "Film.nfo", "poster.jpg"],
    units: {},
    leftOut: {
      "Film.nfo": "sidecar_without_video",
      "Film.srt": "sidecar_without_video",
      "poster.jpg": "folder_level",
    },
  },
];

for (const { why, folder = "folder", files, discs = [], units, leftOut = {} } of CASES) {
  Deno.test(`groupUnits() ${why}`, () => {
    const found = groupUnits({ name: folder, files: [...files].sort(), discs });
    assertEquals(
      found.units.map(({ name, sidecars }) => ({ name, sidecars: sidecars.map(describe) })),
      Object.entries(units).map(([name, sidecars]) => ({ name, sidecars: [...sidecars] })),
    );
    assertEquals(
      Object.fromEntries(found.leftOut.map(({ name, reason }) => [name, reason])),
      leftOut,
    );
  });
}

function describe(
  { name, language, flags }: { name: string; language?: string; flags?: readonly string[] },
): string {
  return [name, language, flags?.join(",")].filter(Boolean).join(" ");
}

Deno.test("groupUnits() gives each file exactly once", () => {
  for (const { files, folder = "folder", discs = [] } of CASES) {
    const { units, leftOut } = groupUnits({ name: folder, files: [...files].sort(), discs });
    const given = [
      ...units.filter(({ kind }) => kind === "video").map(({ name }) => name),
      ...units.flatMap(({ sidecars }) => sidecars.map(({ name }) => name)),
      ...leftOut.map(({ name }) => name),
    ];
    assertEquals(given.sort(), [...files].sort());
  }
});

Deno.test("groupUnits() stays fast in a folder of many videos and subtitles", () => {
  const files: string[] = [];
  for (let i = 0; i < 20_000; i++) {
    files.push(`Film ${i}.mkv`, `Film ${i}.en.srt`, `Other ${i}.srt`);
  }
  const { units } = groupUnits({ name: "folder", files: files.sort(), discs: [] });
  assertEquals(units.length, 20_000);
  assertEquals(units.every(({ sidecars }) => sidecars.length === 1), true);
});
