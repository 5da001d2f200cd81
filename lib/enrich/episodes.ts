import { editDistance, foldTitle } from "../text/mod.ts";
import type { MatchedEpisode } from "../record/mod.ts";
import type { Episode } from "./candidate.ts";
import type { EpisodeQuery } from "./query.ts";

/** What a show's own list says of the episodes that a file is said to hold. */
export interface EpisodeCheck {
  /** Added to the show's score. */
  readonly bonus: number;
  readonly reason?: string;
  /** As the list numbers them; without a list, as the name does. */
  readonly episodes: readonly MatchedEpisode[];
  /** Why it cannot be told which episode is meant, though the show may well be right. */
  readonly doubt?: EpisodeReason;
}

/** A show's list, made ready for looking things up. */
export interface EpisodeList {
  readonly seasons: ReadonlyMap<number, ReadonlyMap<number, Episode>>;
  /** Without specials, counted through: the first is episode 1. */
  readonly inOrder: readonly Episode[];
  readonly byDate: ReadonlyMap<string, readonly Episode[]>;
  /** The title of an episode as titles are compared; made when it is first asked for. */
  fold(episode: Episode): string;
  /** Whether some episode has the folded `title`. */
  hasTitle(title: string): boolean;
}

/** Makes a list ready; it is in order. */
export function toEpisodeList(episodes: readonly Episode[]): EpisodeList {
  const seasons = new Map<number, Map<number, Episode>>();
  const byDate = new Map<string, Episode[]>();
  for (const episode of episodes) {
    const season = seasons.get(episode.season) ?? new Map<number, Episode>();
    seasons.set(episode.season, season.set(episode.number, episode));
    if (episode.airDate === undefined) continue;
    const sameDay = byDate.get(episode.airDate) ?? [];
    sameDay.push(episode);
    byDate.set(episode.airDate, sameDay);
  }
  const folded = new Map<Episode, string>();
  let titles: ReadonlySet<string> | undefined;
  return {
    seasons,
    inOrder: episodes.filter(({ season }) => season > 0),
    byDate,
    fold,
    hasTitle: (title) => (titles ??= new Set(episodes.map(fold))).has(title),
  };

  function fold(episode: Episode): string {
    const known = folded.get(episode);
    if (known !== undefined) return known;
    const fresh = episode.title === undefined ? "" : foldTitle(episode.title);
    folded.set(episode, fresh);
    return fresh;
  }
}

/**
 * Holds what a name says against the show's list: an episode that is there speaks for the show,
 * most of all if its title stands in the name; one that is missing speaks against it, though lists
 * are seldom complete. Air dates and numbers that are counted through become season and episode.
 */
export function checkEpisodes(asked: EpisodeQuery, list: EpisodeList | undefined): EpisodeCheck {
  if (list === undefined) return { bonus: 0, episodes: toUnlisted(asked) };
  const split = readAsSeasons(asked, list);
  if (split !== undefined && compareTitles(asked, split.map(list.fold)) === "episode_title_equal") {
    return toCheck("episode_title_equal", split);
  }
  const found = findEpisodes(asked, list);
  if (found === undefined) return { bonus: 0, episodes: [] };
  const { missing, episodes } = found;
  if (missing !== undefined) {
    const bonus = list.inOrder.length < LEAST_LIST ? 0 : BONUSES[missing];
    return { bonus, reason: missing, episodes: toUnlisted(asked) };
  }
  const reason = compareTitles(asked, episodes.map(list.fold));
  if (split !== undefined && reason !== "episode_title_equal") {
    return toDoubt("episode_read_two_ways");
  }
  if (reason === "episode_title_differs" && isOfAnother(asked, list)) {
    return toDoubt("episode_title_of_another");
  }
  return toCheck(reason, episodes);
}

function toDoubt(doubt: EpisodeReason): EpisodeCheck {
  return { ...toCheck(doubt, []), doubt };
}

function toCheck(reason: EpisodeReason, episodes: readonly Episode[]): EpisodeCheck {
  return { bonus: BONUSES[reason], reason, episodes };
}

/**
 * "Show 103" is season 1, episode 3 for those who count by seasons, and episode 103 for those who
 * count through; "Show 2-05" season 2, episode 5, or episodes 2 to 5: the first, where the list has
 * it. Names of anime, which begin with a group, count through.
 */
function readAsSeasons(
  { season, numbers, absolute, date, fileName }: EpisodeQuery,
  { seasons }: EpisodeList,
): readonly Episode[] | undefined {
  const isPlain = season === undefined && absolute.length === 0 && date === undefined;
  if (!isPlain || numbers.length === 0 || fileName.startsWith("[")) return undefined;
  // A list that counts through has the number itself.
  const isCounted = numbers.some((number) =>
    number >= 100 && seasons.values().some((listed) => listed.has(number))
  );
  const pairs = isCounted ? [] : toPairs(numbers);
  const episodes = pairs.map(([season, number]) => seasons.get(season)?.get(number));
  const isListed = episodes.length > 0 && episodes.every((episode) => episode !== undefined);
  return isListed ? episodes : undefined;
}

