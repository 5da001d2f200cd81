/** Tags by which shows of one title are told apart: codes of ISO 3166-1… */
const CODES: ReadonlySet<string> = new Set(
  "US GB AU CA NZ IE IN DE FR IT ES NL SE DK NO JP KR".split(" "),
);
/** …and what stands for two of them. */
const USUAL: ReadonlyMap<string, string> = new Map([["UK", "GB"], ["USA", "US"]]);

/**
 * What stands before a tag at the end of a title, and the tag's country. Bare, only what is hardly
 * a word: "The Office US".
 */
const BARE_TAG = /^(.+?)[ .]+(US|USA|UK|GB|AU|NZ)$/;
const TAG_IN_BRACKETS = /^(.+?)[ .]*[([]([A-Z]{2,3})[)\]]$/;

/** The country of a tag such as `UK`, in ISO 3166-1. */
export function toCountry(tag: string): string | undefined {
  const upper = tag.toUpperCase();
  return CODES.has(upper) ? upper : USUAL.get(upper);
}

/** A title without the tag of its country, and that country in ISO 3166-1; `undefined` where there is none. */
export function readCountryTag(
  text: string,
): { readonly title: string; readonly country: string } | undefined {
  const [, title, tag] = TAG_IN_BRACKETS.exec(text) ?? BARE_TAG.exec(text) ?? [];
  const country = tag === undefined ? undefined : toCountry(tag);
  return country === undefined ? undefined : { title: title!, country };
}
