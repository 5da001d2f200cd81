import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Episode, TitleKind } from "../candidate.ts";
import { known, toText, toYear } from "../fields.ts";
import { type CatalogRow, IMDB_VOTES } from "./read_row.ts";
import { KIND_CODES, toKind } from "./schema.ts";

/** IMDb's files, in the order in which they are to be read: of titles that are not in, nothing is kept. */
export const IMDB_FILES = ["basics", "ratings", "episode", "akas"] as const;

/** One of IMDb's files. */
export type ImdbFile = typeof IMDB_FILES[number];

/** How each file begins. Source: https://developer.imdb.com/non-commercial-datasets/ */
const HEADERS: Readonly<Record<ImdbFile, string>> = {
  basics: "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear",
  ratings: "tconst\taverageRating\tnumVotes",
  episode: "tconst\tparentTconst\tseasonNumber\tepisodeNumber",
  akas: "titleId\tordering\ttitle",
};

/** Which of IMDb's files begins with `line`, if any. */
export function toImdbFile(line: string): ImdbFile | undefined {
  return IMDB_FILES.find((name) => line.startsWith(HEADERS[name]));
}

/** What of IMDb is a film or a show; shorts, games and the like are left out. */
const KINDS: ReadonlyMap<string, TitleKind> = new Map([
  ["movie", "movie"],
  ["tvMovie", "movie"],
  ["tvSpecial", "movie"],
  ["video", "movie"],
  ["tvSeries", "episode"],
  ["tvMiniSeries", "episode"],
]);

/** Lines of one commit. */
const CHUNK = 50_000;
/** More of each than any title has. */
const MOST_NAMES = 100;
const MOST_EPISODES = 50_000;

/** Gathers what IMDb tells of a title in four files. */
export interface ImdbStaging {
  /**
   * Adds a line of a file.
   *
   * @throws {TypeError} with what is wrong with the line
   */
  add(file: ImdbFile, line: string): void;
  /** All films and shows, each with its names and episodes. */
  rows(): Generator<CatalogRow>;
  /** Lets go of the file at `path`, which is of no more use. */
  close(): void;
}

/**
 * Begins a SQLite file at `path` that IMDb's files are gathered in, since together they are larger
 * than memory.
 */
export function createImdbStaging(path: string): ImdbStaging {
  const db = new DatabaseSync(path);
  db.exec(`
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
    CREATE TABLE work (
      id INTEGER PRIMARY KEY, kind INTEGER, title TEXT, original TEXT, year INTEGER
    );
    CREATE TABLE rating (id INTEGER PRIMARY KEY, votes INTEGER);
    CREATE TABLE aka (id INTEGER, name TEXT);
    CREATE TABLE part (id INTEGER, show INTEGER, season INTEGER, number INTEGER);
    CREATE TABLE part_name (id INTEGER PRIMARY KEY, name TEXT);
    BEGIN;
  `);
  const insertWork = db.prepare("INSERT OR IGNORE INTO work VALUES (?, ?, ?, ?, ?)");
  const insertPartName = db.prepare("INSERT OR IGNORE INTO part_name VALUES (?, ?)");
  const insertRating = db.prepare("INSERT OR IGNORE INTO rating VALUES (?, ?)");
  const isWork = "WHERE EXISTS (SELECT 1 FROM work WHERE id = ?1)";
  const insertAka = db.prepare(`INSERT INTO aka SELECT ?1, ?2 ${isWork}`);
  const insertPart = db.prepare(`INSERT INTO part SELECT ?2, ?1, ?3, ?4 ${isWork}`);
  let lines = 0;

  const add: Readonly<Record<ImdbFile, (id: number, cells: readonly string[]) => void>> = {
    basics(id, [, type = "", title, original, isAdult, year]) {
      const name = toText(title);
      if (name === undefined) throw new TypeError("it has no title");
      const kind = KINDS.get(type);
      if (kind !== undefined && isAdult !== "1") {
        insertWork.run(id, KIND_CODES[kind], name, toText(original) ?? null, toYear(year) ?? null);
      } else if (type === "tvEpisode" && !NO_NAME.test(name)) insertPartName.run(id, name);
    },
    ratings(id, [, , votes]) {
      insertRating.run(id, toNumber(votes) ?? null);
    },
    episode(id, [, show, season, number]) {
      const numbers = [toNumber(season), toNumber(number)];
      // A part that has no place in the show is none that a file could be told by.
      if (numbers.includes(undefined)) return;
      insertPart.run(toId(show), id, ...numbers as number[]);
    },
    akas(id, [, , title]) {
      const name = toText(title);
      if (name !== undefined) insertAka.run(id, name);
    },
  };

  return {
    add(file, line) {
      const cells = line.split("\t");
      add[file](toId(cells[0]), cells);
      if (++lines % CHUNK === 0) db.exec("COMMIT; BEGIN");
    },
    *rows() {
      db.exec("COMMIT; CREATE INDEX aka_id ON aka (id); CREATE INDEX part_show ON part (show)");
      const akas = db.prepare("SELECT name FROM aka WHERE id = ? ORDER BY rowid LIMIT 1000");
      const parts = db.prepare(
        "SELECT season, number, name FROM part LEFT JOIN part_name USING (id) WHERE show = ? " +
          `ORDER BY season, number LIMIT ${MOST_EPISODES}`,
      );
      const works = db.prepare("SELECT * FROM work LEFT JOIN rating USING (id) ORDER BY work.id");
      for (const work of works.iterate()) yield toRow(work, akas, parts);
    },
    close: () => db.close(),
  };
}

/** What IMDb calls an episode that has no name. */
const NO_NAME = /^Episode #\d+\.\d+$/;

function toId(cell: string | undefined): number {
  const [, digits] = /^tt(\d{5,12})$/.exec(cell ?? "") ?? [];
  if (digits === undefined) throw new TypeError("it begins with no id of IMDb");
  return Number(digits);
}

function toNumber(cell: string | undefined): number | undefined {
  return cell !== undefined && /^\d{1,9}$/.test(cell) ? Number(cell) : undefined;
}

type Row = Readonly<Record<string, unknown>>;

function toRow(work: Row, akas: StatementSync, parts: StatementSync): CatalogRow {
  const { id, kind: code, title, original, year, votes } = work;
  const kind = toKind(Number(code));
  const names = new Set(akas.all(Number(id)).map(({ name }) => String(name)));
  names.delete(String(title));
  names.delete(String(original));
  return {
    candidate: {
      kind,
      ids: { imdb: `tt${String(id).padStart(7, "0")}` },
      title: String(title),
      ...known({
        originalTitle: original === null || original === title ? undefined : String(original),
        otherTitles: names.size === 0 ? undefined : [...names].slice(0, MOST_NAMES),
        year: year === null ? undefined : Number(year),
        votes: votes === null ? undefined : Math.round(Number(votes) / IMDB_VOTES),
      }),
    },
    episodes: kind === "movie" ? [] : parts.all(Number(id)).map(toEpisode),
  };
}

function toEpisode({ season, number, name }: Row): Episode {
  return { season: Number(season), number: Number(number), ...known({ title: toText(name) }) };
}
