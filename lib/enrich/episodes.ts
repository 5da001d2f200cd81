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
}

/** A show's list, made ready for looking things up. */
export interface EpisodeList {
  readonly seasons: ReadonlyMap<number, ReadonlyMap<number, Episode>>;
  /** Without specials, counted through: the first is episode 1. */
  readonly inOrder: readonly Episode[];
  readonly byDate: ReadonlyMap<string, readonly Episode[]>;
  /** The title of an episode as titles are compared; made when it is first asked for. */
  fold(episode: Episode): string;
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
  return {
    seasons,
    inOrder: episodes.filter(({ season }) => season > 0),
    byDate,
    fold(episode) {
      const known = folded.get(episode);
      if (known !== undefined) return known;
      const fresh = episode.title === undefined ? "" : foldTitle(episode.title);
      folded.set(episode, fresh);
      return fresh;
    },
  };
}

/**
 * Holds what a name says against the show's list: an episode that is there speaks for the show,
 * most of all if its title stands in the name; one that is missing speaks against it, though lists
 * are seldom complete. Air dates and numbers that are counted through become season and episode.
 */
export function checkEpisodes(asked: EpisodeQuery, list: EpisodeList | undefined): EpisodeCheck {
  if (list === undefined) return { bonus: 0, episodes: toUnlisted(asked) };
  const found = findEpisodes(asked, list);
  if (found === undefined) return { bonus: 0, episodes: [] };
  const { missing, episodes } = found;
  if (missing !== undefined) {
    const bonus = list.inOrder.length < LEAST_LIST ? 0 : BONUSES[missing];
    return { bonus, reason: missing, episodes: toUnlisted(asked) };
  }
  const reason = compareTitles(asked, episodes.map(list.fold));
  return { bonus: BONUSES[reason], reason, episodes };
}

/**
 * What counts for and against a show. Many lists end before the show did, so that a season too few
 * says little, several say more.
 */
const BONUSES = {
  episode_title_equal: 0.06,
  episode_listed: 0.02,
  episode_title_differs: 0,
  special_not_listed: 0,
  season_not_listed: -0.03,
  episode_not_listed: -0.03,
  date_not_listed: -0.03,
  season_far_beyond: -0.12,
} as const satisfies Record<string, number>;

type EpisodeReason = keyof typeof BONUSES;

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
      const isNext = season <= Math.max(...list.seasons.keys()) + 1;
      return { episodes: [], missing: isNext ? "season_not_listed" : "season_far_beyond" };
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
