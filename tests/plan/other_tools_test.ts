import { assertEquals } from "@std/assert";
import { planRecord, type Templates, toPlanRules } from "../../lib/plan/mod.ts";
import { BLADE_RUNNER, episode, movie, OFFICE } from "./_records.ts";

const QUALITY = {
  source: "BluRay",
  resolution: "1080p",
  audioCodecs: ["DTS-HD"],
  audioChannels: "5.1",
  hdr: ["HDR10+"],
  videoCodec: "H.265",
  releaseGroup: "GRP",
};

const DOWNSIZE = { season: 1, number: 1, title: "Downsize", airDate: "2001-07-09" };

const FILM = movie("/dl/a.mkv", BLADE_RUNNER, { ...QUALITY, editions: ["Final Cut"] });
const PLAIN = movie("/dl/a.mkv", { title: "Heat", year: 1995 });
const EPISODE = episode("/dl/a.mkv", { ...OFFICE, episodes: [DOWNSIZE] }, QUALITY);

const QUALITY_TAGS = "<?[<source>-<resolution>]><?[<audioCodec><? <audioChannels>>]><?[<hdr>]>" +
  "<?[<videoCodec>]><?-<group>>";

/** What other tools' users write there, written in our language. */
const CASES: readonly {
  readonly tool: string;
  readonly templates: Templates;
  readonly film?: string;
  readonly plain?: string;
  readonly episode?: string;
}[] = [
  {
    tool: "FileBot: {ny}/{ny}, and {n}/{'Season '+s}/{n} - {s00e00} - {t}",
    templates: {
      movie: "<title> (<year>)/<title> (<year>)",
      show: "<title>",
      season: "Season <season>",
      episode: "<title> - S<season|pad:2>E<episode|pad:2> - <episodeTitle>",
    },
    film: "Blade Runner (1982)/Blade Runner (1982).mkv",
    plain: "Heat (1995)/Heat (1995).mkv",
    episode: "The Office/Season 1/The Office - S01E01 - Downsize.mkv",
  },
  {
    tool:
      "Radarr: {Movie CleanTitle} {(Release Year)} {tmdb-{TmdbId}} - {edition-{Edition Tags}} " +
      "{[Quality Full]}{[Mediainfo AudioCodec}{ Mediainfo AudioChannels]}…{-Release Group}",
    templates: {
      movie: "<title><? (<year>)>/<title><? (<year>)><? {tmdb-<tmdb>}>" +
        `<?edition,source: - {edition-<edition>} ${QUALITY_TAGS}|source: - ${QUALITY_TAGS}>`,
    },
    film: "Blade Runner (1982)/Blade Runner (1982) {tmdb-78} - {edition-Final Cut} " +
      "[BluRay-1080p][DTS-HD 5.1][HDR10+][H.265]-GRP.mkv",
    plain: "Heat (1995)/Heat (1995).mkv",
  },
  {
    tool: "Sonarr: {Series TitleYear} - S{season:00}E{episode:00} - {Episode CleanTitle:90} " +
      "{[Quality Full]}…{-Release Group}",
    templates: {
      show: "<title> (<year>) {tvdb-<tvdb>}",
      season: "Season <season|pad:2>",
      episode: "<title> (<year>) - S<season|pad:2>E<episode|pad:2> - " +
        `<episodeTitle|truncate:90> ${QUALITY_TAGS}`,
    },
    episode: "The Office (2001) {tvdb-78107}/Season 01/The Office (2001) - S01E01 - Downsize " +
      "[BluRay-1080p][DTS-HD 5.1][HDR10+][H.265]-GRP.mkv",
  },
  {
    tool: "mnamer: {series} - S{season:02}E{episode:02} - {title}, in lower case with dots",
    templates: {
      show: '<title|lower|replace:" ",".">',
      season: "s<season|pad:2>",
      episode: '<title|lower|replace:" ",".">.s<season|pad:2>e<episode|pad:2>',
    },
    episode: "the.office/s01/the.office.s01e01.mkv",
  },
];

Deno.test("compileTemplate() can say what other tools' templates say", () => {
  for (const { tool, templates, ...expected } of CASES) {
    const rules = toPlanRules({ movies: "/m", shows: "/m", templates });
    const records = { film: FILM, plain: PLAIN, episode: EPISODE };
    for (const [name, target] of Object.entries(expected)) {
      const planned = planRecord(records[name as keyof typeof records], rules);
      assertEquals(planned.target, `/m/${target}`, tool);
    }
  }
});
