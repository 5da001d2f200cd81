import type { TitleKind } from "../candidate.ts";

/** Marks a SQLite file as a catalog of ours: "Shlv". */
export const APPLICATION_ID = 0x53686c76;
/**
 * Raised when older catalogs can no longer be read, also because titles are folded in another way.
 */
export const SCHEMA_VERSION = 2;

/**
 * A film or show is one row of `title`; each of its names one row of `name`, under the key by which
 * it is looked up. Ids of `name` are made of kind and year ({@linkcode toNameId}), so that a search
 * of `gram`, an index of three letters each, can be held to a few years by a range of ids.
 */
export const TABLES = `
  CREATE TABLE title (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    title TEXT NOT NULL,
    original TEXT,
    others TEXT,
    year INTEGER,
    countries TEXT,
    votes INTEGER,
    tmdb INTEGER,
    tvdb INTEGER,
    tvmaze INTEGER,
    imdb TEXT
  ) STRICT;
  CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    title INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE episode (
    title INTEGER NOT NULL,
    season INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT,
    aired TEXT,
    PRIMARY KEY (title, season, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE word (word TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE common_gram (gram TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE gram USING fts5 (
    key, content='', detail=none, columnsize=0, tokenize='trigram case_sensitive 1'
  );
`;

/** What is made once all rows are in. */
export const INDEXES = `
  CREATE INDEX name_key ON name (replace(key, ' ', ''));
  CREATE INDEX title_tmdb ON title (tmdb) WHERE tmdb IS NOT NULL;
  CREATE INDEX title_tvdb ON title (tvdb) WHERE tvdb IS NOT NULL;
  CREATE INDEX title_tvmaze ON title (tvmaze) WHERE tvmaze IS NOT NULL;
  CREATE INDEX title_imdb ON title (imdb) WHERE imdb IS NOT NULL;
`;

/** Kinds as numbers, which stand first in an id of `name`. */
export const KIND_CODES: Readonly<Record<TitleKind, number>> = { movie: 1, episode: 2 };

/** The kind of a code. */
export function toKind(code: number): TitleKind {
  return code === KIND_CODES.movie ? "movie" : "episode";
}

const YEARS = 4096;
const NAMES_A_YEAR = 2 ** 24;

/** The id of the `count`-th name of a kind and year; 0 is a year that is not known. */
export function toNameId(kind: TitleKind, year: number, count = 0): number {
  return (KIND_CODES[kind] * YEARS + year) * NAMES_A_YEAR + count;
}
