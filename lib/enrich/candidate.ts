import type { Ids } from "../record/mod.ts";

/** Whether a film or a show is meant. */
export type TitleKind = "movie" | "episode";

/** A film or show that a provider knows, as far as it tells. */
export interface Candidate {
  /** Name of the provider's row. */
  readonly provider: string;
  /** What the provider itself calls it: no two candidates of one provider share it. */
  readonly key: string;
  /** `episode` is a show. */
  readonly kind: TitleKind;
  readonly ids: Ids;
  readonly title: string;
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

/** One episode in a show's own list. */
export interface Episode {
  readonly season: number;
  readonly number: number;
  readonly title?: string;
  /** `YYYY-MM-DD` */
  readonly airDate?: string;
}
