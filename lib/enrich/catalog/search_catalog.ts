import { editDistance } from "../../text/mod.ts";
import type { Candidate } from "../candidate.ts";
import type { TitleQuery } from "../query.ts";
import { type TitleVariant, toVariants } from "../title_variants.ts";
import type { Catalog, FoundName, NameRange } from "./catalog.ts";

/** Titles that are read in full. */
const MOST_TITLES = 30;

/**
 * Films and shows that `query` may mean, in any order. What is dear is done only while nothing fits exactly: first names
 * that are equal, then names that are equal to a part of what is asked, then those that hold it or are spelt like it.
 */
export function searchCatalog(catalog: Catalog, query: TitleQuery): Candidate[] {
  const found = new Map<number, Candidate>();
  const asked = query.titles.map(toVariants).filter((variants) => variants.length > 0);
  for (const kind of query.kinds) {
    for (const [whole] of asked) takeAll(catalog.findByKey(whole!.form.key, kind));
  }
  if (hasExact(found.values(), query)) return [...found.values()];
  for (const kind of query.kinds) {
    for (const variants of asked) {
      for (const key of toPartKeys(variants)) takeAll(catalog.findByKey(key, kind));
      const near = findNear(catalog, variants[0]!, { kind, ...toYears(query) });
      takeAll(near);
    }
  }
  return [...found.values()];

  function takeAll(names: readonly FoundName[]): void {
    for (const { title } of names) {
      if (found.size >= MOST_TITLES) return;
      if (found.has(title)) continue;
      const candidate = catalog.read(title);
      if (candidate !== undefined) found.set(title, candidate);
    }
  }
}

/** One year more at each end is what is ever accepted. */
function toYears({ year }: TitleQuery): Pick<NameRange, "years"> {
  return year === undefined ? {} : { years: [year - 1, year + 1] };
}

function hasExact(found: Iterable<Candidate>, { year }: TitleQuery): boolean {
  for (const candidate of found) if (year === undefined || candidate.year === year) return true;
  return false;
}

function toPartKeys(variants: readonly TitleVariant[]): ReadonlySet<string> {
  const [whole] = variants;
  const keys = new Set(variants.map(({ form }) => form.key));
  keys.delete(whole!.form.key);
  return keys;
}

/** Names that begin or end with what is asked, and names that differ by a slip of the finger; nearest first. */
function findNear(catalog: Catalog, { form }: TitleVariant, range: NameRange): FoundName[] {
  const spaced = form.core.join(" ");
  if (spaced.length < 3) return [];
  const holding = catalog.findByGrams(toMatch(pickGrams(catalog, spaced, 5), "AND"), {
    ...range,
    lengths: [spaced.length + 1, 1000],
  }).filter(({ key }) => key.startsWith(spaced + " ") || key.endsWith(" " + spaced));
  const limit = spaced.length < 9 ? 1 : spaced.length < 16 ? 2 : 3;
  if (spaced.length < 5) return holding;
  const alike = catalog.findByGrams(toMatch(pickGrams(catalog, spaced, limit + 3), "OR"), {
    ...range,
    lengths: [spaced.length - limit, spaced.length + limit],
  })
    .map((name) => ({
      name,
      distance: editDistance(form.key, name.key.replaceAll(" ", ""), limit),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return [...alike.map(({ name }) => name), ...holding];
}

/** The rarest groups of three letters of `text` that do not overlap, so that one wrong letter spoils only one. */
function pickGrams(catalog: Catalog, text: string, count: number): string[] {
  const places = Array.from({ length: text.length - 2 }, (_, at) => at)
    .map((at) => ({ at, count: catalog.countGram(text.slice(at, at + 3)) }))
    .sort((a, b) => a.count - b.count || a.at - b.at);
  const taken: number[] = [];
  for (const { at } of places) {
    if (taken.length === count) break;
    if (taken.every((other) => Math.abs(other - at) >= 3)) taken.push(at);
  }
  return taken.map((at) => text.slice(at, at + 3));
}

function toMatch(grams: readonly string[], operator: "AND" | "OR"): string {
  return grams.map((gram) => `"${gram.replaceAll('"', '""')}"`).join(` ${operator} `);
}
