import { assertEquals } from "@std/assert";
import { choose, toMatch } from "../../lib/enrich/choose.ts";
import type { EpisodeCheck } from "../../lib/enrich/episodes.ts";
import type { ScoredCandidate } from "../../lib/enrich/score.ts";

type Rival = Partial<Omit<ScoredCandidate, "candidate">> & { readonly votes?: number };

function toScored({ votes, ...rest }: Rival, index: number): ScoredCandidate {
  const candidate = {
    provider: "test",
    key: String(index),
    kind: "movie" as const,
    ids: { tmdb: index },
    title: `Title ${index}`,
    ...(votes === undefined ? {} : { votes }),
  };
  return { candidate, score: 1, reasons: [], byOtherTitle: false, ...rest };
}

const CONFIRMS: EpisodeCheck = { bonus: 0.02, reason: "episode_listed", episodes: [] };
const DENIES: EpisodeCheck = { bonus: -0.03, reason: "episode_not_listed", episodes: [] };

/** Candidates; then the status, and which of them was chosen. */
const CASES: readonly (readonly [string, readonly Rival[], string, number | undefined])[] = [
  ["nothing", [], "none", undefined],
  ["one that fits", [{ score: 1 }], "sure", 0],
  ["one that nearly fits", [{ score: 0.9 }], "likely", 0],
  ["one that hardly fits", [{ score: 0.8 }], "ambiguous", undefined],
  ["one that does not fit", [{ score: 0.5 }], "none", undefined],
  ["a clear lead", [{ score: 0.8 }, { score: 1 }], "sure", 1],
  ["a small lead", [{ score: 0.93 }, { score: 1 }], "likely", 1],
  ["too small a lead", [{ score: 0.98 }, { score: 1 }], "ambiguous", undefined],
  ["a tie", [{ votes: 100 }, { votes: 200 }], "ambiguous", undefined],
  ["a tie of unknowns", [{ votes: 1 }, { votes: 50 }], "ambiguous", undefined],
  ["a tie of films of which one is hardly known", [{ votes: 250 }, {}], "ambiguous", undefined],
  ["a tie that fame settles", [{ votes: 100 }, { votes: 5000 }], "likely", 1],
  [
    "a famous film of which it is not the own title",
    [{ votes: 100 }, { votes: 5000, byOtherTitle: true, score: 0.99 }],
    "ambiguous",
    undefined,
  ],
  [
    "a tie that fame would settle, were it not for the episodes of the unknown show",
    [{ votes: 100, score: 0.98, check: CONFIRMS }, { votes: 5000, score: 0.96 }],
    "ambiguous",
    undefined,
  ],
  [
    "a tie that fame settles, and the episodes of the famous show",
    [{ votes: 100, score: 0.96 }, { votes: 5000, score: 0.98, check: CONFIRMS }],
    "likely",
    1,
  ],
  [
    "a tie that the episodes settle",
    [{ votes: 100, score: 0.98, check: CONFIRMS }, { votes: 5000, score: 0.93, check: DENIES }],
    "likely",
    0,
  ],
  ["another title alone", [{ byOtherTitle: true, score: 0.99 }], "likely", 0],
];

Deno.test("choose() takes one only with a good score and a good lead", () => {
  for (const [name, rivals, status, chosen] of CASES) {
    const match = toMatch(choose(rivals.map(toScored)));
    assertEquals([match.status, match.ids?.tmdb], [status, chosen], name);
  }
});

Deno.test("choose() does not hang on the order of the candidates", () => {
  for (const [name, rivals] of CASES) {
    const scored = rivals.map(toScored);
    assertEquals(toMatch(choose(scored)), toMatch(choose(scored.toReversed())), name);
  }
});

Deno.test("toMatch() shows five candidates at most, the best first", () => {
  const scored = Array.from({ length: 9 }, (_, index) => toScored({ score: index / 10 }, index));
  const { candidates, score } = toMatch(choose(scored));
  assertEquals(candidates?.map(({ score }) => score), [0.8, 0.7, 0.6, 0.5, 0.4]);
  assertEquals(score, 0.8);
});

Deno.test("toMatch() never gives a score above 1", () => {
  const match = toMatch(choose([toScored({ score: 1.06 }, 0)]));
  assertEquals([match.score, match.candidates?.[0]?.score], [1, 1]);
});
