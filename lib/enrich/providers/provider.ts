import type { Ids, ParsedRecord } from "../../record/mod.ts";
import type { Candidate, Episode, TitleKind } from "../candidate.ts";
import type { Catalog } from "../catalog/mod.ts";
import type { Eventually } from "../eventually.ts";
import type { OtherOrder } from "../orders.ts";
import type { Overrides } from "../overrides.ts";
import type { TitleQuery } from "../query.ts";
import type { Requester } from "../request/mod.ts";

/** What providers work with; all of it is given to {@linkcode enrich}. */
export interface ProviderContext {
  /** The offline catalog, if there is one. */
  readonly catalog?: Catalog | undefined;
  /** Asks TMDB, with the user's key. */
  readonly tmdb?: Requester | undefined;
  /** Asks TVmaze. */
  readonly tvmaze?: Requester | undefined;
  /** In which titles come where a service has several, as `de-DE`. @default en-US */
  readonly language?: string;
  /** Of which country the dates of releases count, ISO 3166-1; without it the first anywhere. */
  readonly region?: string | undefined;
  /** What the user has decided once and for all, which beats all else. */
  readonly overrides?: Overrides | undefined;
  /** Without it no NFO file is read. */
  readonly readHead?: ReadHead | undefined;
}

/** The first `bytes` of a file as text; `undefined` where it cannot be read. */
export type ReadHead = (path: string, bytes: number) => Eventually<string | undefined>;

/**
 * A source of identities. It only translates: a question into its own terms, what it finds into
 * candidates. Score, choice, memory of answers and limits are not its business, and it never
 * chooses. It has what it can of these methods.
 */
export interface Provider {
  /** As it stands in `match.provider`. */
  readonly name: string;
  /** Whether it works without a network. */
  readonly offline: boolean;
  /** Whether `context` holds what it needs. */
  isReady(context: ProviderContext): boolean;
  /** Ids that the record itself carries. */
  readIds?(record: ParsedRecord, context: ProviderContext): Eventually<Ids | undefined>;
  /** Films and shows that may be meant, in any order; none is an empty array. */
  search?(query: TitleQuery, context: ProviderContext): Eventually<readonly Candidate[]>;
  /**
   * What a service that wants every word finds for `text`, a part of what is asked, where the whole
   * led to nothing.
   */
  searchText?(text: string, options: SearchTextOptions): Promise<readonly Candidate[]>;
  /** The film or show that has one of `ids`. */
  lookup?(ids: Ids, options: LookupOptions): Eventually<Candidate | undefined>;
  /** Whether several titles use `word`, so that it is hardly a misspelling of another. */
  hasWord?(word: string, context: ProviderContext): boolean;
  /** The whole list of a show's episodes, in order; `undefined` where it is not known. */
  episodes?(show: Candidate, context: ProviderContext): Eventually<readonly Episode[] | undefined>;
  /** The same in another order than its own; `undefined` where it has none. */
  readOrder?(show: Candidate, options: OrderOptions): Promise<readonly Episode[] | undefined>;
}

/** What a text is searched for. */
export interface SearchTextOptions {
  /** Gives kinds and year. */
  readonly query: TitleQuery;
  /** What providers work with. */
  readonly context: ProviderContext;
}

/** Which kind of title an id belongs to: TMDB numbers films and shows apart. */
export interface LookupOptions {
  /** In this order. */
  readonly kinds: readonly TitleKind[];
  /** What providers work with. */
  readonly context: ProviderContext;
}

/** Which order of episodes is wanted. */
export interface OrderOptions {
  /** By what they are numbered. */
  readonly order: OtherOrder;
  /** What providers work with. */
  readonly context: ProviderContext;
}
