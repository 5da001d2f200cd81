import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { type Ids, UsageError } from "../../record/mod.ts";
import { describeCause } from "../../text/mod.ts";
import type { Candidate, Episode, TitleKind } from "../candidate.ts";
import { known, toIds } from "../fields.ts";
import { APPLICATION_ID, SCHEMA_VERSION, toKind, toNameId } from "./schema.ts";

/** Why a catalog cannot be used. */
export class CatalogError extends UsageError {
  /** Tells it from other errors. */
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
  /** Of films or of shows. */
  readonly kind: TitleKind;
  /** First and last year; all years without. */
  readonly years?: readonly [number, number];
  /** Least and most characters of a key. */
  readonly lengths: readonly [number, number];
}

/** A catalog of films and shows: a SQLite file that is only read. */
export interface Catalog {
  /** Names of a kind whose key, without spaces, is `key`. */
  findByKey(key: string, kind: TitleKind): FoundName[];
  /**
   * Names that hold groups of three letters.
   *
   * @param match An expression of FTS5
   */
  findByGrams(match: string, range: NameRange): FoundName[];
  /** In how many names a group of three letters stands; 0 where in few. */
  countGram(gram: string): number;
  /** Whether several names use `word`, so that it is hardly a slip of the finger. */
  hasWord(word: string): boolean;
  /** The film or show of a row. */
  read(title: number): Candidate | undefined;
  /** The film or show of one of `kinds` that has one of `ids`. */
  findById(ids: Ids, kinds: readonly TitleKind[]): Candidate | undefined;
  /** The episodes of a show in order; none where the catalog has no list of it. */
  readEpisodes(title: number): Episode[];
  /** Facts about the catalog: when it was built and what it holds. */
  readFacts(): Record<string, string | number>;
  /** Lets go of the file. */
  close(): void;
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

/** No title is from a later year. */
const LAST_YEAR = 4094;

/**
 * Opens the catalog at `path`.
 *
 * @throws {CatalogError} where the file is missing or no catalog
 */
export function openCatalog(path: string): Catalog {
  const db = openDatabase(path);
  const byKey = db.prepare(
    "SELECT id, title, key FROM name WHERE replace(key, ' ', '') = ? LIMIT 200",
  );
  const byGrams = db.prepare(
    "SELECT name.key, name.title FROM gram CROSS JOIN name ON name.id = gram.rowid " +
      "WHERE gram MATCH ? AND gram.rowid BETWEEN ? AND ? AND length(name.key) BETWEEN ? AND ? LIMIT 3000",
  );
  const byRow = db.prepare("SELECT * FROM title WHERE id = ?");
  const ofShow = db.prepare(
    "SELECT season, number, name, aired FROM episode WHERE title = ? ORDER BY season, number",
  );
  const byWord = db.prepare("SELECT count FROM word WHERE word = ?");
  const byId = new Map(
    ID_COLUMNS.map((column) => [
      column,
      db.prepare(`SELECT * FROM title WHERE ${column} = ? ORDER BY id`),
    ]),
  );
  const grams = new Map<string, number>();
  for (const { gram, count } of db.prepare("SELECT gram, count FROM common_gram").iterate()) {
    grams.set(String(gram), Number(count));
  }

  return {
    findByKey(key, kind) {
      const rows = byKey.all(key) as unknown as (FoundName & { id: number })[];
      return rows.filter(({ id }) => id >= toNameId(kind, 0) && id < toNameId(kind, LAST_YEAR + 1));
    },
    findByGrams(match, { kind, years: [first, last] = [0, LAST_YEAR], lengths }) {
      const ids = [toNameId(kind, first), toNameId(kind, last + 1)] as const;
      return byGrams.all(match, ...ids, ...lengths) as unknown as FoundName[];
    },
    countGram: (gram) => grams.get(gram) ?? 0,
    hasWord: (word) => byWord.get(word) !== undefined,
    read(title) {
      const row = byRow.get(title) as TitleRow | undefined;
      return row === undefined ? undefined : toCandidate(row);
    },
    findById(ids, kinds) {
      for (const [column, statement] of byId) {
        const id = ids[column];
        if (id === undefined) continue;
        const rows = statement.all(id) as unknown as TitleRow[];
        const row = rows.find(({ kind }) => kinds.includes(toKind(kind)));
        if (row !== undefined) return toCandidate(row);
      }
    },
    readEpisodes: (title) =>
      ofShow.all(title).map(({ season, number, name, aired }) => ({
        season: Number(season),
        number: Number(number),
        ...known({ title: toString(name), airDate: toString(aired) }),
      })),
    readFacts() {
      const rows = db.prepare("SELECT name, value FROM meta ORDER BY name").all();
      return Object.fromEntries(rows.map(({ name, value }) => [
        String(name),
        name === "builtAt" ? String(value) : Number(value),
      ]));
    },
    close: () => db.close(),
  };
}

function openDatabase(path: string): DatabaseSync {
  const how = `catalog build FILE… --output ${JSON.stringify(path)}`;
  let db: DatabaseSync;
  try {
    // SQLite does not say why it cannot open a file.
    if (Deno.statSync(path).isDirectory) throw new Deno.errors.IsADirectory();
    db = new DatabaseSync(path, { readOnly: true });
  } catch (error) {
    const why = describeCause(error as Error);
    const advice = error instanceof Deno.errors.NotFound ? `; make it by ${how}` : "";
    throw new CatalogError(`Cannot open the catalog "${path}": ${why}${advice}`);
  }
  try {
    const id = db.prepare("PRAGMA application_id").get()?.["application_id"];
    const version = db.prepare("PRAGMA user_version").get()?.["user_version"];
    if (id !== APPLICATION_ID) throw new CatalogError("it is no catalog");
    if (version === SCHEMA_VERSION) return db;
    const forms = `it has form ${version}, and this program reads ${SCHEMA_VERSION}`;
    throw new CatalogError(`${forms}; build it anew by ${how}`);
  } catch (error) {
    db.close();
    throw new CatalogError(`Cannot use the catalog "${path}": ${(error as Error).message}`);
  }
}

function toString(value: SQLOutputValue | undefined): string | undefined {
  return value === null ? undefined : String(value);
}

function toCandidate(row: TitleRow): Candidate {
  return {
    provider: "catalog",
    key: String(row.id),
    kind: toKind(row.kind),
    ids: toIds(row),
    title: row.title,
    ...known({
      originalTitle: row.original ?? undefined,
      otherTitles: row.others?.split("\n"),
      year: row.year ?? undefined,
      countries: row.countries?.split(" "),
      votes: row.votes ?? undefined,
    }),
  };
}
