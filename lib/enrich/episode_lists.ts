import type { Candidate, Episode } from "./candidate.ts";
import { type EpisodeList, toEpisodeList } from "./episodes.ts";
import { type Eventually, follow } from "./eventually.ts";
import { createMemory } from "./memory.ts";
import { countThrough, type Order, ORDERS } from "./orders.ts";
import type { Provider, ProviderContext } from "./providers/mod.ts";

/** Lists that are kept: files of one show mostly come together. */
const LISTS = 100;

/** The list of a show's episodes; `undefined` where there is none. */
export type ReadEpisodeList = (show: Candidate) => Eventually<EpisodeList | undefined>;

type Episodes = readonly Episode[] | undefined;

/**
 * Reads lists of episodes, each once: in `order`, else of the providers that know the shows in
 * their own.
 */
export function createEpisodeLists(
  providers: readonly Provider[],
  { context, order }: { readonly context: ProviderContext; readonly order?: Order | undefined },
): ReadEpisodeList {
  const lists = createMemory<EpisodeList | undefined>(LISTS);
  return (show) =>
    lists.get(`${show.provider} ${show.key}`, () => {
      const episodes = order === undefined ? readOwn(show) : readOrder(show, order);
      return follow(episodes, (episodes) => episodes && toEpisodeList(episodes));
    });

  function readOwn(show: Candidate): Eventually<Episodes> {
    return providers.find(({ name }) => name === show.provider)?.episodes?.(show, context);
  }

  async function readOrder(show: Candidate, order: Order): Promise<Episodes> {
    for (const { provider: name, list } of ORDERS[order]) {
      const provider = providers.find((each) => each.name === name);
      const known = provider && await findShow(show, provider);
      if (provider === undefined || known === undefined) continue;
      const episodes = list === "own" || list === "counted"
        ? await provider.episodes?.(known, context)
        : await provider.readOrder?.(known, { order: list, context });
      if (episodes === undefined || episodes.length === 0) continue;
      return list === "counted" ? countThrough(episodes) : episodes;
    }
  }

  /** The show as `provider` knows it, by an id of another; what a search finds may have but one id. */
  async function findShow(show: Candidate, provider: Provider): Promise<Candidate | undefined> {
    if (provider.name === show.provider) return show;
    const options = { kinds: ["episode"], context } as const;
    const own = providers.find(({ name }) => name === show.provider);
    return await provider.lookup?.(show.ids, options) ??
      await provider.lookup?.((await own?.lookup?.(show.ids, options))?.ids ?? {}, options);
  }
}
