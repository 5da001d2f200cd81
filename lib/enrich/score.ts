import { type Candidate, toNames } from "./candidate.ts";
import { compareRest } from "./compare_rest.ts";
import { compareTitles, DIFFERENT_TITLE, type Likeness, RIVAL } from "./compare_titles.ts";
import { readCountryTag } from "./countries.ts";
import type { EpisodeCheck } from "./episodes.ts";
import type { TitleQuery } from "./query.ts";
import { type TitleForm, toTitleForm } from "./title_form.ts";
import { type TitleVariant, toVariants } from "./title_variants.ts";

/** A candidate with how well it fits. */
export interface ScoredCandidate {
  readonly candidate: Candidate;
  /** 0 to 1; an episode that confirms it may lift it a little above. */
  readonly score: number;
  /** What spoke for and against, in snake_case. */
  readonly reasons: readonly string[];
  /** Whether it is only by one of its other titles that it fits. */
  readonly byOtherTitle: boolean;
  /** What its list of episodes says, where it was asked. */
  readonly check?: EpisodeCheck;
}

/** A question made ready for comparing it with many candidates. */
export interface PreparedQuery {
  readonly query: TitleQuery;
  readonly titles: readonly PreparedTitle[];
  readonly isWord: IsWord;
}

/** Whether a word stands in titles, so that it is hardly a slip of the finger. */
export type IsWord = (word: string) => boolean;

interface PreparedTitle {
  readonly whole: TitleForm;
  /** By the key of their part; the likeliest of several. */
  readonly parts: ReadonlyMap<string, TitleVariant>;
}

/** Makes a question ready for {@linkcode scoreCandidate}. */
export function prepareQuery(query: TitleQuery, isWord: IsWord = () => false): PreparedQuery {
  const titles: PreparedTitle[] = [];
  for (const title of query.titles) {
    const [whole, ...others] = toVariants(title);
    if (whole === undefined) continue;
    const parts = new Map<string, TitleVariant>();
    for (const variant of others) {
      if (!parts.has(variant.form.key)) parts.set(variant.form.key, variant);
    }
    titles.push({ whole: whole.form, parts });
  }
  return { query, titles, isWord };
}

/**
 * How well `candidate` fits: 1 less what each deviation costs. Any one small doubt leaves it
 * acceptable, two do not.
 */
export function scoreCandidate(prepared: PreparedQuery, candidate: Candidate): ScoredCandidate {
  const { query } = prepared;
  const title = findLikeness(prepared, candidate);
  const isOwnTitle = title.reason === "title_equal" && !title.byOtherTitle;
  const isBare = candidate.kind === "movie" &&
    prepared.titles.every(({ whole }) => isBareTitle(whole));
  const parts = [
    title,
    compareYears(query, candidate.year, { isOwnTitle, isBare }),
    compareCountries(query, candidate),
  ].filter((part) => part !== undefined);
  const isLoose = title.reason === "title_typo" && query.year === undefined && (
    title.cost > SMALL_SLIP || title.byOtherTitle ||
    (candidate.kind === "movie" && (candidate.votes ?? 0) < WELL_KNOWN)
  );
  const cost = parts.reduce((sum, part) => sum + part.cost, isLoose ? LOOSE_COST : 0);
  return {
    candidate,
    score: toScore(1 - cost),
    reasons: parts.map(({ reason }) => reason),
    byOtherTitle: title.byOtherTitle,
  };
}

/** Without a year only small slips pass, of films in what many know. */
const LOOSE_COST = 0.04;
const SMALL_SLIP = 0.095;
const WELL_KNOWN = 100;

/** Three digits, so that scores that are equal compare as such. */
export function toDigits(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** A score as it stands in a record. */
export function toScore(value: number): number {
  return toDigits(Math.min(1, Math.max(0, value)));
}

/** Of all pairs of a title asked and a name of the candidate, the nearest. */
function findLikeness(
  { titles, isWord }: PreparedQuery,
  candidate: Candidate,
): Likeness & { readonly byOtherTitle: boolean } {
  const own = candidate.originalTitle === undefined ? 1 : 2;
  const names = toNames(candidate);
  const forms: TitleForm[] = [];
  let best = { ...DIFFERENT_TITLE, byOtherTitle: false };
  for (const { whole, parts } of titles) {
    for (let index = 0; index < names.length; index++) {
      // Nothing is nearer than the same; most candidates have many names, and the first is it.
      if (best.cost === 0) return best;
      const name = toNameForm(index);
      // An alias that is the title without its article is not a title of its own.
      if (index >= own && name.key === forms[0]!.key) continue;
      take(compareTitles(whole, name, isWord), index);
      const part = parts.get(name.key);
      if (part === undefined) continue;
      const all = names.map((_, index) => toNameForm(index));
      take(compareRest(part, { names: all, kind: candidate.kind, isWord }), index);
    }
  }
  return best;

  function toNameForm(index: number): TitleForm {
    return forms[index] ??= toTitleForm(names[index]!);
  }

  function take(likeness: Likeness, index: number): void {
    const byOtherTitle = index >= own;
    // Parts of other titles are many, and of shows those that belong to another.
    if (likeness.reason === "title_partial" && (byOtherTitle || candidate.kind === "episode")) {
      likeness = RIVAL;
    }
    const isShort = forms[index]!.key.length <= 2;
    const cost = likeness.cost + (byOtherTitle ? isShort ? SHORT_COST : OTHER_TITLE_COST : 0);
    if (cost < best.cost) best = { cost, reason: likeness.reason, byOtherTitle };
  }
}

/** Other titles are many and of mixed worth. */
const OTHER_TITLE_COST = 0.01;
/** Two letters are short for anything. */
const SHORT_COST = 0.12;

/**
 * One year off is how release dates differ between countries, if the title is its very own; more is
 * another film.
 */
function compareYears(
  { year: asked }: TitleQuery,
  year: number | undefined,
  { isOwnTitle, isBare }: { readonly isOwnTitle: boolean; readonly isBare: boolean },
): Deviation {
  if (asked === undefined) return { cost: isBare ? 0.15 : 0.04, reason: "year_not_asked" };
  if (year === undefined) return { cost: 0.15, reason: "year_unknown" };
  const apart = Math.abs(asked - year);
  if (apart === 0) return { cost: 0, reason: "year_equal" };
  if (apart === 1) return { cost: isOwnTitle ? 0.07 : 0.14, reason: "year_off_by_one" };
  return { cost: 0.5, reason: "year_differs" };
}

/** A letter, or what may as well be the number of an episode: says nothing without a year. */
function isBareTitle({ key }: TitleForm): boolean {
  return key.length < 2 || /^\d{2}$/.test(key);
}

/** A tag of a country is there because there is a show of the same title from another. */
function compareCountries(query: TitleQuery, candidate: Candidate): Deviation | undefined {
  const { country } = query;
  if (country === undefined) return undefined;
  const countries = toCountries(candidate);
  if (countries.includes(country)) return { cost: 0, reason: "country_equal" };
  if (countries.length > 0) return { cost: 0.3, reason: "country_differs" };
  return { cost: 0.15, reason: "country_unknown" };
}

/** Where it was made, else what the tags of its titles say. */
function toCountries(candidate: Candidate): readonly string[] {
  if (candidate.countries !== undefined) return candidate.countries;
  return toNames(candidate)
    .map((name) => readCountryTag(name)?.country)
    .filter((country) => country !== undefined);
}

interface Deviation {
  readonly cost: number;
  readonly reason: string;
}
