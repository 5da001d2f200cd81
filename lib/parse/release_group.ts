import type { Claims } from "./claims.ts";
import type { Match } from "./find_matches.ts";
import type { TitleReading } from "./title.ts";
import type { Bracket, Tokens } from "./tokenize.ts";

/** How many brackets are looked at from the end. */
const TRIES = 8;

/** How a group is written: letters and digits with a few marks inside, two hyphenated parts at most. */
const GROUP = /^[\p{L}\p{N}][\p{L}\p{N}.@&_!'$]*(?:-[\p{L}\p{N}][\p{L}\p{N}.@&_!'$]*)?$/u;

/** An address of a site, which no group is. */
const ADDRESS = /^www\.|\.(?:com|org|net|to|me|my|ru|info)$/i;

/** Whether the word of `match` is also a group's name: "-NTb", "-ABC", "-AR", "-Scene". */
function isAlsoGroup({ rule, values }: Match): boolean {
  if (values.extra !== undefined) return values.extra !== "trailer";
  return rule.when !== undefined &&
    (values.noise === true || values.streamingService !== undefined ||
      values.languages !== undefined || values.editions !== undefined ||
      values.subtitles !== undefined || values.source !== undefined);
}

/**
 * `matches` without the one that is the group's name: a short word right behind the last hyphen that ends the name, as in
 * "x264-ABC". `end` is where the name ends without what was added behind it.
 */
export function withoutGroup(
  tokens: Tokens,
  matches: readonly Match[],
  { end }: { readonly end: number },
): readonly Match[] {
  const { name, tokens: all } = tokens;
  for (let index = matches.length - 1; index > 0; index--) {
    const match = matches[index]!;
    if (match.start >= end) continue;
    const isLast = match.end === end || name.charCodeAt(match.end) === 91 /* [ */;
    if (
      !isLast || match.first !== match.last || match.end - match.start > 5 ||
      all[match.first]!.bracket >= 0 || name.charCodeAt(match.start - 1) !== 45 /* - */ ||
      !isRightBefore(name, matches[index - 1]!, match)
    ) return matches;
    const isSecondSource = match.values.source !== undefined &&
      matches.some((other) => other !== match && other.values.source !== undefined);
    // "iTA-ENG"
    const isSecondLanguage = match.values.languages !== undefined &&
      matches[index - 1]!.values.languages !== undefined;
    if (isSecondLanguage || (!isSecondSource && !isAlsoGroup(match))) return matches;
    return matches.filter((other) => other !== match);
  }
  return matches;
}

/** Whether nothing stands between, or the end of a bracket, or the group's first half: "x264-", "(1995)-", "x264-DX-TV". */
function isRightBefore(name: string, { end }: Match, { start, values }: Match): boolean {
  if (end === start - 1) return true;
  // "(1995)-scene" is an extra
  if (values.extra !== undefined) return false;
  if (end === start - 2) return ")]}".includes(name[end]!);
  return values.languages === undefined && values.subtitles === undefined &&
    /^-[\p{L}\p{N}]+$/u.test(name.slice(end, start - 1));
}

/** The group that made the release: behind the last tag, else in the first, else in the last bracket. */
export function findGroup(claims: Claims, title: TitleReading): string | undefined {
  const hasTitle = title.end > 0;
  return (hasTitle ? behindHyphen(claims, title) ?? behindBy(claims) : undefined) ??
    leadingBracket(claims, title) ??
    (hasTitle ? behindBracket(claims, title) ?? lastWord(claims, title) : undefined) ??
    trailingBracket(claims, title);
}

/** "WEBMux by Group", "x264 - by Group" */
function behindBy({ tokens: { name }, matches }: Claims): string | undefined {
  for (const match of matches) {
    if (isIdentity(match)) continue;
    BY.lastIndex = match.end;
    const by = BY.exec(name);
    if (by !== null) return by[1];
  }
  return undefined;
}

const BY = /[\s._)\]-]{1,4}by[ ._]([\p{L}\p{N}][\p{L}\p{N}@_]+)(?![\p{L}\p{N}-])/iuy;

