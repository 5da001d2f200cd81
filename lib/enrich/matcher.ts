import type { Match, ParsedRecord } from "../record/mod.ts";
import type { Candidate } from "./candidate.ts";
import { type Choice, choose, compareRank, isAccepted, toMatch } from "./choose.ts";
import { checkEpisodes, type EpisodeCheck, type EpisodeList, toEpisodeList } from "./episodes.ts";
import { type Eventually, follow, followAll } from "./eventually.ts";
import { areInConflict, disagrees, type FoundIds, judgeId, trustId } from "./match_ids.ts";
import { Memory } from "./memory.ts";
import type { Provider, ProviderContext } from "./providers/mod.ts";
import { type Query, type TitleQuery, toQuery } from "./query.ts";
import {
  prepareQuery,
  scoreCandidate,
  type ScoredCandidate,
  toDigits,
  weighCountries,
} from "./score.ts";

/** Answers that are kept: a library is scanned folder by folder, so that the same is asked again soon. */
const ANSWERS = 5_000;
const LISTS = 200;
/** Candidates of an answer that are kept: those that may be chosen or shown. */
const MOST_RANKED = 8;
/** Shows this near the best are held against their lists of episodes, which may decide. */
const NEAR = 0.13;

type Ranking = readonly ScoredCandidate[];

/** Finds the film or show of a record. Equal questions share one search, also while it is under way. */
export class Matcher {
  readonly #context: ProviderContext;
  readonly #providers: readonly Provider[];
  readonly #rankings = new Memory<Ranking>(ANSWERS);
  readonly #lists = new Memory<EpisodeList | undefined>(LISTS);

  constructor(context: ProviderContext, providers: readonly Provider[]) {
    this.#context = context;
    this.#providers = providers.filter((provider) => provider.isReady(context));
  }

  /** The match of a record; at once where all that it takes is known already. */
  match(record: ParsedRecord): Eventually<Match> {
    const query = toQuery(record);
    return follow(
      this.#readIds(record),
      (found) =>
        found === undefined
          ? follow(this.#choose(query), (choice) => this.#toMatch(query, choice))
          : this.#matchIds(query, { found, record }),
    );
  }

  /** Ids that the record carries, of the first provider that reads some. */
  #readIds(record: ParsedRecord, from = 0): Eventually<FoundIds | undefined> {
    for (let index = from; index < this.#providers.length; index++) {
      const { name: source, readIds } = this.#providers[index]!;
      const read = readIds?.(record, this.#context);
      if (read instanceof Promise) {
        return read.then((ids) =>
          ids === undefined ? this.#readIds(record, index + 1) : { ids, source }
        );
      }
      if (read !== undefined && Object.keys(read).length > 0) return { ids: read, source };
    }
  }

  async #matchIds(
    query: Query,
    { found, record }: { readonly found: FoundIds; readonly record: ParsedRecord },
  ): Promise<Match> {
    const known = await this.#lookup(query, found);
    if (known !== undefined) {
      const asked = query.title.titles.length > 0;
      const reasons = [`id_in_${found.source}`, ...(asked ? known.reasons : [])];
      const byTitle = asked && disagrees(known) ? await this.#choose(query) : undefined;
      return this.#toMatch(query, judgeId({ ...known, reasons }, byTitle));
    }
    const byTitle = await this.#choose(query);
    if (!isAccepted(byTitle)) return trustId(found, record.parsed);
    const { ids } = byTitle.best!.candidate;
    const reasons = [`id_in_${found.source}`, ...byTitle.reasons];
    if (areInConflict(ids, found.ids)) {
      return toMatch({ ...byTitle, status: "ambiguous", reasons: [...reasons, "id_conflict"] });
    }
    const match = await this.#toMatch(query, { ...byTitle, reasons });
    return { ...match, ids: { ...match.ids, ...found.ids } };
  }

