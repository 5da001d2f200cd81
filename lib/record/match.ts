import type { Ids } from "./ids.ts";

/** How sure a match is; only the first two are acted on. */
export type MatchStatus = "sure" | "likely" | "ambiguous" | "none" | "unavailable";

/** One title that may be meant. */
export interface MatchCandidate {
  /** Row of the table of providers. */
  readonly provider: string;
  /** A film, or a show of which an episode is meant. */
  readonly kind: "movie" | "episode";
  /** At the services that know it. */
  readonly ids: Ids;
  /** As the provider writes it. */
  readonly title: string;
  /** Of the film, or the first of the show. */
  readonly year?: number;
  /** 0 to 1. */
  readonly score: number;
}

/** An episode as the chosen show's own list has it. */
export interface MatchedEpisode {
  /** 0 for specials. */
  readonly season: number;
  /** Within the season. */
  readonly number: number;
  /** As the provider writes it. */
  readonly title?: string;
  /** `YYYY-MM-DD` */
  readonly airDate?: string;
}

/** Which film or show a name means, and how sure that is. */
export interface Match {
  /** Whether it is acted on. */
  readonly status: MatchStatus;
  /** Decides where `parsed.kind` is `unknown`, and whose an extra is. */
  readonly kind?: "movie" | "episode";
  /** Row of the table of providers. */
  readonly provider?: string;
  /** At the services that know it. */
  readonly ids?: Ids;
  /** As the provider writes it. */
  readonly title?: string;
  /** In the language it was made in. */
  readonly originalTitle?: string;
  /** Of the film, or the first of the show. */
  readonly year?: number;
  /** 0 for specials. */
  readonly season?: number;
  /** What the file holds, ascending. */
  readonly episodes?: readonly MatchedEpisode[];
  /** Of the chosen or best candidate, 0 to 1. */
  readonly score?: number;
  /** How far the runner-up is behind, 0 to 1. */
  readonly gap?: number;
  /** What spoke for and against, in snake_case. */
  readonly reasons: readonly string[];
  /** Best first, five at most. */
  readonly candidates?: readonly MatchCandidate[];
  /** ISO 8601: when the provider's reply was made. */
  readonly fetchedAt?: string;
  /** The provider was out of reach, and this is what it said before. */
  readonly stale?: boolean;
}
