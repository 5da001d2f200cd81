import type { Match, ParsedName, ParsedRecord } from "../record/mod.ts";
import { type Candidate, TITLE_KINDS } from "./candidate.ts";
import { type Choice, choose, isAccepted, toMatch } from "./choose.ts";
import { createEpisodeLists } from "./episode_lists.ts";
import { checkEpisodes, type EpisodeCheck } from "./episodes.ts";
import { type Eventually, follow, followAll } from "./eventually.ts";
import { known } from "./fields.ts";
import { areInConflict, disagrees, type FoundIds, judgeId, trustId } from "./match_ids.ts";
import { createMemory } from "./memory.ts";
import type { Order } from "./orders.ts";
import type { Override } from "./overrides.ts";
import type { Provider, ProviderContext, ReadHead } from "./providers/mod.ts";
import { type Query, type TitleQuery, toQuery } from "./query.ts";
import { prepareQuery, scoreCandidate, type ScoredCandidate, toDigits } from "./score.ts";
import { createTitleRanker } from "./title_ranker.ts";

/** Shows this near the best are held against their lists of episodes, which may decide. */
const NEAR = 0.13;

/** The match of a record; at once where all that it takes is known already. */
export type MatchRecord = (record: ParsedRecord) => Eventually<Match>;

/**
 * Finds the film or show of each record, with those of `all` providers that have what they need.
 */
