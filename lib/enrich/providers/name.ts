import { toIds } from "../fields.ts";
import type { Provider } from "./provider.ts";

/** Ids that the parser read from the name or its folders, such as `{tmdb-603}`. */
export const NAME: Provider = {
  name: "name",
  offline: true,
  isReady: () => true,
  readIds: ({ parsed: { ids } }) => ids === undefined ? undefined : toIds(ids),
};
