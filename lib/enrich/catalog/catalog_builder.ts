import { DatabaseSync } from "node:sqlite";
import { toNames } from "../candidate.ts";
import { toCoreWords, toWords } from "../title_words.ts";
import type { CatalogRow } from "./read_row.ts";
import { APPLICATION_ID, INDEXES, KIND_CODES, SCHEMA_VERSION, TABLES, toNameId } from "./schema.ts";

/** Rows of one commit, and names of one step of the index. */
const CHUNK = 20_000;
/** Groups of three letters in more names than this are of little use to a search. */
const COMMON = 200;

/** Writes a catalog. */
export interface CatalogBuilder {
  /** Adds a film or show, unless one with the same id is in. */
  add(row: CatalogRow): void;
  /** Films and shows so far. */
  countTitles(): number;
  /** Makes the indexes and closes the file; `builtAt`, ISO 8601, is kept in the catalog. */
  finish(facts: { readonly builtAt: string }): void;
  /** Closes the file as it is. */
  abandon(): void;
}

/**
 * Begins a new SQLite file at `path`, which is written in bounded memory. It is whole only after
 * {@linkcode CatalogBuilder.finish}, so that it is built beside the old one and then put in its
 * place.
 *
 * @throws {Error} where the file cannot be made
 */
export function createCatalogBuilder(path: string): CatalogBuilder {
  const db = new DatabaseSync(path);
  // A build that is cut short is thrown away, so that nothing needs to be safe before the end.
  db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000");
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  db.exec(TABLES);
  const insertTitle = db.prepare("INSERT INTO title VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const insertName = db.prepare("INSERT INTO name VALUES (?, ?, ?)");
  const insertEpisode = db.prepare("INSERT OR IGNORE INTO episode VALUES (?, ?, ?, ?, ?)");
  const countWord = db.prepare(
    "INSERT INTO word VALUES (?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
  );
  db.exec("CREATE TEMP TABLE seen (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID; BEGIN");
  const insertSeen = db.prepare("INSERT OR IGNORE INTO seen VALUES (?)");
  let titles = 0;
  let episodes = 0;
  /** Names of each kind and year, by the id that the first of them follows. */
  const names = new Map<number, number>();

  return {
    countTitles: () => titles,
    add({ candidate, episodes: list }) {
      if (!isNew(candidate)) return;
      const id = ++titles;
      addTitle(id, candidate);
      addNames(id, candidate);
      for (const { season, number, title, airDate } of list) {
        insertEpisode.run(id, season, number, title ?? null, airDate ?? null);
      }
      episodes += list.length;
      if (id % CHUNK === 0) db.exec("COMMIT; BEGIN");
    },
    finish({ builtAt }) {
      addFacts({ builtAt, titles, names: sum(names.values()), episodes });
      addGrams();
      db.exec("COMMIT");
      db.exec(INDEXES);
      db.close();
    },
    abandon() {
      if (db.isOpen) db.close();
    },
  };

  /** IMDb numbers films and shows together, the others apart. */
  function isNew({ kind, ids }: CatalogRow["candidate"]): boolean {
    let isNew = true;
    for (const [service, id] of Object.entries(ids)) {
      const key = service === "imdb" ? id : `${service} ${kind} ${id}`;
      if (insertSeen.run(key).changes === 0) isNew = false;
    }
    return isNew;
  }

  function addTitle(id: number, candidate: CatalogRow["candidate"]): void {
    const { kind, title, originalTitle, otherTitles, year, countries, votes, ids } = candidate;
    insertTitle.run(
      id,
      KIND_CODES[kind],
      title,
      originalTitle ?? null,
      otherTitles?.join("\n") ?? null,
      year ?? null,
      countries?.join(" ") ?? null,
      votes ?? null,
      ids.tmdb ?? null,
      ids.tvdb ?? null,
      ids.tvmaze ?? null,
      ids.imdb ?? null,
    );
  }

  function addNames(id: number, { kind, year, ...candidate }: CatalogRow["candidate"]): void {
    const first = toNameId(kind, year ?? 0);
    const keys = new Set<string>();
    for (const name of toNames(candidate)) {
      const words = toWords(name);
      const key = toCoreWords(words).join(" ");
      if (key === "" || keys.has(key)) continue;
      keys.add(key);
      const count = (names.get(first) ?? 0) + 1;
      names.set(first, count);
      insertName.run(first + count, key, id);
      for (const word of words) countWord.run(word);
    }
  }

  function addFacts(facts: Readonly<Record<string, string | number>>): void {
    const insert = db.prepare("INSERT INTO meta VALUES (?, ?)");
    for (const [name, value] of Object.entries(facts)) insert.run(name, String(value));
  }

  function addGrams(): void {
    const insert = db.prepare(
      "INSERT INTO gram (rowid, key) SELECT id, key FROM name WHERE id BETWEEN ? AND ?",
    );
    // FTS5 takes ids in ascending order far faster than in any other.
    for (const [first, count] of [...names].sort(([a], [b]) => a - b)) {
      insert.run(first, first + count);
    }
    db.exec(`
      INSERT INTO gram (gram) VALUES ('optimize');
      DELETE FROM word WHERE count < 2;
      CREATE VIRTUAL TABLE temp.gram_count USING fts5vocab (main, gram, row);
      INSERT INTO common_gram SELECT term, doc FROM gram_count WHERE doc > ${COMMON};
      DROP TABLE temp.gram_count;
    `);
  }
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
