import type { Match, ParsedName } from "../record/mod.ts";
import type { StayReason } from "./stay_reasons.ts";

/** Which episode; either `first` or `date` is there. */
export interface EpisodeNumbers {
  /** 0 for specials. */
  readonly season: number;
  /** Within the season. */
  readonly first?: number;
  /** The last of several in one file. */
  readonly last?: number;
  /** `YYYY-MM-DD` */
  readonly date?: string | undefined;
  /** Of all in the file, as one text. */
  readonly title?: string | undefined;
}

/** A file of more episodes is none: what says so is a mistake. */
const MOST_EPISODES = 30;
/** Servers read four digits. */
const HIGHEST = 9999;

/** Which episode the file holds: what the match says, else the name; or why that cannot be told. */
export function findEpisodeNumbers(
  parsed: ParsedName,
  match: Match | undefined,
): EpisodeNumbers | StayReason {
  const matched = match?.episodes ?? [];
  const [first] = matched;
  if (first !== undefined) {
    const { season, airDate: date } = first;
    if (matched.length === 1) return toOne(season, first.number, { date, title: first.title });
    if (matched.some((episode) => episode.season !== season)) return "several_seasons";
    const titles = matched.toSorted((a, b) => a.number - b.number).map(({ title }) => title);
    return toRange(season, matched.map(({ number }) => number), {
      date,
      title: joinTitles(titles),
    });
  }
  const { date, episodes = [], episodeTitle: title } = parsed;
  const season = match?.season ?? parsed.season ?? undefined;
  if (season !== undefined && episodes !== null && episodes.length > 0) {
    return toRange(season, episodes, { date, title });
  }
  if ((parsed.seasons?.length ?? 0) > 1) return "several_seasons";
  if (!date || !DATE.test(date)) return "no_episode_number";
  // Shows that are known by their dates count their seasons in years.
  const yearly = season ?? Number(date.slice(0, 4));
  return isNumber(yearly) ? { season: yearly, date, title } : "no_episode_number";
}

const DATE = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function toOne(
  season: number,
  number: number,
  { date, title }: Pick<EpisodeNumbers, "date" | "title">,
): EpisodeNumbers | StayReason {
  if (!isNumber(season) || !isNumber(number)) return "no_episode_number";
  return { season, first: number, date, title };
}

function toRange(
  season: number,
  episodes: readonly number[],
  more: Pick<EpisodeNumbers, "date" | "title">,
): EpisodeNumbers | StayReason {
  if (!isNumber(season) || !episodes.every(isNumber)) return "no_episode_number";
  const numbers = new Set(episodes);
  if (numbers.size > MOST_EPISODES) return "too_many_episodes";
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  // A range in a name takes in all between its ends.
  if (last - first !== numbers.size - 1) return "episodes_not_consecutive";
  return { season, first, ...(last > first ? { last } : {}), ...more };
}

function isNumber(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0 && number <= HIGHEST;
}

/** One title for several episodes: "Pilot (1)" and "Pilot (2)" are "Pilot". */
function joinTitles(titles: readonly (string | undefined)[]): string | undefined {
  const all = titles.filter((title) => typeof title === "string" && title !== "") as string[];
  if (titles.length < 2) return titles[0];
  if (all.length < 2) return all[0];
  const bare = all.map((title) => title.slice(0, 300).replace(PART_OF_TITLE, ""));
  return [...new Set(bare[0] !== "" && bare.every((title) => title === bare[0]) ? bare : all)]
    .join(" & ");
}

const PART_OF_TITLE = /[ ,:-]*(?:\((?:part )?\d\)|\bpart \d)$/i;