/** The season and the episode that each number, or a range, may stand for. */
function toPairs(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const [from, to] = [numbers[0]!, numbers.at(-1)!];
  if (from < 100) return from === to ? [] : [[from, to]];
  return numbers.map((number) => [Math.floor(number / 100), number % 100]);
}

/**
 * Whether the title in the name is that of another episode: discs, broadcasts and services number in
 * ways of their own, and the title says which episode it is.
 */
function isOfAnother({ title = "" }: EpisodeQuery, list: EpisodeList): boolean {
  const folded = foldTitle(title.slice(0, LONGEST));
  return folded.length >= LEAST_TITLE && !GENERIC.test(folded) && list.hasTitle(folded);
}

/**
 * What counts for and against a show. Many lists end before the show did, so that a season too few
 * says little, several say more.
 */
const BONUSES = {
  episode_title_equal: 0.06,
  episode_listed: 0.02,
  episode_title_differs: 0,
  episode_title_of_another: 0,
  episode_read_two_ways: 0,
  special_not_listed: 0,
  season_not_listed: -0.03,
  episode_not_listed: -0.03,
  date_not_listed: -0.03,
  season_far_beyond: -0.12,
} as const satisfies Record<string, number>;

type EpisodeReason = keyof typeof BONUSES;

/** A season from here on is a year, by which some count: that they do says nothing about the show. */
const FIRST_YEAR = 1900;

/** A list of fewer episodes than this is only a piece of one. */
const LEAST_LIST = 4;

/** Whether the name has one of `titles`, which are folded. */
function compareTitles(asked: EpisodeQuery, titles: readonly string[]): EpisodeReason {
  const named = asked.title === undefined ? undefined : foldTitle(asked.title.slice(0, LONGEST));
  let file: string | undefined;
  let isSame = named === undefined;
  for (const wanted of titles) {
    if (wanted === "") continue;
    const isEqual = named !== undefined && isAlike(named, wanted);
    // A title that every show has tells nothing.
    if (!GENERIC.test(wanted)) {
      file ??= ` ${foldTitle(asked.fileName)} `;
      if (isEqual || file.includes(` ${wanted} `)) return "episode_title_equal";
    }
    isSame ||= isEqual;
  }
  return isSame ? "episode_listed" : "episode_title_differs";
}

/** Characters of an episode's title that are compared; no real one is as long. */
const LONGEST = 500;

/** Shorter titles may be a piece of something else. */
const LEAST_TITLE = 4;

/** Whether no more than a fifth of the letters differ. */
function isAlike(a: string, b: string): boolean {
  const most = Math.floor(Math.max(a.length, b.length) / 5);
  return editDistance(a, b, most) <= most;
}

const GENERIC = /^(?:episode|part|chapter|folge|episodio) ?\d*$|^pilot$/;

interface Found {
  readonly episodes: readonly Episode[];
  readonly missing?: EpisodeReason;
}

function findEpisodes(asked: EpisodeQuery, list: EpisodeList): Found | undefined {
  const { season, numbers, absolute, date } = asked;
  if (season !== undefined && numbers.length > 0) {
    const listed = list.seasons.get(season);
    // Specials are listed by few, and each numbers them in its own way.
    if (numbers.includes(0) || (season === 0 && listed === undefined)) {
      return { episodes: [], missing: "special_not_listed" };
    }
    if (listed === undefined) {
      const isNear = season <= Math.max(...list.seasons.keys()) + 1 || season >= FIRST_YEAR;
      return { episodes: [], missing: isNear ? "season_not_listed" : "season_far_beyond" };
    }
    return findAll(numbers.map((number) => listed.get(number)));
  }
  if (date !== undefined) {
    const aired = list.byDate.get(date);
    return aired === undefined
      ? { episodes: [], missing: "date_not_listed" }
      : { episodes: aired.slice(0, 1) };
  }
  const counted = absolute.length > 0 ? absolute : numbers;
  if (counted.length === 0) return undefined;
  return findAll(counted.map((number) => list.inOrder[number - 1]));
}

/** All of `episodes`, or none where one is missing. */
function findAll(episodes: readonly (Episode | undefined)[]): Found {
  const found = episodes.filter((episode) => episode !== undefined);
  const isWhole = found.length === episodes.length;
  return isWhole ? { episodes: found } : { episodes: [], missing: "episode_not_listed" };
}

/** Without a list the name is taken at its word, as far as it has a season. */
function toUnlisted({ season, numbers }: EpisodeQuery): MatchedEpisode[] {
  return season === undefined ? [] : numbers.map((number) => ({ season, number }));
}
