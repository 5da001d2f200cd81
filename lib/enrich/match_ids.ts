import type { Ids, Match, ParsedName } from "../record/mod.ts";
import type { TitleReason } from "./compare_titles.ts";
import { type Choice, isAccepted } from "./choose.ts";
import { known } from "./fields.ts";
import { type ScoredCandidate, toScore } from "./score.ts";

/** Ids that a record carries, and the provider that read them. */
export interface FoundIds {
  readonly ids: Ids;
  readonly source: string;
}

/**
 * Whether the film or show that has the id is the one that the name means. An id beats title and
 * year, but not both: one that leads to a film of another name and year, or while the name is
 * plainly that of another, was pasted wrongly.
 *
 * @param found What the id leads to
 * @param byTitle What the name alone would lead to; only asked where its title disagrees
 */
export function judgeId(found: ScoredCandidate, byTitle: Choice | undefined): Choice {
  const { reasons } = found;
  const differs = disagrees(found);
  const other = byTitle !== undefined && isAccepted(byTitle) &&
    byTitle.best!.candidate.key !== found.candidate.key;
  if (differs && (other || reasons.includes("year_differs"))) {
    const ranked = [found, ...(byTitle?.ranked ?? [])];
    return { status: "ambiguous", best: found, reasons: [...reasons, "id_conflict"], ranked };
  }
  const doubtful = differs || reasons.includes("year_differs");
  const best = { ...found, score: doubtful ? toScore(Math.max(found.score, ID_ALONE)) : 1 };
  return { status: doubtful ? "likely" : "sure", best, gap: best.score, reasons, ranked: [best] };
}

/** Score of an id that title or year does not confirm. */
const ID_ALONE = 0.9;

/** Whether the candidate goes by another title than the name has. */
export function disagrees({ reasons }: ScoredCandidate): boolean {
  return DISAGREEMENTS.some((reason) => reasons.includes(reason));
}

const DISAGREEMENTS: readonly TitleReason[] = ["title_differs", "title_in_longer", "other_work"];

/** Whether two sets of ids name different titles at the same service. */
export function areInConflict(a: Ids, b: Ids): boolean {
  return (["tmdb", "tvdb", "tvmaze", "imdb"] as const).some((name) =>
    a[name] !== undefined && b[name] !== undefined && a[name] !== b[name]
  );
}

/**
 * A match on an id that no provider knows: it is taken at its word, since a person put it there.
 */
export function trustId({ ids, source }: FoundIds, parsed: ParsedName): Match {
  const reasons = [`id_in_${source}`, "id_not_verified"];
  const { title, year, season, episodes } = parsed;
  if (title === undefined) return { status: "ambiguous", reasons: [...reasons, "no_title"] };
  if (parsed.kind === "unknown") {
    return { status: "ambiguous", reasons: [...reasons, "unknown_kind"] };
  }
  return {
    ...{ status: "likely", kind: parsed.kind, provider: source, ids, title },
    ...known({ year, season }),
    ...(season === undefined || episodes === undefined
      ? {}
      : { episodes: episodes.map((number) => ({ season, number })) }),
    reasons,
  };
}
