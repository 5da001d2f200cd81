import type { Ids, MatchedEpisode } from "../record/mod.ts";

/** Whether a film or a show is meant. */
export type TitleKind = "movie" | "episode";

/** What a title may be that of. */
export const TITLE_KINDS: readonly TitleKind[] = ["movie", "episode"];

/** A film or show that a provider knows, as far as it tells. */
export interface Candidate {
  /** Name of the provider's row. */
  readonly provider: string;
  /** What the provider itself calls it: no two candidates of one provider share it. */
  readonly key: string;
  /** `episode` is a show. */
  readonly kind: TitleKind;
  /** At the services that know it. */
  readonly ids: Ids;
  /** As the provider writes it. */
  readonly title: string;
  /** In the language it was made in, where that is another. */
  readonly originalTitle?: string;
  /** All other names that it goes by, in any language. */
  readonly otherTitles?: readonly string[];
  /** Of the first release, of a show the first episode. */
  readonly year?: number;
  /** Where it was made, ISO 3166-1 in capitals. */
  readonly countries?: readonly string[];
  /** How well known it is: people who voted. Only compared with those of the same provider. */
  readonly votes?: number;
}

/** All names that a candidate goes by: its own, then the original, then the others. */
export function toNames(
  { title, originalTitle, otherTitles = [] }: Pick<
    Candidate,
    "title" | "originalTitle" | "otherTitles"
  >,
): string[] {
  return [title, ...(originalTitle === undefined ? [] : [originalTitle]), ...otherTitles];
}

/** One episode in a show's own list. */
export type Episode = MatchedEpisode;

/** In the order in which they are numbered. */
export function compareEpisodes(a: Episode, b: Episode): number {
  return a.season - b.season || a.number - b.number;
}
