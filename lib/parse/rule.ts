import { type AllValues, fillValues, type Property, type Values } from "./values.ts";

/**
 * Where a rule counts. Without it a match counts anywhere and ends the title. Words that are also ordinary words need one:
 *
 * - `tail`: after the first technical tag, between year and tags, in a bracket of tags, or in an unbroken run of tags that
 *   leads up to one behind the title's end ("The.Danish.Girl.2015.DANISH.1080p").
 * - `run`: as `tail`, and also right before the first technical tag ("Heat.UNRATED.720p").
 * - `mark`: as `run`, and also right before a year, a number or the end of the name ("Brazil Criterion Edition (1985)").
 * - `bracket`: only in a bracket of tags behind the title.
 * - `version`: right behind a number, in brackets, or right before the first technical tag.
 * - `last`: only where nothing but tags stands behind it.
 */
export type When = "tail" | "run" | "mark" | "last" | "bracket" | "version";

/** Conditions of a rule. */
export interface RuleOptions {
  /** Where it counts. @default anywhere */
  readonly when?: When;
  /** How it must be written: `upper` as in "ITA". @default any */
  readonly written?: "upper";
  /** Whether it shows that what follows is made of tags. @default true without `when` */
  readonly anchor?: boolean;
}

/** What a pattern found. */
export interface Reading {
  readonly values: Values;
  /** Where it ends, if not at the end of the pattern's own match. */
  readonly end: number;
}

/** Turns a match of a pattern into values; `undefined` where it was none after all. */
export type Reader = (
  match: RegExpExecArray,
  lower: string,
  name: string,
) => Reading | Values | undefined;

/** What words cannot say: a sticky expression, tried where a word begins as `begins` says, which saves most tries. */
export interface Pattern {
  /**
   * How the text can begin, apart by spaces: some characters, of which `#` is any digit, `~` a separator,
   * `[ab]` an a or b and `$` the end. At the start, as many `#` as the number has digits, `#+` for any number of them: "s#", "sea",
   * "####~#", "#+x", "##~[jf]". The first three, or two behind a number, are free; from there on each takes its time.
   */
  readonly begins: string;
  /** Characters of the whole word. @default any */
  readonly length?: number | undefined;
  /** Not tried where a rule of words has matched the whole word. @default false */
  readonly unlessWord?: boolean | undefined;
  /** Where it matches, the patterns after it in the table are not tried. @default false */
  readonly final?: boolean | undefined;
  /** Sticky; sees the name in lower case. Has no part that can match the same text in two ways. */
  readonly expression: RegExp;
  readonly read: Reader;
}

/** One row of a table of rules: words that say one thing, or a pattern. All rows have one shape, for speed. */
export interface Rule {
  /** What `--explain` calls it. */
  readonly property: string;
  /** Of words: in lower case, parts apart by one space, and in a name by `.`, `_`, `-` or a space. */
  readonly spellings: readonly string[] | undefined;
  /** Of words: what they say. */
  readonly values: AllValues | undefined;
  readonly pattern: Pattern | undefined;
  readonly when: When | undefined;
  readonly written: "upper" | undefined;
  /** Whether it shows that what follows is made of tags. */
  readonly isAnchor: boolean;
}

function toRule(
  property: string,
  content: Pick<Rule, "spellings" | "values" | "pattern">,
  { when, written, anchor }: RuleOptions,
): Rule {
  const { spellings, values, pattern } = content;
  const isAnchor = anchor ?? when === undefined;
  return { property, spellings, values, pattern, when, written, isAnchor };
}

/** Properties of which a name may hold several. */
const LISTS: ReadonlySet<Property> = new Set([
  "audioCodecs",
  "editions",
  "hdr",
  "languages",
  "subtitleLanguages",
]);

/** Spellings of the values of `property`, apart by commas: `words("resolution", { "2160p": "4k, uhd" })`. */
export function words(
  property: Property,
  table: Readonly<Record<string, string>>,
  options: RuleOptions = {},
): Rule[] {
  return Object.entries(table).map(([value, spellings]) =>
    tag({ [property]: LISTS.has(property) ? [value] : value }, spellings, options)
  );
}

/** Words that set `values`, for what is not a spelling of one value. */
export function tag(values: Values, spellings: string, options: RuleOptions = {}): Rule {
  const list = spellings.split(",").map((spelling) => spelling.trim()).filter((spelling) =>
    spelling !== ""
  );
  const content = { spellings: list, values: fillValues(values), pattern: undefined };
  return toRule(Object.keys(values).join("+"), content, options);
}

/** A pattern that sets what its `read` says. */
export function pattern(property: Property, options: RuleOptions & Pattern): Rule {
  return toRule(property, { spellings: undefined, values: undefined, pattern: options }, options);
}

/** A rule that is neither words nor a pattern, but told by its place among the others. */
export function placed(property: Property, options: RuleOptions = {}): Rule {
  return toRule(property, { spellings: undefined, values: undefined, pattern: undefined }, options);
}
