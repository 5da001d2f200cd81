/**
 * `enrich` with an offline catalog of 80,000 films and shows: titles that it has looked up before, as most files of a
 * library are, and titles that it has not.
 */
import { buildCatalog, enrich, openCatalog } from "../../lib/enrich/mod.ts";
import type { ParsedRecord } from "../../lib/record/mod.ts";
import { toBatches } from "./_runs.ts";

const TITLES = 80_000;
const RECORDS = 5_000;

const WORDS =
  ("amber ash autumn bell birch black blue bridge bright broken candle castle city cloud cold copper " +
    "crow dark dawn deep desert dream dust echo empty field fire fog forest ghost glass golden green grey harbour " +
    "heart hidden hollow house hunter ice iron island ivory king lake last lighthouse little lone long lost marble " +
    "meadow mirror moon mountain night north ocean old paper pearl quiet rain raven red river road rose salt sand " +
    "sea secret shadow silent silver sky snow song south star stone storm summer thorn tide tower valley velvet " +
    "violet water west white wild willow wind winter wolf wood").split(" ");

let state = 1;
/** Numbers that look random and are the same each time. */
function pick(count: number): number {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % count;
}

function makeTitle(): string {
  const words = Array.from({ length: 2 + pick(3) }, () => WORDS[pick(WORDS.length)]!);
  return `The ${words.join(" ")}`;
}

interface Title {
  readonly name: string;
  readonly year: number;
  readonly isShow: boolean;
}

const titles: readonly Title[] = Array.from({ length: TITLES }, (_, index) => ({
  name: makeTitle(),
  year: 1950 + pick(75),
  isShow: index % 4 === 0,
}));

const SEASONS = [1, 2, 3].map((season) => ({
  ["season_number"]: season,
  episodes: Array.from({ length: 12 }, (_, index) => ({
    ["episode_number"]: index + 1,
    name: `The ${WORDS[index]} ${WORDS[season]}`,
  })),
}));

function toRow({ name, year, isShow }: Title, index: number): string {
  return JSON.stringify({
    ["tmdb_id"]: index + 1,
    [isShow ? "name" : "title"]: name,
    year,
    ["vote_count"]: index % 5_000,
    aka: [`${name} ${WORDS[index % WORDS.length]}`, `Der ${name}`],
    ...(isShow && index % 400 === 0 ? { seasons: SEASONS } : {}),
  });
}

const folder = await Deno.makeTempDir();
await Deno.writeTextFile(`${folder}/rows`, titles.map(toRow).join("\n"));
const output = `${folder}/catalog.db`;
await buildCatalog({
  files: [`${folder}/rows`],
  output,
  now: () => new Date(0),
  onBadLine: (problem) => {
    throw new Error(problem);
  },
});
const catalog = openCatalog(output);
// An open file is read on after it has lost its name.
await Deno.remove(folder, { recursive: true });

function toFilm({ name, year }: Title): ParsedRecord {
  return {
    file: { path: `/in/${name} (${year})/${name}.mkv` },
    parsed: { kind: "movie", title: name, year, confidence: 1 },
  };
}

function toEpisode({ name, year }: Title, index: number): ParsedRecord {
  const [season, number] = [1 + index % 3, 1 + Math.floor(index / 3) % 12];
  return {
    file: { path: `/in/${name}/Season ${season}/${name}.S0${season}E${number}.1080p.mkv` },
    parsed: { kind: "episode", title: name, year, season, episodes: [number], confidence: 1 },
  };
}

/** A letter is missing. */
function misspell(title: Title): Title {
  const at = 6 + pick(3);
  return { ...title, name: title.name.slice(0, at) + title.name.slice(at + 1) };
}

const films = titles.filter(({ isShow }) => !isShow);
const shows = titles.filter((_, index) => index % 400 === 0);

const CASES: Readonly<Record<string, readonly ParsedRecord[]>> = {
  "episodes of shows, folder by folder": Array.from(
    { length: RECORDS },
    (_, index) => toEpisode(shows[Math.floor(index / 36) % shows.length]!, index),
  ),
  "one film, in many copies": Array.from({ length: RECORDS }, () => toFilm(films[0]!)),
  "films, none twice": films.slice(0, RECORDS).map(toFilm),
  "films, all misspelt": films.slice(0, RECORDS).map(misspell).map(toFilm),
};

for (const [name, records] of Object.entries(CASES)) {
  Deno.bench({
    name,
    group: `enrich() of ${RECORDS} records with a catalog of ${TITLES}`,
    n: 3,
    warmup: 1,
    async fn() {
      const stream = ReadableStream.from(toBatches(records)).pipeThrough(enrich({ catalog }));
      for await (const _ of stream);
    },
  });
}
