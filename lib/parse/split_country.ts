import type { Draft } from "./values.ts";

/** Countries that tell shows of one title apart, as they stand behind it. */
export const COUNTRIES: ReadonlySet<string> = new Set(["US", "UK", "AU", "NZ", "CA", "IE", "IN"]);

/**
 * Parts a show's title from the country behind it: "The Office US", "The Office (UK)". Only for shows: a film is rarely
 * named for a country, and "Us" is one.
 */
export function takeCountry(draft: Draft): void {
  const { title, alternativeTitle } = draft;
  if (title === undefined) return;
  if (alternativeTitle !== undefined && COUNTRIES.has(alternativeTitle)) {
    draft.country = alternativeTitle;
    draft.alternativeTitle = undefined;
    return;
  }
  const space = title.length - 3;
  if (space <= 0 || title.charCodeAt(space) !== 32) return;
  const country = title.slice(space + 1);
  if (!COUNTRIES.has(country)) return;
  draft.title = title.slice(0, space);
  draft.country = country;
}
