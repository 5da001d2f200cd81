import type { Candidate } from "./candidate.ts";
import { compareRest } from "./compare_rest.ts";
import { compareTitles, DIFFERENT_TITLE, type Likeness } from "./compare_titles.ts";
import type { TitleQuery } from "./query.ts";
import { type TitleForm, toTitleForm } from "./title_form.ts";
import { type TitleVariant, toVariants } from "./title_variants.ts";

/** A candidate with how well it fits. */
export interface ScoredCandidate {
  readonly candidate: Candidate;
  /** 0 to 1. */
  readonly score: number;
  /** What spoke for and against, in snake_case. */
  readonly reasons: readonly string[];
}

/** A question made ready for comparing it with many candidates. */
export interface PreparedQuery {
  readonly query: TitleQuery;
  readonly titles: readonly PreparedTitle[];
}

interface PreparedTitle {
  readonly whole: TitleForm;
  /** By the key of their part; the likeliest of several. */
  readonly parts: ReadonlyMap<string, TitleVariant>;
}

/** Makes a question ready for {@linkcode scoreCandidate}. */
export function prepareQuery(query: TitleQuery): PreparedQuery {
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
  return { query, titles };
}

/**
 * How well `candidate` fits: 1 less what each deviation costs. Any one small doubt leaves it acceptable, two do not.
 */
export function scoreCandidate(prepared: PreparedQuery, candidate: Candidate): ScoredCandidate {
  const { query } = prepared;
  const parts = [
    findLikeness(prepared, candidate),
    compareYears(query, candidate),
    compareCountries(query, candidate),
  ];
  let cost = 0;
  const reasons: string[] = [];
  for (const part of parts) {
    if (part === undefined) continue;
    cost += part.cost;
    reasons.push(part.reason);
  }
  return { candidate, score: toScore(1 - cost), reasons };
}

/** A score as it stands in a record: three digits. */
export function toScore(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}

/** Of all pairs of a title asked and a name of the candidate, the nearest. */
function findLikeness({ titles }: PreparedQuery, candidate: Candidate): Likeness {
  const own = candidate.originalTitle === undefined ? 1 : 2;
  const names = toNames(candidate).map(toTitleForm);
  let best = DIFFERENT_TITLE;
  for (const { whole, parts } of titles) {
    for (const [index, name] of names.entries()) {
      // Other titles are many and of mixed worth.
      const penalty = index < own ? 0 : OTHER_TITLE_COST;
      take(compareTitles(whole, name), penalty);
      const part = parts.get(name.key);
      if (part !== undefined) take(compareRest(part, names), penalty);
    }
  }
  return best;

  function take(likeness: Likeness, penalty: number): void {
    if (likeness.cost + penalty < best.cost) {
      best = { cost: likeness.cost + penalty, reason: likeness.reason };
    }
  }
}

function toNames({ title, originalTitle, otherTitles = [] }: Candidate): string[] {
  return [title, ...(originalTitle === undefined ? [] : [originalTitle]), ...otherTitles];
}

const OTHER_TITLE_COST = 0.01;

/** One year off is how release dates differ between countries; more is another film. */
function compareYears({ year }: TitleQuery, candidate: Candidate): Deviation {
  if (year === undefined) return { cost: 0.04, reason: "year_not_asked" };
  if (candidate.year === undefined) return { cost: 0.1, reason: "year_unknown" };
  const apart = Math.abs(year - candidate.year);
  if (apart === 0) return { cost: 0, reason: "year_equal" };
  if (apart === 1) return { cost: 0.07, reason: "year_off_by_one" };
  return { cost: 0.5, reason: "year_differs" };
}

/** A tag of a country is there because there is a show of the same name from another. */
function compareCountries(query: TitleQuery, candidate: Candidate): Deviation | undefined {
  const { country } = query;
  if (country === undefined) return undefined;
  if (candidate.countries?.includes(country)) return { cost: 0, reason: "country_equal" };
  if (candidate.countries !== undefined && candidate.countries.length > 0) {
    return { cost: 0.3, reason: "country_differs" };
  }
  return { cost: 0.1, reason: "country_unknown" };
}

interface Deviation {
  readonly cost: number;
  readonly reason: string;
}
