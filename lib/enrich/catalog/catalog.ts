import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Ids } from "../../record/mod.ts";
import type { Candidate, Episode, TitleKind } from "../candidate.ts";
import { APPLICATION_ID, SCHEMA_VERSION, toKind, toNameId } from "./schema.ts";

/** Why a catalog cannot be used. */
export class CatalogError extends Error {
  override readonly name = "CatalogError";
}

/** A name that was found, in the form in which the catalog keeps it. */
export interface FoundName {
  /** Words apart by a space. */
  readonly key: string;
  /** Row of the film or show. */
  readonly title: number;
}

/** Which names to look at. */
export interface NameRange {
  readonly kind: TitleKind;
  /** First and last year; all years without. */
  readonly years?: readonly [number, number];
}

interface TitleRow {
  id: number;
  kind: number;
  title: string;
  original: string | null;
  others: string | null;
  year: number | null;
  countries: string | null;
  votes: number | null;
  tmdb: number | null;
  tvdb: number | null;
  tvmaze: number | null;
  imdb: string | null;
}

/** Ids by the column that holds them. */
const ID_COLUMNS = ["tmdb", "imdb", "tvdb", "tvmaze"] as const;

/** A catalog of films and shows: a SQLite file that is only read. */
export class Catalog {
  readonly #db: DatabaseSync;
  readonly #byKey: StatementSync;
  readonly #byGrams: StatementSync;
  readonly #byId: StatementSync;
  readonly #ofTitle: StatementSync;
  readonly #word: StatementSync;
  readonly #grams = new Map<string, number>();
  readonly #lookups = new Map<string, StatementSync>();

  /** @throws {CatalogError} where the file is missing or no catalog */
  constructor(path: string) {
    this.#db = open(path);
    const prepare = (sql: string) => this.#db.prepare(sql);
    this.#byKey = prepare(
      "SELECT id, title, key FROM name WHERE replace(key, ' ', '') = ? LIMIT 200",
    );
    this.#byGrams = prepare(
      "SELECT name.key, name.title FROM gram CROSS JOIN name ON name.id = gram.rowid " +
        "WHERE gram MATCH ? AND gram.rowid BETWEEN ? AND ? AND length(name.key) BETWEEN ? AND ? LIMIT 3000",
    );
    this.#byId = prepare("SELECT * FROM title WHERE id = ?");
    this.#ofTitle = prepare(
      "SELECT season, number, name, aired FROM episode WHERE title = ? ORDER BY season, number",
    );
    this.#word = prepare("SELECT count FROM word WHERE word = ?");
    for (const column of ID_COLUMNS) {
      this.#lookups.set(column, prepare(`SELECT * FROM title WHERE ${column} = ? ORDER BY id`));
    }
    for (const row of prepare("SELECT gram, count FROM common_gram").iterate()) {
      this.#grams.set(String(row["gram"]), Number(row["count"]));
    }
  }

  /** Names of a kind whose key, without spaces, is `key`. */
  findByKey(key: string, kind: TitleKind): FoundName[] {
    const rows = this.#byKey.all(key) as unknown as (FoundName & { id: number })[];
    return rows.filter(({ id }) => id >= toNameId(kind, 0) && id < toNameId(kind, LAST_YEAR + 1));
  }

  /** Names that hold the groups of three letters of `match`, an expression of FTS5, and have a length between two. */
  findByGrams(
    match: string,
    { kind, years = [0, LAST_YEAR], lengths }: NameRange & {
      readonly lengths: readonly [number, number];
    },
  ): FoundName[] {
    const [first, last] = years;
    return this.#byGrams.all(
      match,
      toNameId(kind, first),
      toNameId(kind, last + 1),
      ...lengths,
    ) as unknown as FoundName[];
  }

  /** In how many names a group of three letters stands; 0 where in few. */
  countGram(gram: string): number {
    return this.#grams.get(gram) ?? 0;
  }

  /** Whether several names use `word`, so that it is hardly a slip of the finger. */
  hasWord(word: string): boolean {
    return this.#word.get(word) !== undefined;
  }

  /** The film or show of a row. */
  read(title: number): Candidate | undefined {
    const row = this.#byId.get(title) as TitleRow | undefined;
    return row === undefined ? undefined : toCandidate(row);
  }

  /** The film or show that has one of `ids`. */
  findById(ids: Ids, kinds: readonly TitleKind[]): Candidate | undefined {
    for (const column of ID_COLUMNS) {
      const id = ids[column];
      if (id === undefined) continue;
      const rows = this.#lookups.get(column)!.all(id) as unknown as TitleRow[];
      const row = rows.find(({ kind }) => kinds.includes(toKind(kind)));
      if (row !== undefined) return toCandidate(row);
    }
  }

  /** The episodes of a show in order; none where the catalog has no list of it. */
  readEpisodes(title: number): Episode[] {
    return this.#ofTitle.all(title).map(({ season, number, name, aired }) => ({
      season: Number(season),
      number: Number(number),
      ...(name === null ? {} : { title: String(name) }),
      ...(aired === null ? {} : { airDate: String(aired) }),
    }));
  }

  /** Facts about the catalog: when it was built and what it holds. */
  readFacts(): Record<string, string> {
    const rows = this.#db.prepare("SELECT name, value FROM meta ORDER BY name").all();
    return Object.fromEntries(rows.map((row) => [String(row["name"]), String(row["value"])]));
  }

  close(): void {
    this.#db.close();
  }
}

/** No title is from a later year. */
const LAST_YEAR = 4094;

function open(path: string): DatabaseSync {
  let db: DatabaseSync;
  try {
    db = new DatabaseSync(path, { readOnly: true });
  } catch (error) {
    throw new CatalogError(`Cannot open the catalog "${path}": ${(error as Error).message}`);
  }
  try {
    const id = db.prepare("PRAGMA application_id").get()?.["application_id"];
    const version = db.prepare("PRAGMA user_version").get()?.["user_version"];
    if (id !== APPLICATION_ID) throw new CatalogError("it is no catalog");
    if (version !== SCHEMA_VERSION) {
      throw new CatalogError(`it has form ${version}, and this program reads ${SCHEMA_VERSION}`);
    }
    return db;
  } catch (error) {
    db.close();
    throw new CatalogError(`Cannot use the catalog "${path}": ${(error as Error).message}`);
  }
}

function toCandidate(row: TitleRow): Candidate {
  return {
    provider: "catalog",
    key: String(row.id),
    kind: toKind(row.kind),
    ids: {
      ...(row.tmdb === null ? {} : { tmdb: row.tmdb }),
      ...(row.tvdb === null ? {} : { tvdb: row.tvdb }),
      ...(row.tvmaze === null ? {} : { tvmaze: row.tvmaze }),
      ...(row.imdb === null ? {} : { imdb: row.imdb }),
    },
    title: row.title,
    ...(row.original === null ? {} : { originalTitle: row.original }),
    ...(row.others === null ? {} : { otherTitles: row.others.split("\n") }),
    ...(row.year === null ? {} : { year: row.year }),
    ...(row.countries === null ? {} : { countries: row.countries.split(" ") }),
    ...(row.votes === null ? {} : { votes: row.votes }),
  };
}
