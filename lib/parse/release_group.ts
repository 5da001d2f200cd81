import type { Match } from "./find_matches.ts";
import type { TitleReading } from "./title.ts";
import type { Tokens } from "./tokenize.ts";

/** Endings that indexers and posters add behind the group. */
const ADDED =
  /(?:[-.\s_](?:obfuscated|asrequested|postbot|rakuv\w*|buymore|scrambled|sample|xpost|nzbgeek|chamele0n|alteztv|repost|whitrev|4p|4planet|rp|poster|z0ids3n|alternativetorrents|[ap]))+$/i;

/** The group that made the release: behind the last hyphen, else in the first or last bracket. */
export function findGroup(
  tokens: Tokens,
  matches: readonly Match[],
  title: TitleReading,
): string | undefined {
  const { name, brackets } = tokens;
  let end = name.length;
  // "-LOL[eztv]", "-NTb [rartv]"
  for (let index = brackets.length - 1; index >= 0; index--) {
    const bracket = brackets[index]!;
    if (bracket.outer >= 0 || bracket.open === 123) continue;
    if (name.slice(bracket.end, end).trim() !== "" || bracket.start === 0) break;
    end = bracket.start;
  }
  const body = name.slice(0, end).trimEnd().replace(ADDED, "");
  const last = matches.findLast((match) => match.start < body.length && match.end <= body.length);
  const hyphen = body.lastIndexOf("-");
  if (hyphen > title.end - 1 && last !== undefined && hyphen >= last.end - 1 && title.end > 0) {
    const group = body.slice(hyphen + 1).trim();
    if (/^[\p{L}\p{N}][\p{L}\p{N}.@&_!']*$/u.test(group) && !/^\d{1,2}$/.test(group)) return group;
  }
  if (brackets.length > 0 && brackets[0]!.start === 0) {
    const text = name.slice(1, brackets[0]!.end - 1).trim();
    if (text !== "" && isFree(brackets[0]!, matches, title)) return text;
  }
  for (let index = brackets.length - 1; index > 0; index--) {
    const bracket = brackets[index]!;
    if (bracket.open === 123 || bracket.outer >= 0) continue;
    if (bracket.start < title.end) break;
    if (isFree(bracket, matches, title)) {
      const text = name.slice(bracket.start + 1, bracket.end - 1).trim();
      if (/^[^\s]{2,30}$/.test(text)) return text;
    }
  }
  return undefined;
}

function isFree(
  bracket: { readonly start: number; readonly end: number },
  matches: readonly Match[],
  title: TitleReading,
): boolean {
  if (title.start >= bracket.start && title.end <= bracket.end && title.end > 0) return false;
  return !matches.some(({ start, end }) => start < bracket.end && end > bracket.start);
}
