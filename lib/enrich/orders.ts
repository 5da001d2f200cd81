import type { Episode } from "./candidate.ts";

/** In which order episodes are numbered: whose, and by what. */
export type Order = "tmdb-aired" | "tvdb-aired" | "tvdb-dvd" | "tvdb-absolute" | "tvmaze";

/** An order that a service keeps beside its own. */
export type OtherOrder = "original" | "dvd" | "absolute";

/** Where the list of an order is: `own` is a provider's own list, `counted` that one counted through. */
interface Source {
  readonly provider: string;
  readonly list: OtherOrder | "own" | "counted";
}

/**
 * Where to look for each order, likeliest first. TheTVDB answers nobody without a key that is paid
 * for, so its orders are those that TMDB's users ("episode groups") and TVmaze's ("alternate lists")
 * have taken over from it.
 */
export const ORDERS: Readonly<Record<Order, readonly Source[]>> = {
  "tmdb-aired": [{ provider: "tmdb", list: "own" }, { provider: "catalog", list: "own" }],
  "tvdb-aired": [{ provider: "tmdb", list: "original" }, { provider: "tvmaze", list: "own" }],
  "tvdb-dvd": [{ provider: "tmdb", list: "dvd" }, { provider: "tvmaze", list: "dvd" }],
  "tvdb-absolute": [
    { provider: "tmdb", list: "absolute" },
    { provider: "tvmaze", list: "counted" },
    { provider: "tmdb", list: "counted" },
    { provider: "catalog", list: "counted" },
  ],
  "tvmaze": [{ provider: "tvmaze", list: "own" }],
};

/** All orders, by their names. */
export const ORDER_NAMES = Object.keys(ORDERS) as readonly Order[];

/** Numbers episodes through the whole show, as of one season; specials are not counted. */
export function countThrough(episodes: readonly Episode[]): Episode[] {
  return episodes
    .filter(({ season }) => season > 0)
    .map((episode, index) => ({ ...episode, season: 1, number: index + 1 }));
}
