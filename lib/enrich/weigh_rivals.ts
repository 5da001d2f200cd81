import { type ScoredCandidate, toScore } from "./score.ts";

/** What the candidates for one question, taken together, say about each of them. */
export function weighRivals(scored: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  return weighPieces(weighTypos(weighCountries(scored)));
}

/**
 * Where one show of the title is known to be from another country than was asked, the tag means the
 * one of which nothing is known, if that is only one: then that counts less against it.
 */
function weighCountries(scored: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  const hasOther = scored.some((each) => has(each, "title_equal") && has(each, "country_differs"));
  if (!hasOther) return scored;
  const unknown = scored.filter((each) => has(each, "title_equal") && has(each, "country_unknown"));
  return unknown.length === 1 ? lift(scored, unknown, 0.08) : scored;
}

/**
 * Whoever writes a title that exists has hardly misspelled another: "Hannibal" is not "Cannibal".
 */
function weighTypos(scored: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  const isTitle = scored.some((each) => has(each, "title_equal") && !each.byOtherTitle);
  if (!isTitle) return scored;
  return lift(scored, scored.filter((each) => has(each, "title_typo")), -0.1);
}

/**
 * Whoever writes a title that exists, of another year, hardly means a piece of a title that fewer
 * know: "Barbie (2016)" is not "Barbie: Spy Squad", but "Maverick (2022)" is "Top Gun: Maverick".
 */
function weighPieces(scored: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  const titles = scored.filter((each) =>
    has(each, "title_equal") && has(each, "year_differs") && !each.byOtherTitle
  );
  if (titles.length === 0) return scored;
  const most = Math.max(...titles.map(({ candidate }) => candidate.votes ?? 0));
  const pieces = scored.filter((each) =>
    has(each, "title_with_more") ||
    (has(each, "title_partial") && (each.candidate.votes ?? 0) <= most)
  );
  return lift(scored, pieces, -0.05);
}

function lift(
  scored: readonly ScoredCandidate[],
  some: readonly ScoredCandidate[],
  by: number,
): readonly ScoredCandidate[] {
  return scored.map((each) =>
    some.includes(each) ? { ...each, score: toScore(each.score + by) } : each
  );
}

function has({ reasons }: ScoredCandidate, reason: string): boolean {
  return reasons.includes(reason);
}
