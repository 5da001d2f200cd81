import type { Match, ParsedName } from "../record/mod.ts";
import type { PlannableRecord } from "./facts.ts";

const FILM: Match = {
  status: "sure",
  kind: "movie",
  title: "Blade Runner",
  year: 1982,
  ids: { tmdb: 78, imdb: "tt0083658" },
  reasons: [],
};

/** Another one, since a film and a piece of it would be two of one film. */
const METROPOLIS: Match = { ...FILM, title: "Metropolis", year: 1927, ids: { tmdb: 19 } };

const SHOW: Match = {
  status: "sure",
  kind: "episode",
  title: "The Office",
  year: 2001,
  ids: { tmdb: 2996, tvdb: 78107 },
  reasons: [],
};

const QUALITY: Partial<ParsedName> = { resolution: "1080p", source: "BluRay", releaseGroup: "GRP" };

const DOWNSIZE = { season: 1, number: 1, title: "Downsize", airDate: "2001-07-09" };
const WORK = { season: 1, number: 2, title: "Work Experience", airDate: "2001-07-16" };
const SPECIAL = { season: 0, number: 1, title: "Christmas Special", airDate: "2003-12-26" };

/** Records of each sort, to show what a template makes of them. */
export const SAMPLES: readonly PlannableRecord[] = [
  sample("blade.runner.1982.1080p.bluray-grp.mkv", FILM),
  sample("blade.runner.final.cut.mkv", FILM, { editions: ["Final Cut"] }),
  sample("metropolis.cd1.avi", METROPOLIS, { part: 1 }),
  sample("blade.runner-trailer.mp4", FILM, { extra: "trailer" }),
  sample("heat.mkv", { ...FILM, title: "Heat", year: 1995, ids: {} }),
  sample("the.office.s01e01.mkv", { ...SHOW, episodes: [DOWNSIZE] }),
  sample("the.office.s01e01e02.mkv", { ...SHOW, episodes: [DOWNSIZE, WORK] }),
  sample("the.office.s00e01.mkv", { ...SHOW, episodes: [SPECIAL] }),
  sample("the.office.2001.07.09.mkv", SHOW, { date: "2001-07-09" }),
  sample("the.office-trailer.mp4", SHOW, { extra: "trailer" }),
];

function sample(name: string, match: Match, parsed: Partial<ParsedName> = {}): PlannableRecord {
  return {
    v: 1,
    file: { path: `/downloads/${name}`, kind: "video" },
    parsed: { kind: match.kind!, confidence: 1, ...QUALITY, ...parsed },
    match,
  };
}
