import type { Candidate } from "./candidate.ts";
import { choose, isAccepted } from "./choose.ts";
import type { Provider, ProviderContext } from "./providers/mod.ts";
import type { TitleQuery } from "./query.ts";
import type { ScoredCandidate } from "./score.ts";
import { toWords } from "./title_words.ts";
import { toWiderTexts } from "./wider_texts.ts";

/** So few are found only by a text that tells. */
const FEW = 4;
/** Candidates that are read in full for one question. */
const MOST_READ = 4;
/** Words that are asked for to see whether they are words. */
const MOST_WORDS = 2;

/** What {@linkcode widenSearch} is given. */
export interface Widening {
  readonly provider: Provider;
  readonly context: ProviderContext;
  readonly title: TitleQuery;
  /** What was found so far, by key; what is found is added. */
  readonly found: Map<string, Candidate>;
  /** Words of the titles that were found; what is found is added. */
  readonly words: Set<string>;
  /** Ranks all that was found. */
  readonly rank: () => readonly ScoredCandidate[];
}

/**
 * Searches a service that wants every word for parts of the title, until something can be taken.
 * Where a part finds but a few, those are read in full, since it may be by another of their titles
 * that they were found. What can be taken only for a slip of the finger is held against the word
 * that would be the slip: one that finds titles of its own is none.
 */
export async function widenSearch(widening: Widening): Promise<readonly ScoredCandidate[]> {
  const { provider, context, title, found, rank } = widening;
  let left = MOST_READ;
  for (const text of toWiderTexts(title)) {
    const fresh = await search(text, title, widening);
    if (isAccepted(choose(rank()))) break;
    if (fresh.length > FEW) continue;
    for (const { kind, ids } of fresh.slice(0, left)) {
      left--;
      const full = await provider.lookup?.(ids, { kinds: [kind], context });
      if (full !== undefined) found.set(full.key, full);
    }
    if (isAccepted(choose(rank()))) break;
  }
  const ranking = rank();
  const [best] = ranking;
  if (!isAccepted(choose(ranking)) || !best!.reasons.includes("title_typo")) return ranking;
  const known = new Set(toWords(best!.candidate.title));
  const changed = toWords(title.titles[0]!).filter((word) => !known.has(word));
  const { year: _, ...anyYear } = title;
  for (const word of changed.slice(0, MOST_WORDS)) await search(word, anyYear, widening);
  return rank();
}

/** Adds what a text finds; gives what is new. */
async function search(
  text: string,
  query: TitleQuery,
  { provider, context, found, words }: Widening,
): Promise<readonly Candidate[]> {
  const all = await provider.searchText!(text, { query, context });
  const fresh = all.filter(({ key }) => !found.has(key));
  for (const candidate of fresh) {
    found.set(candidate.key, candidate);
    for (const word of toWords(candidate.title)) words.add(word);
  }
  return fresh;
}
