import type { Match } from "../record/mod.ts";
import { follow } from "./eventually.ts";
import type { Candidate } from "./candidate.ts";
import type { Provider, ProviderContext } from "./providers/mod.ts";
import type { OpenServices } from "./services.ts";

/** Knows which films and shows rest on outdated answers, since their service was out of reach. */
export interface StaleMarks {
  /** The provider, watched. */
  watch(provider: Provider): Provider;
  /** Says so on a match that rests on such an answer, and how old that is. */
  mark(match: Match): Match;
}

/** Begins with none. */
export function createStaleMarks({ tmdb, tvmaze }: Partial<OpenServices>): StaleMarks {
  /** When the oldest answer about a film or show was made, in milliseconds since 1970. */
  const madeAt = new Map<string, number>();

  function note({ provider, kind, ids }: Candidate, since: number): void {
    const title = toTitle(provider, { kind, ids });
    madeAt.set(title, Math.min(since, madeAt.get(title) ?? Infinity));
  }

  /** What stands in `context`, and what of it was outdated. */
  function watchContext(context: ProviderContext) {
    const seen = { since: Infinity };
    const onStale = (since: number) => void (seen.since = Math.min(seen.since, since));
    return {
      seen,
      context: {
        ...context,
        ...(tmdb === undefined ? {} : { tmdb: tmdb.watch(onStale) }),
        ...(tvmaze === undefined ? {} : { tvmaze: tvmaze.watch(onStale) }),
      },
    };
  }

  return {
    watch(provider) {
      if (provider.offline) return provider;
      const { search, searchText, lookup, episodes, readOrder } = provider;
      const noteAll = (found: readonly Candidate[], since: number) => {
        if (since < Infinity) { for (const each of found) note(each, since); }
        return found;
      };
      return {
        ...provider,
        ...(search === undefined ? {} : {
          search(query, given) {
            const { seen, context } = watchContext(given);
            return follow(search(query, context), (found) => noteAll(found, seen.since));
          },
        }),
        ...(searchText === undefined ? {} : {
          searchText(text, options) {
            const { seen, context } = watchContext(options.context);
            const found = searchText(text, { ...options, context });
            return found.then((found) => noteAll(found, seen.since));
          },
        }),
        ...(lookup === undefined ? {} : {
          lookup(ids, options) {
            const { seen, context } = watchContext(options.context);
            return follow(lookup(ids, { ...options, context }), (found) => {
              if (found !== undefined) noteAll([found], seen.since);
              return found;
            });
          },
        }),
        ...(episodes === undefined ? {} : {
          episodes(show, given) {
            const { seen, context } = watchContext(given);
            return follow(episodes(show, context), (list) => {
              noteAll([show], seen.since);
              return list;
            });
          },
        }),
        ...(readOrder === undefined ? {} : {
          readOrder(show, options) {
            const { seen, context } = watchContext(options.context);
            return readOrder(show, { ...options, context }).then((list) => {
              noteAll([show], seen.since);
              return list;
            });
          },
        }),
      };
    },
    mark(match) {
      if (madeAt.size === 0 || match.provider === undefined) return match;
      const since = madeAt.get(toTitle(match.provider, match));
      if (since === undefined) return match;
      return { ...match, fetchedAt: new Date(since).toISOString(), stale: true };
    },
  };
}

function toTitle(provider: string, { kind, ids }: Pick<Match, "kind" | "ids">): string {
  return `${provider} ${kind} ${ids?.[provider as keyof typeof ids]}`;
}
