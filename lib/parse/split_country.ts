/** Countries that tell shows of one title apart, as they stand behind it. */
const COUNTRIES: ReadonlySet<string> = new Set(["US", "UK", "AU", "NZ", "CA", "IE", "IN"]);

/** A show's title and the country behind it: "The Office US", "The Office (UK)". */
export function splitCountry(
  title: string,
  bracketed: string | undefined,
): { title: string; country?: string } {
  if (bracketed !== undefined && COUNTRIES.has(bracketed)) return { title, country: bracketed };
  const space = title.length - 3;
  if (space > 0 && title.charCodeAt(space) === 32) {
    const country = title.slice(space + 1);
    if (COUNTRIES.has(country)) return { title: title.slice(0, space), country };
  }
  return { title };
}