  /** What the id leads to; where it may be that of a film or of a show, the one whose title agrees. */
  async #lookup({ title }: Query, { ids }: FoundIds): Promise<ScoredCandidate | undefined> {
    const prepared = prepareQuery(title);
    let first: ScoredCandidate | undefined;
    for (const provider of this.#providers) {
      for (const kind of title.kinds) {
        const candidate = await provider.lookup?.(ids, { kinds: [kind], context: this.#context });
        if (candidate === undefined) continue;
        const known = scoreCandidate(prepared, candidate);
        if (!disagrees(known)) return known;
        first ??= known;
      }
      if (first !== undefined) return first;
    }
  }

  /** A year that leads nowhere may be part of the title: "Blade Runner 2049", "Wonder Woman 1984". */
  #choose(query: Query): Eventually<Choice> {
    return follow(this.#chooseByTitle(query), (choice) => {
      const { year, titles, ...title } = query.title;
      if (isAccepted(choice) || year === undefined) return choice;
      const whole: TitleQuery = {
        ...title,
        titles: titles.map((text) => `${text} ${year}`),
        exact: true,
      };
      return follow(
        this.#chooseByTitle({ ...query, title: whole }),
        (other) => isAccepted(other) && other.reasons.includes("title_equal") ? other : choice,
      );
    });
  }

  /** Chooses by title, year and, of shows, their lists of episodes. */
  #chooseByTitle(query: Query): Eventually<Choice> {
    return follow(this.#rank(query.title), (ranking) => {
      const best = ranking[0]?.score ?? 0;
      const shows = ranking.filter(({ candidate, score }) =>
        candidate.kind === "episode" && score >= best - NEAR
      );
      if (shows.length === 0) return choose(ranking);
      return followAll(
        shows.map(({ candidate }) => this.#check(query, candidate)),
        (checks) =>
          choose(ranking.map((scored) => {
            const check = checks[shows.indexOf(scored)];
            return check === undefined ? scored : addCheck(scored, check);
          })),
      );
    });
  }

  #check({ episode }: Query, show: Candidate): Eventually<EpisodeCheck> {
    return follow(this.#list(show), (list) => checkEpisodes(episode, list));
  }

  /** Adds the episodes, as the chosen show's list has them. */
  #toMatch(query: Query, choice: Choice): Eventually<Match> {
    const match = toMatch(choice);
    if (!isAccepted(choice) || choice.best!.candidate.kind !== "episode") return match;
    return follow(this.#check(query, choice.best!.candidate), ({ episodes }) => {
      const [first] = episodes;
      const season = first?.season ?? query.episode.season;
      const isOne = episodes.every((episode) => episode.season === season);
      return {
        ...match,
        ...(season === undefined || !isOne ? {} : { season }),
        ...(first === undefined ? {} : { episodes }),
      };
    });
  }

  #list(show: Candidate): Eventually<EpisodeList | undefined> {
    return this.#lists.get(`${show.provider} ${show.key}`, () => {
      const provider = this.#providers.find(({ name }) => name === show.provider);
      const episodes = provider?.episodes?.(show, this.#context);
      return follow(episodes, (episodes) => episodes && toEpisodeList(episodes));
    });
  }

  #rank(title: TitleQuery): Eventually<Ranking> {
    return this.#rankings.get(JSON.stringify(title), () => this.#search(title));
  }

  /** What the first provider finds of which something can be taken; else what came nearest. */
  #search(title: TitleQuery, from = 0, nearest: Ranking = []): Eventually<Ranking> {
    const index = this.#providers.findIndex(({ search }, index) =>
      index >= from && search !== undefined
    );
    const provider = this.#providers[index];
    if (provider === undefined || title.titles.length === 0) return nearest;
    const isWord = (word: string) => provider.hasWord?.(word, this.#context) ?? false;
    const prepared = prepareQuery(title, isWord);
    return follow(provider.search!(title, this.#context), (candidates) => {
      const scored = candidates.map((candidate) => scoreCandidate(prepared, candidate));
      const ranking = rank(weighCountries(scored));
      if (isAccepted(choose(ranking))) return ranking;
      const isNearer = (ranking[0]?.score ?? 0) > (nearest[0]?.score ?? 0);
      return this.#search(title, index + 1, isNearer ? ranking : nearest);
    });
  }
}

/** Best first, without what served only to score them. */
function rank(scored: Ranking): Ranking {
  return scored
    .toSorted(compareRank)
    .slice(0, MOST_RANKED)
    .map(({ candidate: { otherTitles: _, ...candidate }, ...rest }) => ({ candidate, ...rest }));
}

function addCheck(scored: ScoredCandidate, { bonus, reason }: EpisodeCheck): ScoredCandidate {
  if (reason === undefined) return scored;
  return {
    ...scored,
    score: toDigits(scored.score + bonus),
    reasons: [...scored.reasons, reason],
  };
}
