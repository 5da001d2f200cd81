/** Tags by which shows of one title are told apart, as ISO 3166-1 codes. */
const CODES: Readonly<Record<string, string>> = {
  US: "US",
  USA: "US",
  UK: "GB",
  GB: "GB",
  AU: "AU",
  CA: "CA",
  NZ: "NZ",
  IE: "IE",
  IN: "IN",
  DE: "DE",
  FR: "FR",
  IT: "IT",
  ES: "ES",
  NL: "NL",
  SE: "SE",
  DK: "DK",
  NO: "NO",
  JP: "JP",
  KR: "KR",
};

/**
 * What stands before a tag at the end of a title, and the tag's country. Bare, only what is hardly
 * a word: "The Office US".
 */
const BARE_TAG = /^(.+?)[ .]+(US|USA|UK|GB|AU|NZ)$/;
const TAG_IN_BRACKETS = /^(.+?)[ .]*[([]([A-Z]{2,3})[)\]]$/;

/** A title without the tag of its country. */
export interface TaggedTitle {
  readonly title: string;
  /** ISO 3166-1 in capitals. */
  readonly country: string;
}

/** The country of a tag such as `UK`, in ISO 3166-1. */
export function toCountry(tag: string): string | undefined {
  return Object.hasOwn(CODES, tag.toUpperCase()) ? CODES[tag.toUpperCase()] : undefined;
}

/** Takes the tag of a country off a title; `undefined` where there is none. */
export function readCountryTag(text: string): TaggedTitle | undefined {
  const [, title, tag] = TAG_IN_BRACKETS.exec(text) ?? BARE_TAG.exec(text) ?? [];
  const country = tag === undefined ? undefined : toCountry(tag);
  return country === undefined ? undefined : { title: title!, country };
}
