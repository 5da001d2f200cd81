import type { Match } from "./find_matches.ts";
import type { Stretch } from "./stretches.ts";
import { type Bracket, DIGITS, type Tokens } from "./tokenize.ts";

/** What stands in brackets of its own and is no title: "10月新番", "国漫". */
export const NO_TITLE = /新番|国漫|國漫|招募|字幕|連載|连载|合集/;

/** The bracket of "[Group][Title][05][1080p]" that is the title by its place, whatever it holds; -1 where none is. */
export function bracketOfTitle({ name, tokens, brackets }: Tokens): number {
  if (brackets.length < 3 || brackets[0]!.start !== 0) return -1;
  const [group, title, number] = brackets as [Bracket, Bracket, Bracket];
  const isRow = title.start === group.end && number.start === title.end;
  if (!isRow || number.last !== number.first + 1 || title.last === title.first) return -1;
  const { start, end, kind } = tokens[number.first]!;
  return kind === DIGITS && end - start < 4 && name.charCodeAt(title.start) === 91 /* [ */ ? 1 : -1;
}

/** How many brackets are looked at: a sound name has few, and time must stay linear for others. */
const TRIES = 8;

/** Index of the stretch that is the title of a name all in brackets: "[Group][Title][01][1080p]"; -1 without one. */
export function titleInBrackets(
  all: Tokens,
  matches: readonly Match[],
  stretches: readonly Stretch[],
): number {
  const { name, brackets } = all;
  const placed = bracketOfTitle(all);
  if (placed >= 0) {
    const index = stretches.findIndex(({ bracket }) => bracket === placed);
    if (index >= 0) return index;
  }
  const able: number[] = [];
  stretches.forEach(({ bracket, start, end }, index) => {
    if (bracket < 0 || able.length > TRIES) return;
    const text = name.slice(start, end);
    if (!/\p{L}/u.test(text) || NO_TITLE.test(text) && able.length > 0) return;
    if (able.length === 0 || stretches[able.at(-1)!]!.bracket !== bracket) able.push(index);
  });
  if (able.length === 0) {
    // "(1984) (2021)": a title that is a number
    const first = stretches[0];
    return first?.bracket === 0 && brackets[0]!.start === 0 &&
        matches.every(({ rule, values }) => rule.isAnchor || values.year !== undefined)
      ? 0
      : -1;
  }
  const number =
    matches.find(({ values }) =>
      values.episodes !== undefined || values.absoluteEpisodes !== undefined
    )?.start ?? Infinity;
  const isTitle = (index: number) => {
    const { bracket } = stretches[index]!;
    const { first, last } = brackets[bracket]!;
    return !matches.some((match) =>
      match.first < last && match.last >= first && match.values.noise !== true &&
      match.values.year === undefined && match.values.seasons === undefined
    );
  };
  const textOf = (index: number) => name.slice(stretches[index]!.start, stretches[index]!.end);
  // The first is the group's, if there is a second before the number.
  const titles = able.slice(1).filter((index) =>
    isTitle(index) && stretches[index]!.start < number
  );
  const before = able.filter((index) => stretches[index]!.start < number);
  if (titles.length === 0) return before[0] ?? able[0]!;
  const latin = titles.filter((index) => /[a-z]{2}/i.test(textOf(index)));
  return latin.find((index) => !/[\u3000-\u9fff\uac00-\ud7af]/.test(textOf(index))) ?? latin[0] ??
    titles[0]!;
}
