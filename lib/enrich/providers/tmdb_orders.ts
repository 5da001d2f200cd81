import type { Candidate, Episode } from "../candidate.ts";
import { readEpisode } from "../catalog/mod.ts";
import { type Fields, isObject, toInteger, toObjects, toText } from "../fields.ts";
import { countThrough, type OtherOrder } from "../orders.ts";
import type { OrderOptions } from "./provider.ts";

/**
 * How TMDB calls the orders.
 *
 * Source: https://developer.themoviedb.org/reference/tv-episode-group-details
 */
const TYPES: Readonly<Record<OtherOrder, number>> = { original: 1, absolute: 2, dvd: 3 };

/** A show's episodes in one of the orders that TMDB's users have made ("episode groups"). */
export async function readTmdbOrder(
  { ids }: Candidate,
  { order, context: { tmdb, language } }: OrderOptions,
): Promise<Episode[] | undefined> {
  const all = await tmdb!.get(`/tv/${ids.tmdb}/episode_groups`);
  const ofType = (isObject(all) ? toObjects(all["results"]) : [])
    .filter(({ type }) => type === TYPES[order]);
  // Of several the fullest, since many are only begun.
  const [fullest] = ofType.toSorted((a, b) => toCount(b) - toCount(a));
  const id = toText(fullest?.["id"]);
  if (id === undefined) return undefined;
  const path = `/tv/episode_group/${encodeURIComponent(id)}`;
  const reply = await tmdb!.get(path, { language });
  const groups = isObject(reply) ? toObjects(reply["groups"]) : [];
  const regular = groups.filter((group) => !isSpecial(group)).toSorted(byOrder);
  const specials = groups.filter(isSpecial).flatMap((group) => readGroup(group, 0));
  const episodes = regular.flatMap((group, index) => readGroup(group, toSeason(group, index + 1)));
  return order === "absolute" ? countThrough(episodes) : [...specials, ...episodes];
}

function readGroup(group: Fields, season: number): Episode[] {
  return toObjects(group["episodes"])
    .toSorted(byOrder)
    .map(readEpisode)
    .filter((episode) => episode !== undefined)
    .map((episode, index) => ({ ...episode, season, number: index + 1 }));
}

function isSpecial({ name }: Fields): boolean {
  return /\bspecials?\b/i.test(toText(name) ?? "");
}

/** "Season 2", "Volume 3"; what is not called by a number is numbered by its place. */
function toSeason({ name }: Fields, place: number): number {
  const [, digits] = /^\D{1,20}(\d{1,3})$/.exec(toText(name) ?? "") ?? [];
  return digits === undefined ? place : Number(digits);
}

function toCount({ episode_count: count }: Fields): number {
  return toInteger(count) ?? 0;
}

function byOrder(a: Fields, b: Fields): number {
  return (toInteger(a["order"]) ?? 0) - (toInteger(b["order"]) ?? 0);
}
