import { editDistance } from "../../text/mod.ts";
import type { Candidate } from "../candidate.ts";
import { toTypoLimit } from "../compare_titles.ts";
import type { TitleQuery } from "../query.ts";
import { type TitleVariant, toVariants } from "../title_variants.ts";
import { toTitleKey } from "../title_words.ts";
import type { Catalog, FoundName, NameRange } from "./catalog.ts";

/** Titles that are read in full; some words are the title of dozens. */
const MOST_TITLES = 100;
const MOST_ALIKE = 10;

/**
 * Films and shows that `query` may mean, in any order. What is dear is done only while nothing fits
 * exactly: first names that are equal, then names that are equal to a part of what is asked, then
 * those that hold it or are spelt like it. An alias that fits is not enough: another film of the
 * year may be meant by a part of its own title.
 */
export function searchCatalog(catalog: Catalog, query: TitleQuery): Candidate[] {
  const found = new Map<number, Candidate>();
  const asked = query.titles.map(toVariants).filter((variants) => variants.length > 0);
  for (const kind of query.kinds) {
    for (const [whole] of asked) takeAll(catalog.findByKey(whole!.form.key, kind));
  }
  const keys = new Set(asked.map(([whole]) => whole!.form.key));
  const isExact = (candidate: Candidate) =>
    (query.year === undefined || candidate.year === query.year) &&
    keys.has(toTitleKey(candidate.title));
  if (query.exact || [...found.values()].some(isExact)) return [...found.values()];
  for (const kind of query.kinds) {
    for (const variants of asked) {
      for (const key of toPartKeys(variants)) takeAll(catalog.findByKey(key, kind));
      takeAll(findNear(catalog, variants[0]!, { kind, ...toYears(query) }));
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

/** A title that is not quite the same is only worth anything in the very year. */
function toYears({ year }: TitleQuery): Pick<NameRange, "years"> {
  return year === undefined ? {} : { years: [year, year] };
}

function toPartKeys(variants: readonly TitleVariant[]): ReadonlySet<string> {
  const [whole] = variants;
  const keys = new Set(variants.map(({ form }) => form.key));
  keys.delete(whole!.form.key);
  return keys;
}

/**
 * Names that begin or end with what is asked, and names that differ by a slip of the finger;
 * nearest first.
 */
function findNear(
  catalog: Catalog,
  { form }: TitleVariant,
  range: Omit<NameRange, "lengths">,
): FoundName[] {
  const spaced = form.core.join(" ");
  if (spaced.length < 3) return [];
  const holding = catalog.findByGrams(toMatch(pickGrams(catalog, spaced, 4), "AND"), {
    ...range,
    lengths: [spaced.length + 1, 1000],
  }).filter(({ key }) => key.startsWith(spaced + " ") || key.endsWith(" " + spaced));
  const limit = toTypoLimit(form.key.length);
  if (limit === 0) return holding;
  // What is run together ("TheLittle Devil") may bring an article with it.
  const most = limit + (spaced.length < 9 ? 0 : 3);
  const alike = catalog.findByGrams(toMatch(pickGrams(catalog, spaced, limit + 1), "OR"), {
    ...range,
    lengths: [spaced.length - most, spaced.length + most],
  })
    .map((name) => ({ name, distance: editDistance(form.key, name.key.replaceAll(" ", ""), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_ALIKE);
  return [...alike.map(({ name }) => name), ...holding];
}

/**
 * Groups of three letters of `text`, the rarest first, that do not overlap, so that one wrong
 * letter spoils only one of them. A short text gives all its groups.
 */
function pickGrams(catalog: Catalog, text: string, count: number): string[] {
  const tiles = [0, 1, 2].map((offset) => {
    const grams: { readonly gram: string; readonly count: number }[] = [];
    for (let at = offset; at + 3 <= text.length; at += 3) {
      const gram = text.slice(at, at + 3);
      grams.push({ gram, count: catalog.countGram(gram) });
    }
    return grams.sort((a, b) => a.count - b.count);
  });
  if (text.length < 9) return [...new Set(tiles.flat().map(({ gram }) => gram))];
  const costs = tiles.map((tile) =>
    tile.slice(0, count).reduce((sum, gram) => sum + gram.count, 0)
  );
  const best = tiles[costs.indexOf(Math.min(...costs))]!;
  return best.slice(0, count).map(({ gram }) => gram);
}

function toMatch(grams: readonly string[], operator: "AND" | "OR"): string {
  return grams.map((gram) => `"${gram.replaceAll('"', '""')}"`).join(` ${operator} `);
}
