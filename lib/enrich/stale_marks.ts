import type { Match } from "../record/mod.ts";
import { type Eventually, follow } from "./eventually.ts";
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

  /** Does `ask` with a context that is watched, and notes what its answer is `about` if it rests on an outdated one. */
  function watch<Found>(
    context: ProviderContext,
    { ask, about }: {
      readonly ask: (context: ProviderContext) => Eventually<Found>;
      readonly about: (found: Found) => readonly Candidate[];
    },
  ): Eventually<Found> {
    let since = Infinity;
    const onStale = (fetchedAt: number) => void (since = Math.min(since, fetchedAt));
    const watched = {
      ...context,
      tmdb: tmdb?.watch(onStale),
      tvmaze: tvmaze?.watch(onStale),
    };
    return follow(ask(watched), (found) => {
      if (since < Infinity) { for (const each of about(found)) note(each, since); }
      return found;
    });
  }

  return {
    watch(provider) {
      if (provider.offline) return provider;
      const { search, searchText, lookup, episodes, readOrder } = provider;
      return {
        ...provider,
        ...(search && {
          search: (query, given) =>
            watch(given, { ask: (context) => search(query, context), about: (found) => found }),
        }),
        ...(searchText && {
          searchText: async (text, options) =>
            await watch(options.context, {
              ask: (context) => searchText(text, { ...options, context }),
              about: (found) => found,
            }),
        }),
        ...(lookup && {
          lookup: (ids, options) =>
            watch(options.context, {
              ask: (context) => lookup(ids, { ...options, context }),
              about: (found) => found === undefined ? [] : [found],
            }),
        }),
        ...(episodes && {
          episodes: (show, given) =>
            watch(given, { ask: (context) => episodes(show, context), about: () => [show] }),
        }),
        ...(readOrder && {
          readOrder: async (show, options) =>
            await watch(options.context, {
              ask: (context) => readOrder(show, { ...options, context }),
              about: () => [show],
            }),
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
