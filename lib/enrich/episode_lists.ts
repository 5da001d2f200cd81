import type { Candidate } from "./candidate.ts";
import { type EpisodeList, toEpisodeList } from "./episodes.ts";
import { type Eventually, follow } from "./eventually.ts";
import { createMemory } from "./memory.ts";
import type { Provider, ProviderContext } from "./providers/mod.ts";

/** Lists that are kept: files of one show mostly come together. */
const LISTS = 100;

/** The list of a show's episodes; `undefined` where its provider has none. */
export type ReadEpisodeList = (show: Candidate) => Eventually<EpisodeList | undefined>;

/** Reads lists of episodes from the providers that know the shows, each list once. */
export function createEpisodeLists(
  providers: readonly Provider[],
  context: ProviderContext,
): ReadEpisodeList {
  const lists = createMemory<EpisodeList | undefined>(LISTS);
  return (show) =>
    lists.get(`${show.provider} ${show.key}`, () => {
      const provider = providers.find(({ name }) => name === show.provider);
      const episodes = provider?.episodes?.(show, context);
      return follow(episodes, (episodes) => episodes && toEpisodeList(episodes));
    });
}
