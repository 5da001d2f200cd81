import type { Values } from "./values.ts";

/**
 * Where a rule counts. Without it a match counts anywhere and ends the title. Words that are also ordinary words need one:
 *
 * - `tail`: after the first technical tag, between year and tags, in a bracket of tags, or in an unbroken run of tags that
 *   leads up to one behind the title's end ("The.Danish.Girl.2015.DANISH.1080p").
 * - `run`: as `tail`, and also right before the first technical tag ("Heat.UNRATED.720p").
 * - `mark`: as `run`, and also right before a year or the end of the name ("Brazil Criterion Edition (1985)").
 * - `bracket`: only in a bracket of tags behind the title.
 * - `version`: right behind a number, or in brackets.
 * - `last`: only where nothing but tags stands behind it.
 */
export type When = "tail" | "run" | "mark" | "last" | "bracket" | "version";

/** Conditions of a rule. */
export interface RuleOptions {
  /** Where it counts. @default anywhere */
  readonly when?: When;
  /** How it must be written: `upper` as in "ITA". */
  readonly written?: "upper";
  /** Whether it shows that what follows is made of tags. @default true without `when` */
  readonly anchor?: boolean;
}

/** Words that say one thing. */
export interface WordRule extends RuleOptions {
  /** Lower case; parts are apart by one space, and in a name by `.`, `_`, `-` or a space. */
  readonly spellings: readonly string[];
  readonly values: Values;
}

/** What a pattern found. */
export interface Reading {
  readonly values: Values;
  /** Where it ends, if not at the end of the pattern's own match. */
  readonly end?: number;
}

/** Turns a match of a pattern into values; `undefined` where it was none after all. */
export type Reader = (match: RegExpExecArray, text: string) => Reading | Values | undefined;

/** What words cannot say: a sticky expression that is tried where a word begins as `begins` says, which saves most of the tries. */
export interface PatternRule extends RuleOptions {
  /**
   * How the text can begin, apart by spaces: up to three characters, of which `#` is any digit, `@` any other character
   * and `~` a separator. At the start, as many `#` as the number has digits, `#+` for any number of them, and up to two
   * characters behind it: "s#", "sea", "####~#", "#+x".
   */
  readonly begins: string;
  /** Characters of the whole word. @default any */
  readonly length?: number;
  /** Sticky; sees the name in lower case. Has no part that can match the same text in two ways. */
  readonly expression: RegExp;
  readonly read: Reader;
  /** What `--explain` calls it. */
  readonly property: keyof Values;
}

/** One row of a table of rules. */
export type Rule = WordRule | PatternRule;

/** Whether `rule` is a list of words. */
export function isWordRule(rule: Rule): rule is WordRule {
  return "spellings" in rule;
}

/** Properties of which a name may hold several. */
const LISTS: ReadonlySet<keyof Values> = new Set([
  "audioCodecs",
  "editions",
  "hdr",
  "languages",
  "subtitleLanguages",
]);

/** Spellings of the values of `property`, apart by commas: `words("resolution", { "2160p": "4k, uhd" })`. */
export function words(
  property: keyof Values,
  table: Readonly<Record<string, string>>,
  options: RuleOptions & { readonly also?: Values } = {},
): WordRule[] {
  const { also, ...conditions } = options;
  return Object.entries(table).map(([value, spellings]) => ({
    ...conditions,
    spellings: splitSpellings(spellings),
    values: { [property]: LISTS.has(property) ? [value] : value, ...also },
  }));
}

/** Words that set `values`, for what is not a spelling of one value. */
export function tag(values: Values, spellings: string, options: RuleOptions = {}): WordRule {
  return { ...options, spellings: splitSpellings(spellings), values };
}

function splitSpellings(spellings: string): string[] {
  return spellings.split(/\s*[,\n]\s*/).filter((spelling) => spelling !== "");
}

/** A pattern that sets what `read` says. */
export function pattern(
  property: keyof Values,
  options: RuleOptions & {
    readonly begins: string;
    readonly length?: number;
    readonly expression: RegExp;
    readonly read: Reader;
  },
): PatternRule {
  return { property, ...options };
}