/** "[Group] Title", "[[Group] Title", "37 [Group] Title" */
function leadingBracket(
  { tokens: { name, brackets }, matches }: Claims,
  title: TitleReading,
): string | undefined {
  const first = brackets[1]?.start === 1 ? brackets[1] : brackets[0];
  if (first === undefined || first.start > 3) return undefined;
  if (!/^[\d[ ]*$/.test(name.slice(0, first.start))) return undefined;
  const text = inside(name, first);
  return text !== "" && !ADDRESS.test(text) && isFree(first, matches, title) ? text : undefined;
}

/** "(1080p x265 Encoder) Group" */
function behindBracket(
  { tokens: { name, tokens, brackets }, matches, end }: Claims,
  title: TitleReading,
): string | undefined {
  const bracket = brackets.at(-1);
  if (bracket === undefined || !bracket.closed || bracket.start < title.end) return undefined;
  if (matches.some(({ start }) => start >= bracket.end)) return undefined;
  const isOfTags = matches.some((match) =>
    match.rule.isAnchor && !isIdentity(match) && brackets[tokens[match.first]!.bracket] === bracket
  );
  return isOfTags ? /^ ([\p{L}\p{N}]{2,16})$/u.exec(name.slice(bracket.end, end))?.[1] : undefined;
}

/** The last bracket that holds nothing else, or its last word: "(1080p x265 Group)". */
function trailingBracket(
  { tokens: { name, brackets }, matches }: Claims,
  title: TitleReading,
): string | undefined {
  const first = Math.max(0, brackets.length - TRIES);
  for (let index = brackets.length - 1; index >= first; index--) {
    const bracket = brackets[index]!;
    if (bracket.start < title.end) return undefined;
    if (bracket.open === 123 /* { */ && index + 1 < brackets.length) continue;
    const text = inside(name, bracket);
    if (ADDRESS.test(text) || text === "") continue;
    if (isFree(bracket, matches, title)) {
      if (isTeam(text, bracket, matches)) return text;
      continue;
    }
    const word = lastInBracket(name, bracket, matches);
    if (word !== undefined) return word;
  }
  return undefined;
}

/** Whether what a bracket holds is a group's name: "[Group]", "(Group)", "[Group & Other]". */
function isTeam(text: string, { open, start }: Bracket, matches: readonly Match[]): boolean {
  if (open !== 40 /* ( */ && /^\S{2,30}$/.test(text)) return true;
  return /^[\p{L}\p{N}._-]{2,}(?: [\p{L}\p{N}._-]+|(?:[ _]&[ _][\p{L}\p{N}._-]+)+)?$/u.test(text) &&
    /\p{L}/u.test(text) && matches.some(({ end }) => end <= start);
}

/** The word behind the last tag of a bracket. */
function lastInBracket(
  name: string,
  { start, end, closed }: Bracket,
  matches: readonly Match[],
): string | undefined {
  const last = matches.findLast((match) => match.end < end);
  if (last === undefined || last.start < start) return undefined;
  const word = /^[ ._-]+(?:[\p{L}\p{N}]+ )?([\p{L}\p{N}]{2,})$/u.exec(
    name.slice(last.end, closed ? end - 1 : end),
  );
  return word !== null && /\p{L}/u.test(word[1]!) ? word[1] : undefined;
}

function inside(name: string, { start, end, closed }: Bracket): string {
  return name.slice(start + 1, closed ? end - 1 : end).trim();
}

/** Whether `match` says which episode or film it is, so that what follows is text. */
function isIdentity({ values }: Match): boolean {
  return values.ids !== undefined || values.part !== undefined || values.episodes !== undefined ||
    values.date !== undefined ||
    values.year !== undefined ||
    values.seasons !== undefined || values.absoluteEpisodes !== undefined;
}

/** The text behind `matches[index]` up to the next match or bracket; empty where there is none. */
function textBehind(
  { tokens: { name, tokens }, matches, end }: Claims,
  index: number,
): string {
  const match = matches[index]!;
  const until = Math.min(end, matches[index + 1]?.start ?? end);
  if (match.end >= until) return "";
  let text = name.slice(match.end, until);
  let cut = findBracket(text);
  if (cut === 0 && tokens[match.last]!.bracket >= 0) {
    // "(720p)-Group"
    text = text.slice(1);
    cut = findBracket(text);
  }
  return cut >= 0 ? text.slice(0, cut) : text;
}

/** Where the first bracket stands, -1 without one. */
function findBracket(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 || code === 41 || code === 91 || code === 93 || code === 123 || code === 125) {
      return at;
    }
  }
  return -1;
}

