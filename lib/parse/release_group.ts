import type { Match } from "./find_matches.ts";
import type { TitleReading } from "./title.ts";
import type { Bracket, Tokens } from "./tokenize.ts";

/** Endings that indexers and posters add behind the group. */
const ADDED =
  /[-.\s_](?:obfuscated|obfuscation|asrequested|as requested|postbot|rakuv\w{0,8}|buymore|scrambled|sample|proof|subs|xpost|nzbgeek|chamele0n|alteztv|repost|whitrev|4p|4planet|rp|poster|z0ids3n|alternativetorrents|ap)$/i;

/** How a group is written: letters and digits with a few marks inside, two hyphenated parts at most. */
const GROUP = /^[\p{L}\p{N}][\p{L}\p{N}.@&_!'$]*(?:-[\p{L}\p{N}][\p{L}\p{N}.@&_!'$]*)?$/u;

/** Rules whose words are also names of groups: "-NTb", "-ABC", "-AR". */
function isAlsoGroup({ rule, values }: Match): boolean {
  return rule.when !== undefined &&
    (values.noise === true || values.streamingService !== undefined ||
      values.languages !== undefined || values.editions !== undefined ||
      values.subtitles !== undefined || values.source !== undefined || values.extra !== undefined);
}

/**
 * `matches` without the one that is the group's name: a short word right behind the last hyphen that ends the name, as in
 * "x264-ABC".
 */
export function withoutGroup(tokens: Tokens, matches: readonly Match[]): readonly Match[] {
  const { name, tokens: all } = tokens;
  const end = trimEnd(tokens);
  for (let index = matches.length - 1; index > 0; index--) {
    const match = matches[index]!;
    if (match.start >= end) continue;
    const before = matches[index - 1]!;
    const isLast = match.end === end || name.charCodeAt(match.end) === 91 /* [ */;
    if (
      !isLast || match.first !== match.last || match.end - match.start > 5 ||
      all[match.first]!.bracket >= 0 || name.charCodeAt(match.start - 1) !== 45 /* - */ ||
      before.end !== match.start - 1 || !isAlsoGroup(match)
    ) return matches;
    return matches.filter((other) => other !== match);
  }
  return matches;
}

/** Where the name ends without the brackets and marks that were added behind it. */
function trimEnd({ name, brackets }: Tokens): number {
  let end = name.length;
  for (let index = brackets.length - 1; index >= 0; index--) {
    const bracket = brackets[index]!;
    if (bracket.outer >= 0) continue;
    if (bracket.start === 0 || name.slice(bracket.end, end).trim() !== "") break;
    end = bracket.start;
  }
  while (end > 0 && " ._".includes(name[end - 1]!)) end--;
  for (;;) {
    const added = ADDED.exec(name.slice(Math.max(0, end - 24), end));
    if (added === null) return end;
    end -= added[0].length;
  }
}

