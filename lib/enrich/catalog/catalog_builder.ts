import { DatabaseSync, type StatementSync } from "node:sqlite";
import { toCoreWords, toWords } from "../title_words.ts";
import type { CatalogRow } from "./read_row.ts";
import { APPLICATION_ID, INDEXES, KIND_CODES, SCHEMA_VERSION, TABLES, toNameId } from "./schema.ts";

/** Rows of one commit, and names of one step of the index. */
const CHUNK = 20_000;
/** Groups of three letters in more names than this are of little use to a search. */
const COMMON = 200;

/**
 * Writes rows into a new SQLite file, in bounded memory. The file is whole only after {@linkcode CatalogBuilder.finish}, so
 * that it is built beside the old one and then put in its place.
 */
export class CatalogBuilder {
  readonly #db: DatabaseSync;
  readonly #title: StatementSync;
  readonly #name: StatementSync;
  readonly #episode: StatementSync;
  readonly #word: StatementSync;
  readonly #names = new Map<number, number>(); // of each kind and year
  #titles = 0;
  #episodes = 0;

  /** @throws {Error} where the file cannot be made */
  constructor(path: string) {
    const db = this.#db = new DatabaseSync(path);
    // A build that is cut short is thrown away, so that nothing needs to be safe before the end.
    db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000");
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.exec(TABLES);
    this.#title = db.prepare("INSERT INTO title VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.#name = db.prepare("INSERT INTO name VALUES (?, ?, ?)");
    this.#episode = db.prepare("INSERT OR IGNORE INTO episode VALUES (?, ?, ?, ?, ?)");
    this.#word = db.prepare(
      "INSERT INTO word VALUES (?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
    );
    db.exec("BEGIN");
  }

  /** Films and shows so far. */
  get titles(): number {
    return this.#titles;
  }

  /** Adds a film or show. */
  add({ candidate, episodes }: CatalogRow): void {
    const id = ++this.#titles;
    const { kind, title, originalTitle, otherTitles = [], year, countries, votes, ids } = candidate;
    this.#title.run(
      id,
      KIND_CODES[kind],
      title,
      originalTitle ?? null,
      otherTitles.length === 0 ? null : otherTitles.join("\n"),
      year ?? null,
      countries?.join(" ") ?? null,
      votes ?? null,
      ids.tmdb ?? null,
      ids.tvdb ?? null,
      ids.tvmaze ?? null,
      ids.imdb ?? null,
    );
    const keys = new Set<string>();
    for (
      const name of [title, ...(originalTitle === undefined ? [] : [originalTitle]), ...otherTitles]
    ) {
      const words = toWords(name);
      const key = toCoreWords(words).join(" ");
      if (key === "" || keys.has(key)) continue;
      keys.add(key);
      this.#name.run(this.#nextName(toNameId(kind, year ?? 0)), key, id);
      for (const word of words) this.#word.run(word);
    }
    for (const episode of episodes) {
      this.#episode.run(
        id,
        episode.season,
        episode.number,
        episode.title ?? null,
        episode.airDate ?? null,
      );
    }
    this.#episodes += episodes.length;
    if (id % CHUNK === 0) this.#db.exec("COMMIT; BEGIN");
  }

  #nextName(first: number): number {
    const count = (this.#names.get(first) ?? 0) + 1;
    this.#names.set(first, count);
    return first + count;
  }

  /**
   * Makes the indexes and closes the file.
   *
   * @param facts.builtAt ISO 8601, kept in the catalog
   */
  finish({ builtAt }: { readonly builtAt: string }): void {
    const db = this.#db;
    const names = [...this.#names.values()].reduce((sum, count) => sum + count, 0);
    const meta = db.prepare("INSERT INTO meta VALUES (?, ?)");
    const facts = { builtAt, titles: this.#titles, names, episodes: this.#episodes };
    for (const [name, value] of Object.entries(facts)) meta.run(name, String(value));
    // FTS5 takes ids in ascending order far faster than in any other.
    const index = db.prepare(
      "INSERT INTO gram (rowid, key) SELECT id, key FROM name WHERE id BETWEEN ? AND ?",
    );
    for (const first of [...this.#names.keys()].sort((a, b) => a - b)) {
      index.run(first, first + this.#names.get(first)!);
    }
    db.exec(`
      INSERT INTO gram (gram) VALUES ('optimize');
      DELETE FROM word WHERE count < 2;
      CREATE VIRTUAL TABLE temp.gram_count USING fts5vocab (main, gram, row);
      INSERT INTO common_gram SELECT term, doc FROM gram_count WHERE doc > ${COMMON};
      DROP TABLE temp.gram_count;
      COMMIT;
    `);
    db.exec(INDEXES);
    this.abandon();
  }

  /** Closes the file as it is. */
  abandon(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}
