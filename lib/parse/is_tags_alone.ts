import type { Claims } from "./claims.ts";
import { isNumber, KNOWN } from "./survey.ts";
import type { TitleReading } from "./title.ts";
import { DIGITS, MIXED } from "./tokenize.ts";

/** The address of a site and nothing more. */
const ADDRESS = /^[[(\s]*www[. ][\w.-]+[\])\s-]*$/i;

/**
 * Whether nothing of a name is left for a title but words of releases: "German.DL.1080p", "UNRATED.720p", "HDTV.x264-GROUP",
 * "cd1". A single one may be a title, "Max.1080p", unless it is written as tags are.
 */
export function isTagsAlone(
  { tokens: { name, tokens }, matches }: Claims,
  title: TitleReading,
): boolean {
  if (title.end === 0) return false;
  const last = matches.at(-1);
  if (last === undefined) {
    if (tokens.length > 1) return ADDRESS.test(name);
    return tokens[0]!.kind === MIXED && (tokens[0]!.flags & KNOWN) !== 0;
  }
  let isTagged = false;
  for (const match of matches) {
    const { year, film } = match.values;
    if (year !== undefined || film !== undefined || isNumber(match)) return false;
    if (match.rule.isAnchor && match.rule.when === undefined) isTagged = true;
  }
  if (!isTagged) return false;
  // "HDTV.x264-GROUP"
  if (title.start >= last.end) return name.charCodeAt(last.end) === 45 /* - */;
  const words = tokens.filter(({ start, end }) => start >= title.start && end <= title.end);
  if (!words.every(({ flags }) => (flags & KNOWN) !== 0)) return false;
  return words.length > 1 || words.every(({ upper, kind }) => upper && kind !== DIGITS);
}
