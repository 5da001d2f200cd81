import type { Ids } from "../record/mod.ts";
import type { Episode } from "./candidate.ts";

/** Fields of a reply or row, which may hold anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether `value` has fields. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function toObjects(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A whole number from 0 on. */
export function toInteger(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? value as number : undefined;
}

/** An id of IMDb: `tt` and digits. */
export function toImdb(value: unknown): string | undefined {
  return typeof value === "string" && /^tt\d{5,12}$/.test(value) ? value : undefined;
}

const LONGEST_TEXT = 500;
/** What would break the lines in which names are kept, or a terminal. */
const CONTROLS = /\p{Cc}+/gu;

/** A text that is fit to be kept and shown; `undefined` where nothing is left. */
export function toText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.toWellFormed().replace(CONTROLS, " ").trim().slice(0, LONGEST_TEXT);
  return text === "" ? undefined : text;
}

/** The texts of a list; none where it is no list. */
export function toTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(toText).filter((text) => text !== undefined) : [];
}

/** A day, `YYYY-MM-DD`. */
export function toDate(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
}

/** A year, or that of a date. */
export function toYear(value: unknown): number | undefined {
  const year = toInteger(typeof value === "string" ? Number(value.slice(0, 4)) : value);
  return year !== undefined && year > 1800 && year < 3000 ? year : undefined;
}

/** Fields of which some may be missing, and none is there without a value. */
type Known<T> = { -readonly [Name in keyof T]?: Exclude<T[Name], undefined> };

/** What is known of `fields`: those that are `undefined` are left out. */
export function known<T extends object>(fields: T): Known<T> {
  const all: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) all[name] = fields[name];
  return all as Known<T>;
}

/** What of `value` can be ids; a record or file may be forged. */
export function toIds(value: unknown): Ids {
  if (!isObject(value)) return {};
  const { tmdb, tvdb, tvmaze, imdb } = value;
  return known({
    tmdb: toInteger(tmdb) || undefined,
    tvdb: toInteger(tvdb) || undefined,
    tvmaze: toInteger(tvmaze) || undefined,
    imdb: toImdb(imdb),
  });
}

/** An episode of what a reply says of it; `undefined` where it has no number, as specials have none at TVmaze. */
export function toEpisode(
  { season, number, title, airDate }: Readonly<Record<keyof Episode, unknown>>,
): Episode | undefined {
  const numbers = { season: toInteger(season), number: toInteger(number) };
  if (numbers.season === undefined || numbers.number === undefined) return undefined;
  return { ...numbers as Episode, ...known({ title: toText(title), airDate: toDate(airDate) }) };
}