export function createMatcher(
  all: readonly Provider[],
  { order, ...given }: ProviderContext & { readonly order?: Order | undefined },
): MatchRecord {
  const context = { ...given, readHead: given.readHead && keepHeads(given.readHead) };
  const providers = all.filter((provider) => provider.isReady(context));
  const rankTitle = createTitleRanker(providers, context);
  const readEpisodeList = createEpisodeLists(providers, { context, order });

  return (record) => {
    const query = toQuery(record);
    const override = context.overrides?.find(record, query.title);
    if (override !== undefined) return matchOverride(override, query, record.parsed);
    return follow(
      readIds(record, 0),
      (found) =>
        found === undefined
          ? follow(chooseByTitle(query), (choice) => describe(query, choice))
          : matchIds(found, { query, parsed: record.parsed }),
    );
  };

  /** The user's word is not held against the name. */
  async function matchOverride(
    { ids, kind }: Override,
    { title, episode }: Query,
    parsed: ParsedName,
  ): Promise<Match> {
    const query = { episode, title: { ...title, kinds: [kind] } };
    const found = { ids, source: "overrides" };
    const own = await lookUp(query.title, found);
    if (own === undefined) return trustId(found, { ...parsed, kind });
    const best = { ...own, score: 1 };
    const reasons = ["id_in_overrides", ...own.reasons];
    return describe(query, { status: "sure", best, gap: 1, reasons, ranked: [best] });
  }

  /** Ids that the record carries, of the first provider from the place `from` on that reads some. */
  function readIds(record: ParsedRecord, from: number): Eventually<FoundIds | undefined> {
    const provider = providers[from];
    if (provider === undefined) return undefined;
    return follow(
      provider.readIds?.(record, context),
      (ids) =>
        ids === undefined || Object.keys(ids).length === 0
          ? readIds(record, from + 1)
          : { ids, source: provider.name },
    );
  }

  async function matchIds(
    found: FoundIds,
    { query, parsed }: { readonly query: Query; readonly parsed: ParsedName },
  ): Promise<Match> {
    const own = await lookUp(query.title, found);
    if (own !== undefined) {
      const asked = query.title.titles.length > 0;
      const reasons = [`id_in_${found.source}`, ...(asked ? own.reasons : [])];
      const byTitle = asked && disagrees(own) ? await chooseByTitle(query) : undefined;
      return describe(query, judgeId({ ...own, reasons }, byTitle));
    }
    const other = await lookUpOtherKind(query.title, found);
    if (other !== undefined) return toMatch(other);
    const byTitle = await chooseByTitle(query);
    if (!isAccepted(byTitle)) return trustId(found, parsed);
    const { ids } = byTitle.best!.candidate;
    const reasons = [`id_in_${found.source}`, ...byTitle.reasons];
    if (areInConflict(ids, found.ids)) {
      return toMatch({ ...byTitle, status: "ambiguous", reasons: [...reasons, "id_conflict"] });
    }
    const match = await describe(query, { ...byTitle, reasons });
    return { ...match, ids: { ...match.ids, ...found.ids } };
  }

  /**
   * What the id leads to; where it may be that of a film or of a show, the one whose title agrees.
   */
  async function lookUp(
    title: TitleQuery,
    { ids }: FoundIds,
  ): Promise<ScoredCandidate | undefined> {
    const prepared = prepareQuery(title);
    let first: ScoredCandidate | undefined;
    for (const provider of providers) {
      for (const kind of title.kinds) {
        const candidate = await provider.lookup?.(ids, { kinds: [kind], context });
        if (candidate === undefined) continue;
        const scored = scoreCandidate(prepared, candidate);
        if (!disagrees(scored)) return scored;
        first ??= scored;
      }
      if (first !== undefined) return first;
    }
  }

  /** The id of a show on the name of a film, or the other way round: one of the two is wrong. */
  async function lookUpOtherKind(
    title: TitleQuery,
    found: FoundIds,
  ): Promise<Choice | undefined> {
    const kinds = TITLE_KINDS.filter((kind) => !title.kinds.includes(kind));
    const other = await lookUp({ ...title, kinds }, found);
    // Only IMDb numbers films and shows together; elsewhere the number may well be that of another
    // film.
    if (other === undefined || (disagrees(other) && found.ids.imdb === undefined)) return undefined;
    const reasons = [`id_in_${found.source}`, ...other.reasons, "id_of_other_kind"];
    return { status: "ambiguous", best: other, reasons, ranked: [other] };
  }

  /**
   * A year that leads nowhere may be part of the title: "Blade Runner 2049", "Wonder Woman 1984".
   */
  function chooseByTitle(query: Query): Eventually<Choice> {
    return follow(chooseAsAsked(query), (choice) => {
      const { year, titles, ...title } = query.title;
      if (isAccepted(choice) || year === undefined) return choice;
      const whole: TitleQuery = {
        ...title,
        titles: titles.map((text) => `${text} ${year}`),
        exact: true,
      };
      return follow(
        chooseAsAsked({ ...query, title: whole }),
        (other) => {
          const isTitle = isAccepted(other) && isConfirmed(other.best!) &&
            other.reasons.includes("title_equal");
          return isTitle ? other : choice;
        },
      );
    });
  }

  /** Chooses by title, year and, of shows, their lists of episodes. */
  function chooseAsAsked(query: Query): Eventually<Choice> {
    return follow(rankTitle(query.title), (ranking) => {
      const best = ranking[0]?.score ?? 0;
      const shows = ranking.filter(({ candidate, score }) =>
        candidate.kind === "episode" && score >= best - NEAR
      );
      if (shows.length === 0) return choose(ranking);
      return followAll(
        shows.map(({ candidate }) => check(query, candidate)),
        (checks) =>
          choose(ranking.map((scored) => {
            const check = checks[shows.indexOf(scored)];
            return check === undefined ? scored : addCheck(scored, check);
          })),
      );
    });
  }

  function check({ episode }: Query, show: Candidate): Eventually<EpisodeCheck> {
    return follow(readEpisodeList(show), (list) => {
      const check = checkEpisodes(episode, list);
      const isMissing = list === undefined && order !== undefined;
      return isMissing ? { ...check, reason: "order_not_known" } : check;
    });
  }

  /**
   * The choice as it stands in a record; a show with its episodes, as its own list has them. A show
   * that is certain is of no use where it is not known which episode is meant.
   */
  function describe(query: Query, choice: Choice): Eventually<Match> {
    const match = toMatch(choice);
    const { best } = choice;
    if (!isAccepted(choice) || best!.candidate.kind !== "episode") return match;
    return follow(best!.check ?? check(query, best!.candidate), ({ episodes, doubt }) => {
      if (doubt !== undefined) {
        const reasons = [...match.reasons.filter((reason) => reason !== doubt), doubt];
        return toMatch({ ...choice, status: "ambiguous", reasons });
      }
      const [first] = episodes;
      const season = first?.season ?? query.episode.season;
      const isOne = episodes.every((episode) => episode.season === season);
      return {
        ...match,
        ...known({ season: isOne ? season : undefined, episodes: first && episodes }),
      };
    });
  }
}

/** Files whose first bytes are kept: one NFO may be that of many episodes. */
const HEADS = 50;

function keepHeads(readHead: ReadHead): ReadHead {
  const heads = createMemory<string | undefined>(HEADS);
  return (path, bytes) => heads.get(`${bytes} ${path}`, () => readHead(path, bytes));
}

/** Other titles are of mixed worth: one counts only where a show's list of episodes speaks for it. */
function isConfirmed({ byOtherTitle, check }: ScoredCandidate): boolean {
  return !byOtherTitle || (check?.bonus ?? 0) > 0;
}

function addCheck(scored: ScoredCandidate, check: EpisodeCheck): ScoredCandidate {
  const { bonus, reason } = check;
  if (reason === undefined) return { ...scored, check };
  return {
    ...scored,
    check,
    score: toDigits(scored.score + bonus),
    reasons: [...scored.reasons, reason],
  };
}
