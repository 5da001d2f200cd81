import { searchCatalog } from "../catalog/mod.ts";
import type { Provider } from "./provider.ts";

/** A catalog on the disk, made with `catalog build`. */
export const CATALOG: Provider = {
  name: "catalog",
  offline: true,
  isReady: ({ catalog }) => catalog !== undefined,
  search: (query, { catalog }) => searchCatalog(catalog!, query),
  lookup: (ids, { kinds, context }) => context.catalog!.findById(ids, kinds),
  hasWord: (word, { catalog }) => catalog!.hasWord(word),
  episodes(show, { catalog }) {
    const episodes = catalog!.readEpisodes(Number(show.key));
    return episodes.length === 0 ? undefined : episodes;
  },
};