/** The group that made the release: behind the last tag, else in the first, else in the last bracket. */
export function findGroup(
  tokens: Tokens,
  matches: readonly Match[],
  title: TitleReading,
): string | undefined {
  const { name, brackets } = tokens;
  const end = trimEnd(tokens);
  const hyphenated = title.end === 0 ? undefined : behindTag(tokens, matches, title, end, true);
  if (hyphenated !== undefined) return hyphenated;
  let first = brackets[0];
  if (first !== undefined && brackets[1]?.start === 1) first = brackets[1];
  if (first !== undefined && first.start <= 3 && /^[\d[ ]*$/.test(name.slice(0, first.start))) {
    const text = inside(name, first);
    if (text !== "" && isFree(first, matches, title) && !/^www\.|\.\w{2,5}$/i.test(text)) {
      return text;
    }
  }
  const spaced = title.end === 0 ? undefined : behindTag(tokens, matches, title, end, false);
  if (spaced !== undefined) return spaced;
  for (let index = brackets.length - 1; index >= 0; index--) {
    const bracket = brackets[index]!;
    if (bracket.open === 123 && !name.startsWith("{", bracket.start)) continue;
    if (bracket.start < title.end) break;
    if (!isFree(bracket, matches, title) || index === 0 && bracket.start === 0) continue;
    const text = inside(name, bracket);
    if (/^(?:www\..*|.*\.(?:com|org|net|to|me))$/i.test(text)) continue;
    if (bracket.open === 91 && /^[^\s]{2,30}$/.test(text)) return text;
    if (
      /^[\p{L}\p{N}._-]+(?: [\p{L}\p{N}._-]+)?$/u.test(text) && /\p{L}/u.test(text) &&
      matches.some((match) => match.end <= bracket.start)
    ) {
      return text;
    }
  }
  return undefined;
}

function inside(name: string, { start, end, closed }: Bracket): string {
  return name.slice(start + 1, closed ? end - 1 : end).trim();
}

/** What stands behind the last tag: with a hyphen ("x264-GROUP"), or as the last word ("x264 GROUP"). */
function behindTag(
  { name, tokens }: Tokens,
  matches: readonly Match[],
  title: TitleReading,
  end: number,
  withHyphen: boolean,
): string | undefined {
  for (let index = matches.length - 1; index >= 0; index--) {
    const match = matches[index]!;
    if (match.start >= end || match.end < title.end) continue;
    if (match.values.checksum !== undefined) continue;
    const until = Math.min(end, matches[index + 1]?.start ?? end);
    if (match.end >= until) continue;
    let text = name.slice(match.end, until);
    const cut = text.search(/[[\](){}]/);
    if (cut === 0 && tokens[match.last]!.bracket >= 0) {
      // "(720p)-Erai-raws"
      text = text.slice(1);
      const next = text.search(/[[\](){}]/);
      if (next >= 0) text = text.slice(0, next);
    } else if (cut >= 0) text = text.slice(0, cut);
    const isEpisode = match.values.episodes !== undefined || match.values.date !== undefined ||
      match.values.year !== undefined || match.values.seasons !== undefined;
    if (withHyphen) {
      const hyphen = /^[ ._]{0,2}-[ ._]*(\S.*)$/s.exec(text);
      if (hyphen === null) {
        // "XviD.Etc-Group": a word before the hyphen belongs to it; behind an episode's title it does not.
        const etc = /^[ ._]([\p{L}\p{N}]+)-([\p{L}\p{N}]+)$/u.exec(text);
        if (etc !== null && !isEpisode) return `${etc[1]}-${etc[2]}`;
        const last = /-([\p{L}\p{N}@&_!'$]{2,})$/u.exec(text);
        if (last !== null && until === end && !/^\d+$/.test(last[1]!)) return last[1];
        if (isEpisode) return undefined;
        continue;
      }
      if (isEpisode && (until < end || /[ ._]-[ ._]/.test(text.slice(0, 4)))) {
        // "S01E02 - Title-GROUP"
        const last = /[^\s-]-([\p{L}\p{N}@&_!'$]{2,})$/u.exec(text);
        if (last !== null && until === end && !/\s/.test(text.trim().slice(2))) return last[1];
        return undefined;
      }
      let group = hyphen[1]!.replace(/__.*$/s, "").replace(/[\s._=-]+$/, "");
      if (/ - /.test(group)) group = group.slice(0, group.indexOf(" - "));
      group = group.trim();
      if (GROUP.test(group) && !/^\d{1,2}$/.test(group)) return group;
      if (/^[\p{L}\p{N}]+ [\p{L}\p{N}]+$/u.test(group)) return group;
      const word = /^([\p{L}\p{N}@]+)[-. _]/u.exec(group);
      if (word !== null && !isEpisode && group.length < 40) return word[1];
      continue;
    }
    if (isEpisode) return undefined;
    if (until < end && tokens[match.last]!.bracket < 0) continue;
    const word = /^[ ._]+(?:by[ ._])?([\p{L}\p{N}@.]{2,24}|[\p{L}\p{N}@]{2,} [\p{L}\p{N}@]{2,})$/iu
      .exec(text);
    if (word !== null && /\p{L}/u.test(word[1]!)) return word[1];
    return undefined;
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
