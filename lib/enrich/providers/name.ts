import type { Ids } from "../../record/mod.ts";
import { optional, toImdb } from "../fields.ts";
import type { Provider } from "./provider.ts";

/** Ids that the parser read from the name or its folders, such as `{tmdb-603}`. */
export const NAME: Provider = {
  name: "name",
  offline: true,
  isReady: () => true,
  readIds: ({ parsed: { ids } }) => ids === undefined ? undefined : toIds(ids),
};

/** A record may be forged: only what can be an id is taken for one. */
function toIds({ tmdb, tvdb, tvmaze, imdb }: Ids): Ids {
  return {
    ...(isNumber(tmdb) ? { tmdb } : {}),
    ...(isNumber(tvdb) ? { tvdb } : {}),
    ...(isNumber(tvmaze) ? { tvmaze } : {}),
    ...optional("imdb", toImdb(imdb)),
  };
}

function isNumber(id: unknown): id is number {
  return Number.isSafeInteger(id) && (id as number) > 0;
}
