import { choose, compareRank, isAccepted } from "./choose.ts";
import { type Eventually, follow } from "./eventually.ts";
import { createMemory } from "./memory.ts";
import type { Provider, ProviderContext } from "./providers/mod.ts";
import type { TitleQuery } from "./query.ts";
import { prepareQuery, scoreCandidate, type ScoredCandidate } from "./score.ts";
import { weighRivals } from "./weigh_rivals.ts";
import { widenSearch } from "./widen_search.ts";

/**
 * Answers that are kept: a library is scanned folder by folder, so that the same is asked again
 * soon.
 */
const ANSWERS = 5_000;
/** Candidates of an answer that are kept: those that may be chosen or shown. */
const MOST_RANKED = 8;

/** Candidates, best first. */
export type Ranking = readonly ScoredCandidate[];

/** What providers find for a title, best first. */
export type RankTitle = (title: TitleQuery) => Eventually<Ranking>;

/**
 * Looks titles up: gives what the first provider finds of which something can be taken, else what
 * came nearest. Equal questions share one search, also while it is under way.
 */
export function createTitleRanker(
  providers: readonly Provider[],
  context: ProviderContext,
): RankTitle {
  const rankings = createMemory<Ranking>(ANSWERS);
  const searching = providers.filter(({ search }) => search !== undefined);
  return (title) => rankings.get(JSON.stringify(title), () => searchFrom(0, title, []));

  function searchFrom(index: number, title: TitleQuery, nearest: Ranking): Eventually<Ranking> {
    const provider = searching[index];
    if (provider === undefined || title.titles.length === 0) return nearest;
    return follow(searchAt(provider, title), (ranking) => {
      if (isAccepted(choose(ranking))) return ranking;
      const isNearer = (ranking[0]?.score ?? 0) > (nearest[0]?.score ?? 0);
      return searchFrom(index + 1, title, isNearer ? ranking : nearest);
    });
  }

  function searchAt(provider: Provider, title: TitleQuery): Eventually<Ranking> {
    const words = new Set<string>();
    const isWord = (word: string) => provider.hasWord?.(word, context) ?? words.has(word);
    const prepared = prepareQuery(title, isWord);
    return follow(provider.search!(title, context), (candidates) => {
      const found = new Map(candidates.map((candidate) => [candidate.key, candidate]));
      const rankFound = () =>
        rank(weighRivals([...found.values()].map((each) => scoreCandidate(prepared, each))));
      const ranking = rankFound();
      return provider.searchText === undefined || title.exact || isAccepted(choose(ranking))
        ? ranking
        : widenSearch({ provider, context, title, found, words, rank: rankFound });
    });
  }
}

/** Best first, without what served only to score them. */
function rank(scored: Ranking): Ranking {
  return scored
    .toSorted(compareRank)
    .slice(0, MOST_RANKED)
    .map(({ candidate: { otherTitles: _, ...candidate }, ...rest }) => ({ candidate, ...rest }));
}
