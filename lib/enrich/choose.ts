import type { Match, MatchCandidate, MatchStatus } from "../record/mod.ts";
import type { Candidate } from "./candidate.ts";
import { known } from "./fields.ts";
import { type ScoredCandidate, toScore } from "./score.ts";

/** From this score on a candidate is taken: one small deviation passes, two do not. */
const ACCEPTED = 0.86;
/**
 * From this score on it may be called sure: title and year are equal, or an id or an episode
 * confirms it.
 */
const SURE = 0.97;
/** From this score on one that is not taken may be meant as well. */
const MEANT_TOO = 0.84;
/** Below this score a candidate is nothing to ask about. */
const WORTH_ASKING = 0.72;
/** How far the runner-up must be behind… */
const GAP = 0.04;
/** …for a choice that is sure. */
const SURE_GAP = 0.1;
/** How many times as many votes make one better known, and how many it takes at least for doubt… */
const BETTER_KNOWN = 8;
const KNOWN = 100;
/** …and to settle a tie. Shows have fewer than films. */
const WELL_KNOWN = { movie: 300, episode: 100 };
const MOST_CANDIDATES = 5;

/** Which candidate is meant, if any. */
export interface Choice {
  readonly status: MatchStatus;
  /** The one that is meant, or the nearest. */
  readonly best?: ScoredCandidate;
  readonly gap?: number;
  readonly reasons: readonly string[];
  /** Best first. */
  readonly ranked: readonly ScoredCandidate[];
}

/** The better one first; of equals the better known; then an order that hangs on nothing else. */
export function compareRank(a: ScoredCandidate, b: ScoredCandidate): number {
  return b.score - a.score || toVotes(b) - toVotes(a) ||
    (a.candidate.key < b.candidate.key ? -1 : 1);
}

/** Chooses by the score and by how far the next one is behind; in doubt it says so. */
export function choose(scored: readonly ScoredCandidate[]): Choice {
  const ranked = scored.toSorted(compareRank);
  const first = ranked[0];
  if (first === undefined) return { status: "none", reasons: ["no_candidate"], ranked };
  const gap = toScore(first.score - (ranked[1]?.score ?? 0));
  const doubt = (status: MatchStatus, reason: string): Choice => (
    { status, best: first, gap, reasons: [...first.reasons, reason], ranked }
  );
  if (first.score < WORTH_ASKING) return doubt("none", "no_title_fits");
  if (first.score < ACCEPTED) return doubt("ambiguous", "score_too_low");
  if (gap >= GAP) {
    if (first.byOtherTitle && ranked.some((other) => isBetterKnown(other, first))) {
      return doubt("ambiguous", "several_fit");
    }
    const sure = first.score >= SURE && gap >= SURE_GAP && !first.byOtherTitle;
    return { status: sure ? "sure" : "likely", best: first, gap, reasons: first.reasons, ranked };
  }
  const best = findBetterKnown(ranked.filter(({ score }) => first.score - score < GAP));
  if (best === undefined || best.score < ACCEPTED) return doubt("ambiguous", "several_fit");
  return {
    ...{ status: "likely", best, gap },
    reasons: [...best.reasons, "better_known"],
    ranked: [best, ...ranked.filter((other) => other !== best)],
  };
}

/**
 * The one that is so much better known than all others that nobody would mean them without saying
 * so. One that fits only by another title, or misspelt and without a year, is never so well known by
 * that; and fame says nothing against a show whose list of episodes confirms it as that of the
 * famous one does not.
 */
function findBetterKnown(rivals: readonly ScoredCandidate[]): ScoredCandidate | undefined {
  const [most, ...others] = rivals.toSorted((a, b) => toVotes(b) - toVotes(a));
  if (toVotes(most!) < WELL_KNOWN[most!.candidate.kind] || most!.byOtherTitle) return undefined;
  if (["title_typo", "year_not_asked"].every((each) => most!.reasons.includes(each))) {
    return undefined;
  }
  const isClear = others.every((other) => {
    const times = other.byOtherTitle ? 1 : BETTER_KNOWN;
    return toVotes(most!) >= times * toVotes(other) && toEvidence(other) <= toEvidence(most!) &&
      (isSpeltSo(most!) || !isSpeltSo(other));
  });
  return isClear ? most : undefined;
}

/** Whether `other` may be meant too, by its own title, and is by far the better known. */
function isBetterKnown(other: ScoredCandidate, first: ScoredCandidate): boolean {
  return !other.byOtherTitle && other.score >= MEANT_TOO && toVotes(other) >= KNOWN &&
    toVotes(other) >= BETTER_KNOWN * toVotes(first);
}

/** Whether it is the very title that was asked for: "Mar.IA" is not "Maria". */
function isSpeltSo({ byOtherTitle, reasons }: ScoredCandidate): boolean {
  return !byOtherTitle && reasons.includes("title_equal");
}

/** What the show's list of episodes says for it. */
function toEvidence({ check }: ScoredCandidate): number {
  return Math.max(0, check?.bonus ?? 0);
}

function toVotes({ candidate }: ScoredCandidate): number {
  return candidate.votes ?? 0;
}

/** Whether a candidate was taken. */
export function isAccepted({ status }: Choice): boolean {
  return status === "sure" || status === "likely";
}

/** The choice as it stands in a record. */
export function toMatch(choice: Choice): Match {
  const { status, best, gap, reasons, ranked } = choice;
  const chosen = isAccepted(choice) ? best!.candidate : undefined;
  const candidates = ranked.slice(0, MOST_CANDIDATES).map(toMatchCandidate);
  return {
    status,
    ...(chosen && describe(chosen)),
    ...known({ score: best && toScore(best.score), gap }),
    reasons,
    ...(candidates.length === 0 ? {} : { candidates }),
  };
}

function describe(candidate: Candidate): Partial<Match> {
  const { kind, provider, ids, title, originalTitle, year } = candidate;
  return { kind, provider, ids, title, ...known({ originalTitle, year }) };
}

function toMatchCandidate({ candidate, score }: ScoredCandidate): MatchCandidate {
  const { provider, kind, ids, title, year } = candidate;
  return { provider, kind, ids, title, ...known({ year }), score: toScore(score) };
}