/** "x264-GROUP", "x264 - GROUP - MULTI", "XviD.Etc-Group", "S01E02.Title-GROUP" */
function behindHyphen(claims: Claims, title: TitleReading): string | undefined {
  const { tokens, matches, end } = claims;
  const reaches = (text: string) => tokens.name.startsWith(text, end - text.length);
  for (let index = matches.length - 1; index >= 0; index--) {
    const match = matches[index]!;
    if (match.start >= end || match.end < title.end || match.values.checksum !== undefined) {
      continue;
    }
    const text = textBehind(claims, index);
    if (text === "") continue;
    if (isIdentity(match)) {
      // Text of an episode: "S01E02.Title-GROUP", but not "S01E02 - Ch-Changes", nor "-e01-Currahee".
      if (!reaches(text) || /^[ ._]-[ ._]/.test(text) || /\s/.test(text)) {
        return undefined;
      }
      const last = /(?:^|[^\s._-])-([\p{L}\p{N}][\p{L}\p{N}@&!'$]+)$/u.exec(text);
      if (last === null || /^\d+$/.test(last[1]!)) return undefined;
      const isSure = last.index > 0 || end < tokens.name.length;
      // "S01E02-NTb", but not "S01E02-Pilot"
      return isSure || /^[^\p{Ll}]+$|\p{Lu}{2}/u.test(last[1]!) ? last[1] : undefined;
    }
    if (text.charCodeAt(0) === 45 /* - */ && /^-[A-Za-z][A-Za-z0-9]+$/.test(text)) {
      return text.slice(1);
    }
    if (!text.includes("-")) continue;
    // "XviD.Some-Group", "DTS X-Group": a name of two parts, but not "Atmos Poster-Group"
    const pair = /^[ ._]((?:(?<! )\p{Lu}\p{Ll}+|\p{Lu})-[\p{L}\p{N}]+)$/u.exec(text);
    if (pair !== null && reaches(text)) return pair[1];
    const hyphen = /^[ ._]{0,2}-[ ._]*([^\s._-].*)$/s.exec(text);
    if (hyphen !== null) {
      const group = readGroup(hyphen[1]!);
      if (group !== undefined) return group;
      continue;
    }
    const last =
      /^[ ._]?([\p{L}\p{N}]+-)?(?:.*[ ._])?(?:[\p{L}\p{N}]+-)?([\p{L}\p{N}][\p{L}\p{N}@&!'$]+)$/u
        .exec(text);
    if (last === null || !text.endsWith(`-${last[2]}`) || !reaches(text)) continue;
    return last[2];
  }
  return undefined;
}

/** The group in what stands behind a hyphen. */
function readGroup(text: string): string | undefined {
  // "x264-GROUP.trash"
  let group = text.replace(/__.*$/s, "").replace(/(?<=^\p{Lu}+)\.\p{Ll}+$/u, "").replace(
    /[\s._=-]+$/,
    "",
  );
  const dash = group.search(/[ ._]-[ ._]/);
  if (dash > 0) group = group.slice(0, dash);
  // "[1080p] - Name of the Episode"
  if (/^(?:[^ ]*\p{Ll}[^ ]* ){2}/u.test(group)) return undefined;
  if (/^(?:\d{1,2}|(?=.*\d)[0-9A-F]{8})$/.test(group) || ADDRESS.test(group)) return undefined;
  // "x264-GROUP-1": a count of the poster's
  group = group.replace(/(?<=\p{L})-\d$/u, "");
  if (GROUP.test(group) || /^[\p{L}\p{N}]+ [\p{L}\p{N}]+$/u.test(group)) return group;
  if (/^\p{Lu}+(?: \p{Lu}+){1,2}$/u.test(group)) return group;
  return group.length < 40 ? /^([\p{L}\p{N}@]+)[-. _]/u.exec(group)?.[1] : undefined;
}

/** "x264 GROUP", "XviD.GROUP", "DLMux by Group" */
function lastWord(claims: Claims, title: TitleReading): string | undefined {
  const { matches, end } = claims;
  for (let index = matches.length - 1; index >= 0; index--) {
    const match = matches[index]!;
    if (match.start >= end || match.end < title.end) continue;
    const text = textBehind(claims, index);
    if (text === "") continue;
    if (isIdentity(match)) return undefined;
    const word = /^[ ._]+(?:[\p{L}\p{N}]{2,16}[ ._])?([\p{L}\p{N}@]{2,24})$/iu.exec(text);
    return word !== null && /\p{L}/u.test(word[1]!) ? word[1] : undefined;
  }
  return undefined;
}

function isFree(
  bracket: { readonly start: number; readonly end: number },
  matches: readonly Match[],
  title: TitleReading,
): boolean {
  if (title.start < bracket.end && title.end > bracket.start) return false;
  return !matches.some(({ start, end }) => start < bracket.end && end > bracket.start);
}
